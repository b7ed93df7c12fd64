// Runtime kind: the services as pods of a Kind cluster, their binaries through artifact slots of this host.
import type { RuntimeEvent } from '../../model/runtime-event.ts'
import type { Step } from '../../model/step.ts'
import { keepSlots } from '../live/keeper.ts'
import { restartService, revertService } from '../live/restart.ts'
import { Slots } from '../live/slots.ts'
import { StartOrder } from '../live/start-order.ts'
import { updateService } from '../live/update.ts'
import type { Runtime, RuntimeContext } from '../runtime.ts'
import { clusterStep } from './bring-up/cluster.ts'
import { hostStep } from './bring-up/host.ts'
import { imagesStep, loadStep, registryStep } from './bring-up/images.ts'
import { istioStep } from './bring-up/istio.ts'
import { manifestsStep } from './bring-up/manifests.ts'
import { prometheusStep } from './bring-up/prometheus.ts'
import { readyStep, servicesStep } from './bring-up/services.ts'
import { liveParts } from './live-parts.ts'
import { readServiceLogs } from './logs.ts'
import { Fleet } from './observe/fleet.ts'
import { observeKind } from './observe/observe.ts'
import { redeployService } from './redeploy.ts'
import { tearDownKind } from './tear-down.ts'
import { serviceUrl } from './way-in.ts'
import { World } from './world.ts'

/** Pods and their sidecars take this long to come up. */
const POD_START_MS = 45_000

export function createKindRuntime(context: RuntimeContext): Runtime {
  const world = new World(context)
  const fleet = new Fleet(world)
  const slots = new Slots(context, 'first')
  const { services, cluster } = context.environment
  const order = new StartOrder(services, fleet, slots, POD_START_MS)
  const observers = new Set<(event: RuntimeEvent) => void>()
  keepSlots(services, fleet, slots, (event) => {
    for (const observer of observers) observer(event)
  })
  const parts = liveParts(world, fleet, slots)

  return {
    kind: 'kind',
    cluster: `kind-${cluster.name}`,
    keepsRunning: true,
    steps: (): readonly Step[] => [
      hostStep(world),
      clusterStep(world, slots),
      registryStep(world),
      imagesStep(world),
      loadStep(world),
      ...(cluster.istio ? [istioStep(world)] : []),
      ...(cluster.prometheus ? [prometheusStep(world)] : []),
      manifestsStep(world, slots),
      servicesStep(world, fleet, slots, order),
      readyStep(world, fleet, slots),
    ],
    update: (service, artifact, signal) => updateService(parts, service, artifact, signal),
    place: async (service, artifact, signal) => {
      signal.throwIfAborted()
      await slots.write(service, artifact)
      signal.throwIfAborted()
      order.start(service, artifact.id)
    },
    slot: (service) => Promise.resolve(slots.links(service.name)),
    redeploy: (service, need, report, signal) => redeployService(parts, service, need, report, signal),
    restart: (service, signal) => restartService(parts, service, signal),
    revert: (service, signal) => revertService(parts, service, signal),
    observe: async (onEvent, signal) => {
      observers.add(onEvent)
      try {
        await observeKind({ world, fleet, wanted: (service) => world.replicas.get(service) ?? 1 }, onEvent, signal)
      } finally {
        observers.delete(onEvent)
      }
    },
    logs: (request, onLine, signal) => readServiceLogs(world, request, onLine, signal),
    url: (service) => serviceUrl(world, service),
    close: () => Promise.resolve(),
    tearDown: (options, report, signal) => tearDownKind(world, options, report, signal),
  }
}
