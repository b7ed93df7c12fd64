// Everything a runtime reports while a session runs: health, log lines, addons, the cluster, golden signals.
import { setTimeout as delay } from 'node:timers/promises'
import { readPodLog } from '../../../clients/kube/kube-logs.ts'
import { asDevenvError } from '../../../errors/errors.ts'
import type { RuntimeEvent } from '../../../model/runtime-event.ts'
import type { StepReport } from '../../../model/step.ts'
import { repairCluster } from '../bring-up/cluster.ts'
import { CONTAINER } from '../manifests.ts'
import type { World } from '../world.ts'
import { observeAddons } from './addons.ts'
import type { Fleet } from './fleet.ts'
import type { Pod } from './pod.ts'

export type Emit = (event: RuntimeEvent) => void

export interface ObserveParts {
  readonly world: World
  readonly fleet: Fleet
  /** Replicas that the manifests ask for. */
  readonly wanted: (service: string) => number
}

/** Until the signal aborts. */
export async function observeKind(parts: ObserveParts, emit: Emit, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { fleet, world } = parts
  const { services } = world.context.environment
  const followed = new Map<string, Promise<void>>()
  const sinceMs = world.context.now()
  const said = new Map<string, string>()

  const report = (service: string) => {
    const health = fleet.health(service, parts.wanted(service))
    const words = JSON.stringify(health)
    if (said.get(service) !== words) {
      said.set(service, words)
      emit({ kind: 'health', health })
    }
    for (const { pod } of fleet.pods(service)) {
      if (!followed.has(pod.uid)) followed.set(pod.uid, followLog(parts, pod, sinceMs, emit, signal))
    }
  }
  const stops = [fleet.onChange(report), fleet.onConnection(() => onConnection(parts, emit, signal)), fleet.use()]
  for (const { name } of services) report(name)
  await observeAddons(world, fleet, emit, signal)
  for (const stop of stops) stop()
  await Promise.all(followed.values())
}

/** A cluster that was there and is gone is started again: a stopped node is the usual reason. */
function onConnection({ fleet, world }: ObserveParts, emit: Emit, signal: AbortSignal): void {
  const reason = fleet.lostBecause
  emit({ kind: 'cluster', ok: reason === null, nodes: reason === null ? 1 : 0, note: reason ?? '' })
  if (reason === null) {
    world.wasUp = true
    return
  }
  if (!world.wasUp) return
  world.wasUp = false
  const report: StepReport = {
    detail: (words) => emit({ kind: 'cluster', ok: false, nodes: 0, note: words }),
    log: () => {},
  }
  void repairCluster(world, report, signal).catch((thrown: unknown) => {
    if (!signal.aborted) emit({ kind: 'cluster', ok: false, nodes: 0, note: asDevenvError(thrown).summary })
  })
}

/** Lines of one pod from now on, over ends of its container, until the pod is gone. */
async function followLog(
  { world, fleet }: ObserveParts,
  pod: Pod,
  fromMs: number,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const isThere = () => fleet.pods(pod.service).some((other) => other.pod.uid === pod.uid)
  let sinceMs = fromMs
  while (!signal.aborted && isThere()) {
    const query = { namespace: pod.namespace, pod: pod.name, container: CONTAINER, follow: true, tail: null, sinceMs }
    const onLine = ({ atMs, text }: { atMs: number; text: string }) => {
      // The server cuts the start to whole seconds: what was seen is not shown again.
      if (atMs < sinceMs) return
      sinceMs = atMs + 0.001
      emit({ kind: 'log', service: pod.service, source: 'pod', pod: pod.name, line: text, atMs })
    }
    await world
      .kube()
      .then((kube) => readPodLog(kube, query, onLine, signal))
      .catch(() => {})
    await delay(250, undefined, { signal }).catch(() => {})
  }
}
