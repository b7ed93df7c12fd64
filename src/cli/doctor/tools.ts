// kind, kubectl and istioctl: there and in range (DE0106).
import type { ClusterTool } from '../../clients/tools/tool-folder.ts'
import { clusterTools, fetchWithProgress, type ToolState } from '../set-up/cluster-tools.ts'
import { type Check, makeCheck, type Subject } from './check.ts'

export async function checkTools({ environment, signal }: Subject): Promise<readonly Check[]> {
  const wanted: readonly ClusterTool[] =
    environment?.cluster.istio === false ? ['kind', 'kubectl'] : ['kind', 'kubectl', 'istioctl']
  return (await clusterTools(environment?.root ?? process.cwd(), wanted, signal)).map(checkOf)
}

function checkOf(state: ToolState): Check {
  const { tool, pin, from, found } = state
  const words = from === 'own' ? `${found}, fetched by devenv` : found
  return makeCheck({
    code: 'DE0106',
    name: tool,
    runtime: 'kind',
    // Istio is an addon: without its tool the rest comes up.
    state: from !== null ? 'ok' : tool === 'istioctl' ? 'warns' : 'blocks',
    found: words ?? 'not on PATH',
    needed: `${pin.oldest} or newer, tested with ${pin.tested}`,
    fix:
      from !== null || pin.url === null
        ? null
        : {
            words: `fetch ${tool} ${pin.tested} into devenv's own folder, checksum verified`,
            isSafe: true,
            apply: (say, signal) => fetchWithProgress(state, say, signal),
          },
  })
}
