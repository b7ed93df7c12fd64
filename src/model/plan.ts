import type { BuildOrder, Trigger } from './build.ts'
import type { Need } from './graph.ts'

/** Work that is asked for and not started. */
export interface PendingEdit {
  readonly trigger: Trigger
  readonly batches: readonly number[]
  readonly files: readonly string[]
  readonly units: readonly string[]
  readonly need: Need
  readonly sinceMs: number
}

/** What the planner knows of one service. */
export interface ServicePlanState {
  readonly service: string
  readonly paused: boolean
  readonly pending: PendingEdit | null
  /** The build that runs, the batches it is made from, and the units it is known to compile. */
  readonly building: {
    readonly number: number
    readonly batches: readonly number[]
    readonly units: readonly string[]
  } | null
  /** Batches of the newest content that a build of it has ended with, well or not; null before the first. */
  readonly built: readonly number[] | null
  /** Libraries whose objects it finds in the compiler cache once a service that links them too has compiled them. */
  readonly shares: readonly string[]
  /** An artifact is on its way into the slot or proving itself. */
  readonly updating: boolean
  readonly nextNumber: number
}

export interface PlanState {
  readonly services: readonly ServicePlanState[]
  /** A git checkout or generator is still writing. */
  readonly settling: boolean
  /** Builds that may run at once. */
  readonly maxParallel: number
}

export type HoldReason = 'build-slot' | 'shared' | 'paused' | 'settling' | 'updating'

/** Why a service waits. `words` is what a person reads: `waits: build slot`. */
export interface Hold {
  readonly service: string
  readonly reason: HoldReason
  readonly on: readonly string[]
  readonly words: string
}

export interface PlanDecision {
  readonly start: readonly BuildOrder[]
  readonly cancel: readonly { readonly service: string; readonly number: number; readonly why: string }[]
  readonly holds: readonly Hold[]
}
