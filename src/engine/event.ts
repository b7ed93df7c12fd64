// Everything that can happen in a session. The reducer turns it into state; effects are its only senders.
import type { BuildOrder, BuildOutcome } from '../model/build.ts'
import type { ChangeBatch } from '../model/change.ts'
import type { Environment } from '../model/environment.ts'
import type { Affected } from '../model/graph.ts'
import type { ErrorData, Problem } from '../model/problem.ts'
import type { RuntimeEvent } from '../model/runtime-event.ts'
import type { Snapshot, UpdatePhase } from '../model/snapshot.ts'
import type { StepState } from '../model/step.ts'
import type { MeasuredUpdate, Split } from '../model/update.ts'

export type EngineEvent = { readonly atMs: number } & (
  | { readonly kind: 'phase'; readonly phase: Snapshot['phase'] }
  | { readonly kind: 'environment'; readonly environment: Environment }
  | { readonly kind: 'step'; readonly step: string; readonly state: StepState; readonly detail: string }
  | { readonly kind: 'watched'; readonly files: number }
  | { readonly kind: 'settling'; readonly isSettling: boolean }
  | { readonly kind: 'batch'; readonly batch: ChangeBatch; readonly affected: readonly Affected[] }
  | {
      readonly kind: 'build.asked'
      readonly service: string
      readonly trigger: 'initial' | 'user' | 'config'
      readonly need: Affected['need']
    }
  | { readonly kind: 'build.started'; readonly order: BuildOrder }
  | { readonly kind: 'build.finished'; readonly order: BuildOrder; readonly outcome: BuildOutcome }
  /** The artifact is the one that serves: nothing to update. */
  | {
      readonly kind: 'build.unchanged'
      readonly service: string
      readonly number: number
      readonly id: string
      readonly batches: readonly number[]
    }
  | { readonly kind: 'update.phase'; readonly service: string; readonly number: number; readonly phase: UpdatePhase }
  | {
      readonly kind: 'update.ready'
      readonly service: string
      readonly batches: readonly number[]
      readonly update: MeasuredUpdate | null
      readonly number: number
      readonly id: string
    }
  | {
      readonly kind: 'update.failed'
      readonly service: string
      readonly number: number
      readonly error: ErrorData
      readonly split: Partial<Split>
    }
  | { readonly kind: 'update.overtaken'; readonly service: string; readonly number: number }
  /** Bring-up put an artifact into the slot; the pods may not be there yet. */
  | { readonly kind: 'placed'; readonly service: string; readonly id: string }
  | { readonly kind: 'paused'; readonly service: string; readonly isPaused: boolean }
  | { readonly kind: 'problem.opened'; readonly problem: Problem }
  | { readonly kind: 'problem.closed'; readonly id: string }
  | { readonly kind: 'runtime'; readonly event: RuntimeEvent }
)
