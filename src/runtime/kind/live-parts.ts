// What live updates need to know of a cluster.
import type { Slots } from '../live/slots.ts'
import { lastLines } from './logs.ts'
import type { Fleet } from './observe/fleet.ts'
import type { RedeployParts } from './redeploy.ts'
import { untilAnswering } from './way-in.ts'
import type { World } from './world.ts'

const WAY_IN_LIMIT_MS = 5000

export function liveParts(world: World, fleet: Fleet, slots: Slots): RedeployParts {
  return {
    world,
    fleet,
    slots,
    now: world.context.now,
    lastLines: ({ namespace }, name, sinceMs, signal) =>
      lastLines(world, { namespace, name }, { count: 12, sinceMs }, signal),
    untilReached: (service, signal) => untilAnswering(world, service, WAY_IN_LIMIT_MS, signal),
  }
}
