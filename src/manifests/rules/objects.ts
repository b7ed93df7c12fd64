// What stands around the pods: budgets, scaling, tokens, secrets, the walls of a namespace, names that lead somewhere.
import { broken, type Check } from '../finding.ts'
import { at, dataAt, listAt, type ManifestObject, ofKind, selects } from '../object.ts'
import { workloads } from '../workload.ts'

/** Without these a drained node or a busy hour takes a service away. */
export const steadiness: Check = ({ overlay: { objects }, isDevelopment }) => {
  if (isDevelopment) return []
  return workloads(objects).flatMap(({ object, labels }) => {
    const near = inNamespaceOf(objects, object)
    const isGuarded = ofKind(near, 'PodDisruptionBudget').some(
      (budget) =>
        Number(at(budget, 'spec', 'minAvailable') ?? 0) >= 1 &&
        selects(dataAt(budget, 'spec', 'selector', 'matchLabels'), labels),
    )
    const scalers = ofKind(near, 'HorizontalPodAutoscaler').filter(
      (scaler) => at(scaler, 'spec', 'scaleTargetRef', 'name') === object.metadata.name,
    )
    const metrics = scalers.flatMap((scaler) =>
      listAt(scaler, 'spec', 'metrics').map((metric) => at(metric, 'resource', 'name')),
    )
    return [
      ...(isGuarded
        ? []
        : [
            broken(
              'disruption',
              object,
              'has no PodDisruptionBudget that keeps one pod',
              'add one with minAvailable: 1',
            ),
          ]),
      ...(metrics.includes('cpu') && metrics.includes('memory')
        ? []
        : [broken('scaling', object, 'has no autoscaler by CPU and memory', 'add a HorizontalPodAutoscaler')]),
      ...(scalers.length > 0 && at(object, 'spec', 'replicas') !== undefined
        ? [
            broken(
              'scaling',
              object,
              'has replicas beside an autoscaler: each apply undoes what it did',
              'take spec.replicas away',
              /replicas:/,
            ),
          ]
        : []),
      ...scalers
        .filter((scaler) => Number(at(scaler, 'spec', 'minReplicas')) < 2)
        .map((scaler) =>
          broken(
            'scaling',
            scaler,
            'runs a single pod',
            'set minReplicas to 2 or more',
            /minReplicas/,
            /devenv.dev\/replicas/,
          ),
        ),
    ]
  })
}

/** No service speaks to the API server. */
export const tokens: Check = ({ overlay: { objects } }) => [
  ...ofKind(objects, 'ServiceAccount')
    .filter((account) => account['automountServiceAccountToken'] !== false)
    .map((account) =>
      broken(
        'tokens',
        account,
        'gives a token to pods',
        'set automountServiceAccountToken: false',
        /automountServiceAccountToken/,
      ),
    ),
  ...workloads(objects).flatMap(({ object, pod, containers }) => {
    const account = at(pod, 'serviceAccountName')
    const projected = listAt(pod, 'volumes')
      .filter((volume) =>
        listAt(volume, 'projected', 'sources').some((source) => at(source, 'serviceAccountToken') !== undefined),
      )
      .map((volume) => at(volume, 'name'))
    const mounted = containers.flatMap((container) =>
      listAt(container, 'volumeMounts').map((mount) => at(mount, 'name')),
    )
    const hasAccount = ofKind(inNamespaceOf(objects, object), 'ServiceAccount').some(
      ({ metadata }) => metadata.name === account,
    )
    return [
      ...(pod['automountServiceAccountToken'] === false
        ? []
        : [
            broken(
              'tokens',
              object,
              'pods get a token',
              'set automountServiceAccountToken: false',
              /automountServiceAccountToken/,
            ),
          ]),
      ...(hasAccount
        ? []
        : [
            broken(
              'tokens',
              object,
              `has service account ${String(account ?? 'default')}, which is not of the manifests`,
              'give each service a ServiceAccount of its own',
              /serviceAccountName/,
            ),
          ]),
      ...projected
        .filter((name) => mounted.includes(name))
        .map((name) =>
          broken(
            'tokens',
            object,
            `mounts the token of volume ${String(name)}`,
            'leave the token to the agent that needs it',
            /volumeMounts/,
          ),
        ),
    ]
  }),
]

/** What is in git is known to everybody who reads it. */
export const secrets: Check = ({ overlay: { objects } }) =>
  ofKind(objects, 'Secret')
    .filter((secret) => ['data', 'stringData'].some((key) => Object.keys(dataAt(secret, key)).length > 0))
    .map((secret) =>
      broken(
        'secrets',
        secret,
        'holds data in the manifests',
        'take the data out, and change that secret: it is known now',
        /data:|stringData:|secretGenerator/,
      ),
    )

const wallLabels = { 'istio-injection': 'enabled', 'pod-security.kubernetes.io/enforce': 'restricted' }

export const walls: Check = ({ overlay: { objects }, isDevelopment }) => {
  if (isDevelopment) return []
  return ofKind(objects, 'Namespace').flatMap((namespace) => {
    const inside = objects.filter(({ metadata }) => metadata.namespace === namespace.metadata.name)
    const labels = Object.entries(wallLabels).filter(([key, value]) => namespace.metadata.labels?.[key] !== value)
    const isDenied = ofKind(inside, 'NetworkPolicy').some(
      (policy) =>
        Object.keys(dataAt(policy, 'spec', 'podSelector')).length === 0 &&
        ['Ingress', 'Egress'].every((type) => listAt(policy, 'spec', 'policyTypes').includes(type)) &&
        listAt(policy, 'spec', 'ingress').length + listAt(policy, 'spec', 'egress').length === 0,
    )
    const isStrict = ofKind(inside, 'PeerAuthentication').some(
      (policy) => at(policy, 'spec', 'selector') === undefined && at(policy, 'spec', 'mtls', 'mode') === 'STRICT',
    )
    return [
      ...labels.map(([key, value]) =>
        broken('namespace', namespace, `has no label ${key}: ${value}`, 'add it', new RegExp(key)),
      ),
      ...(isDenied
        ? []
        : [
            broken(
              'namespace',
              namespace,
              'has no NetworkPolicy that denies what no other allows',
              'add one for all pods, Ingress and Egress, without rules',
            ),
          ]),
      ...(isStrict
        ? []
        : [
            broken(
              'namespace',
              namespace,
              'lets pods outside of the mesh in',
              'add a PeerAuthentication with mode STRICT',
            ),
          ]),
    ]
  })
}

/** A selector or a port name that matches nothing is silent in a cluster. */
export const references: Check = ({ overlay: { objects }, isDevelopment }) => [
  ...ofKind(objects, 'Service').flatMap((service) => {
    const pods = workloads(inNamespaceOf(objects, service)).filter(({ labels }) =>
      selects(dataAt(service, 'spec', 'selector'), labels),
    )
    const names = pods.flatMap(({ containers }) =>
      containers.flatMap((container) => listAt(container, 'ports').map((port) => at(port, 'name'))),
    )
    const lost = listAt(service, 'spec', 'ports').filter((port) => {
      const target = at(port, 'targetPort')
      return typeof target === 'string' && !names.includes(target)
    })
    const type = at(service, 'spec', 'type') ?? 'ClusterIP'
    return [
      ...(pods.length === 1
        ? []
        : [
            broken(
              'references',
              service,
              `selects the pods of ${pods.length} Deployments`,
              'make its selector match one',
              /selector/,
            ),
          ]),
      ...lost.map((port) =>
        broken(
          'references',
          service,
          `port ${String(at(port, 'port'))} leads to ${String(at(port, 'targetPort'))}, which no container has`,
          'name a port of the container',
          /targetPort/,
        ),
      ),
      ...(isDevelopment || type === 'ClusterIP'
        ? []
        : [
            broken(
              'references',
              service,
              `is a ${String(type)}: reached past the gateway`,
              'take spec.type away',
              /type:/,
            ),
          ]),
    ]
  }),
  ...workloads(objects).flatMap(({ object, containers }) => {
    const maps = ofKind(inNamespaceOf(objects, object), 'ConfigMap').map(({ metadata }) => metadata.name)
    return containers
      .flatMap((container) => listAt(container, 'envFrom').map((source) => at(source, 'configMapRef', 'name')))
      .filter((name) => typeof name === 'string' && !maps.includes(name))
      .map((name) =>
        broken(
          'references',
          object,
          `reads ConfigMap ${String(name)}, which is not there`,
          'name one of the manifests',
          /configMapRef/,
        ),
      )
  }),
]

function inNamespaceOf(objects: readonly ManifestObject[], { metadata }: ManifestObject): readonly ManifestObject[] {
  return objects.filter((other) => other.metadata.namespace === metadata.namespace)
}
