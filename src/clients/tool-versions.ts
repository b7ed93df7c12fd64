// Which versions of the cluster's tools are on PATH.
import { run } from './run.ts'

export type ClusterTool = 'kind' | 'kubectl' | 'istioctl'

/** `0.33.0`; null when the tool is not there. */
export async function toolVersion(tool: ClusterTool, signal: AbortSignal): Promise<string | null> {
  const result = await run(tool, versionArgs[tool], { signal, timeoutMs: 10_000 })
  if (result.startError !== null) return null
  return versionIn(`${result.stdout}\n${result.stderr}`) ?? '0'
}

const versionArgs: Readonly<Record<ClusterTool, readonly string[]>> = {
  kind: ['version'],
  kubectl: ['version', '--client'],
  istioctl: ['version', '--remote=false'],
}

export function versionIn(text: string): string | null {
  return /\bv?(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? null
}
