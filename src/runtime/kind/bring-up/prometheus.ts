// Prometheus: scrapes services, sidecars and containers. An addon: without it the columns of golden signals show `-`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { KubeObject } from '../../../clients/kube.ts'
import { isPrometheusReady } from '../../../clients/prometheus.ts'
import { fail } from '../../../errors/errors.ts'
import type { Step } from '../../../model/step.ts'
import { hashOf, readApplied, recordApplied } from '../cluster-state.ts'
import { provideAddonImage } from '../images.ts'
import { ownLabels } from '../labels.ts'
import { applyObjects, parseObjects, withLabels } from '../objects.ts'
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
      const objects = prometheusObjects(parseObjects(text), image, nodePort ?? null, hashOf(text))
      await applyObjects(
        await world.kube(),
        objects.map((object) => withLabels(object, ownLabels(world.context))),
        signal,
      )
      report.detail('waits for its first answer')
      await untilReady(base, signal)
      await recordApplied(world, 'prometheus', await prometheusHash(world), signal)
      return base
    },
  }
}

export function prometheusUrl(world: World): string {
  return `http://127.0.0.1:${world.context.environment.cluster.prometheusPort}`
}

interface Specified extends KubeObject {
  readonly spec: Record<string, unknown>
}

/** The configuration's hash on the pods replaces them when it changes. */
export function prometheusObjects(
  objects: readonly KubeObject[],
  image: string,
  nodePort: number | null,
  configHash: string,
): readonly KubeObject[] {
  return objects.map((object) => {
    if (object.kind === 'Deployment') return patchDeployment(object as Specified, image, configHash)
    if (object.kind !== 'Service' || nodePort === null) return object
    const { spec } = object as Specified
    const ports = (spec['ports'] as readonly Record<string, unknown>[]).map((port) => ({ ...port, nodePort }))
    return { ...object, spec: { ...spec, ports } }
  })
}

function patchDeployment(object: Specified, image: string, configHash: string): KubeObject {
  const template = object.spec['template'] as {
    metadata: { annotations?: Record<string, string> }
    spec: { containers: { name: string }[] }
  }
  const containers = template.spec.containers.map((container) =>
    container.name === 'prometheus' ? { ...container, image } : container,
  )
  const metadata = {
    ...template.metadata,
    annotations: { ...template.metadata.annotations, 'devenv.dev/config': configHash },
  }
  const patched = {
    ...object,
    spec: { ...object.spec, template: { ...template, metadata, spec: { ...template.spec, containers } } },
  }
  return patched
}

function dataFile(world: World): string {
  return join(world.data, 'prometheus', 'prometheus.yaml')
}

async function prometheusHash(world: World): Promise<string> {
  return hashOf([await readFile(dataFile(world), 'utf8'), world.versions.prometheusImage])
}

const LIMIT_MS = 120_000

async function untilReady(base: string, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + LIMIT_MS
  while (!(await isPrometheusReady(base, signal))) {
    if (performance.now() > endMs) fail('DE0501', { reason: `${base} did not answer within ${LIMIT_MS / 1000} s` })
    await delay(200, undefined, { signal })
  }
}
