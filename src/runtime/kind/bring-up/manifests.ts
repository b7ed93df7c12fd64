// Namespaces, services and the way in, applied only when they differ from what was applied last.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KubeList, KubeObject } from '../../../clients/kube/kube.ts'
import type { Step } from '../../../model/step.ts'
import type { Slots } from '../../live/slots.ts'
import { hashOf, readApplied, recordApplied } from '../cluster-state.ts'
import { imageNames, serviceImages } from '../images.ts'
import { kustomizeInputs } from '../kustomize-inputs.ts'
import { ownLabels, ownSelector } from '../labels.ts'
import { type Deployment, renderManifests, serviceOf } from '../manifests.ts'
import { applyObjects, parseObjects, withLabels } from '../objects.ts'
import { obsoletePaths, podNameObjects, routeObjects, type Way } from '../routes.ts'
import { fillSecrets } from '../secrets.ts'
import type { World } from '../world.ts'
import { isIstioReady } from './istio.ts'

export function manifestsStep(world: World, slots: Slots): Step {
  const { cluster } = world.context.environment
  return {
    name: 'manifests',
    title: 'Apply manifests',
    dependsOn: ['load', ...(cluster.istio ? ['istio'] : [])],
    optional: false,
    isDone: async (signal) => {
      // Mounts of pods that exist: cheap, and a removed folder would be missed by nothing else.
      await slots.prepare(world.context.environment.services)
      const [applied, wanted, isThere] = await Promise.all([
        readApplied(world, signal),
        manifestsHash(world, signal),
        hasDeployments(world, signal),
      ])
      return isThere && applied.manifests === wanted ? 'as applied before' : null
    },
    run: async (report, signal) => {
      await slots.prepare(world.context.environment.services)
      const way = await wayIn(world, signal)
      const objects = await wantedObjects(world, signal)
      const kube = await world.kube()
      for (const path of obsoletePaths(way, world.context.environment.services)) await kube.remove(path, signal)
      report.detail(`${objects.length} objects`)
      await applyObjects(kube, objects, signal)
      await recordApplied(world, 'manifests', await manifestsHash(world, signal), signal)
      return `${objects.length} objects, ${way === 'ingress' ? 'behind the ingress' : 'without a mesh'}`
    },
  }
}

/** Everything that is applied for the services. */
export async function wantedObjects(world: World, signal: AbortSignal): Promise<readonly KubeObject[]> {
  const { context } = world
  const images = imageNames(serviceImages(world, context.environment.services))
  const [manifests, routes] = await Promise.all([renderManifests(context, images, signal), wantedRoutes(world, signal)])
  for (const object of manifests) {
    const service = serviceOf(object)
    if (object.kind === 'Deployment' && service !== null)
      world.replicas.set(service, (object as Deployment).spec.replicas ?? 1)
  }
  return fillSecrets([...manifests, ...routes], () => world.kube(), signal)
}

/** Changes with everything that `wantedObjects` is made from. */
export async function manifestsHash(world: World, signal: AbortSignal): Promise<string> {
  const { environment, version } = world.context
  const [inputs, ingress, way] = await Promise.all([
    kustomizeInputs(environment.cluster.overlay),
    readFile(join(world.data, 'istio', 'gateway.yaml'), 'utf8'),
    wayIn(world, signal),
  ])
  const services = environment.services.map(
    ({ sources: _sources, declaredAt: _declaredAt, build: _build, ...service }) => service,
  )
  const images = [...imageNames(serviceImages(world, environment.services))]
  const ports = services.map(({ port }) => world.ports?.get(port) ?? null)
  return hashOf([version, inputs, ingress, way, services, images, ports])
}

async function wantedRoutes(world: World, signal: AbortSignal): Promise<readonly KubeObject[]> {
  const way = await wayIn(world, signal)
  const ingress = parseObjects(await readFile(join(world.data, 'istio', 'gateway.yaml'), 'utf8'))
  const { services } = world.context.environment
  const objects = [...routeObjects(way, services, world.ports ?? new Map(), ingress), ...podNameObjects(services)]
  return objects.map((object) => withLabels(object, ownLabels(world.context)))
}

async function wayIn(world: World, signal: AbortSignal): Promise<Way> {
  if (!world.context.environment.cluster.istio) return 'direct'
  return (await isIstioReady(world, signal)) ? 'ingress' : 'direct'
}

/** Someone may have deleted what we applied. */
async function hasDeployments(world: World, signal: AbortSignal): Promise<boolean> {
  const kube = await world.kube()
  const selector = encodeURIComponent(ownSelector(world.context))
  const list = await kube.get<KubeList<Deployment>>(`/apis/apps/v1/deployments?labelSelector=${selector}`, signal)
  const deployments = list?.items ?? []
  for (const { metadata, spec } of deployments) world.replicas.set(metadata.name, spec.replicas ?? 1)
  const names = new Set(deployments.map(({ metadata }) => metadata.name))
  return world.context.environment.services.every(({ name }) => names.has(name))
}
