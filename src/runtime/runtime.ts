// The interface of a place where services run. `kind` is the real thing; `process` needs no container engine.
import type { Artifact } from '../model/build.ts'
import type { Environment, RuntimeKind, Service } from '../model/environment.ts'
import type { RuntimeEvent } from '../model/runtime-event.ts'
import type { Step, StepReport } from '../model/step.ts'
import type { UpdateTimes } from '../model/update.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'

export interface RuntimeContext {
  readonly environment: Environment
  readonly folders: WorkspaceFolders
  /** Absolute path of the static supervisor binary. */
  readonly supervisor: string
  /** Runtime process: the services go on when devenv ends, and the next session adopts them. */
  readonly keep: boolean
  /** Runtime process: the folder in which the workspaces of this user agree on ports. */
  readonly claims: string
  /** Version of devenv, for labels. */
  readonly version: string
  /** Wall time in ms since 1970, with fractions; injected so that tests own it. */
  readonly now: () => number
}

export interface LogRequest {
  readonly service: string
  readonly follow: boolean
  readonly tail: number | null
  readonly sinceMs: number | null
  readonly sidecar: boolean
}

export interface Runtime {
  readonly kind: RuntimeKind
  /** `kind-devenv`; null where there is no cluster. */
  readonly cluster: string | null
  /** What runs goes on when the session ends. */
  readonly keepsRunning: boolean

  /**
   * The steps of bring-up in reading order. The engine adds `build` (compile everything) itself and runs all as a graph.
   * A step may depend on `artifact:<service>`: the engine resolves that when the first artifact of the service is in its slot.
   */
  steps(): readonly Step[]

  /**
   * Puts the artifact into the slot of the service and resolves when the process *with this artifact id* answered its
   * probe in every pod. Rejects with DE0405, DE0406 or DE0407 after the last good build was put back (or held).
   */
  update(service: Service, artifact: Artifact, signal: AbortSignal): Promise<UpdateTimes>

  /** Only the ship half of `update`: the slot holds the artifact, nothing is waited for. Used during bring-up. */
  place(service: Service, artifact: Artifact, signal: AbortSignal): Promise<void>

  /** The artifact id in the slot and the last good one, as a new pod would find them. */
  slot(service: Service): Promise<{ readonly current: string | null; readonly good: string | null }>

  /** Image build and rollout, or apply of changed manifests, for this service only. */
  redeploy(service: Service, need: 'image' | 'apply', report: StepReport, signal: AbortSignal): Promise<UpdateTimes>

  restart(service: Service, signal: AbortSignal): Promise<void>
  /** Back to the last good build. */
  revert(service: Service, signal: AbortSignal): Promise<{ readonly to: string }>

  /** Reports until aborted; reconnects by itself and says `unknown` meanwhile. */
  observe(onEvent: (event: RuntimeEvent) => void, signal: AbortSignal): Promise<void>

  logs(
    request: LogRequest,
    onLine: (line: { atMs: number; pod: string; text: string }) => void,
    signal: AbortSignal,
  ): Promise<void>

  /** `http://127.0.0.1:50051`; null while there is no way in. */
  url(service: Service): string | null

  /** At the end of a session: ends what is not to go on without it, and resolves when that is gone. */
  close(): Promise<void>

  /** Removes what the labels say is ours, nothing else. `step` null: everything. */
  tearDown(
    options: { readonly keepCluster: boolean; readonly step: string | null },
    report: StepReport,
    signal: AbortSignal,
  ): Promise<void>
}

/** Makes the runtime; its code is read only when it is used. */
export async function createRuntime(kind: RuntimeKind, context: RuntimeContext): Promise<Runtime> {
  if (kind === 'kind') return (await import('./kind/kind.ts')).createKindRuntime(context)
  return (await import('./process/process.ts')).createProcessRuntime(context)
}
