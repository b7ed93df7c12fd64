// Prometheus's objects with what is known only now: its image and port, and where services and nodes are found.
import { parse, stringify } from 'yaml'
import type { KubeObject } from '../../clients/kube/kube.ts'
import type { Service } from '../../model/environment.ts'
import { hashOf } from './cluster-state.ts'
import { podsName } from './routes.ts'

export interface Places {
  readonly services: readonly Service[]
  readonly nodes: readonly string[]
  /** Behind a sidecar all statistics are one page on port 15020; else each service has its own. */
  readonly isMesh: boolean
}

interface Specified extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

interface Configured extends KubeObject {
  readonly data: Readonly<Record<string, string>>
}

export function prometheusObjects(
  objects: readonly KubeObject[],
  image: string,
  nodePort: number | null,
  places: Places,
): readonly KubeObject[] {
  const config = objects.find(({ kind }) => kind === 'ConfigMap') as Configured
  const text = scrapeConfig(config.data['prometheus.yml'] ?? '', places)
  return objects.map((object) => {
    if (object === config) return { ...config, data: { ...config.data, 'prometheus.yml': text } }
    if (object.kind === 'Deployment') return patchDeployment(object as Specified, image, hashOf(text))
    return object.kind === 'Service' && nodePort !== null ? withNodePort(object as Specified, nodePort) : object
  })
}

interface Job {
  readonly job_name: string
}

/** The two jobs of the template, once for each service and each node. DNS is a discovery that every build of Prometheus has. */
export function scrapeConfig(template: string, places: Places): string {
  const config = parse(template) as { scrape_configs: readonly Job[] }
  const jobs = config.scrape_configs.flatMap((job) => {
    if (job.job_name === 'services') return places.services.map((service) => serviceJob(job, service, places.isMesh))
    if (job.job_name !== 'containers') return [job]
    return [{ ...job, static_configs: [{ targets: places.nodes.map((node) => `${node}:10250`) }] }]
  })
  return stringify({ ...config, scrape_configs: jobs })
}

function serviceJob(job: Job, service: Service, isMesh: boolean): Job {
  const found = {
    names: [`${podsName(service.name)}.${service.namespace}.svc.cluster.local`],
    type: 'A',
    port: isMesh ? 15_020 : service.port,
  }
  const added = {
    metrics_path: isMesh ? '/stats/prometheus' : '/metrics',
    dns_sd_configs: [{ ...found, refresh_interval: '5s' }],
    relabel_configs: [
      { target_label: 'service', replacement: service.name },
      { target_label: 'namespace', replacement: service.namespace },
    ],
  }
  return { ...job, ...added, job_name: service.name }
}

/** The configuration's hash on the pods replaces them when it changes. */
function patchDeployment(object: Specified, image: string, configHash: string): KubeObject {
  const template = object.spec['template'] as {
    readonly metadata: { readonly annotations?: Readonly<Record<string, string>> }
    readonly spec: { readonly containers: readonly { readonly name: string }[] }
  }
  const containers = template.spec.containers.map((container) =>
    container.name === 'prometheus' ? { ...container, image } : container,
  )
  const metadata = {
    ...template.metadata,
    annotations: { ...template.metadata.annotations, 'devenv.dev/config': configHash },
  }
  const patched: Specified = {
    ...object,
    spec: { ...object.spec, template: { ...template, metadata, spec: { ...template.spec, containers } } },
  }
  return patched
}

function withNodePort(object: Specified, nodePort: number): KubeObject {
  const ports = (object.spec['ports'] as readonly Readonly<Record<string, unknown>>[]).map((port) => ({
    ...port,
    nodePort,
  }))
  const patched: Specified = { ...object, spec: { ...object.spec, ports } }
  return patched
}
