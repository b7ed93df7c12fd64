// Restart and revert of one service, through the supervisors of its pods.
import { listBuilds } from '../../clients/supervisor/slot.ts'
import { fail } from '../../errors/errors.ts'
import type { Service } from '../../model/environment.ts'
import { type LiveParts, podDetails, untilReady } from './update.ts'

/** Resolves when every pod runs a new process that is ready. */
export async function restartService(parts: LiveParts, service: Service, signal: AbortSignal): Promise<void> {
  const { fleet, slots } = parts
  const release = fleet.use()
  try {
    await untilLinked(parts, service, signal)
    const { current } = slots.links(service.name)
    if (current === null) fail('DE0406', { service: service.name, reason: 'there is no build in its slot yet' })
    const sinceMs = Date.now()
    const before = new Map<string, number>()
    const pids = new Map<string, number | null>()
    for (const { pod, state, send } of fleet.pods(service.name)) {
      before.set(pod.uid, state?.seq ?? 0)
      pids.set(pod.uid, state?.pid ?? null)
      send('restart')
    }
    const changed = () =>
      fleet
        .pods(service.name)
        .every(
          ({ pod, state }) =>
            state !== null && state.seq > (before.get(pod.uid) ?? 0) && state.pid !== pids.get(pod.uid),
        )
    await fleet.until(
      service.name,
      () => (changed() ? true : null),
      AbortSignal.any([signal, AbortSignal.timeout(service.graceMs + 10_000)]),
    )
    await untilReady(parts, service, current, before, sinceMs, signal)
  } finally {
    release()
  }
}

/** The good build when another is in the slot, else the one that was there before it. */
export async function revertService(
  parts: LiveParts,
  service: Service,
  signal: AbortSignal,
): Promise<{ readonly to: string }> {
  const { fleet, slots } = parts
  const release = fleet.use()
  try {
    await untilLinked(parts, service, signal)
    const { current, good } = slots.links(service.name)
    const builds = await listBuilds(slots.of(service.name))
    const older = current === null ? undefined : builds[builds.indexOf(current) + 1]
    const to = good !== null && good !== current ? good : older
    if (to === undefined || to === null)
      return fail('DE0406', { service: service.name, reason: 'there is no earlier good build' })
    const before = new Map(fleet.pods(service.name).map(({ pod, state }) => [pod.uid, state?.seq ?? 0]))
    const sinceMs = Date.now()
    slots.name(service.name, to)
    await untilReady(parts, service, to, before, sinceMs, signal)
    slots.markGood(service.name, to)
    return { to }
  } finally {
    release()
  }
}

/** A first list may still be on its way; a pod whose supervisor stays silent is DE0403. */
async function untilLinked(parts: LiveParts, service: Service, signal: AbortSignal): Promise<void> {
  const { fleet } = parts
  const limit = AbortSignal.timeout(10_000)
  const isLinked = () => {
    const pods = fleet.pods(service.name)
    return pods.length > 0 && pods.every(({ state }) => state !== null) ? true : null
  }
  await fleet.until(service.name, isLinked, AbortSignal.any([signal, limit])).catch((thrown: unknown) => {
    if (!limit.aborted) throw thrown
    const reason = fleet.lostBecause ?? 'its socket does not answer'
    return fail(
      fleet.lostBecause === null ? 'DE0403' : 'DE0206',
      { service: service.name, reason },
      { details: podDetails(fleet, service) },
    )
  })
}
