// Removes what the labels say is ours: the cluster, or parts of it, and what lies beside it on this host.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { inspectContainer, listContainers, removeContainer } from '../../clients/docker/docker-containers.ts'
import { uninstallIstio } from '../../clients/kube/istioctl.ts'
import type { KubeList, KubeObject } from '../../clients/kube/kube.ts'
import { fail } from '../../errors/errors.ts'
import type { StepReport } from '../../model/step.ts'
import { recordApplied } from './cluster-state.ts'
import { NODE_SLOTS } from './kind-config.ts'
import { ownSelector, SYSTEM_NAMESPACE } from './labels.ts'
import type { World } from './world.ts'

export async function tearDownKind(
  world: World,
  options: { readonly keepCluster: boolean; readonly step: string | null },
  report: StepReport,
  signal: AbortSignal,
): Promise<void> {
  switch (options.step) {
    case null:
      if (options.keepCluster) return removeWorkloads(world, report, signal)
      await removeCluster(world, report, signal)
      await removeRegistry(world, report, signal)
      return removeFiles(world)
    case 'cluster':
      return removeCluster(world, report, signal)
    case 'registry':
      return removeRegistry(world, report, signal)
    case 'istio':
      await uninstallIstio(world.kubeconfig, signal)
      return recordApplied(world, 'istio', null, signal)
    case 'prometheus':
      await removeNamed(world, 'prometheus', signal)
      return recordApplied(world, 'prometheus', null, signal)
    case 'images':
    case 'load':
      return recordApplied(world, 'images', null, signal)
    default:
      return removeWorkloads(world, report, signal)
  }
}

async function removeCluster(world: World, report: StepReport, signal: AbortSignal): Promise<void> {
  const docker = await world.docker(signal)
  const node = await inspectContainer(docker, world.node, signal)
  const slots = node?.mounts.find(({ target }) => target === NODE_SLOTS)?.source
  if (node !== null && slots !== world.context.folders.slots) {
    fail('DE0210', { found: `kind-${world.clusterName}`, expected: 'one with the artifact slots of this workspace' })
  }
  for (const name of await listContainers(docker, `io.x-k8s.kind.cluster=${world.clusterName}`, signal)) {
    report.detail(`remove ${name}`)
    await removeContainer(docker, name, signal)
  }
  world.forgetKube()
  world.ports = null
  for (const path of [world.kubeconfig, world.creating]) await rm(path, { force: true })
}

async function removeRegistry(world: World, report: StepReport, signal: AbortSignal): Promise<void> {
  const docker = await world.docker(signal)
  const container = await inspectContainer(docker, world.registry, signal)
  if (container?.labels['devenv.dev/workspace'] !== world.context.folders.id) return
  report.detail(`remove ${world.registry}`)
  await removeContainer(docker, world.registry, signal)
}

async function removeFiles(world: World): Promise<void> {
  const { slots, run, state } = world.context.folders
  for (const path of [slots, run, world.mirrors, join(state, 'kind.yaml')])
    await rm(path, { recursive: true, force: true })
}

/** Namespaces take everything in them along. */
async function removeWorkloads(world: World, report: StepReport, signal: AbortSignal): Promise<void> {
  const kube = await world.kube()
  const selector = encodeURIComponent(ownSelector(world.context))
  const list = await kube.get<KubeList<KubeObject>>(`/api/v1/namespaces?labelSelector=${selector}`, signal)
  const names = (list?.items ?? []).map(({ metadata }) => metadata.name).filter((name) => name !== SYSTEM_NAMESPACE)
  await Promise.all(names.map((name) => kube.remove(`/api/v1/namespaces/${name}`, signal)))
  for (const name of names) {
    report.detail(`remove namespace ${name}`)
    // Until it is gone nothing can be made in it again.
    while ((await kube.get(`/api/v1/namespaces/${name}`, signal)) !== null) await delay(200, undefined, { signal })
  }
  await removeNamed(world, 'ingress', signal)
  await recordApplied(world, 'manifests', null, signal)
}

async function removeNamed(world: World, name: 'ingress' | 'prometheus', signal: AbortSignal): Promise<void> {
  const kube = await world.kube()
  for (const path of [
    `/apis/apps/v1/namespaces/${SYSTEM_NAMESPACE}/deployments/${name}`,
    `/api/v1/namespaces/${SYSTEM_NAMESPACE}/services/${name}`,
  ]) {
    await kube.remove(path, signal)
  }
}
