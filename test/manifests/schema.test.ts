// Objects against the committed schemas: what the API server would refuse is refused here, with the field.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseManifests, readSchemas } from '../../src/manifests/manifests.ts'
import { type SchemaSet, schemaMistakes } from '../../src/manifests/schema.ts'
import { kubernetesVersion } from '../testbed/pins.ts'
import { root } from './rendered.ts'

let sets: readonly SchemaSet[]
beforeAll(async () => {
  sets = await readSchemas(join(root, 'cluster'))
})

test('they are of the pinned versions', () => {
  const versions = parse(readFileSync(join(root, 'cluster/versions.yaml'), 'utf8'))
  expect(sets.map(({ version }) => version)).toEqual([versions.tools.kubectl.tested, versions.istio])
  expect(`v${sets[0]!.version}`).toBe(kubernetesVersion)
})

function mistakesOf(text: string): readonly string[] | null {
  const [object] = parseManifests(text)
  return schemaMistakes(object!, sets)
}

const pod = (fields: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec:
      containers:
        - name: service
          ${fields}
`

test.each([
  ['fits', pod('image: a'), []],
  [
    'a field that is misspelt',
    pod('imagePullPolice: Always'),
    ['spec.template.spec.containers[service].imagePullPolice is no field of it'],
  ],
  [
    'a text for a number',
    pod('ports: [{ containerPort: "80" }]'),
    ['spec.template.spec.containers[service].ports[0].containerPort is "80", wanted a whole number'],
  ],
  [
    'a broken number',
    pod('ports: [{ containerPort: 80.5 }]'),
    ['spec.template.spec.containers[service].ports[0].containerPort is 80.5, wanted a whole number'],
  ],
  [
    'a mapping for a list',
    pod('env: { A: b }'),
    ['spec.template.spec.containers[service].env is {"A":"b"}, wanted a list'],
  ],
  [
    'no quantity',
    pod('resources: { limits: { memory: 512 MB } }'),
    [
      'spec.template.spec.containers[service].resources.limits.memory is "512 MB", wanted a quantity such as 250m or 256Mi',
    ],
  ],
  ['a number is a quantity', pod('resources: { limits: { cpu: 2 } }'), []],
  ['a port by name or number', pod('readinessProbe: { httpGet: { port: http } }'), []],
  [
    'a port that is neither',
    pod('readinessProbe: { httpGet: { port: [80] } }'),
    ['spec.template.spec.containers[service].readinessProbe.httpGet.port is [80], wanted a whole number or a text'],
  ],
  [
    'something is missing',
    pod('readinessProbe: { httpGet: { path: / } }'),
    ['spec.template.spec.containers[service].readinessProbe.httpGet.port is missing'],
  ],
  [
    'null is no value',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { A: null }',
    ['data.A is null, wanted a text'],
  ],
  [
    'a number in a ConfigMap',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { PORT: 80 }',
    ['data.PORT is 80, wanted a text'],
  ],
  [
    'a label that is true',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { a: true } }',
    ['metadata.labels.a is true, wanted a text'],
  ],
  ['the old group', 'apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }', null],
  [
    'Istio: a word that is none',
    'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: a }\nspec: { mtls: { mode: STRCT } }',
    ['spec.mtls.mode is "STRCT", wanted "UNSET" or "DISABLE" or "PERMISSIVE" or "STRICT"'],
  ],
  [
    'Istio: a field that is none',
    'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\nspec: { host: a, trafficPolicy: { outlierDetections: {} } }',
    ['spec.trafficPolicy.outlierDetections is no field of it'],
  ],
  [
    'Istio: no host',
    'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\nspec: {}',
    ['spec.host is missing'],
  ],
] as const)('%s', (_what, text, expected) => {
  expect(mistakesOf(text)).toEqual(expected)
})

test('what can not stand together', () => {
  const text = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: a }
spec: { host: a, trafficPolicy: { loadBalancer: { simple: RANDOM, consistentHash: { useSourceIp: true } } } }`
  expect(mistakesOf(text)!.join()).toContain(
    'spec.trafficPolicy.loadBalancer has simple, consistentHash, which can not stand together',
  )
})

test('documents that are no objects, and anchors without end, are left out', () => {
  expect(parseManifests('just a text\n---\n- a list\n---\nkind: x\n---\n')).toEqual([])
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]`
  expect(() => parseManifests(bomb)).toThrow('alias')
})
