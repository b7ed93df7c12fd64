import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../src/clients/kube/kube.ts'
import { obsoletePaths, podNameObjects, routeObjects } from '../../../src/runtime/kind/routes.ts'
import { makeService } from '../../fakes/service.ts'

const services = [
  makeService('widget-core', { port: 50_051 }),
  makeService('orb-core', { port: 50_060, namespace: 'polyorb' }),
]
const ports = new Map([
  [50_051, 30_001],
  [50_060, 30_002],
])
const ingress = [
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'ingress' } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ingress' }, spec: { type: 'NodePort', ports: [] } },
] as unknown as readonly KubeObject[]
const named = (objects: readonly KubeObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)
const spec = (objects: readonly KubeObject[], kind: string) =>
  (objects.find((object) => object.kind === kind) as unknown as { spec: Record<string, unknown> }).spec

describe('the way in', () => {
  test('through the mesh is one ingress with a port for each service', () => {
    const objects = routeObjects('ingress', services, ports, ingress)
    expect(named(objects)).toEqual([
      'Deployment /ingress',
      'Service /ingress',
      'Gateway devenv-system/ingress',
      'VirtualService devenv-system/ingress',
    ])
    expect(spec(objects, 'Service')['ports']).toEqual([
      { name: 'http-50051', port: 50_051, targetPort: 50_051, nodePort: 30_001 },
      { name: 'http-50060', port: 50_060, targetPort: 50_060, nodePort: 30_002 },
    ])
    const routes = spec(objects, 'VirtualService')['http'] as {
      match: unknown
      route: unknown
      retries: { attempts: number }
    }[]
    expect(routes.map(({ match, route }) => [match, route])).toEqual([
      [
        [{ port: 50_051 }],
        [{ destination: { host: 'widget-core.wxwidgets.svc.cluster.local', port: { number: 50_051 } } }],
      ],
      [[{ port: 50_060 }], [{ destination: { host: 'orb-core.polyorb.svc.cluster.local', port: { number: 50_060 } } }]],
    ])
    expect(routes.every(({ retries }) => retries.attempts > 0)).toBe(true)
  })

  test('without a mesh is a node port of each service', () => {
    const objects = routeObjects('direct', services, ports, ingress)
    expect(named(objects)).toEqual(['Service wxwidgets/widget-core-direct', 'Service polyorb/orb-core-direct'])
    expect(spec(objects, 'Service')).toMatchObject({
      type: 'NodePort',
      selector: { 'devenv.dev/service': 'widget-core' },
    })
  })

  test('leaves out a service whose port the cluster was not made with', () => {
    expect(routeObjects('direct', services, new Map([[50_060, 30_002]]), ingress)).toHaveLength(1)
    expect(
      spec(routeObjects('ingress', services, new Map([[50_060, 30_002]]), ingress), 'Service')['ports'],
    ).toHaveLength(1)
    expect(named(routeObjects('ingress', services, new Map(), ingress))).toEqual([
      'Deployment /ingress',
      'Service /ingress',
    ])
  })

  test('removes what the other way left, since a node port belongs to one Service', () => {
    expect(obsoletePaths('direct', services)).toEqual(['/api/v1/namespaces/devenv-system/services/ingress'])
    expect(obsoletePaths('ingress', services)).toEqual([
      '/api/v1/namespaces/wxwidgets/services/widget-core-direct',
      '/api/v1/namespaces/polyorb/services/orb-core-direct',
    ])
  })
})

test('pods have names of their own, also before they are ready', () => {
  const [object] = podNameObjects(services)
  expect(object!.metadata.name).toBe('widget-core-pods')
  expect(object).toMatchObject({ spec: { clusterIP: 'None', publishNotReadyAddresses: true } })
})
