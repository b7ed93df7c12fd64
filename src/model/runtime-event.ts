// What a runtime reports while it observes.
import type { SignalValues } from './signals.ts'

/** Unknown is `unknown`, never good. */
export type ProcessState = 'unknown' | 'none' | 'waiting' | 'starting' | 'ready' | 'unready' | 'held'

export interface PodHealth {
  readonly pod: string
  readonly state: ProcessState
  /** Artifact id the process runs; null when none does. */
  readonly buildId: string | null
  readonly pid: number | null
  /** Restarts that nobody asked for. */
  readonly restarts: number
  /** In words, when something is not well: `exit code 3`, `probe: connection refused`. */
  readonly note: string
}

export interface ServiceHealth {
  readonly service: string
  readonly pods: readonly PodHealth[]
  readonly wanted: number
}

export type AddonState = 'unknown' | 'starting' | 'ready' | 'failed' | 'off'

export type RuntimeEvent =
  | { readonly kind: 'health'; readonly health: ServiceHealth }
  | {
      readonly kind: 'log'
      readonly service: string
      readonly source: 'pod' | 'sidecar'
      readonly pod: string
      readonly line: string
      readonly atMs: number
    }
  | {
      readonly kind: 'reverted'
      readonly service: string
      readonly from: string
      readonly to: string
      readonly reason: string
    }
  | {
      readonly kind: 'addon'
      readonly addon: 'istio' | 'prometheus'
      readonly state: AddonState
      readonly note: string
    }
  | { readonly kind: 'cluster'; readonly ok: boolean; readonly nodes: number; readonly note: string }
  | { readonly kind: 'signals'; readonly values: Readonly<Record<string, SignalValues | null>>; readonly atMs: number }
