// What was applied to the cluster, as hashes in a ConfigMap of the cluster itself: no state elsewhere that could differ.
import { createHash } from 'node:crypto'
import type { KubeObject } from '../../clients/kube/kube.ts'
import { ownLabels } from './labels.ts'
import type { World } from './world.ts'

export type AppliedKey = 'istio' | 'prometheus' | 'manifests' | 'images'

export type Applied = Readonly<Partial<Record<AppliedKey | 'workspace', string>>>

const PATH = '/api/v1/namespaces/kube-system/configmaps/devenv-state'

/** Empty when nothing was recorded. */
export async function readApplied(world: World, signal: AbortSignal): Promise<Applied> {
  const kube = await world.kube()
  const found = await kube.get<KubeObject & { data?: Applied }>(PATH, signal)
  return found?.data ?? {}
}

export async function recordApplied(
  world: World,
  key: AppliedKey,
  value: string | null,
  signal: AbortSignal,
): Promise<void> {
  const kube = await world.kube()
  const merged = await kube.merge(PATH, { data: { [key]: value } }, signal)
  if (merged === null) {
    await markCluster(world, signal)
    await kube.merge(PATH, { data: { [key]: value } }, signal)
  }
}

/** Says in the cluster whose it is. */
export async function markCluster(world: World, signal: AbortSignal): Promise<void> {
  const kube = await world.kube()
  const { context } = world
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'devenv-state', namespace: 'kube-system', labels: ownLabels(context) },
    data: { workspace: context.folders.root },
  }
  await kube.apply(object, signal)
}

export function hashOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
