// What an update does to the state of its service. Pure.
import type { EngineEvent } from './event.ts'
import { servedUpTo } from './reduce-build.ts'
import type { ServiceState } from './state.ts'

type UpdateEvent = Extract<
  EngineEvent,
  { kind: 'update.phase' | 'update.ready' | 'update.failed' | 'update.overtaken' }
>

const keptUpdates = 50

export function reduceUpdate(service: ServiceState, event: UpdateEvent): ServiceState {
  switch (event.kind) {
    case 'update.phase':
      return { ...service, updating: { number: event.number, phase: event.phase, sinceMs: event.atMs } }
    case 'update.ready':
      return {
        ...service,
        updating: null,
        serving: { number: event.number, id: event.id, sinceMs: event.atMs },
        unserved:
          event.batches.length === 0 && event.update === null ? [] : servedUpTo(service.unserved, event.batches),
        updates: event.update === null ? service.updates : [...service.updates, event.update].slice(-keptUpdates),
        lastFailure: null,
      }
    case 'update.failed':
      return {
        ...service,
        updating: null,
        lastFailure: {
          build: event.number,
          phase: service.updating?.phase ?? 'ready',
          atMs: event.atMs,
          split: event.split,
          note: event.error.summary,
        },
      }
    case 'update.overtaken':
      return service.updating?.number === event.number ? { ...service, updating: null } : service
  }
}
