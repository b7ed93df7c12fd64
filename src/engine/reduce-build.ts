// What a build does to the state of its service. Pure.
import type { EngineEvent } from './event.ts'
import type { ServiceState } from './state.ts'

type BuildEvent = Extract<EngineEvent, { kind: 'build.started' | 'build.finished' | 'build.unchanged' }>

export function reduceBuild(service: ServiceState, event: BuildEvent): ServiceState {
  switch (event.kind) {
    case 'build.started':
      return {
        ...service,
        pending: null,
        building: { order: event.order, sinceMs: event.atMs },
        nextNumber: Math.max(service.nextNumber, event.order.number + 1),
      }
    case 'build.finished': {
      const { order, outcome } = event
      const isCurrent = service.building?.order.number === order.number
      const building = isCurrent ? null : service.building
      if (outcome.kind === 'cancelled') return { ...service, building }
      const ms = outcome.timings.totalMs
      if (outcome.kind === 'failed') {
        const { totalMs, compileMs, linkMs } = outcome.timings
        const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error').length
        return {
          ...service,
          building,
          builtBatches: order.batches,
          lastBuild: { number: order.number, id: null, state: 'failed', ms, diagnostics: outcome.diagnostics },
          lastFailure: {
            build: order.number,
            phase: linkMs > 0 ? 'link' : 'compile',
            atMs: event.atMs,
            split: { compile: linkMs > 0 ? compileMs : totalMs, link: linkMs },
            note: `build #${order.number} failed${errors > 0 ? `, ${errors} error${errors === 1 ? '' : 's'}` : ''}`,
          },
        }
      }
      return {
        ...service,
        building,
        builtBatches: order.batches,
        lastBuild: {
          number: order.number,
          id: outcome.artifact.id,
          state: 'built',
          ms,
          diagnostics: outcome.diagnostics,
        },
      }
    }
    case 'build.unchanged':
      return {
        ...service,
        unserved: servedUpTo(service.unserved, event.batches),
        lastFailure: null,
        // It runs, so the slot holds it: of an earlier session, when the builds of that one are gone.
        placed: event.id,
        serving: service.serving === null ? null : { ...service.serving, number: event.number },
      }
  }
}

/** Batches left after a build made from `batches` serves: what came later. */
export function servedUpTo(unserved: readonly number[], batches: readonly number[]): readonly number[] {
  const newest = Math.max(0, ...batches)
  return unserved.filter((id) => id > newest)
}
