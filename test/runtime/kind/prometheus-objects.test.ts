import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseObjects } from '../../../src/runtime/kind/objects.ts'
import { prometheusObjects, scrapeConfig } from '../../../src/runtime/kind/prometheus-objects.ts'
import { makeService } from '../../fakes/service.ts'

const text = readFileSync(resolve(import.meta.dirname, '../../../cluster/prometheus/prometheus.yaml'), 'utf8')
const objects = parseObjects(text)
const services = [
  makeService('widget-core', { port: 50_051 }),
  makeService('orb-core', { port: 50_060, namespace: 'polyorb' }),
]
const places = { services, nodes: ['devenv-control-plane'], isMesh: true }
const template = (objects.find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> }).data[
  'prometheus.yml'
]!

interface Job {
  readonly job_name: string
  readonly metrics_path: string
  readonly dns_sd_configs?: readonly { readonly names: readonly string[]; readonly port: number }[]
  readonly static_configs?: unknown
  readonly metric_relabel_configs: readonly unknown[]
}
const jobs = (isMesh: boolean) =>
  (parse(scrapeConfig(template, { ...places, isMesh })) as { scrape_configs: readonly Job[] }).scrape_configs

describe('what Prometheus scrapes', () => {
  test('is a job for each service and one for the containers of each node', () => {
    expect(jobs(true).map(({ job_name }) => job_name)).toEqual(['widget-core', 'orb-core', 'containers'])
    expect(jobs(true)[2]!.static_configs).toEqual([{ targets: ['devenv-control-plane:10250'] }])
  })

  test('behind sidecars is their merged page, else the page of the service', () => {
    const [meshed] = jobs(true)
    expect(meshed).toMatchObject({ metrics_path: '/stats/prometheus' })
    expect(meshed!.dns_sd_configs).toMatchObject([
      { names: ['widget-core-pods.wxwidgets.svc.cluster.local'], port: 15_020 },
    ])
    const [, plain] = jobs(false)
    expect(plain).toMatchObject({ metrics_path: '/metrics' })
    expect(plain!.dns_sd_configs).toMatchObject([{ names: ['orb-core-pods.polyorb.svc.cluster.local'], port: 50_060 }])
  })

  test('keeps the rules of cluster/prometheus', () => {
    for (const job of jobs(true)) expect(job.metric_relabel_configs.length).toBeGreaterThan(0)
  })
})

describe('its objects', () => {
  const made = prometheusObjects(objects, 'local/prometheus:1', 30_009, places)
  const of = (kind: string) => made.find((object) => object.kind === kind)

  test('have the image and the node port', () => {
    expect(of('Deployment')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'prometheus', image: 'local/prometheus:1' }] } } },
    })
    expect(of('Service')).toMatchObject({ spec: { ports: [{ port: 9090, nodePort: 30_009 }] } })
  })

  test('replace the pod when what it scrapes changes', () => {
    const hash = (changed: typeof places) =>
      (
        prometheusObjects(objects, 'i', 1, changed).find(({ kind }) => kind === 'Deployment') as unknown as {
          spec: { template: { metadata: { annotations: Record<string, string> } } }
        }
      ).spec.template.metadata.annotations['devenv.dev/config']
    expect(hash(places)).toBe(hash({ ...places }))
    expect(hash(places)).not.toBe(hash({ ...places, services: services.slice(0, 1) }))
  })
})
