// The steps of bring-up that belong to the engine: compile everything, start watching, wait for ready.
import { buildGraph } from '../graph/graph.ts'
import type { Service } from '../model/environment.ts'
import type { DependencyRecord } from '../model/graph.ts'
import type { Step, StepReport } from '../model/step.ts'
import type { LiveSession } from './live-session.ts'
import type { ServiceState, State } from './state.ts'
import { waitFor } from './wait.ts'

/** Nothing is done in it: the choice is made before, and told where the person looks. */
export function runtimeStep(why: string): Step {
  return {
    name: 'runtime',
    title: 'Choose runtime',
    dependsOn: [],
    optional: false,
    isDone: () => Promise.resolve(why),
    run: () => Promise.resolve(why),
  }
}

/** Compiles every service at once; what an earlier session left and is still true is not built again. */
export function buildStep(session: LiveSession): Step {
  return {
    name: 'build',
    title: 'Build services',
    dependsOn: [],
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async (report, signal) => {
      const { builder, environment } = session.options
      const how = await builder.prepare(report, signal)
      const services = environment.services
      const records = new Map<string, readonly DependencyRecord[]>()
      await Promise.all(services.map(async (service) => records.set(service.name, await builder.records(service))))
      session.loop.setGraph(buildGraph(session.store.state.environment, records))
      await Promise.all(services.map((service) => reuseOrBuild(session, service, signal)))
      session.loop.pump()
      return waitForBuilds(session, report, how, signal)
    },
  }
}

export function watchStep(session: LiveSession): Step {
  return {
    name: 'watch',
    title: 'Watch sources',
    dependsOn: [],
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async () => `${(await session.startWatching()).toLocaleString('en')} files`,
  }
}

export function readyStep(session: LiveSession, dependsOn: readonly string[]): Step {
  return {
    name: 'ready',
    title: 'Wait for ready',
    dependsOn,
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async (stepReport, signal) => {
      const report = onlyChanges(stepReport)
      const settled = await waitFor(
        session.store,
        (state) => {
          const all = [...state.services.values()]
          const open = all.filter((service) => !isSettled(service))
          report.detail(
            `${all.length - open.length}/${all.length}${open.length === 0 ? '' : `, waits: ${open.map(({ service }) => service.name).join(', ')}`}`,
          )
          return open.length === 0 ? all : null
        },
        signal,
      )
      const ready = settled.filter(isReady).length
      return `${ready} of ${settled.length} services`
    },
  }
}

async function reuseOrBuild(session: LiveSession, service: Service, signal: AbortSignal): Promise<void> {
  const { builder, runtime } = session.options
  const existing = await builder.existing(service)
  if (existing?.kind !== 'built') {
    session.store.dispatch({ kind: 'build.asked', service: service.name, trigger: 'initial', need: 'live' })
    return
  }
  const slot = await runtime.slot(service)
  if (slot.current !== existing.artifact.id) await runtime.place(service, existing.artifact, signal)
  session.store.dispatch({ kind: 'placed', service: service.name, id: existing.artifact.id })
}

async function waitForBuilds(
  session: LiveSession,
  stepReport: StepReport,
  how: string,
  signal: AbortSignal,
): Promise<string> {
  const report = onlyChanges(stepReport)
  const open = (state: State) =>
    [...state.services.values()].filter(
      (service) =>
        service.building !== null ||
        service.pending !== null ||
        (service.lastBuild === null && service.placed === null),
    )
  await waitFor(
    session.store,
    (state) => {
      const waiting = open(state)
      const building = waiting.filter(({ building: build }) => build !== null).length
      const built = state.services.size - waiting.length
      if (waiting.length > 0)
        report.detail(`${built}/${state.services.size} built, ${building} running, ${waiting.length - building} queued`)
      return waiting.length === 0 ? true : null
    },
    signal,
  )
  const all = [...session.store.state.services.values()]
  const failed = all.filter(({ lastBuild }) => lastBuild?.state === 'failed')
  const words =
    failed.length === 0
      ? `${all.length} of ${all.length} built`
      : `${all.length - failed.length} of ${all.length} built, failed: ${failed.map(({ service }) => service.name).join(', ')}`
  return `${words} (${how})`
}

/** Resolves when the slot of the service holds an artifact, or its build failed and nothing will come. */
export async function artifactOf(session: LiveSession, name: string, signal: AbortSignal): Promise<void> {
  await waitFor(
    session.store,
    (state) => {
      const service = state.services.get(name)
      return service === undefined || service.placed !== null || service.lastBuild?.state === 'failed' ? true : null
    },
    signal,
  )
}

function isReady(service: ServiceState): boolean {
  return service.lastFailure === null && service.pods.length > 0 && service.pods.every(({ state }) => state === 'ready')
}

/** Ready with what was placed, or in a state that only an edit can mend. */
function isSettled(service: ServiceState): boolean {
  const { placed } = service
  if (service.building !== null || service.pending !== null) return false
  const states = service.pods.map(({ state }) => state)
  if (states.length === 0) return false
  if (states.every((state) => state === 'held')) return true
  if (placed === null) return service.lastBuild?.state === 'failed'
  const isServing = service.pods.every(
    (pod) => pod.state === 'ready' && (pod.buildId === placed || service.lastFailure !== null),
  )
  return isServing
}

/** A detail is an event of its own, and events wake the condition that made it: the same words are said once. */
function onlyChanges(report: StepReport): StepReport {
  let last = ''
  return {
    log: (line) => report.log(line),
    detail: (words) => {
      if (words === last) return
      last = words
      report.detail(words)
    },
  }
}
