// What a live update can not do on this host: a process with other arguments, variables or limits is started anew; images
// and manifests are not used here.
import type { Service } from '../../model/environment.ts'
import type { StepReport } from '../../model/step.ts'
import type { UpdateTimes } from '../../model/update.ts'
import { type LiveParts, untilReady } from '../live/update.ts'
import type { Processes } from './processes.ts'
import type { World } from './world.ts'

export async function redeployProcess(
  parts: LiveParts,
  world: World,
  processes: Processes,
  service: Service,
  need: 'image' | 'apply',
  report: StepReport,
  signal: AbortSignal,
): Promise<UpdateTimes> {
  const startedMs = parts.now()
  if (need === 'image') report.log('local processes use no image: nothing to build')
  const sinceMs = Date.now()
  const before = processes.startedPid(service.name)
  await processes.ensure(service, world.addresses)
  const restartedMs = parts.now()
  const { current } = parts.slots.links(service.name)
  if (processes.startedPid(service.name) !== before && current !== null)
    await untilReady(parts, service, current, new Map(), sinceMs, signal)
  return { shipMs: 0, restartMs: restartedMs - startedMs, readyMs: parts.now() - restartedMs }
}
