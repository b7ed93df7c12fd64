// The door of the build stage: what the engine asks of a builder.
import type { BuildOrder, BuildOutcome } from '../model/build.ts'
import type { Environment, RuntimeKind, Service } from '../model/environment.ts'
import type { DependencyRecord } from '../model/graph.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'
import { ToolchainBuilder } from './builder.ts'

export interface BuildReport {
  log(line: string): void
  /** Words for a running build: `compile 3/7`. */
  detail(words: string): void
}

export interface Builder {
  /** Says in words where compiles run and which helpers are in use: `host, ccache, mold`. Checks the toolchains once; DE0304-DE0306 when one is missing. */
  prepare(report: BuildReport, signal: AbortSignal): Promise<string>
  /** Runs the toolchain for one service. An abort ends the whole process group and resolves `cancelled`. Never rejects for what a user did. */
  build(service: Service, order: BuildOrder, report: BuildReport, signal: AbortSignal): Promise<BuildOutcome>
  /**
   * After an outcome with way `fast`: runs the real build tool and resolves with null when its binary is the same,
   * else with the outcome of that build (which the engine then ships) and turns the fast path off for the service.
   */
  prove(
    service: Service,
    order: BuildOrder,
    fast: BuildOutcome & { kind: 'built' },
    report: BuildReport,
    signal: AbortSignal,
  ): Promise<BuildOutcome | null>
  /** What earlier builds recorded, read from the build folder. */
  records(service: Service): Promise<readonly DependencyRecord[]>
  /** The artifact an earlier build left, without building; null when there is none. */
  existing(service: Service): Promise<BuildOutcome | null>
  /** Stops what was started for building (builder containers); called at the end of a session only when asked. */
  close(): Promise<void>
}

export interface BuilderOptions {
  readonly environment: Environment
  readonly folders: WorkspaceFolders
  /** Wall time in ms since 1970, with fractions. */
  readonly now: () => number
  /** Where the programs will run; in `process` the host is their image. */
  readonly runtime?: RuntimeKind
}

export function createBuilder(options: BuilderOptions): Builder {
  return new ToolchainBuilder(options)
}
