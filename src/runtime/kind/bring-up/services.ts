// The services: started in the order of their calls, then waited for until each is ready with the build in its slot.
import { setTimeout as delay } from 'node:timers/promises'
import type { KubeList, KubeObject } from '../../../clients/kube/kube.ts'
import { fail } from '../../../errors/errors.ts'
import type { Service } from '../../../model/environment.ts'
import type { Step, StepReport } from '../../../model/step.ts'
import type { Slots } from '../../live/slots.ts'
import type { StartOrder } from '../../live/start-order.ts'
import { isServing, podDetails } from '../../live/update.ts'
import { ownSelector, SERVICE } from '../labels.ts'
import { type DeploymentStatus, isReplaced } from '../objects.ts'
import type { Fleet } from '../observe/fleet.ts'
import { untilAnswering } from '../way-in.ts'
import type { World } from '../world.ts'
import { ingressTrouble } from './istio.ts'

export function servicesStep(world: World, fleet: Fleet, slots: Slots, order: StartOrder): Step {
  const { services } = world.context.environment
  return {
    name: 'services',
    title: 'Start services',
    dependsOn: ['manifests', ...services.map(({ name }) => `artifact:${name}`)],
    optional: false,
    isDone: () => Promise.resolve(null),
    run: async (report, signal) => {
      const started = (service: Service) =>
        !slots.heldServices().includes(service.name) && hasSupervisor(fleet, service)
      await untilAll(services, fleet, started, (service) => order.waitsFor(service), report, signal)
      await untilWayIn(world, report, signal)
      await untilAll(
        services,
        fleet,
        (service) => isAtRest(fleet, slots, service),
        () => [],
        report,
        signal,
      )
      await untilReplaced(world, fleet, report, signal)
      report.detail('waits: the first answer of each')
      const answers = await Promise.all(services.map((service) => untilReached(world, fleet, service, signal)))
      const silent = services.filter((_service, index) => !answers[index]).map(({ name }) => name)
      return `${services.length} started${silent.length === 0 ? '' : `; no way in to ${silent.join(', ')}`}`
    },
  }
}

const WAY_IN_LIMIT_MS = 60_000

/** The services run without it, so it is waited for and no more. */
async function untilWayIn(world: World, report: StepReport, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + WAY_IN_LIMIT_MS
  for (;;) {
    const trouble = await ingressTrouble(world, signal)
    if (trouble === null || performance.now() > endMs) return
    report.detail(`waits: ${trouble}`)
    await delay(200, undefined, { signal })
  }
}

/** After an apply that changed them, old pods make way for new ones. */
async function untilReplaced(world: World, fleet: Fleet, report: StepReport, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + LIMIT_MS
  const kube = await world.kube()
  const selector = encodeURIComponent(`${ownSelector(world.context)},${SERVICE}`)
  for (;;) {
    const list = await kube.get<KubeList<KubeObject & DeploymentStatus>>(
      `/apis/apps/v1/deployments?labelSelector=${selector}`,
      signal,
    )
    const isHeld = (name: string) => fleet.pods(name).some(({ state }) => state?.state === 'held')
    const open = (list?.items ?? []).filter((item) => !isReplaced(item) && !isHeld(item.metadata.name))
    if (open.length === 0 || performance.now() > endMs) return
    report.detail(`waits: new pods of ${open.map(({ metadata }) => metadata.name).join(', ')}`)
    await delay(200, undefined, { signal })
  }
}

/** Held ones have nothing to answer with. */
async function untilReached(world: World, fleet: Fleet, service: Service, signal: AbortSignal): Promise<boolean> {
  if (fleet.pods(service.name).some(({ state }) => state?.state === 'held')) return true
  return untilAnswering(world, service, 15_000, signal)
}

function hasSupervisor(fleet: Fleet, { name }: Service): boolean {
  const pods = fleet.pods(name)
  return pods.length > 0 && pods.every(({ state }) => state !== null && state.state !== 'waiting')
}

/** Ready with what the slot names, or held: then only an edit helps. */
function isAtRest(fleet: Fleet, slots: Slots, { name }: Service): boolean {
  const pods = fleet.pods(name)
  const { current } = slots.links(name)
  return (
    pods.length > 0 && pods.every((pod) => pod.state?.state === 'held' || (current !== null && isServing(pod, current)))
  )
}

const LIMIT_MS = 180_000

async function untilAll(
  services: readonly Service[],
  fleet: Fleet,
  isDone: (service: Service) => boolean,
  waitsFor: (service: Service) => readonly string[],
  report: StepReport,
  signal: AbortSignal,
): Promise<void> {
  const release = fleet.use()
  const limit = AbortSignal.timeout(LIMIT_MS)
  const open = new Set(services)
  const tell = () =>
    report.detail(
      `${services.length - open.size}/${services.length}${open.size === 0 ? '' : `, waits: ${[...open].map((service) => waitWords(service, waitsFor(service))).join(', ')}`}`,
    )
  try {
    await Promise.all(
      services.map(async (service) => {
        await fleet.until(
          service.name,
          () => {
            failForPod(fleet, service)
            return isDone(service) ? true : null
          },
          AbortSignal.any([signal, limit]),
        )
        open.delete(service)
        tell()
      }),
    )
  } catch (thrown) {
    signal.throwIfAborted()
    if (!limit.aborted) throw thrown
    const [late] = open
    fail(
      'DE0414',
      { service: late?.name ?? '', reason: `not there after ${LIMIT_MS / 1000} s` },
      { details: late === undefined ? [] : podDetails(fleet, late) },
    )
  } finally {
    release()
  }
}

function waitWords(service: Service, waits: readonly string[]): string {
  return waits.length === 0 ? service.name : `${service.name} (for ${waits.join(', ')})`
}

/** What time alone does not mend. */
export function failForPod(fleet: Fleet, service: Service): void {
  for (const { pod } of fleet.pods(service.name)) {
    const details = [
      { label: 'pod', text: pod.name },
      { label: pod.reason, text: pod.message },
    ]
    if (pod.reason === 'Unschedulable') fail('DE0413', { service: service.name, reason: pod.message }, { details })
    if (pod.reason === 'ImagePullBackOff') fail('DE0201', { image: pod.image, reason: pod.message }, { details })
    if (
      pod.reason === 'CreateContainerConfigError' ||
      pod.reason === 'CreateContainerError' ||
      pod.reason === 'RunContainerError'
    ) {
      fail('DE0403', { service: service.name, reason: pod.message }, { details })
    }
  }
}
