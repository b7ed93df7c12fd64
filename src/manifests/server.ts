// The same objects before a real API server: admission, defaults and the rules in CEL of CRDs; nothing is kept there.
import { applyDryRun } from '../clients/kube/kubectl.ts'
import type { Overlay } from './object.ts'

export interface DryRun {
  readonly accepted: number
  /** Warnings and refusals, as the server words them. */
  readonly lines: readonly string[]
  /** Namespaces that are not in the cluster: their objects were tried in `default`. */
  readonly moved: readonly string[]
}

export async function dryRun(
  overlay: Overlay,
  kubeconfig: string,
  namespaces: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<DryRun> {
  const moved = new Set<string>()
  const objects = overlay.objects.map((object) => {
    const { namespace } = object.metadata
    if (namespace === undefined || namespaces.has(namespace)) return object
    moved.add(namespace)
    // Two namespaces have objects of one name: `readers`. The server sees each by itself.
    return { ...object, metadata: { ...object.metadata, namespace: 'default' } }
  })
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  const { stdout, stderr } = await applyDryRun(kubeconfig, list, signal)
  const accepted = stdout.split('\n').filter((line) => line.endsWith('(server dry run)'))
  return {
    accepted: accepted.length,
    lines: stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('last-applied-configuration')),
    moved: [...moved],
  }
}
