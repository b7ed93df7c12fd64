// Log lines of a service's pods, straight from the cluster.
import { setTimeout as delay } from 'node:timers/promises'
import type { KubeError, KubeList } from '../../clients/kube/kube.ts'
import { readPodLog } from '../../clients/kube/kube-logs.ts'
import { fail } from '../../errors/errors.ts'
import type { LogRequest } from '../runtime.ts'
import { ownSelector, SERVICE } from './labels.ts'
import { CONTAINER } from './manifests.ts'
import { type Pod, podOf, type RawPod } from './observe/pod.ts'
import type { World } from './world.ts'

export type LogLineListener = (line: { atMs: number; pod: string; text: string }) => void

/** What is there now of every pod; with `follow`, of pods that come later too. */
export async function readServiceLogs(
  world: World,
  request: LogRequest,
  onLine: LogLineListener,
  signal: AbortSignal,
): Promise<void> {
  const started = new Map<string, Promise<void>>()
  for (;;) {
    const pods = await listPods(world, request.service, signal)
    for (const pod of pods) {
      if (!started.has(pod.uid)) started.set(pod.uid, readOne(world, pod, request, started.size > 0, onLine, signal))
    }
    if (!request.follow) break
    await delay(1000, undefined, { signal }).catch(() => {})
    if (signal.aborted) break
  }
  await Promise.all(started.values())
}

/** The last lines of the container that runs the service since then; empty when they can not be had. */
export async function lastLines(
  world: World,
  pod: { readonly namespace: string; readonly name: string },
  wanted: { readonly count: number; readonly sinceMs: number },
  signal: AbortSignal,
): Promise<string> {
  const lines: string[] = []
  const query = {
    namespace: pod.namespace,
    pod: pod.name,
    container: CONTAINER,
    follow: false,
    tail: wanted.count,
    sinceMs: wanted.sinceMs,
  }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(2000)])
  const onLine = ({ atMs, text }: { atMs: number; text: string }) => {
    // The server cuts the start to whole seconds.
    if (atMs >= Math.floor(wanted.sinceMs)) lines.push(text)
  }
  await world
    .kube()
    .then((kube) => readPodLog(kube, query, onLine, limit))
    .catch(() => {})
  return lines.join('\n')
}

async function readOne(
  world: World,
  pod: Pod,
  request: LogRequest,
  isLater: boolean,
  onLine: LogLineListener,
  signal: AbortSignal,
): Promise<void> {
  const query = {
    namespace: pod.namespace,
    pod: pod.name,
    container: request.sidecar ? 'istio-proxy' : CONTAINER,
    follow: request.follow,
    // A pod that came while following is shown whole.
    tail: isLater ? null : request.tail,
    sinceMs: request.sinceMs,
  }
  for (;;) {
    try {
      await readPodLog(await world.kube(), query, (line) => onLine({ ...line, pod: pod.name }), signal)
      return
    } catch (thrown) {
      if (signal.aborted) return
      // 400: the container is not there yet.
      if ((thrown as KubeError).status !== 400 || !request.follow) return
      await delay(300, undefined, { signal }).catch(() => {})
    }
  }
}

async function listPods(world: World, service: string, signal: AbortSignal): Promise<readonly Pod[]> {
  const selector = encodeURIComponent(`${ownSelector(world.context)},${SERVICE}=${service}`)
  try {
    const kube = await world.kube()
    const list = await kube.get<KubeList<RawPod>>(`/api/v1/pods?labelSelector=${selector}`, signal)
    return (list?.items ?? []).flatMap((raw) => podOf(raw) ?? [])
  } catch (thrown) {
    if (signal.aborted) return []
    return fail('DE0206', { cluster: world.clusterName, reason: (thrown as Error).message }, { cause: thrown })
  }
}
