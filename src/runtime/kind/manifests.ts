// The overlay's objects as they are applied: devenv sets images, labels and the supervisor's limits, nothing else.
import type { KubeObject } from '../../clients/kube/kube.ts'
import { kustomize } from '../../clients/kube/kubectl.ts'
import type { Service } from '../../model/environment.ts'
import type { RuntimeContext } from '../runtime.ts'
import { ownLabels, SERVICE } from './labels.ts'
import { parseObjects, withLabels } from './objects.ts'

export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas?: number
    readonly template: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>
        readonly annotations?: Readonly<Record<string, string>>
      }
      readonly spec: { readonly containers: readonly ContainerSpec[] }
    }
  }
}

interface ContainerSpec {
  readonly name: string
  readonly image?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value?: string }[]
}

/** Name of the container that runs a service, in every manifest. */
export const CONTAINER = 'service'

const NAME = 'app.kubernetes.io/name'

/** `images`: the image of each service's pods. */
export async function renderManifests(
  context: RuntimeContext,
  images: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  const { environment } = context
  const text = await kustomize(environment.cluster.overlay, signal)
  return patchManifests(parseObjects(text), environment.services, images, ownLabels(context))
}

/** Objects of services that are not in the environment are left out, with the namespaces nobody lives in; the rest stays. */
export function patchManifests(
  objects: readonly KubeObject[],
  services: readonly Service[],
  images: ReadonlyMap<string, string>,
  labels: Readonly<Record<string, string>>,
): readonly KubeObject[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const namespaces = new Set(services.map(({ namespace }) => namespace))
  const unused = new Set(
    objects.flatMap(({ kind, metadata }) =>
      kind === 'Namespace' && !namespaces.has(metadata.name) ? [metadata.name] : [],
    ),
  )
  return objects.flatMap((object) => {
    if (object.kind === 'Namespace') return namespaces.has(object.metadata.name) ? [withLabels(object, labels)] : []
    const name = object.metadata.labels?.[NAME]
    if (name === undefined) return unused.has(object.metadata.namespace ?? '') ? [] : [withLabels(object, labels)]
    const service = byName.get(name)
    if (service === undefined) return []
    const own = withLabels(object, { ...labels, [SERVICE]: name })
    return [object.kind === 'Deployment' ? patchDeployment(own as Deployment, service, images.get(name), labels) : own]
  })
}

/** Which service an applied object belongs to. */
export function serviceOf(object: KubeObject): string | null {
  return object.metadata.labels?.[SERVICE] ?? null
}

function patchDeployment(
  deployment: Deployment,
  service: Service,
  image: string | undefined,
  labels: Readonly<Record<string, string>>,
): Deployment {
  const { template } = deployment.spec
  return {
    ...deployment,
    spec: {
      ...deployment.spec,
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata?.labels, ...podLabels(labels), [SERVICE]: service.name },
        },
        spec: {
          ...template.spec,
          containers: template.spec.containers.map((container) =>
            container.name === CONTAINER ? patchContainer(container, service, image) : container,
          ),
        },
      },
    },
  }
}

/** The version of devenv stays out of the pods: a new devenv must not replace them all. */
function podLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'devenv.dev/version': _version, ...rest } = labels
  return rest
}

function patchContainer(container: ContainerSpec, service: Service, image: string | undefined): ContainerSpec {
  const env = Object.entries(service.env).map(([name, value]) => ({ name, value }))
  const kept = (container.env ?? []).filter(({ name }) => !(name in service.env))
  return {
    ...container,
    ...(image === undefined ? {} : { image }),
    ...(env.length === 0 ? {} : { env: [...kept, ...env] }),
    ...(isSupervised(container) ? { args: supervisorArgs(container.args ?? [], service) } : {}),
  }
}

function isSupervised(container: ContainerSpec): boolean {
  return container.command?.at(-1)?.endsWith('/supervisor') === true
}

function supervisorArgs(args: readonly string[], service: Service): readonly string[] {
  const limits = [
    '--grace',
    String(service.graceMs),
    '--ready-timeout',
    String(service.readyTimeoutMs),
    '--on-fail',
    service.revert ? 'revert' : 'hold',
  ]
  return [...withProbe(args, service), ...limits, ...(service.args.length === 0 ? [] : ['--', ...service.args])]
}

/** The overlay has the usual probe; one of Tiltfile.ts that differs takes its place. */
function withProbe(args: readonly string[], service: Service): readonly string[] {
  const at = args.indexOf('--probe')
  const probe = probeWords(service)
  const isUsual =
    service.probe.kind === 'http' && service.probe.path === '/health' && service.probe.port === service.port
  if (at === -1 || isUsual) return args
  return [...args.slice(0, at + 1), probe, ...args.slice(at + 2)]
}

function probeWords({ probe }: Service): string {
  if (probe.kind === 'http') return `http:${probe.port}${probe.path}`
  return probe.kind === 'tcp' ? `tcp:${probe.port}` : `exec:${probe.command.join(' ')}`
}
