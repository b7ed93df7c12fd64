import type { Diagnostic } from './diagnostic.ts'
import type { DependencyRecord, Need } from './graph.ts'
import type { ErrorData } from './problem.ts'

export type Trigger = 'initial' | 'change' | 'user' | 'config' | 'dependency'

/** A decision of the planner: build this service now. */
export interface BuildOrder {
  readonly service: string
  /** `build #42`: numbered per service. */
  readonly number: number
  readonly trigger: Trigger
  /** Change batches this build is made from. */
  readonly batches: readonly number[]
  /** Changed files, absolute. */
  readonly files: readonly string[]
  /** Units known to be affected, absolute; empty = the build tool decides. */
  readonly units: readonly string[]
  readonly need: Need
}

/** The stripped executable, ready to be put into a slot. */
export interface Artifact {
  readonly service: string
  /** 16 hex digits: SHA-256 over the loadable content, GNU build-id note left out. */
  readonly id: string
  /** The linked file, with symbols, where the build tool wrote it. */
  readonly path: string
  /** Bytes that are shipped. */
  readonly bytes: number
  /** GNU build-id of `path`, the key of its symbols; null when it has none. */
  readonly gnuBuildId: string | null
}

export interface BuildTimings {
  readonly compileMs: number
  readonly linkMs: number
  /** Waiting for CPU tokens. */
  readonly holdMs: number
  /** Whole build, as a clock on the wall would see it. */
  readonly totalMs: number
}

export type BuildOutcome =
  | {
      readonly kind: 'built'
      readonly artifact: Artifact
      readonly timings: BuildTimings
      readonly diagnostics: readonly Diagnostic[]
      /** What each compiled unit read; replaces earlier records of the same units. */
      readonly records: readonly DependencyRecord[]
      /** `fast`: recorded commands, proof by the build tool follows. */
      readonly way: 'tool' | 'fast'
    }
  | {
      readonly kind: 'failed'
      readonly error: ErrorData
      readonly diagnostics: readonly Diagnostic[]
      readonly timings: BuildTimings
    }
  | { readonly kind: 'cancelled' }
