// Runtime process: the services as supervised processes of this host, on loopback; no container engine. The supervisor, the
// artifact slots and what an update waits for are those of runtime kind.

import { liveRuntime } from '../live/live-runtime.ts'
import { Slots } from '../live/slots.ts'
import type { LiveParts } from '../live/update.ts'
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
  const parts: LiveParts = {
    fleet,
    slots,
    now: context.now,
    lastLines: ({ name }, _process, sinceMs) => lastLinesOf(context, name, sinceMs),
    // The supervisor has asked the same address already.
    untilReached: () => Promise.resolve(),
  }
  const { order, ...live } = liveRuntime(context, parts, START_MS, (onEvent, signal) =>
    observeProcesses(world, fleet, onEvent, signal),
  )

  return {
    ...live,
    kind: 'process',
    cluster: null,
    keepsRunning: context.keep,
    steps: () => [hostStep(world, fleet), processesStep(world, fleet, slots, order)],
    redeploy: (service, need, report, signal) => redeployProcess(parts, world, fleet, service, need, report, signal),
    logs: (request, onLine, signal) => readProcessLogs(context, request, onLine, signal),
    url: (service) => world.url(service),
    close: () => fleet.close(),
    tearDown: (options, report) => tearDownProcesses(world, fleet, options, report),
  }
}
