// The steps of bring-up on this host: the ports are ours, then a supervisor for every service, in the order of their calls.

import { mkdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { claimPorts } from '../../clients/network/port-claims.ts'
import { takenPorts } from '../../clients/network/taken-ports.ts'
import { cores, freeDiskBytes, memory } from '../../clients/process/host.ts'
import { makeSlot } from '../../clients/supervisor/slot.ts'
import { type DevenvError, fail, makeError } from '../../errors/errors.ts'
import { gib } from '../../model/bytes.ts'
import type { Service } from '../../model/environment.ts'
import type { Step, StepReport } from '../../model/step.ts'
import type { Slots } from '../live/slots.ts'
import type { StartOrder } from '../live/start-order.ts'
import { portOf } from './discovery.ts'
import type { Processes } from './processes.ts'
import { removeTorn } from './torn.ts'
import type { World } from './world.ts'

const LOOK_EVERY_MS = 20

export function hostStep(world: World, processes: Processes): Step {
  const { folders, environment, claims } = world.context
  return {
    name: 'host',
    title: 'Check host',
    dependsOn: [],
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async (report, signal) => {
      const ports = environment.services.flatMap(({ port, probe }) => ('port' in probe ? [port, probe.port] : [port]))
      const claim = await claimPorts(
        { folder: claims, id: folders.id, root: folders.root, run: folders.run, ports },
        signal,
      )
      world.offset = claim.offset
      await refuseTakenPorts(world, processes, report, signal)
      const shift = claim.offset === 0 ? '' : `, ports +${claim.offset}: ${claim.besides} has the usual ones`
      const { availableBytes } = memory()
      return `${cores()} cpu, ${gib(availableBytes)} free, ${gib(freeDiskBytes(folders.state))} disk${shift}`
    },
  }
}

export function processesStep(world: World, processes: Processes, slots: Slots, order: StartOrder): Step {
  const { services } = world.context.environment
  return {
    name: 'processes',
    title: 'Start processes',
    dependsOn: ['host'],
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async (report, signal) => {
      await endOthers(world, processes, report)
      for (const name of await removeTorn(world.context.folders.state, services, slots))
        report.log(`${name}: a build that the last power cut left incomplete was removed`)
      const waiting = new Set(services)
      const limits = new Set<string>()
      const tell = () => report.detail(progress(services, waiting, order))
      await Promise.all(
        services.map(async (service) => {
          const { folder } = slots.of(service.name)
          mkdirSync(folder, { recursive: true, mode: 0o700 })
          await makeSlot(slots.of(service.name))
          // With a build from an earlier session it would start at once, so it takes its turn.
          if (slots.links(service.name).current !== null) await untilItsTurn(service, order, tell, signal)
          const launch = await processes.ensure(service, world.addresses)
          limits.add(launch.limits)
          waiting.delete(service)
          tell()
        }),
      )
      for (const words of limits) report.log(`limits: ${words}`)
      return `${services.length} supervised`
    },
  }
}

/** Of services that Tiltfile.ts, or this command line, does not name any more. */
async function endOthers({ context }: World, processes: Processes, report: StepReport): Promise<void> {
  await processes.endStrays()
  const wanted = new Set(context.environment.services.map(({ name }) => name))
  const others = processes.running().filter((name) => !wanted.has(name))
  await Promise.all(others.map((name) => processes.end(name)))
  for (const name of others) report.log(`ended ${name}`)
}

async function untilItsTurn(service: Service, order: StartOrder, tell: () => void, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + order.limitMs(service)
  while (order.waitsFor(service).length > 0 && performance.now() < endMs) {
    tell()
    await delay(LOOK_EVERY_MS, undefined, { signal })
  }
}

function progress(services: readonly Service[], waiting: ReadonlySet<Service>, order: StartOrder): string {
  const done = `${services.length - waiting.size}/${services.length}`
  if (waiting.size === 0) return done
  const words = [...waiting].map((service) => {
    const before = order.waitsFor(service)
    return before.length === 0 ? service.name : `${service.name} (for ${before.join(', ')})`
  })
  return `${done}, waits: ${words.join(', ')}`
}

/** All that are taken at once; what our own processes hold is fine. */
async function refuseTakenPorts(
  world: World,
  processes: Processes,
  { detail }: StepReport,
  signal: AbortSignal,
): Promise<void> {
  const { services } = world.context.environment
  const wanted = new Map(services.map((service) => [portOf(service, world.addresses), service]))
  const taken = await takenPorts([...wanted.keys()], await processes.ownPids(), { tell: detail, signal })
  if (taken.length > 0) throw portError(world, taken, wanted)
}

function portError(
  world: World,
  taken: readonly { readonly port: number; readonly holder: string }[],
  wanted: ReadonlyMap<number, Service>,
): DevenvError {
  const [first] = taken
  if (first === undefined) return fail('DE0104', {})
  const { root, file } = world.context.environment
  const details = taken.map(({ port, holder }) => {
    const service = wanted.get(port)!
    const at = `${file.replace(`${root}/`, '')}:${service.declaredAt.line}`
    return { label: `port ${port}`, text: `${service.name} (${at}), taken by ${holder}` }
  })
  return makeError(
    'DE0104',
    { port: first.port, holder: first.holder, key: `the port of ${wanted.get(first.port)!.name} in Tiltfile.ts` },
    { details },
  )
}
