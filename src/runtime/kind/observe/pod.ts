// What devenv reads of a pod, and the health that follows from it and from its supervisor.
import type { KubeObject } from '../../../clients/kube/kube.ts'
import type { SupervisorState } from '../../../clients/supervisor/supervisor-socket.ts'
import type { PodHealth } from '../../../model/runtime-event.ts'
import { processState, troubleOfProcess } from '../../live/health.ts'
import { SERVICE } from '../labels.ts'
import { CONTAINER } from '../manifests.ts'

export interface Pod {
  readonly name: string
  readonly namespace: string
  readonly service: string
  readonly uid: string
  readonly image: string
  /** Its deletion was asked for, or it ran to its end. */
  readonly isLeaving: boolean
  /** The container that runs the service runs. */
  readonly isRunning: boolean
  readonly hasSidecar: boolean
  /** Of the container, by Kubernetes. */
  readonly restarts: number
  readonly isReady: boolean
  /** Why it does not run, as Kubernetes says it: `ErrImagePull`. Empty while all is well. */
  readonly reason: string
  readonly message: string
}

export interface RawPod extends KubeObject {
  readonly spec: {
    readonly containers: readonly { readonly name: string; readonly image?: string }[]
    readonly initContainers?: readonly { readonly name: string }[]
  }
  readonly status?: {
    readonly phase?: string
    readonly reason?: string
    readonly message?: string
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly reason?: string
      readonly message?: string
    }[]
    readonly containerStatuses?: readonly RawContainerStatus[]
    readonly initContainerStatuses?: readonly RawContainerStatus[]
  }
}

interface RawContainerStatus {
  readonly name: string
  readonly ready: boolean
  readonly restartCount: number
  readonly state?: {
    readonly running?: unknown
    readonly waiting?: { readonly reason?: string; readonly message?: string }
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number }
  }
}

/** Null for a pod of no service. */
export function podOf(raw: RawPod): Pod | null {
  const service = raw.metadata.labels?.[SERVICE]
  if (service === undefined) return null
  const status = raw.status ?? {}
  const container = status.containerStatuses?.find(({ name }) => name === CONTAINER)
  const { reason, message } = troubleOf(raw)
  const names = [...raw.spec.containers, ...(raw.spec.initContainers ?? [])].map(({ name }) => name)
  return {
    name: raw.metadata.name,
    namespace: raw.metadata.namespace ?? 'default',
    service,
    uid: raw.metadata.uid ?? '',
    image: raw.spec.containers.find(({ name }) => name === CONTAINER)?.image ?? '',
    isLeaving:
      raw.metadata.deletionTimestamp !== undefined || status.phase === 'Failed' || status.phase === 'Succeeded',
    isRunning: container?.state?.running !== undefined,
    hasSidecar: names.includes('istio-proxy'),
    restarts: container?.restartCount ?? 0,
    isReady: status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true,
    reason,
    message,
  }
}

/** Reasons that are steps on the usual way, not trouble. */
const usual = new Set(['ContainerCreating', 'PodInitializing', ''])

/** Why a pod does not run; both empty when it does or is on the usual way. */
export function troubleOf(raw: RawPod): { reason: string; message: string } {
  const { status = {} } = raw
  if (status.phase === 'Failed') return { reason: status.reason ?? 'Failed', message: status.message ?? '' }
  const unscheduled = status.conditions?.find(({ type, status: value }) => type === 'PodScheduled' && value === 'False')
  if (unscheduled !== undefined)
    return { reason: unscheduled.reason ?? 'Unschedulable', message: unscheduled.message ?? '' }
  for (const { state } of [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]) {
    const reason = state?.waiting?.reason ?? ''
    if (!usual.has(reason)) return { reason, message: state?.waiting?.message ?? '' }
    const ended = state?.terminated
    if (ended !== undefined && ended.exitCode !== 0)
      return { reason: ended.reason ?? 'Error', message: `exit code ${ended.exitCode}` }
  }
  return { reason: '', message: '' }
}

/** `state` null: the supervisor was not heard of yet, or not any more. */
export function podHealth(pod: Pod, state: SupervisorState | null, hasServed: boolean): PodHealth {
  const note = noteOf(pod, state)
  if (state === null) {
    return {
      pod: pod.name,
      state: pod.isRunning ? 'unknown' : 'none',
      buildId: null,
      pid: null,
      restarts: pod.restarts,
      note,
    }
  }
  return {
    pod: pod.name,
    state: processState(state, hasServed),
    buildId: state.build,
    pid: state.pid,
    restarts: pod.restarts + state.restarts,
    note,
  }
}

function noteOf(pod: Pod, state: SupervisorState | null): string {
  if (state !== null) return troubleOfProcess(state)
  if (pod.reason === '') return ''
  return pod.message === '' ? pod.reason : `${pod.reason}: ${pod.message}`
}
