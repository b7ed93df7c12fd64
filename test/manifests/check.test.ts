// What `devenv manifests check` finds: nothing in the overlays as they are, and each kind of mistake once it is made.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadEnvironment } from '../../src/config/config.ts'
import {
  checkInputs,
  checkOverlay,
  type ManifestObject,
  type ManifestProblem,
  type Overlay,
} from '../../src/manifests/manifests.ts'
import type { Environment } from '../../src/model/environment.ts'
import { inputsHash, keptHash, keptOverlay, type OverlayName, overlayNames, renewal, root } from './rendered.ts'

let environment: Environment
let inputs: Awaited<ReturnType<typeof checkInputs>>
beforeAll(async () => {
  environment = await loadEnvironment(root)
  inputs = await checkInputs(environment, join(root, 'cluster'))
})

function problemsOf(overlay: Overlay, of: Environment = environment): readonly ManifestProblem[] {
  return checkOverlay(overlay, of, inputs.schemas, inputs.files)
}

/** `rule object: text` of each. */
function words(problems: readonly ManifestProblem[]): readonly string[] {
  return problems.map(({ rule, object, text }) => `${rule} ${object ?? '-'}: ${text}`)
}

// A copy that may be spoilt: its shape is what the test says it is.
// biome-ignore lint/suspicious/noExplicitAny: objects of many kinds, changed at will
type Loose = any

function spoilt(name: OverlayName, object: string, change: (object: Loose) => void): Overlay {
  const objects = structuredClone(keptOverlay(name).objects) as ManifestObject[]
  const found = objects.find(
    ({ kind, metadata }) => `${kind} ${metadata.name}` === object || isHashed(kind, metadata.name, object),
  )
  if (found === undefined) throw new Error(`${name} has no ${object}`)
  change(found)
  return { name, objects }
}

function isHashed(kind: string, name: string, object: string): boolean {
  return kind === 'ConfigMap' && `${kind} ${name.replace(/-[a-z0-9]{10}$/, '')}` === object
}

function withService(name: string, change: Partial<Environment['services'][number]>): Environment {
  return {
    ...environment,
    services: environment.services.map((service) => (service.name === name ? { ...service, ...change } : service)),
  }
}

describe('the overlays as they are', () => {
  test.each(overlayNames)('%s: kept as rendered from the files of today', (name) => {
    expect(keptHash(name), `manifests/ changed; render anew: ${renewal}`).toBe(inputsHash())
  })

  test.each(overlayNames)('%s: nothing is wrong', (name) => {
    expect(words(problemsOf(keptOverlay(name)))).toEqual([])
  })

  test('all sixteen are in each, with what production needs', () => {
    const count = (name: OverlayName, kind: string) =>
      keptOverlay(name).objects.filter((one) => one.kind === kind).length
    for (const name of overlayNames) expect(count(name, 'Deployment')).toBe(16)
    for (const kind of ['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'DestinationRule', 'VirtualService'])
      expect([count('staging', kind), count('production', kind), count('dev', kind)]).toEqual([16, 16, 0])
  })
})

describe('Tiltfile.ts says something else', () => {
  test.each([
    [
      'port',
      'giop-protocol',
      { port: 50_099 },
      'ports Deployment polyorb/giop-protocol: listens on PORT 50061, by Tiltfile.ts 50099',
    ],
    [
      'a caller has the old port',
      'giop-protocol',
      { port: 50_099 },
      'calls Deployment polyorb/orb-core: lacks giop-protocol=http://giop-protocol:50099; has giop-protocol=http://giop-protocol:50061, which is not in the table in CALLS',
    ],
    [
      'more ports',
      'security-service',
      { ports: [] },
      'ports Service polyorb/security-service: has port 8443 and 50067, by Tiltfile.ts 50067',
    ],
    [
      'replicas',
      'widget-core',
      { replicas: 4 },
      'replicas HorizontalPodAutoscaler wxwidgets/widget-core: runs 3, by Tiltfile.ts 4',
    ],
    [
      'namespace',
      'xrc-service',
      { namespace: 'forms' },
      'namespaces Deployment wxwidgets/xrc-service: is in namespace wxwidgets, by Tiltfile.ts it is forms',
    ],
    [
      'a call less: variable',
      'poa-manager',
      { calls: [] },
      'calls Deployment polyorb/poa-manager: has naming-service=http://naming-service:50063, which is not in the table in CALLS',
    ],
    [
      'a call less: egress',
      'poa-manager',
      { calls: [] },
      'edges NetworkPolicy polyorb/poa-manager: has poa-manager > naming-service:50063, which is not in the table',
    ],
    [
      'a call less: ingress of the other',
      'poa-manager',
      { calls: [] },
      'edges NetworkPolicy polyorb/naming-service: has poa-manager > naming-service:50063, which is not in the table',
    ],
    [
      'a call less: identity',
      'poa-manager',
      { calls: [] },
      'edges AuthorizationPolicy polyorb/naming-service: has poa-manager > naming-service:50063, which is not in the table',
    ],
    [
      'a call more',
      'soap-gateway',
      { calls: ['giop-protocol'] },
      'edges NetworkPolicy polyorb/soap-gateway: lacks soap-gateway > giop-protocol:50061',
    ],
  ] as const)('%s', (_what, service, change, expected) => {
    const found = problemsOf(keptOverlay('production'), withService(service, change))
    expect(words(found)).toContain(expected)
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['DE0617']))
  })

  test('a service that Tiltfile.ts has not, and one that the manifests have not', () => {
    const without = { ...environment, services: environment.services.filter(({ name }) => name !== 'soap-gateway') }
    expect(words(problemsOf(keptOverlay('dev'), without))).toContain(
      'services Deployment polyorb/soap-gateway: is in no line of Tiltfile.ts',
    )
    const more = { ...environment, services: [...environment.services, { ...environment.services[0]!, name: 'other' }] }
    expect(words(problemsOf(keptOverlay('dev'), more))).toContain('services -: has no Deployment of other')
  })

  test('development runs one, staging not more than production', () => {
    const two = spoilt('dev', 'Deployment orb-core', (one) => {
      one.spec.replicas = 2
    })
    expect(words(problemsOf(two))).toEqual([
      'replicas Deployment polyorb/orb-core: runs 2, by Tiltfile.ts 1 in development',
    ])
    expect(words(problemsOf(keptOverlay('staging'), withService('soap-gateway', { replicas: 1 })))).toEqual([
      'replicas HorizontalPodAutoscaler polyorb-staging/soap-gateway: runs 2, by Tiltfile.ts 1 at most',
    ])
  })

  test('the place is the line of the file that says so', () => {
    const [port] = problemsOf(keptOverlay('production'), withService('giop-protocol', { port: 50_099 }))
    const file = inputs.files.find(({ path }) => path.endsWith('base/giop-protocol/kustomization.yaml'))!
    expect(port).toMatchObject({ file: 'manifests/base/giop-protocol/kustomization.yaml' })
    expect(file.text.split('\n')[port!.line! - 1]).toContain('PORT=50061')
  })
})

const deployment = 'Deployment orb-core'
const container = (one: Loose) => one.spec.template.spec.containers[0]
const pod = (one: Loose) => one.spec.template.spec

describe('rules', () => {
  test.each<[string, string, (object: Loose) => void, string]>([
    [
      'root',
      deployment,
      (one) => (pod(one).securityContext.runAsNonRoot = false),
      'root Deployment polyorb/orb-core: container service may run as root',
    ],
    [
      'user 0',
      deployment,
      (one) => (pod(one).securityContext.runAsUser = 0),
      'root Deployment polyorb/orb-core: container service runs as user 0',
    ],
    [
      'a container overrides the pod',
      deployment,
      (one) => (container(one).securityContext.runAsUser = 0),
      'root Deployment polyorb/orb-core: container service runs as user 0',
    ],
    [
      'group 0',
      deployment,
      (one) => (pod(one).securityContext.runAsGroup = 0),
      'root Deployment polyorb/orb-core: container service runs in group 0',
    ],
    [
      'privileged',
      deployment,
      (one) => (container(one).securityContext.privileged = true),
      'capabilities Deployment polyorb/orb-core: container service is privileged',
    ],
    [
      'capabilities',
      deployment,
      (one) => (container(one).securityContext.capabilities = { add: ['NET_ADMIN'] }),
      'capabilities Deployment polyorb/orb-core: container service adds NET_ADMIN',
    ],
    [
      'rights',
      deployment,
      (one) => delete container(one).securityContext.allowPrivilegeEscalation,
      'capabilities Deployment polyorb/orb-core: container service may gain rights',
    ],
    [
      'writable image',
      deployment,
      (one) => (container(one).securityContext.readOnlyRootFilesystem = false),
      'capabilities Deployment polyorb/orb-core: container service may write to its image',
    ],
    [
      'seccomp',
      deployment,
      (one) => delete pod(one).securityContext.seccompProfile,
      'capabilities Deployment polyorb/orb-core: container service has seccomp profile none',
    ],
    [
      'host path',
      deployment,
      (one) => pod(one).volumes.push({ name: 'node', hostPath: { path: '/' } }),
      'host Deployment polyorb/orb-core: volume node is a path of the node',
    ],
    [
      'host network',
      deployment,
      (one) => (pod(one).hostNetwork = true),
      'host Deployment polyorb/orb-core: uses hostNetwork',
    ],
    [
      'host port',
      deployment,
      (one) => (container(one).ports[0].hostPort = 80),
      'host Deployment polyorb/orb-core: takes port 80 of the node',
    ],
    [
      'latest',
      deployment,
      (one) => (container(one).image = 'devenv/orb-core:latest'),
      'image Deployment polyorb/orb-core: container service has image devenv/orb-core:latest, whatever is latest',
    ],
    [
      'no tag, a registry with a port',
      deployment,
      (one) => (container(one).image = 'registry:5000/orb-core'),
      'image Deployment polyorb/orb-core: container service has image registry:5000/orb-core, without a tag',
    ],
    [
      'probes',
      deployment,
      (one) => delete container(one).livenessProbe,
      'probes Deployment polyorb/orb-core: container service has no livenessProbe',
    ],
    [
      'limits',
      deployment,
      (one) => delete container(one).resources.limits.memory,
      'limits Deployment polyorb/orb-core: container service has no memory in limits',
    ],
    [
      'rollout',
      deployment,
      (one) => (one.spec.strategy.rollingUpdate.maxUnavailable = 1),
      'drain Deployment polyorb/orb-core: a rollout may take pods away before new ones are ready',
    ],
    [
      'no sleep',
      deployment,
      (one) => delete container(one).lifecycle,
      'drain Deployment polyorb/orb-core: is stopped while requests are still on the way to it',
    ],
    [
      'too little time',
      deployment,
      (one) => (pod(one).terminationGracePeriodSeconds = 8),
      'drain Deployment polyorb/orb-core: has 8 s to end, 5 s of them asleep',
    ],
    [
      'spread',
      deployment,
      (one) => delete pod(one).topologySpreadConstraints,
      'spread Deployment polyorb/orb-core: is not spread over zones',
    ],
    [
      'fixed replicas',
      deployment,
      (one) => (one.spec.replicas = 3),
      'scaling Deployment polyorb/orb-core: has replicas beside an autoscaler: each apply undoes what it did',
    ],
    [
      'budget',
      'PodDisruptionBudget orb-core',
      (one) => (one.spec.minAvailable = 0),
      'disruption Deployment polyorb/orb-core: has no PodDisruptionBudget that keeps one pod',
    ],
    [
      'budget of another',
      'PodDisruptionBudget orb-core',
      (one) => (one.spec.selector.matchLabels['app.kubernetes.io/name'] = 'x'),
      'disruption Deployment polyorb/orb-core: has no PodDisruptionBudget that keeps one pod',
    ],
    [
      'autoscaler',
      'HorizontalPodAutoscaler orb-core',
      (one) => one.spec.metrics.pop(),
      'scaling Deployment polyorb/orb-core: has no autoscaler by CPU and memory',
    ],
    [
      'token of the account',
      'ServiceAccount orb-core',
      (one) => delete one.automountServiceAccountToken,
      'tokens ServiceAccount polyorb/orb-core: gives a token to pods',
    ],
    [
      'token of the pod',
      deployment,
      (one) => (pod(one).automountServiceAccountToken = true),
      'tokens Deployment polyorb/orb-core: pods get a token',
    ],
    [
      'account of nobody',
      deployment,
      (one) => (pod(one).serviceAccountName = 'default'),
      'tokens Deployment polyorb/orb-core: has service account default, which is not of the manifests',
    ],
    [
      'token of the agent',
      'Deployment security-service',
      (one) => container(one).volumeMounts.push({ name: 'vault-token', mountPath: '/t' }),
      'tokens Deployment polyorb/security-service: mounts the token of volume vault-token',
    ],
    [
      'walls',
      'Namespace polyorb',
      (one) => delete one.metadata.labels['pod-security.kubernetes.io/enforce'],
      'namespace Namespace polyorb: has no label pod-security.kubernetes.io/enforce: restricted',
    ],
    [
      'deny',
      'NetworkPolicy default-deny',
      (one) => (one.spec.ingress = [{}]),
      'namespace Namespace polyorb: has no NetworkPolicy that denies what no other allows',
    ],
    [
      'open to all',
      'NetworkPolicy default-deny',
      (one) => (one.spec.ingress = [{}]),
      'edges NetworkPolicy polyorb/default-deny: allows ingress with everybody for all pods of the namespace',
    ],
    [
      'a namespace as a whole',
      'NetworkPolicy allow-dns',
      (one) => (one.spec.egress[0].to = [{ namespaceSelector: {} }]),
      'edges NetworkPolicy polyorb/allow-dns: allows egress with {"namespaceSelector":{}} for all pods of the namespace',
    ],
    [
      'the mesh',
      'PeerAuthentication default',
      (one) => (one.spec.mtls.mode = 'PERMISSIVE'),
      'namespace Namespace polyorb: lets pods outside of the mesh in',
    ],
    [
      'everybody may call',
      'AuthorizationPolicy allow-ingress-gateway',
      (one) => (one.spec.rules = [{}]),
      'edges AuthorizationPolicy polyorb/allow-ingress-gateway: lets in more than named namespaces',
    ],
    [
      'a peer without a name',
      'NetworkPolicy naming-service',
      (one) => (one.spec.ingress[0].from = [{ podSelector: {} }]),
      'edges NetworkPolicy polyorb/naming-service: allows ingress with {"podSelector":{}}',
    ],
    [
      'any port',
      'NetworkPolicy naming-service',
      (one) => delete one.spec.ingress[0].ports,
      'edges NetworkPolicy polyorb/naming-service: allows ingress on every port',
    ],
    [
      'the world',
      'NetworkPolicy naming-service',
      (one) => (one.spec.egress[0].to = [{ ipBlock: { cidr: '0.0.0.0/0' } }]),
      'edges NetworkPolicy polyorb/naming-service: allows egress with {"ipBlock":{"cidr":"0.0.0.0/0"}}',
    ],
    [
      'a policy for others',
      'NetworkPolicy naming-service',
      (one) => (one.spec.podSelector = {}),
      'edges NetworkPolicy polyorb/naming-service: is labelled for naming-service and selects more than it',
    ],
    [
      'selector',
      'Service orb-core',
      (one) => (one.spec.selector['app.kubernetes.io/name'] = 'orbcore'),
      'references Service polyorb/orb-core: selects the pods of 0 Deployments',
    ],
    [
      'port name',
      'Service orb-core',
      (one) => (one.spec.ports[0].targetPort = 'web'),
      'references Service polyorb/orb-core: port 50060 leads to web, which no container has',
    ],
    [
      'node port',
      'Service orb-core',
      (one) => (one.spec.type = 'NodePort'),
      'references Service polyorb/orb-core: is a NodePort: reached past the gateway',
    ],
    [
      'settings',
      deployment,
      (one) => (container(one).envFrom[0].configMapRef.name = 'gone'),
      'references Deployment polyorb/orb-core: reads ConfigMap gone, which is not there',
    ],
  ])('%s', (_what, object, change, expected) => {
    expect(words(problemsOf(spoilt('production', object, change)))).toContain(expected)
  })

  test('a secret with data, also in development', () => {
    const overlay = spoilt('dev', 'Secret security-service-keys', (one) => {
      one.data = { 'token-key': 'c2VjcmV0' }
    })
    expect(words(problemsOf(overlay))).toEqual([
      'secrets Secret polyorb/security-service-keys: holds data in the manifests',
    ])
  })

  test('host paths are for development: the same pod is wrong elsewhere', () => {
    const { objects } = keptOverlay('dev')
    const paths = words(problemsOf({ name: 'production', objects })).filter((line) => line.startsWith('host '))
    expect(paths.length).toBe(32)
    expect(words(problemsOf({ name: 'dev', objects })).filter((line) => line.startsWith('host '))).toEqual([])
  })

  test('all mistakes are told at once, each with a file that exists and what to do', () => {
    const overlay = spoilt('production', deployment, (one) => {
      pod(one).hostPID = true
      container(one).securityContext = {}
      container(one).resources = {}
    })
    const found = problemsOf(overlay)
    expect(found.length).toBeGreaterThanOrEqual(8)
    for (const { file, fix } of found) {
      expect(inputs.files.map(({ path }) => path)).toContain(join(root, file))
      expect(fix).not.toBe('')
    }
  })
})
