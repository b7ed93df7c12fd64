// What every runtime with supervisors and slots does in the same way, whatever its processes live in.
import type { RuntimeEvent } from '../../model/runtime-event.ts'
import type { Runtime, RuntimeContext } from '../runtime.ts'
import { keepSlots } from './keeper.ts'
import { restartService, revertService } from './restart.ts'
import { StartOrder } from './start-order.ts'
import { type LiveParts, updateService } from './update.ts'

export type Observe = Runtime['observe']

export interface LiveRuntime extends Pick<Runtime, 'update' | 'place' | 'slot' | 'restart' | 'revert' | 'observe'> {
  readonly order: StartOrder
}

/** `startMs`: how long an instance takes to come up, beyond the ready limit of its service. */
export function liveRuntime(context: RuntimeContext, parts: LiveParts, startMs: number, observe: Observe): LiveRuntime {
  const { services } = context.environment
  const { fleet, slots } = parts
  const order = new StartOrder(services, fleet, slots, startMs)
  const observers = new Set<(event: RuntimeEvent) => void>()
  keepSlots(services, fleet, slots, (event) => {
    for (const observer of observers) observer(event)
  })
  return {
    order,
    update: (service, artifact, signal) => updateService(parts, service, artifact, signal),
    place: async (service, artifact, signal) => {
      signal.throwIfAborted()
      await slots.write(service, artifact)
      signal.throwIfAborted()
      order.start(service, artifact.id)
    },
    slot: (service) => Promise.resolve(slots.links(service.name)),
    restart: (service, signal) => restartService(parts, service, signal),
    revert: (service, signal) => revertService(parts, service, signal),
    observe: async (onEvent, signal) => {
      observers.add(onEvent)
      try {
        await observe(onEvent, signal)
      } finally {
        observers.delete(onEvent)
      }
    },
  }
}
