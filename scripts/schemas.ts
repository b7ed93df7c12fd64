// Writes cluster/schemas: what the API server of the pinned Kubernetes and the CRDs of the pinned Istio take, of the kinds that
// the manifests use. From the Go modules that the testbed builds from: node scripts/schemas.ts
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { istioVersion, kubernetesVersion } from '../test/testbed/pins.ts'

type Schema = Readonly<Record<string, unknown>>

const kubernetesKinds = [
  'io.k8s.api.apps.v1.Deployment',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  'io.k8s.api.core.v1.ConfigMap',
  'io.k8s.api.core.v1.Namespace',
  'io.k8s.api.core.v1.Secret',
  'io.k8s.api.core.v1.Service',
  'io.k8s.api.core.v1.ServiceAccount',
  'io.k8s.api.networking.v1.NetworkPolicy',
  'io.k8s.api.policy.v1.PodDisruptionBudget',
  'io.k8s.api.rbac.v1.Role',
  'io.k8s.api.rbac.v1.RoleBinding',
]
const istioKinds = ['AuthorizationPolicy', 'DestinationRule', 'PeerAuthentication', 'VirtualService']

/** What the validator looks at; descriptions and defaults stay behind. */
const kept = new Set([
  '$ref',
  'additionalProperties',
  'anyOf',
  'enum',
  'exclusiveMinimum',
  'format',
  'items',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'not',
  'oneOf',
  'pattern',
  'required',
  'type',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
])

function main(): void {
  const folder = join(import.meta.dirname, '../cluster/schemas')
  mkdirSync(folder, { recursive: true })
  const write = (
    name: string,
    content: { readonly version: string; readonly kinds: Schema; readonly definitions: Schema },
  ) => {
    const lines = Object.entries(content.definitions).map(
      ([key, schema]) => `${JSON.stringify(key)}:${JSON.stringify(schema)}`,
    )
    const head = `{"version":${JSON.stringify(content.version)},"kinds":${JSON.stringify(content.kinds)},"definitions":{`
    writeFileSync(join(folder, name), `${head}\n${lines.join(',\n')}\n}}\n`)
  }
  write('kubernetes.json', { version: kubernetesVersion.slice(1), ...kubernetesSchemas() })
  write('istio.json', { version: istioVersion, ...istioSchemas() })
}

/** Its definitions refer to each other by name: those which the kinds reach. */
function kubernetesSchemas() {
  const file = join(moduleFolder('kubernetes', 'k8s.io/kubernetes'), 'api/openapi-spec/swagger.json')
  const { definitions: all } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, Schema> }
  const reached = new Map<string, Schema>()
  const take = (name: string): void => {
    if (reached.has(name)) return
    const schema = trimmed(all[name]!)
    reached.set(name, schema)
    for (const [, other] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) take(other!)
  }
  const kinds: Record<string, string> = {}
  for (const name of kubernetesKinds) {
    take(name)
    for (const { group, version, kind } of all[name]!['x-kubernetes-group-version-kind'] as GroupVersionKind[])
      kinds[`${group === '' ? '' : `${group}/`}${version} ${kind}`] = name
  }
  return { kinds, definitions: Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

function istioSchemas() {
  const file = join(moduleFolder('istio', 'istio.io/istio'), 'manifests/charts/base/files/crd-all.gen.yaml')
  const kinds: Record<string, string> = {}
  const definitions: Record<string, Schema> = {}
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const crd = document.toJS() as Crd | null
    if (crd === null || !istioKinds.includes(crd.spec.names.kind)) continue
    const { schema } = crd.spec.versions.find(({ name }) => name === 'v1')!
    const name = `${crd.spec.group}.${crd.spec.names.kind}`
    kinds[`${crd.spec.group}/v1 ${crd.spec.names.kind}`] = name
    const { properties, ...rest } = trimmed(schema.openAPIV3Schema)
    // A CRD leaves these to the API server.
    const ofServer = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } }
    definitions[name] = { ...rest, properties: { ...ofServer, ...(properties as Schema) } }
  }
  return { kinds, definitions }
}

interface Crd {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[]
  }
}

function trimmed(schema: Schema): Schema {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'properties') {
      const properties = Object.entries(value as Record<string, Schema>)
      // Written by the API server, never by a person.
      const written = properties.filter(([name]) => name !== 'status' && name !== 'managedFields')
      return [[key, Object.fromEntries(written.map(([name, inner]) => [name, trimmed(inner)]))]]
    }
    if (!kept.has(key)) return []
    if (Array.isArray(value)) return [[key, value.map((one: unknown) => (isSchema(one) ? trimmed(one) : one))]]
    return [[key, isSchema(value) ? trimmed(value) : value]]
  })
  return Object.fromEntries(entries)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function moduleFolder(part: string, module: string): string {
  const cwd = join(import.meta.dirname, '../test/testbed/go', part)
  const env = { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=readonly' }
  execFileSync('go', ['mod', 'download', module], { cwd, env, stdio: 'inherit' })
  return execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], { cwd, env, encoding: 'utf8' }).trim()
}

main()
