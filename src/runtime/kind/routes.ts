// The way in from the host: through the mesh's ingress where there is a mesh, else by node ports straight to the pods.
import type { KubeObject } from '../../clients/kube/kube.ts'
import type { Service } from '../../model/environment.ts'
import { SERVICE, SYSTEM_NAMESPACE } from './labels.ts'

export type Way = 'ingress' | 'direct'

interface ServiceObject extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

/** `ports`: loopback port to node port; a service whose port is not mapped gets no way in. */
export function routeObjects(
  way: Way,
  services: readonly Service[],
  ports: ReadonlyMap<number, number>,
  ingress: readonly KubeObject[],
): readonly KubeObject[] {
  const reachable = services.flatMap((service) => {
    const nodePort = ports.get(service.port)
    return nodePort === undefined ? [] : [{ service, nodePort }]
  })
  if (way === 'direct') return reachable.map(({ service, nodePort }) => directObject(service, nodePort))
  const entries = reachable.map(({ service, nodePort }) => ({
    name: `http-${service.port}`,
    port: service.port,
    targetPort: service.port,
    nodePort,
  }))
  return [
    ...ingress.map((object) =>
      object.kind === 'Service' ? { ...object, spec: { ...(object as ServiceObject).spec, ports: entries } } : object,
    ),
    ...(reachable.length === 0
      ? []
      : [
          gatewayObject(reachable.map(({ service }) => service)),
          virtualServiceObject(reachable.map(({ service }) => service)),
        ]),
  ]
}

/** Names that resolve to the pods of a service one by one, ready or not: where Prometheus finds them. */
export function podNameObjects(services: readonly Service[]): readonly KubeObject[] {
  return services.map(({ name, namespace }) => {
    const object: ServiceObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: podsName(name), namespace, labels: { [SERVICE]: name } },
      spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { [SERVICE]: name } },
    }
    return object
  })
}

export function podsName(service: string): string {
  return `${service}-pods`
}

/** Paths of what the other way left: a node port can belong to one Service only. */
export function obsoletePaths(way: Way, services: readonly Service[]): readonly string[] {
  if (way === 'direct') return [`/api/v1/namespaces/${SYSTEM_NAMESPACE}/services/ingress`]
  return services.map(({ namespace, name }) => `/api/v1/namespaces/${namespace}/services/${name}-direct`)
}

function directObject(service: Service, nodePort: number): KubeObject {
  const object: ServiceObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${service.name}-direct`, namespace: service.namespace, labels: { [SERVICE]: service.name } },
    spec: {
      type: 'NodePort',
      selector: { [SERVICE]: service.name },
      ports: [{ name: 'http', port: service.port, targetPort: service.port, nodePort }],
    },
  }
  return object
}

function gatewayObject(services: readonly Service[]): KubeObject {
  const object: ServiceObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'ingress', namespace: SYSTEM_NAMESPACE },
    spec: {
      selector: { 'app.kubernetes.io/name': 'ingress' },
      servers: services.map(({ port }) => ({
        port: { number: port, name: `http-${port}`, protocol: 'HTTP' },
        hosts: ['*'],
      })),
    },
  }
  return object
}

/** Retries cover the milliseconds of a restart, in which nothing listens in the pod. */
function virtualServiceObject(services: readonly Service[]): KubeObject {
  const object: ServiceObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'ingress', namespace: SYSTEM_NAMESPACE },
    spec: {
      hosts: ['*'],
      gateways: ['ingress'],
      http: services.map(({ name, namespace, port }) => ({
        match: [{ port }],
        route: [{ destination: { host: `${name}.${namespace}.svc.cluster.local`, port: { number: port } } }],
        retries: {
          attempts: 5,
          perTryTimeout: '5s',
          retryOn: 'connect-failure,refused-stream,reset-before-request,503',
        },
      })),
    },
  }
  return object
}
