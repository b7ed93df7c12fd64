// Policies that belong to no service are for the platform: DNS, the mesh, Prometheus, the gateway. They open nothing between services.
import { policyEdges } from '../edges.ts'
import { broken, type Check } from '../finding.ts'
import { dataAt, listAt, NAME, ofKind, serviceOf } from '../object.ts'

export const platformPolicies: Check = ({ overlay: { objects } }) => [
  ...ofKind(objects, 'NetworkPolicy').flatMap((policy) => {
    const service = serviceOf(policy)
    const selected = dataAt(policy, 'spec', 'podSelector', 'matchLabels')[NAME] ?? null
    if (service !== null) {
      if (selected === service) return []
      return [
        broken(
          'edges',
          policy,
          `is labelled for ${service} and selects ${String(selected ?? 'more than it')}`,
          `select ${service}`,
          /podSelector/,
        ),
      ]
    }
    return (['ingress', 'egress'] as const).flatMap((way) => {
      const { edges, open } = policyEdges([policy], '*', way)
      return [...edges, ...open.filter((words) => !words.endsWith('every port'))].map((words) =>
        broken(
          'edges',
          policy,
          `allows ${words} for all pods of the namespace`,
          'name a namespace and its pods, or move the edge to a service',
          /ingress:|egress:/,
        ),
      )
    })
  }),
  ...ofKind(objects, 'AuthorizationPolicy')
    .filter((policy) => serviceOf(policy) === null)
    .flatMap((policy) =>
      listAt(policy, 'spec', 'rules')
        .filter((rule) => !isFromNamespaces(rule))
        .map(() =>
          broken('edges', policy, 'lets in more than named namespaces', 'name source.namespaces, without *', /rules:/),
        ),
    ),
]

function isFromNamespaces(rule: unknown): boolean {
  const sources = listAt(rule, 'from')
  return (
    sources.length > 0 &&
    sources.every((source) => {
      const names = listAt(source, 'source', 'namespaces')
      return names.length > 0 && names.every((name) => typeof name === 'string' && !name.includes('*'))
    })
  )
}
