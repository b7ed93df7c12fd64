// A live update: the artifact into the slot, one rename, and the word of every pod's supervisor that it is ready.
import type { SupervisorState } from '../../clients/supervisor/supervisor-socket.ts'
import { fail, makeError } from '../../errors/errors.ts'
import type { Artifact } from '../../model/build.ts'
import type { Service } from '../../model/environment.ts'
import type { Detail } from '../../model/problem.ts'
import type { UpdateTimes } from '../../model/update.ts'
import type { Instance, Instances } from './instances.ts'
import type { Slots } from './slots.ts'

export interface LiveParts {
  readonly fleet: Instances
  readonly slots: Slots
  readonly now: () => number
  /** What it printed last, since then; empty when that can not be had. */
  lastLines(service: Service, pod: string, sinceMs: number, signal: AbortSignal): Promise<string>
  /** After an instance came that was not there before: until requests from this host reach it. */
  untilReached(service: Service, signal: AbortSignal): Promise<unknown>
}

/** Beside the limits of the service itself: for a pod that must be replaced meanwhile. */
const REPLACEMENT_MS = 60_000

export async function updateService(
  parts: LiveParts,
  service: Service,
  artifact: Artifact,
  signal: AbortSignal,
): Promise<UpdateTimes> {
  const { fleet, slots } = parts
  signal.throwIfAborted()
  const release = fleet.use()
  slots.updating.add(service.name)
  try {
    const startedMs = parts.now()
    await slots.write(service, artifact)
    signal.throwIfAborted()
    const before = new Map(fleet.pods(service.name).map(({ pod, state }) => [pod.uid, state?.seq ?? 0]))
    const isRetry = fleet.pods(service.name).some(({ state }) => state?.rejected?.build === artifact.id)
    const sinceMs = Date.now()
    slots.name(service.name, artifact.id)
    const shippedMs = parts.now()
    if (isRetry) await tryAgain(parts, service, artifact.id, before, signal)
    const pods = await untilReady(parts, service, artifact.id, before, sinceMs, signal)
    if (pods.some(({ pod }) => !before.has(pod.uid))) await parts.untilReached(service, signal)
    const totalMs = parts.now() - shippedMs
    slots.markGood(service.name, artifact.id)
    const slowestMs = Math.max(...pods.map(({ state }) => (state?.times.readyUs ?? 0) / 1000))
    const readyMs = Math.min(totalMs, slowestMs)
    return { shipMs: shippedMs - startedMs, restartMs: totalMs - readyMs, readyMs }
  } finally {
    slots.updating.delete(service.name)
    release()
  }
}

/** Resolves when every pod runs this build and is ready; rejects when one refused it and has settled. */
export async function untilReady(
  parts: LiveParts,
  service: Service,
  id: string,
  before: ReadonlyMap<string, number>,
  /** Log lines are of this attempt from then on: by the clock that stamps them, from which `now` drifts over hours. */
  sinceMs: number,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const { fleet } = parts
  const limitMs = service.graceMs + service.readyTimeoutMs + REPLACEMENT_MS
  const limit = AbortSignal.timeout(limitMs)
  try {
    return await fleet.until(
      service.name,
      () => {
        const pods = fleet.pods(service.name)
        const refusing = pods.find(
          ({ pod, state }) => state !== null && hasRefused(state, id, before.get(pod.uid) ?? 0),
        )
        if (refusing !== undefined) throw new Refusal(refusing)
        return pods.length > 0 && pods.every((pod) => isServing(pod, id)) ? pods : null
      },
      AbortSignal.any([signal, limit]),
    )
  } catch (thrown) {
    if (thrown instanceof Refusal) throw await refusalError(parts, service, id, thrown.by, sinceMs, signal)
    signal.throwIfAborted()
    if (!limit.aborted) throw thrown
    return fail(
      fleet.lostBecause === null ? 'DE0414' : 'DE0206',
      { service: service.name, reason: `no answer within ${Math.round(limitMs / 1000)} s` },
      { details: podDetails(fleet, service) },
    )
  }
}

/** Ready with this build, and behind the service's name. */
export function isServing({ state, hasServed }: Instance, id: string): boolean {
  return hasServed && state?.state === 'ready' && state.build === id
}

class Refusal extends Error {
  readonly by: Instance
  constructor(by: Instance) {
    super('refused')
    this.by = by
  }
}

/** Only what was said after the artifact was named counts, and only once the pod is at rest again. */
function hasRefused(state: SupervisorState, id: string, seqBefore: number): boolean {
  if (state.rejected?.build !== id || state.seq <= seqBefore) return false
  return state.state === 'held' || (state.state === 'ready' && state.build !== id)
}

/** A supervisor does not start by itself what it refused before: it must see the name, then be told. */
async function tryAgain(
  parts: LiveParts,
  service: Service,
  id: string,
  before: Map<string, number>,
  signal: AbortSignal,
): Promise<void> {
  const { fleet } = parts
  const asked = new Set<string>()
  await fleet.until(
    service.name,
    () => {
      const pods = fleet.pods(service.name)
      for (const { pod, state, send } of pods) {
        if (asked.has(pod.uid) || state?.slot !== id || state.rejected?.build !== id) continue
        asked.add(pod.uid)
        before.set(pod.uid, state.seq)
        send('restart')
      }
      return pods.every(({ pod, state }) => asked.has(pod.uid) || state?.rejected?.build !== id) ? true : null
    },
    AbortSignal.any([signal, AbortSignal.timeout(5000)]),
  )
}

async function refusalError(
  parts: LiveParts,
  service: Service,
  id: string,
  by: Instance,
  sinceMs: number,
  signal: AbortSignal,
): Promise<Error> {
  const reason = by.state?.rejected?.reason ?? ''
  const good = by.state?.build ?? null
  if (by.state?.state === 'ready' && good !== null) await parts.slots.putBack(service.name, id, good)
  const lines = await parts.lastLines(service, by.pod.name, sinceMs, signal)
  const details: readonly Detail[] = [
    { label: 'reason', text: reason },
    { label: 'pod', text: by.pod.name },
    { label: 'refused', text: id },
    ...(good === null ? [] : [{ label: 'serves', text: good }]),
    ...(lines === '' ? [] : [{ label: 'last lines', text: lines }]),
  ]
  const values = { service: service.name, reason }
  if (by.state?.state === 'ready') return makeError('DE0405', values, { details })
  return makeError(service.revert ? 'DE0406' : 'DE0407', values, { details })
}

export function podDetails(fleet: Instances, service: Service): readonly Detail[] {
  const pods = fleet.health(service.name, 1).pods
  if (pods.length === 0) return [{ label: 'pods', text: 'none' }]
  return pods.map(({ pod, state, buildId, note }) => ({
    label: pod,
    text: [state, buildId === null ? '' : `build ${buildId}`, note].filter((word) => word !== '').join(', '),
  }))
}
