// The immutable state a front end shows; also the body of `devenv status --json`.
import type { Diagnostic } from './diagnostic.ts'
import type { Language, RuntimeKind } from './environment.ts'
import type { Problem } from './problem.ts'
import type { AddonState } from './runtime-event.ts'
import type { SignalValues } from './signals.ts'
import type { StepState } from './step.ts'
import type { TrafficState } from './traffic.ts'
import type { MeasuredUpdate, Split } from './update.ts'

export type Health = 'ready' | 'stale' | 'start' | 'crash' | 'probe' | 'unknown'
export type BuildState = 'none' | 'queued' | 'paused' | 'building' | 'built' | 'failed' | 'cancelled'
export type UpdatePhase = 'ship' | 'restart' | 'ready' | 'image' | 'deploy'

export interface ServiceSnapshot {
  readonly name: string
  readonly language: Language
  readonly port: number
  readonly url: string | null
  readonly health: Health
  readonly restarts: number
  readonly editsBehind: number
  readonly pods: { readonly ready: number; readonly wanted: number }
  /** As its host or pod counts it; null while none runs. */
  readonly pid: number | null
  readonly build: {
    readonly number: number
    /** Artifact id of the last build made; null before the first. */
    readonly id: string | null
    readonly state: BuildState
    readonly startedAtMs: number | null
    readonly ms: number | null
    readonly errors: number
  }
  /** Artifact id and build number that serve now. */
  readonly serving: { readonly number: number | null; readonly id: string | null; readonly sinceMs: number | null }
  readonly updating: { readonly phase: UpdatePhase; readonly sinceMs: number } | null
  readonly lastUpdate: MeasuredUpdate | null
  readonly updates: readonly MeasuredUpdate[]
  /** The newest update or build that did not become ready. */
  readonly lastFailure: {
    readonly build: number
    readonly phase: string
    readonly atMs: number
    readonly split: Partial<Split>
  } | null
  readonly lastFiles: readonly string[]
  readonly signals: SignalValues | null
  /** RPS history, oldest first. */
  readonly rpsHistory: readonly number[]
  /** Why it waits or is not well, in words; empty while all is well. */
  readonly note: string
  readonly paused: boolean
  readonly diagnostics: readonly Diagnostic[]
}

export interface StepSnapshot {
  readonly name: string
  readonly title: string
  readonly state: StepState
  readonly detail: string
  readonly startedAtMs: number | null
  readonly ms: number | null
  readonly waitsFor: readonly string[]
}

export interface Snapshot {
  readonly runtime: RuntimeKind
  /** `kind-devenv`; null in runtime process. */
  readonly cluster: string | null
  /** What runs goes on when the session ends. */
  readonly keepsRunning: boolean
  readonly nodes: number
  readonly addons: Readonly<Record<'istio' | 'prometheus', { readonly state: AddonState; readonly note: string }>>
  readonly phase: 'bring-up' | 'watching' | 'stopping' | 'failed'
  readonly startedAtMs: number
  readonly watchedFiles: number | null
  readonly steps: readonly StepSnapshot[]
  readonly services: readonly ServiceSnapshot[]
  /** What a person asked to have sent; null while nothing is. */
  readonly traffic: TrafficState | null
  readonly problems: readonly Problem[]
  /** The session's clock at publishing; spinners and running times derive from it. */
  readonly nowMs: number
}
