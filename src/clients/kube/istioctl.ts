// istioctl: installs and removes Istio.
import { endLeftovers } from '../process/leftover-process.ts'
import { runTool, streamTool } from '../tools/tool.ts'
import { toolFile } from '../tools/tool-folder.ts'

/** Later files are laid over earlier ones. */
export async function installIstio(
  files: readonly string[],
  kubeconfig: string,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const args = ['install', '--kubeconfig', kubeconfig, '--skip-confirmation', '--readiness-timeout', '180s']
  // One that outlived its devenv would work against this one.
  await endLeftovers(['istioctl', ...args], signal)
  await streamTool(toolFile('istioctl'), [...args, ...files.flatMap((file) => ['--filename', file])], {
    onLine,
    signal,
  })
}

export async function uninstallIstio(kubeconfig: string, signal: AbortSignal): Promise<void> {
  await runTool(toolFile('istioctl'), ['uninstall', '--purge', '--skip-confirmation', '--kubeconfig', kubeconfig], {
    signal,
  })
}
