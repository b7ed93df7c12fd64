// Prometheus: scrapes services, sidecars and containers. An addon: without it the columns of golden signals show `-`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { listContainers } from '../../../clients/docker/docker-containers.ts'
import type { KubeList } from '../../../clients/kube/kube.ts'
import { isPrometheusReady } from '../../../clients/network/prometheus.ts'
import { fail } from '../../../errors/errors.ts'
import type { Step } from '../../../model/step.ts'
import { hashOf, readApplied, recordApplied } from '../cluster-state.ts'
import { provideAddonImage } from '../images.ts'
import { ownLabels, SYSTEM_NAMESPACE } from '../labels.ts'
import { applyObjects, parseObjects, withLabels } from '../objects.ts'
import { type RawPod, troubleOf } from '../observe/pod.ts'
import { prometheusObjects } from '../prometheus-objects.ts'
import type { World } from '../world.ts'

export function prometheusStep(world: World): Step {
  const base = prometheusUrl(world)
  return {
    name: 'prometheus',
    title: 'Start Prometheus',
    dependsOn: ['cluster', 'registry'],
    optional: true,
    isDone: async (signal) => {
      const [applied, wanted] = await Promise.all([readApplied(world, signal), prometheusHash(world)])
      return applied.prometheus === wanted && (await isPrometheusReady(base, signal)) ? base : null
    },
    run: async (report, signal) => {
      const image = await provideAddonImage(world, world.versions.prometheusImage, report, signal)
      const nodePort = world.ports?.get(world.context.environment.cluster.prometheusPort)
      const text = await readFile(dataFile(world), 'utf8')
      const { services, cluster } = world.context.environment
      const places = { services, nodes: await nodeNames(world, signal), isMesh: cluster.istio }
      const objects = prometheusObjects(parseObjects(text), image, nodePort ?? null, places)
      await applyObjects(
        await world.kube(),
        objects.map((object) => withLabels(object, ownLabels(world.context))),
        signal,
      )
      report.detail('waits for its first answer')
      await untilReady(world, base, signal)
      await recordApplied(world, 'prometheus', await prometheusHash(world), signal)
      return base
    },
  }
}

export function prometheusUrl(world: World): string {
  return `http://127.0.0.1:${world.context.environment.cluster.prometheusPort}`
}

function dataFile(world: World): string {
  return join(world.data, 'prometheus', 'prometheus.yaml')
}

async function prometheusHash(world: World): Promise<string> {
  const { services, cluster } = world.context.environment
  const places = services.map(({ name, namespace, port }) => [name, namespace, port])
  return hashOf([await readFile(dataFile(world), 'utf8'), world.versions.prometheusImage, places, cluster.istio])
}

async function nodeNames(world: World, signal: AbortSignal): Promise<readonly string[]> {
  return listContainers(await world.docker(signal), `io.x-k8s.kind.cluster=${world.clusterName}`, signal)
}

const LIMIT_MS = 120_000

async function untilReady(world: World, base: string, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + LIMIT_MS
  while (!(await isPrometheusReady(base, signal))) {
    const trouble = await podTrouble(world, signal)
    if (trouble?.reason === 'CrashLoopBackOff' || trouble?.reason === 'ImagePullBackOff' || performance.now() > endMs) {
      const reason =
        trouble === null || trouble.reason === ''
          ? `${base} did not answer within ${LIMIT_MS / 1000} s`
          : `${trouble.reason}: ${trouble.message}`
      fail('DE0501', { reason })
    }
    await delay(250, undefined, { signal })
  }
}

async function podTrouble(world: World, signal: AbortSignal): Promise<{ reason: string; message: string } | null> {
  const kube = await world.kube()
  const selector = encodeURIComponent('app.kubernetes.io/name=prometheus')
  const list = await kube.get<KubeList<RawPod>>(
    `/api/v1/namespaces/${SYSTEM_NAMESPACE}/pods?labelSelector=${selector}`,
    signal,
  )
  const newest = [...(list?.items ?? [])]
    .sort((a, b) => String(a.metadata.creationTimestamp).localeCompare(String(b.metadata.creationTimestamp)))
    .at(-1)
  return newest === undefined ? null : troubleOf(newest)
}
