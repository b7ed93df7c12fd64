// What one run of a toolchain is given, and what it answers, the same for C++ and Ada.
import type { StreamOptions, StreamResult } from '../clients/process/stream.ts'
import type { BuildOrder } from '../model/build.ts'
import type { Service } from '../model/environment.ts'
import type { DependencyRecord } from '../model/graph.ts'
import type { BuildReport } from './build.ts'

/** Where commands run: on the host or in a builder container. Same paths in both. */
export interface ToolRunner {
  stream(file: string, args: readonly string[], options: StreamOptions): Promise<StreamResult>
}

export interface Toolchain {
  readonly where: 'host' | 'container'
  readonly runner: ToolRunner
  /** Changes when a compiler or build tool changes: what was built before is then not trusted. */
  readonly fingerprint: string
  readonly compiler: 'gcc' | 'clang'
  readonly hasMold: boolean
  readonly hasCcache: boolean
}

export interface Job {
  readonly service: Service
  readonly order: BuildOrder
  /** Build folder of the service. */
  readonly folder: string
  /** Folders its sources come from: its own and those of its libraries. */
  readonly sources: readonly string[]
  /** The workspace. */
  readonly root: string
  /** Folder of all build folders; nothing in it is a source. */
  readonly builds: string
  readonly toolchain: Toolchain
  /** Compiles at once. */
  readonly jobs: number
  /** A few units changed and a person waits. */
  readonly isEdit: boolean
  /** How far its tools stand back for others: 0, or more where nobody waits for it. */
  readonly nice: number
  readonly report: BuildReport
  readonly signal: AbortSignal
  readonly now: () => number
}

export type ToolOutcome =
  | {
      readonly kind: 'built'
      readonly way: 'tool' | 'fast'
      /** Absolute path of the executable. */
      readonly output: string
      readonly compileMs: number
      readonly linkMs: number
      readonly lines: readonly string[]
      /** Records of the units that were compiled. */
      readonly records: readonly DependencyRecord[]
    }
  | {
      readonly kind: 'failed'
      readonly step: 'configure' | 'build'
      readonly lines: readonly string[]
      readonly compileMs: number
      readonly linkMs: number
      readonly command: string
      readonly result: StreamResult
    }
  | { readonly kind: 'cancelled' }

export interface ToolRun {
  readonly result: StreamResult
  readonly lines: readonly string[]
}

const maxLines = 20_000

/** Runs one tool of a job in its build folder; its lines are kept for diagnostics, `onLine` decides what is shown. */
export async function runTool(
  job: Job,
  file: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env?: Readonly<Record<string, string>>
    readonly onLine: (line: string) => void
  },
): Promise<ToolRun> {
  const lines: string[] = []
  const result = await job.toolchain.runner.stream(file, args, {
    cwd: options.cwd,
    signal: job.signal,
    nice: job.nice,
    ...(options.env === undefined ? {} : { env: options.env }),
    onLine: (line) => {
      if (lines.length < maxLines) lines.push(line)
      options.onLine(line)
    },
  })
  return { result, lines }
}
