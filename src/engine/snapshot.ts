// State to snapshot: what a front end shows, derived and never stored. Pure.
import type { Hold } from '../model/plan.ts'
import type { Health, ServiceSnapshot, Snapshot } from '../model/snapshot.ts'
import type { TrafficState } from '../model/traffic.ts'
import type { ServiceState, State } from './state.ts'

export function snapshotOf(
  state: State,
  holds: readonly Hold[],
  url: (service: string) => string | null,
  nowMs: number,
  traffic: TrafficState | null = null,
): Snapshot {
  const holdOf = new Map(holds.map((hold) => [hold.service, hold]))
  const open = new Set(
    state.steps.filter(({ state: step }) => step !== 'done' && step !== 'skipped').map(({ name }) => name),
  )
  return {
    runtime: state.runtime,
    cluster: state.cluster,
    keepsRunning: state.keepsRunning,
    nodes: state.nodes,
    addons: state.addons,
    phase: state.phase,
    startedAtMs: state.startedAtMs,
    watchedFiles: state.watchedFiles,
    steps: state.steps.map((step) => ({
      name: step.name,
      title: step.title,
      state: step.state,
      detail: step.detail,
      startedAtMs: step.startedAtMs,
      ms: step.ms,
      waitsFor: step.state === 'waiting' ? step.dependsOn.filter((name) => open.has(name)) : [],
    })),
    services: [...state.services.values()].map((service) =>
      serviceSnapshot(service, holdOf.get(service.service.name) ?? null, url(service.service.name)),
    ),
    traffic,
    problems: state.problems,
    nowMs,
  }
}

/** Edits behind what serves, counted only once something has failed: a running build is not "stale". */
export function editsBehind(service: ServiceState): number {
  return service.lastFailure === null ? 0 : service.unserved.length
}

export function healthOf(service: ServiceState): Health {
  const states = service.pods.map((pod) => pod.state)
  if (!service.isHealthKnown) return 'unknown'
  if (states.length === 0) return service.serving === null ? 'start' : 'unknown'
  if (states.includes('held')) return 'crash'
  if (states.includes('unready')) return 'probe'
  if (states.includes('starting') || states.includes('waiting') || states.includes('none'))
    return service.updating === null && service.pods.some((pod) => pod.note !== '' && pod.restarts > 0)
      ? 'crash'
      : 'start'
  // A reverted or failed edit leaves the old build serving, also when the count is lost: never shown as good.
  if (service.lastFailure !== null && service.unserved.length > 0) return 'stale'
  return 'ready'
}

function serviceSnapshot(service: ServiceState, hold: Hold | null, url: string | null): ServiceSnapshot {
  const { lastBuild, building } = service
  const built = lastBuild === null ? 'none' : lastBuild.state
  const state =
    building !== null ? 'building' : service.pending === null ? built : hold?.reason === 'paused' ? 'paused' : 'queued'
  return {
    name: service.service.name,
    language: service.service.language,
    port: service.service.port,
    url,
    health: healthOf(service),
    restarts: service.pods.reduce((sum, pod) => sum + pod.restarts, 0),
    editsBehind: editsBehind(service),
    pods: { ready: service.pods.filter((pod) => pod.state === 'ready').length, wanted: service.wanted },
    pid: service.pods[0]?.pid ?? null,
    build: {
      number: building?.order.number ?? lastBuild?.number ?? 0,
      id: lastBuild?.id ?? service.serving?.id ?? null,
      state,
      startedAtMs: building?.sinceMs ?? null,
      ms: lastBuild?.ms ?? null,
      errors: lastBuild?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0,
    },
    serving: {
      number: service.serving?.number ?? null,
      id: service.serving?.id ?? null,
      sinceMs: service.serving?.sinceMs ?? null,
    },
    updating: service.updating === null ? null : { phase: service.updating.phase, sinceMs: service.updating.sinceMs },
    lastUpdate: service.updates.at(-1) ?? null,
    updates: service.updates,
    lastFailure: service.lastFailure,
    lastFiles: service.lastFiles,
    signals: service.signals,
    rpsHistory: service.rpsHistory,
    note: noteOf(service, hold),
    paused: service.paused,
    diagnostics: lastBuild?.diagnostics ?? [],
  }
}

function noteOf(service: ServiceState, hold: Hold | null): string {
  if (hold !== null) return hold.words
  const behind = editsBehind(service)
  if (behind > 0) return `${behind} edit${behind === 1 ? '' : 's'} behind`
  const pod = service.pods.find(({ note }) => note !== '')
  return pod?.note ?? ''
}
