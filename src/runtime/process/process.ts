// Runtime process: the services as supervised processes of this host, on loopback; no container engine. The supervisor, the
// artifact slots and what an update waits for are those of runtime kind.
import type { RuntimeEvent } from '../../model/runtime-event.ts'
import { keepSlots } from '../live/keeper.ts'
import { restartService, revertService } from '../live/restart.ts'
import { Slots } from '../live/slots.ts'
import { StartOrder } from '../live/start-order.ts'
import { type LiveParts, updateService } from '../live/update.ts'
import type { Runtime, RuntimeContext } from '../runtime.ts'
import { hostStep, processesStep } from './bring-up.ts'
import { lastLinesOf, readProcessLogs } from './logs.ts'
import { observeProcesses } from './observe.ts'
import { Processes } from './processes.ts'
import { redeployProcess } from './redeploy.ts'
import { tearDownProcesses } from './tear-down.ts'
import { World } from './world.ts'

/** Beyond the ready limit of its service, a process takes this long to be there. */
const START_MS = 2000

export function createProcessRuntime(context: RuntimeContext): Runtime {
  const world = new World(context)
  const fleet = new Processes(context)
  const slots = new Slots(context, 'after')
  const { services } = context.environment
  const order = new StartOrder(services, fleet, slots, START_MS)
  const observers = new Set<(event: RuntimeEvent) => void>()
  keepSlots(services, fleet, slots, (event) => {
    for (const observer of observers) observer(event)
  })
  const parts: LiveParts = {
    fleet,
    slots,
    now: context.now,
    lastLines: ({ name }, _process, sinceMs) => lastLinesOf(context, name, sinceMs),
    // The supervisor has asked the same address already.
    untilReached: () => Promise.resolve(),
  }

  return {
    kind: 'process',
    cluster: null,
    keepsRunning: context.keep,
    steps: () => [hostStep(world, fleet), processesStep(world, fleet, slots, order)],
    update: (service, artifact, signal) => updateService(parts, service, artifact, signal),
    place: async (service, artifact, signal) => {
      signal.throwIfAborted()
      await slots.write(service, artifact)
      signal.throwIfAborted()
      order.start(service, artifact.id)
    },
    slot: (service) => Promise.resolve(slots.links(service.name)),
    redeploy: (service, need, report, signal) => redeployProcess(parts, world, fleet, service, need, report, signal),
    restart: (service, signal) => restartService(parts, service, signal),
    revert: (service, signal) => revertService(parts, service, signal),
    observe: async (onEvent, signal) => {
      observers.add(onEvent)
      try {
        await observeProcesses(world, fleet, onEvent, signal)
      } finally {
        observers.delete(onEvent)
      }
    },
    logs: (request, onLine, signal) => readProcessLogs(context, request, onLine, signal),
    url: (service) => world.url(service),
    close: () => fleet.close(),
    tearDown: (options, report) => tearDownProcesses(world, fleet, options, report),
  }
}
