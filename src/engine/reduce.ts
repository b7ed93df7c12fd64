// The one writer: state and event in, next state out. Pure, so a session can be replayed from its events.
import type { PendingEdit } from '../model/plan.ts'
import type { RuntimeEvent } from '../model/runtime-event.ts'
import { mergeEdit, mergePending } from '../plan/plan.ts'
import type { EngineEvent } from './event.ts'
import { reduceBuild } from './reduce-build.ts'
import { reduceUpdate } from './reduce-update.ts'
import { initialService, type ServiceState, type State } from './state.ts'

const keptBatches = 200
const keptRps = 60

export function reduce(state: State, event: EngineEvent): State {
  switch (event.kind) {
    case 'phase':
      return { ...state, phase: event.phase }
    case 'environment':
      return withEnvironment(state, event.environment)
    case 'step':
      return { ...state, steps: state.steps.map((step) => (step.name === event.step ? withStep(step, event) : step)) }
    case 'watched':
      return { ...state, watchedFiles: event.files }
    case 'settling':
      return { ...state, isSettling: event.isSettling }
    case 'batch':
      return withBatch(state, event)
    case 'build.asked':
      return mapService(state, event.service, (service) => ({
        ...service,
        pending: mergePending(service.pending, {
          trigger: event.trigger,
          batches: [],
          files: [],
          units: [],
          need: event.need,
          sinceMs: event.atMs,
        }),
      }))
    case 'build.started':
    case 'build.finished':
    case 'build.unchanged':
      return mapService(state, event.kind === 'build.unchanged' ? event.service : event.order.service, (service) =>
        reduceBuild(service, event),
      )
    case 'update.phase':
    case 'update.ready':
    case 'update.failed':
    case 'update.overtaken':
      return mapService(state, event.service, (service) => reduceUpdate(service, event))
    case 'placed':
      return mapService(state, event.service, (service) => ({
        ...service,
        placed: event.id,
        // Built by an earlier session: its number is not known here.
        lastBuild: service.lastBuild ?? { number: 0, id: event.id, state: 'built', ms: null, diagnostics: [] },
      }))
    case 'paused':
      return mapService(state, event.service, (service) => ({ ...service, paused: event.isPaused }))
    case 'problem.opened':
      return { ...state, problems: [...state.problems.filter(({ id }) => id !== event.problem.id), event.problem] }
    case 'problem.closed':
      return { ...state, problems: state.problems.filter(({ id }) => id !== event.id) }
    case 'runtime':
      return withRuntime(state, event.event, event.atMs)
  }
}

function mapService(state: State, name: string, change: (service: ServiceState) => ServiceState): State {
  const service = state.services.get(name)
  if (service === undefined) return state
  return { ...state, services: new Map(state.services).set(name, change(service)) }
}

function withStep(step: State['steps'][number], event: EngineEvent & { kind: 'step' }): State['steps'][number] {
  const startedAtMs =
    event.state === 'running' ? (step.state === 'running' ? step.startedAtMs : event.atMs) : step.startedAtMs
  const hasEnded = event.state === 'done' || event.state === 'failed' || event.state === 'skipped'
  const ms = hasEnded ? (startedAtMs === null ? 0 : event.atMs - startedAtMs) : null
  return { ...step, state: event.state, detail: event.detail, startedAtMs, ms }
}

function withBatch(state: State, { batch, affected }: EngineEvent & { kind: 'batch' }): State {
  const starts = new Map(state.batchStarts).set(batch.id, batch.firstAtMs)
  for (const id of starts.keys()) if (id <= batch.id - keptBatches) starts.delete(id)
  let next: State = { ...state, batchStarts: starts }
  for (const entry of affected) {
    next = mapService(next, entry.service, (service) => ({
      ...service,
      unserved: [...service.unserved, batch.id],
      lastFiles: entry.because.map(({ path }) => path),
      // A build in flight is of older content: what it was made for has to be in the next one too.
      pending: mergeEdit(mergeRunning(service), entry, batch),
    }))
  }
  return next
}

function mergeRunning(service: ServiceState): PendingEdit | null {
  if (service.building === null) return service.pending
  const { trigger, batches, files, units, need } = service.building.order
  const running: PendingEdit = { trigger, batches, files, units, need, sinceMs: service.building.sinceMs }
  return service.pending === null ? running : mergePending(running, service.pending)
}

function withEnvironment(state: State, environment: State['environment']): State {
  const services = new Map(
    environment.services.map((service) => {
      const old = state.services.get(service.name)
      return [service.name, old === undefined ? initialService(service) : { ...old, service }]
    }),
  )
  return { ...state, environment, services }
}

function withRuntime(state: State, event: RuntimeEvent, atMs: number): State {
  switch (event.kind) {
    case 'health':
      return mapService(state, event.health.service, (service) =>
        withHealth(service, event.health.pods, event.health.wanted, atMs),
      )
    case 'addon':
      return { ...state, addons: { ...state.addons, [event.addon]: { state: event.state, note: event.note } } }
    case 'cluster':
      return { ...state, isClusterWell: event.ok, nodes: event.nodes, clusterNote: event.note }
    case 'signals': {
      let next = state
      for (const [name, values] of Object.entries(event.values)) {
        next = mapService(next, name, (service) => ({
          ...service,
          signals: values,
          rpsHistory:
            values === null || values.rps === null
              ? service.rpsHistory
              : [...service.rpsHistory, values.rps].slice(-keptRps),
        }))
      }
      return next
    }
    case 'log':
    case 'reverted':
      return state
  }
}

function withHealth(service: ServiceState, pods: ServiceState['pods'], wanted: number, atMs: number): ServiceState {
  const ready = pods.find((pod) => pod.state === 'ready' && pod.buildId !== null)
  const isNewToUs = ready !== undefined && (service.serving === null || service.serving.id !== ready.buildId)
  const known =
    service.lastBuild !== null && ready !== undefined && service.lastBuild.id === ready.buildId
      ? service.lastBuild.number
      : null
  return {
    ...service,
    pods,
    wanted,
    isHealthKnown: pods.every((pod) => pod.state !== 'unknown'),
    serving:
      isNewToUs && service.updating === null ? { number: known, id: ready.buildId!, sinceMs: atMs } : service.serving,
  }
}
