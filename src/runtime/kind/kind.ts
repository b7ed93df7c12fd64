// Runtime kind: the services as pods of a Kind cluster, their binaries through artifact slots of this host.
import type { Step } from '../../model/step.ts'
import { liveRuntime } from '../live/live-runtime.ts'
import { Slots } from '../live/slots.ts'
import type { Runtime, RuntimeContext } from '../runtime.ts'
import { clusterStep } from './bring-up/cluster.ts'
import { hostStep } from './bring-up/host.ts'
import { imagesStep, loadStep, registryStep } from './bring-up/images.ts'
import { istioStep } from './bring-up/istio.ts'
import { manifestsStep } from './bring-up/manifests.ts'
import { prometheusStep } from './bring-up/prometheus.ts'
import { servicesStep } from './bring-up/services.ts'
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
  const { cluster } = context.environment
  const parts = liveParts(world, fleet, slots)
  const observed = { world, fleet, wanted: (service: string) => world.replicas.get(service) ?? 1 }
  const { order, ...live } = liveRuntime(context, parts, POD_START_MS, (onEvent, signal) =>
    observeKind(observed, onEvent, signal),
  )

  return {
    ...live,
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
    ],
    redeploy: (service, need, report, signal) => redeployService(parts, service, need, report, signal),
    logs: (request, onLine, signal) => readServiceLogs(world, request, onLine, signal),
    url: (service) => serviceUrl(world, service),
    close: () => Promise.resolve(),
    tearDown: (options, report, signal) => tearDownKind(world, options, report, signal),
  }
}
