// The door: one pure function says what to start and, for everything that waits, why.
import type { BuildOrder } from '../model/build.ts'
import type { ChangeBatch } from '../model/change.ts'
import type { Affected, Need } from '../model/graph.ts'
import type { Hold, PendingEdit, PlanDecision, PlanState, ServicePlanState } from '../model/plan.ts'

export { explainPlan } from './explain.ts'

const needs: readonly Need[] = ['live', 'apply', 'image', 'config']
/** Who waits for a slot less long: a person before a file, a file before the builds nobody looks at. */
const triggers = ['user', 'change', 'config', 'dependency', 'initial'] as const

export function next(state: PlanState): PlanDecision {
  const running = state.services.filter(({ building }) => building !== null)
  const cancel = running.filter(isOvertaken).map(({ service, building, pending }) => {
    return { service, number: building!.number, why: `newer edit: ${pending!.files.join(', ')}` }
  })
  const holds: Hold[] = []
  const ready: Waiting[] = []
  for (const service of state.services) {
    if (service.pending === null) continue
    const hold = holdOf(state, service)
    if (hold === null) ready.push({ ...service, pending: service.pending })
    else holds.push(hold)
  }
  const slots = Math.max(1, state.maxParallel)
  const on = [...running]
  const start: BuildOrder[] = []
  const full: Waiting[] = []
  for (const service of ready.sort(byUrgency)) {
    const leader = leaderOf(service, on, state.services)
    if (leader !== null) {
      const words = `waits: ${leader.service} compiles what they share`
      holds.push({ service: service.service, reason: 'shared', on: [leader.service], words })
    } else if (on.length >= slots) full.push(service)
    else {
      on.push(service)
      start.push(orderOf(service))
    }
  }
  const names = on.map(({ service }) => service)
  for (const { service } of full)
    holds.push({ service, reason: 'build-slot', on: names, words: `waits: build slot (${names.join(', ')})` })
  return { start, cancel, holds }
}

/**
 * Units of a library are compiled once, by the first that builds the same content; side by side each would compile them anew.
 * Null when nobody is ahead, or somebody has ended.
 */
function leaderOf(
  { service: name, shares, pending }: Waiting,
  on: readonly ServicePlanState[],
  all: readonly ServicePlanState[],
): ServicePlanState | null {
  if (shares.length === 0 || pending.trigger === 'user') return null
  const others = (list: readonly ServicePlanState[]) =>
    list.filter((other) => other.service !== name && other.shares.some((library) => shares.includes(library)))
  const has = (batches: readonly number[]) => pending.batches.every((batch) => batches.includes(batch))
  if (others(all).some(({ built }) => built !== null && has(built))) return null
  return (
    others(on).find((other) => {
      const { batches, units } = (other.building ?? other.pending)!
      return has(batches) && haveCommon(units, pending.units)
    }) ?? null
  )
}

/** Where units are not known, all of the library may be compiled. */
function haveCommon(units: readonly string[], others: readonly string[]): boolean {
  return units.length === 0 || others.length === 0 || units.some((unit) => others.includes(unit))
}

/** What is asked for and not started, with one more batch. */
export function mergeEdit(pending: PendingEdit | null, affected: Affected, batch: ChangeBatch): PendingEdit {
  const files = affected.because.map(({ path }) => path)
  const { need, units } = affected
  return mergePending(pending, {
    trigger: 'change',
    batches: [batch.id],
    files,
    units,
    need,
    sinceMs: batch.closedAtMs,
  })
}

/** Two wishes for the same service are one: of the newest content, all files, the greater need, the units of both. */
export function mergePending(old: PendingEdit | null, more: PendingEdit): PendingEdit {
  if (old === null) return more
  // One side without known units means that the build tool has to decide.
  const isKnown = old.units.length > 0 && more.units.length > 0
  return {
    trigger: triggers[Math.min(triggers.indexOf(old.trigger), triggers.indexOf(more.trigger))]!,
    batches: unique([...old.batches, ...more.batches]),
    files: unique([...old.files, ...more.files]),
    units: isKnown ? unique([...old.units, ...more.units]) : [],
    need: needs[Math.max(needs.indexOf(old.need), needs.indexOf(more.need))]!,
    sinceMs: more.sinceMs,
  }
}

type Waiting = ServicePlanState & { readonly pending: PendingEdit }

function holdOf({ settling }: PlanState, service: ServicePlanState): Hold | null {
  const { service: name, building, pending } = service
  const hold = (reason: Hold['reason'], words: string): Hold => ({ service: name, reason, on: [name], words })
  if (isPaused(service)) return hold('paused', 'paused: edits are kept, not built')
  if (settling) return { ...hold('settling', 'waits: files are still being written'), on: [] }
  if (building !== null) {
    const words = isOvertaken(service) ? `waits: build #${building.number} to stop` : `waits: build #${building.number}`
    return hold('build-slot', words)
  }
  // A compile may run beside an update, and its artifact pre-empts it; a rollout may not.
  const isRollout = pending!.need === 'image' || pending!.need === 'apply'
  return isRollout && service.updating ? hold('updating', 'waits: the update to end') : null
}

/** The running build misses a batch that is asked for. */
function isOvertaken(service: ServicePlanState): boolean {
  const { building, pending } = service
  if (building === null || pending === null || isPaused(service)) return false
  return pending.batches.some((batch) => !building.batches.includes(batch))
}

/** A pause holds what edits ask for, not what a person asks for. */
function isPaused({ paused, pending }: ServicePlanState): boolean {
  return paused && pending?.trigger !== 'user'
}

function byUrgency(a: Waiting, b: Waiting): number {
  return (
    triggers.indexOf(a.pending.trigger) - triggers.indexOf(b.pending.trigger) || a.pending.sinceMs - b.pending.sinceMs
  )
}

function orderOf({ service, nextNumber, pending }: Waiting): BuildOrder {
  const { trigger, batches, files, units, need } = pending
  return { service, number: nextNumber, trigger, batches, files, units, need }
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
