// What a live update can not do: changed manifests are applied, a changed image is built and rolled out; for one service.
import { setTimeout as delay } from 'node:timers/promises'
import { fail } from '../../errors/errors.ts'
import type { Service } from '../../model/environment.ts'
import type { StepReport } from '../../model/step.ts'
import type { UpdateTimes } from '../../model/update.ts'
import { isServing, type LiveParts, podDetails } from '../live/update.ts'
import { manifestsHash, wantedObjects } from './bring-up/manifests.ts'
import { failForPod } from './bring-up/services.ts'
import { recordApplied } from './cluster-state.ts'
import { connectRegistry, provideImage, pullOnNodes, serviceImages } from './images.ts'
import { serviceOf } from './manifests.ts'
import { applyObjects, type DeploymentStatus, isRolledOut } from './objects.ts'
import type { Fleet } from './observe/fleet.ts'
import type { World } from './world.ts'

export interface RedeployParts extends LiveParts {
  readonly world: World
  readonly fleet: Fleet
}

const ROLLOUT_LIMIT_MS = 180_000

export async function redeployService(
  parts: RedeployParts,
  service: Service,
  need: 'image' | 'apply',
  report: StepReport,
  signal: AbortSignal,
): Promise<UpdateTimes> {
  const { world, fleet, slots } = parts
  const { now } = world.context
  const release = fleet.use()
  try {
    const startedMs = now()
    if (need === 'image') await provideServiceImage(parts, service, report, signal)
    const builtMs = now()
    const all = await wantedObjects(world, signal)
    const mine = all.filter((object) => [null, service.name].includes(serviceOf(object)))
    report.log(`apply ${mine.length} objects of ${service.name}`)
    await applyObjects(await world.kube(), mine, signal)
    await recordApplied(world, 'manifests', await manifestsHash(world, signal), signal)
    await untilRolledOut(parts, service, signal)
    const rolledOutMs = now()
    const { current } = slots.links(service.name)
    if (current !== null) await untilServing(parts, service, current, signal)
    return { shipMs: builtMs - startedMs, restartMs: rolledOutMs - builtMs, readyMs: now() - rolledOutMs }
  } finally {
    release()
  }
}

async function provideServiceImage(
  { world }: RedeployParts,
  service: Service,
  report: StepReport,
  signal: AbortSignal,
): Promise<void> {
  const base = serviceImages(world, [service]).get(service.name)!
  const isNew = await provideImage(world, base, report, signal)
  report.log(isNew ? `image ${base.image}` : `image ${base.image} is there already`)
  if (!isNew) return
  await connectRegistry(world, signal)
  await pullOnNodes(world, base.image, signal)
}

async function untilRolledOut({ world, fleet }: RedeployParts, service: Service, signal: AbortSignal): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${service.namespace}/deployments/${service.name}`
  const kube = await world.kube()
  const endMs = performance.now() + ROLLOUT_LIMIT_MS
  for (;;) {
    const deployment = await kube.get<DeploymentStatus>(path, signal)
    if (deployment !== null && isRolledOut(deployment)) return
    failForPod(fleet, service)
    // A service that was not ready before can not become available by a rollout: its next build heals it.
    if (fleet.pods(service.name).some(({ state }) => state?.state === 'held')) return
    if (performance.now() > endMs) {
      fail(
        'DE0414',
        { service: service.name, reason: `not complete after ${ROLLOUT_LIMIT_MS / 1000} s` },
        { details: podDetails(fleet, service) },
      )
    }
    await delay(200, undefined, { signal })
  }
}

async function untilServing(
  { fleet }: RedeployParts,
  service: Service,
  current: string,
  signal: AbortSignal,
): Promise<void> {
  const servingEverywhere = () => {
    const pods = fleet.pods(service.name)
    return pods.length > 0 && pods.every((pod) => pod.state?.state === 'held' || isServing(pod, current)) ? true : null
  }
  const limit = AbortSignal.timeout(service.readyTimeoutMs + service.graceMs + 10_000)
  await fleet.until(service.name, servingEverywhere, AbortSignal.any([signal, limit])).catch((thrown: unknown) => {
    if (!limit.aborted) throw thrown
    return fail(
      'DE0411',
      { service: service.name, reason: 'not ready after the rollout' },
      { details: podDetails(fleet, service) },
    )
  })
}
