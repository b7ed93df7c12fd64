// The table of Tiltfile.ts against an overlay: services, namespaces, ports, replicas, calls, and who may call whom.
import type { Service } from '../model/environment.ts'
import { type Edge, type Edges, identityEdges, policiesOf, policyEdges } from './edges.ts'
import { type Check, drifted, type Finding, type Subject, serviceNamed } from './finding.ts'
import { at, dataAt, listAt, type ManifestObject, ofKind, serviceOf } from './object.ts'
import { workloads } from './workload.ts'

export const drift: Check = (subject) => {
  const deployed = workloads(subject.overlay.objects)
  const missing = subject.environment.services.filter(
    ({ name }) => !deployed.some(({ object }) => serviceOf(object) === name),
  )
  return [
    ...missing.map(({ name }) =>
      drifted(
        'services',
        null,
        `has no Deployment of ${name}`,
        `add manifests/base/${name}, or take ${name} out of Tiltfile.ts`,
        new RegExp(`base/${name}$`),
      ),
    ),
    ...deployed.flatMap(({ object, containers }) => {
      const service = serviceNamed(subject, serviceOf(object))
      if (service === null)
        return [
          drifted(
            'services',
            object,
            'is in no line of Tiltfile.ts',
            'add the service there, or take its manifests away',
          ),
        ]
      const container = containers.find((one) => one['name'] === 'service') ?? {}
      const settings = settingsOf(subject, object, container)
      return [
        ...namespaceDrift(subject, object, service),
        ...portDrift(subject, object, container, settings, service),
        ...replicaDrift(subject, object, service),
        ...callDrift(subject, object, settings, service),
        ...edgeDrift(subject, object, service),
      ]
    }),
  ]
}

/** The variables that a container gets, its own before those of ConfigMaps. */
function settingsOf(
  { overlay }: Subject,
  object: ManifestObject,
  container: unknown,
): Readonly<Record<string, unknown>> {
  const maps = listAt(container, 'envFrom').map((source) => at(source, 'configMapRef', 'name'))
  const found = ofKind(overlay.objects, 'ConfigMap').filter(
    ({ metadata }) => metadata.namespace === object.metadata.namespace && maps.includes(metadata.name),
  )
  const own = listAt(container, 'env').map((entry) => [String(at(entry, 'name')), at(entry, 'value')] as const)
  return { ...Object.assign({}, ...found.map((map) => dataAt(map, 'data'))), ...Object.fromEntries(own) }
}

/** Other overlays than development and production have namespaces that begin alike: wxwidgets-staging. */
function namespaceDrift(
  { overlay, isDevelopment }: Subject,
  object: ManifestObject,
  service: Service,
): readonly Finding[] {
  const found = object.metadata.namespace ?? 'default'
  const wanted =
    isDevelopment || overlay.name === 'production' ? service.namespace : `${service.namespace}-${overlay.name}`
  if (found === wanted) return []
  return [
    drifted(
      'namespaces',
      object,
      `is in namespace ${found}, by Tiltfile.ts it is ${wanted}`,
      `set namespace: ${wanted}`,
      /^namespace:/,
    ),
  ]
}

function portDrift(
  { overlay, isDevelopment }: Subject,
  object: ManifestObject,
  container: unknown,
  settings: Readonly<Record<string, unknown>>,
  { name, port, ports }: Service,
): readonly Finding[] {
  const wanted = [port, ...(isDevelopment ? [] : ports)]
  const services = ofKind(overlay.objects, 'Service').filter((one) => serviceOf(one) === name)
  const say = (where: ManifestObject, text: string) =>
    drifted(
      'ports',
      where,
      `${text}, by Tiltfile.ts ${wanted.join(' and ')}`,
      'set PORT in its base, or port and ports in Tiltfile.ts',
      /PORT=/,
    )
  const inContainer = listAt(container, 'ports').map((entry) => at(entry, 'containerPort'))
  const scraped = at(object, 'spec', 'template', 'metadata', 'annotations', 'prometheus.io/port')
  return [
    ...(String(settings['PORT']) === String(port)
      ? []
      : [say(object, `listens on PORT ${String(settings['PORT'] ?? 'of its own')}`)]),
    ...(sameSet(inContainer, wanted)
      ? []
      : [say(object, `its container has port ${inContainer.join(' and ') || 'none'}`)]),
    ...(scraped === undefined || scraped === String(port) ? [] : [say(object, `is scraped at ${String(scraped)}`)]),
    ...(services.length > 0 ? [] : [drifted('ports', object, 'has no Service', 'add one')]),
    ...services.flatMap((one) => {
      const found = listAt(one, 'spec', 'ports').map((entry) => at(entry, 'port'))
      return sameSet(found, wanted) ? [] : [say(one, `has port ${found.join(' and ')}`)]
    }),
  ]
}

/** Production runs what Tiltfile.ts says, development one, what lies between not more than production. */
function replicaDrift(
  { overlay, isDevelopment }: Subject,
  object: ManifestObject,
  service: Service,
): readonly Finding[] {
  const scaler = ofKind(overlay.objects, 'HorizontalPodAutoscaler').find((one) => serviceOf(one) === service.name)
  const found = Number(at(scaler ?? object, 'spec', scaler === undefined ? 'replicas' : 'minReplicas') ?? 1)
  const isProduction = overlay.name === 'production'
  const isRight = isDevelopment ? found === 1 : isProduction ? found === service.replicas : found <= service.replicas
  if (isRight) return []
  const wanted = isDevelopment
    ? '1 in development'
    : isProduction
      ? `${service.replicas}`
      : `${service.replicas} at most`
  return [
    drifted(
      'replicas',
      scaler ?? object,
      `runs ${found}, by Tiltfile.ts ${wanted}`,
      'set devenv.dev/replicas in its base, or replicas in Tiltfile.ts',
      /minReplicas/,
      /devenv\.dev\/replicas/,
    ),
  ]
}

function callDrift(
  subject: Subject,
  object: ManifestObject,
  settings: Readonly<Record<string, unknown>>,
  service: Service,
): readonly Finding[] {
  const wanted = service.calls.map((name) => `${name}=http://${name}:${serviceNamed(subject, name)?.port}`)
  const found = String(settings['CALLS'] ?? '')
    .split(',')
    .filter((entry) => entry !== '')
  if (sameSet(found, wanted)) return []
  const text = `${differenceWords(found, wanted)} in CALLS`
  return [drifted('calls', object, text, `set CALLS=${wanted.join(',')}`, /CALLS=/, /PORT=/)]
}

/** Every edge of the table once as egress, once as ingress, once by identity, and no other. */
function edgeDrift(subject: Subject, object: ManifestObject, service: Service): readonly Finding[] {
  const { overlay, environment, isDevelopment } = subject
  const policies = policiesOf(overlay.objects, 'NetworkPolicy', service.name)
  const identities = policiesOf(overlay.objects, 'AuthorizationPolicy', service.name)
  if (isDevelopment && policies.length === 0 && identities.length === 0) return []
  const out = service.calls.map((name): Edge => `${service.name} > ${name}:${serviceNamed(subject, name)?.port}`)
  const callers = environment.services.filter(({ calls }) => calls.includes(service.name))
  const into = callers.map(({ name }): Edge => `${name} > ${service.name}:${service.port}`)
  const compare = (where: ManifestObject | undefined, { edges, open }: Edges, wanted: readonly Edge[], fix: string) => [
    ...(sameSet(edges, wanted)
      ? []
      : [drifted('edges', where ?? object, differenceWords(edges, wanted), fix, /podSelector:|serviceAccounts:/)]),
    ...open.map((words) =>
      drifted(
        'edges',
        where ?? object,
        `allows ${words}`,
        'name the services that the table names',
        /ingress:|egress:|rules:/,
      ),
    ),
  ]
  return [
    ...compare(
      policies[0],
      policyEdges(policies, service.name, 'egress'),
      out,
      `mend egress in manifests/base/${service.name}/edges.yaml`,
    ),
    ...compare(
      policies[0],
      policyEdges(policies, service.name, 'ingress'),
      into,
      `mend ingress in manifests/base/${service.name}/edges.yaml`,
    ),
    ...compare(
      identities[0],
      identityEdges(identities, service.name),
      into,
      `mend the rules in manifests/base/${service.name}/edges.yaml`,
    ),
  ]
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}

function differenceWords(found: readonly string[], wanted: readonly string[]): string {
  const lacks = wanted.filter((one) => !found.includes(one))
  const more = found.filter((one) => !wanted.includes(one))
  const twice = lacks.length + more.length === 0 ? ['says something twice'] : []
  return [
    ...(lacks.length === 0 ? [] : [`lacks ${lacks.join(', ')}`]),
    ...(more.length === 0 ? [] : [`has ${more.join(', ')}, which is not in the table`]),
    ...twice,
  ].join('; ')
}
