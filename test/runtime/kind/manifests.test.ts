import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../src/clients/kube/kube.ts'
import { type Deployment, patchManifests, serviceOf } from '../../../src/runtime/kind/manifests.ts'
import { parseObjects } from '../../../src/runtime/kind/objects.ts'
import { makeService } from '../../fakes/service.ts'

const labels = {
  'app.kubernetes.io/managed-by': 'devenv',
  'devenv.dev/workspace': '12345678',
  'devenv.dev/version': '0.1.0',
}
const images = new Map([['widget-core', 'localhost:5001/devenv/cpp-runtime-base:1']])
const rendered = parseObjects(`
apiVersion: v1
kind: Namespace
metadata: { name: wxwidgets, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: polyorb }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: polyorb }
---
apiVersion: v1
kind: Service
metadata: { name: widget-core, namespace: wxwidgets, labels: { app.kubernetes.io/name: widget-core } }
---
apiVersion: v1
kind: Service
metadata: { name: orb-core, namespace: polyorb, labels: { app.kubernetes.io/name: orb-core } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: widget-core, namespace: wxwidgets, labels: { app.kubernetes.io/name: widget-core } }
spec:
  replicas: 1
  template:
    metadata: { labels: { app.kubernetes.io/name: widget-core } }
    spec:
      containers:
        - name: service
          image: devenv/widget-core
          command: [/devenv/bin/supervisor]
          args: [run, --slot, /devenv/slot, --probe, 'http:$(PORT)/health']
          env: [{ name: PORT, value: '50051' }, { name: LEVEL, value: info }]
        - name: other
          image: other:1
`)

const patch = (changes: Parameters<typeof makeService>[1] = {}, objects: readonly KubeObject[] = rendered) =>
  patchManifests(objects, [makeService('widget-core', changes)], images, labels)
const deployment = (objects: readonly KubeObject[]) => objects.find(({ kind }) => kind === 'Deployment') as Deployment
const container = (objects: readonly KubeObject[]) => deployment(objects).spec.template.spec.containers[0]!

describe('manifests', () => {
  test('leave out services that are not in the environment, with the namespaces nobody lives in', () => {
    expect(patch().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace wxwidgets',
      'Service widget-core',
      'Deployment widget-core',
    ])
  })

  test('carry our labels on every object, and say whose each is', () => {
    for (const object of patch()) expect(object.metadata.labels).toMatchObject(labels)
    expect(patch().map(serviceOf)).toEqual([null, 'widget-core', 'widget-core'])
  })

  test('label pods for tear-down and observation, but not with the version: a new devenv must not replace them', () => {
    const found = deployment(patch()).spec.template.metadata?.labels
    expect(found).toEqual({
      'app.kubernetes.io/name': 'widget-core',
      'app.kubernetes.io/managed-by': 'devenv',
      'devenv.dev/workspace': '12345678',
      'devenv.dev/service': 'widget-core',
    })
  })

  test('set the image of the service only', () => {
    const names = deployment(patch()).spec.template.spec.containers.map(({ image }) => image)
    expect(names).toEqual(['localhost:5001/devenv/cpp-runtime-base:1', 'other:1'])
  })

  test('give the supervisor the limits of Tiltfile.ts', () => {
    expect(container(patch({ graceMs: 1500, readyTimeoutMs: 2500, revert: false })).args).toEqual([
      'run',
      '--slot',
      '/devenv/slot',
      '--probe',
      'http:$(PORT)/health',
      '--grace',
      '1500',
      '--ready-timeout',
      '2500',
      '--on-fail',
      'hold',
    ])
  })

  test('pass a probe and arguments of Tiltfile.ts on', () => {
    const args = container(patch({ probe: { kind: 'tcp', port: 7000 }, args: ['--fast'] })).args ?? []
    expect(args.slice(3, 5)).toEqual(['--probe', 'tcp:7000'])
    expect(args.slice(-2)).toEqual(['--', '--fast'])
  })

  test('add the environment variables of Tiltfile.ts, in place of those of the same name', () => {
    expect(container(patch({ env: { LEVEL: 'debug' } })).env).toEqual([
      { name: 'PORT', value: '50051' },
      { name: 'LEVEL', value: 'debug' },
    ])
  })

  test('without a supervisor get no arguments for one', () => {
    const plain = rendered.map((object) =>
      object.kind === 'Deployment'
        ? (JSON.parse(JSON.stringify(object).replace('/devenv/bin/supervisor', '/app')) as KubeObject)
        : object,
    )
    expect(container(patch({}, plain)).args).toEqual([
      'run',
      '--slot',
      '/devenv/slot',
      '--probe',
      'http:$(PORT)/health',
    ])
  })
})
