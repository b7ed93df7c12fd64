// kubectl, for what only it does: Kustomize.
import { runTool } from './tool.ts'
import { toolFile } from './tool-folder.ts'

/** The manifests of a Kustomize folder as one YAML stream. */
export async function kustomize(folder: string, signal: AbortSignal): Promise<string> {
  const result = await runTool(toolFile('kubectl'), ['kustomize', folder], { signal, values: { object: folder } })
  return result.stdout
}
