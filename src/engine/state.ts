// The state of a session; only the reducer makes a new one.
import type { BuildOrder } from '../model/build.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Environment, RuntimeKind, Service } from '../model/environment.ts'
import type { PendingEdit } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { AddonState, PodHealth } from '../model/runtime-event.ts'
import type { SignalValues } from '../model/signals.ts'
import type { BuildState, Snapshot, UpdatePhase } from '../model/snapshot.ts'
import type { Step, StepState } from '../model/step.ts'
import type { MeasuredUpdate, Split } from '../model/update.ts'
import type { Runtime } from '../runtime/runtime.ts'

export interface ServiceState {
  readonly service: Service
  readonly paused: boolean
  readonly pending: PendingEdit | null
  readonly building: { readonly order: BuildOrder; readonly sinceMs: number } | null
  readonly nextNumber: number
  readonly lastBuild: {
    readonly number: number
    readonly id: string | null
    readonly state: BuildState
    readonly ms: number | null
    readonly diagnostics: readonly Diagnostic[]
  } | null
  /** Batches of the newest build that ended, well or not. */
  readonly builtBatches: readonly number[] | null
  readonly updating: { readonly number: number; readonly phase: UpdatePhase; readonly sinceMs: number } | null
  /** What bring-up put into the slot, ready or not. */
  readonly placed: string | null
  readonly serving: { readonly number: number | null; readonly id: string; readonly sinceMs: number } | null
  /** Batches that affect the service and are not in what serves, oldest first. */
  readonly unserved: readonly number[]
  readonly updates: readonly MeasuredUpdate[]
  readonly lastFailure: {
    readonly build: number
    readonly phase: string
    readonly atMs: number
    readonly split: Partial<Split>
    readonly note: string
  } | null
  readonly lastFiles: readonly string[]
  readonly pods: readonly PodHealth[]
  readonly wanted: number
  readonly isHealthKnown: boolean
  readonly signals: SignalValues | null
  readonly rpsHistory: readonly number[]
}

export interface StepRecord {
  readonly name: string
  readonly title: string
  readonly dependsOn: readonly string[]
  readonly optional: boolean
  readonly state: StepState
  readonly detail: string
  readonly startedAtMs: number | null
  readonly ms: number | null
}

export interface State {
  readonly environment: Environment
  readonly runtime: RuntimeKind
  readonly cluster: string | null
  readonly keepsRunning: boolean
  readonly phase: Snapshot['phase']
  readonly startedAtMs: number
  readonly nodes: number
  readonly isClusterWell: boolean
  readonly clusterNote: string
  readonly addons: Readonly<Record<'istio' | 'prometheus', { readonly state: AddonState; readonly note: string }>>
  readonly watchedFiles: number | null
  readonly isSettling: boolean
  readonly steps: readonly StepRecord[]
  readonly services: ReadonlyMap<string, ServiceState>
  readonly problems: readonly Problem[]
  /** When each recent batch began: the start of edit-to-healthy. */
  readonly batchStarts: ReadonlyMap<number, number>
}

export function initialState(
  environment: Environment,
  { kind, cluster, keepsRunning }: Pick<Runtime, 'kind' | 'cluster' | 'keepsRunning'>,
  steps: readonly Step[],
  nowMs: number,
): State {
  const addon = (on: boolean) => ({ state: on ? ('unknown' as const) : ('off' as const), note: '' })
  return {
    environment,
    runtime: kind,
    cluster,
    keepsRunning,
    phase: 'bring-up',
    startedAtMs: nowMs,
    nodes: 0,
    isClusterWell: false,
    clusterNote: '',
    addons: { istio: addon(environment.cluster.istio), prometheus: addon(environment.cluster.prometheus) },
    watchedFiles: null,
    isSettling: false,
    steps: steps.map(({ name, title, dependsOn, optional }) => ({
      name,
      title,
      dependsOn,
      optional,
      state: 'waiting',
      detail: '',
      startedAtMs: null,
      ms: null,
    })),
    services: new Map(environment.services.map((service) => [service.name, initialService(service)])),
    problems: [],
    batchStarts: new Map(),
  }
}

export function initialService(service: Service): ServiceState {
  return {
    service,
    paused: false,
    pending: null,
    building: null,
    nextNumber: 1,
    lastBuild: null,
    builtBatches: null,
    updating: null,
    placed: null,
    serving: null,
    unserved: [],
    updates: [],
    lastFailure: null,
    lastFiles: [],
    pods: [],
    wanted: 1,
    isHealthKnown: false,
    signals: null,
    rpsHistory: [],
  }
}
