// kubectl, for what only it does: Kustomize.
import { run } from '../process/run.ts'
import { runTool } from '../tools/tool.ts'
import { toolFile } from '../tools/tool-folder.ts'

/** The manifests of a Kustomize folder as one YAML stream. */
export async function kustomize(folder: string, signal: AbortSignal): Promise<string> {
  const result = await runTool(toolFile('kubectl'), ['kustomize', folder], { signal, values: { object: folder } })
  return result.stdout
}

/** What the API server says of objects that it then forgets; refusals are lines of stderr. */
export async function applyDryRun(
  kubeconfig: string,
  objects: string,
  signal: AbortSignal,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const args = ['--kubeconfig', kubeconfig, 'apply', '--dry-run=server', '--validate=strict', '-f', '-']
  return run(toolFile('kubectl'), args, { input: objects, signal })
}

export async function namespacesOf(kubeconfig: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const args = ['--kubeconfig', kubeconfig, 'get', 'namespaces', '-o', 'name']
  const { stdout } = await runTool(toolFile('kubectl'), args, { signal })
  return new Set(stdout.split('\n').map((line) => line.replace('namespace/', '')))
}
