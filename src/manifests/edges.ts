// Who may call whom by the manifests: from the policies of each service, both ways and by identity.
import { at, dataAt, listAt, type ManifestObject, NAME, ofKind, serviceOf } from './object.ts'

/** `orb-core > giop-protocol:50061` */
export type Edge = `${string} > ${string}:${string}`

export interface Edges {
  readonly edges: readonly Edge[]
  /** Rules that let in or out more than named services, in words. */
  readonly open: readonly string[]
}

/** Of the policies for one service, one direction. */
export function policyEdges(policies: readonly ManifestObject[], service: string, way: 'ingress' | 'egress'): Edges {
  const edges: Edge[] = []
  const open: string[] = []
  for (const rule of policies.flatMap((policy) => listAt(policy, 'spec', way))) {
    const peers = listAt(rule, way === 'ingress' ? 'from' : 'to')
    const ports = listAt(rule, 'ports').map((port) => String(at(port, 'port') ?? 'any'))
    if (peers.length === 0) open.push(`${way} with everybody`)
    if (ports.length === 0) open.push(`${way} on every port`)
    for (const peer of peers) {
      const name = at(peer, 'podSelector', 'matchLabels', NAME)
      const isInside = at(peer, 'namespaceSelector') === undefined && at(peer, 'ipBlock') === undefined
      if (isInside && typeof name === 'string')
        edges.push(
          ...ports.map(
            (port): Edge => (way === 'ingress' ? `${name} > ${service}:${port}` : `${service} > ${name}:${port}`),
          ),
        )
      else if (isInside || !isNarrow(peer)) open.push(`${way} with ${JSON.stringify(peer)}`)
    }
  }
  return { edges, open }
}

/** Another namespace by its name, and pods of it by a label: what a service of the platform is named by. */
function isNarrow(peer: unknown): boolean {
  const namespace = dataAt(peer, 'namespaceSelector', 'matchLabels')['kubernetes.io/metadata.name']
  return typeof namespace === 'string' && Object.keys(dataAt(peer, 'podSelector', 'matchLabels')).length > 0
}

export function identityEdges(policies: readonly ManifestObject[], service: string): Edges {
  const edges: Edge[] = []
  const open: string[] = []
  for (const policy of policies) {
    const action = at(policy, 'spec', 'action') ?? 'ALLOW'
    if (action !== 'ALLOW') continue
    for (const rule of listAt(policy, 'spec', 'rules')) {
      const ports = listAt(rule, 'to').flatMap((to) => listAt(to, 'operation', 'ports').map(String))
      const sources = listAt(rule, 'from')
      if (sources.length === 0) open.push('calls of everybody')
      if (ports.length === 0) open.push('calls on every port')
      for (const source of sources) {
        const accounts = listAt(source, 'source', 'serviceAccounts').map(String)
        if (accounts.length === 0) open.push(`calls of ${JSON.stringify(source)}`)
        edges.push(...accounts.flatMap((account) => ports.map((port): Edge => `${account} > ${service}:${port}`)))
      }
    }
  }
  return { edges, open }
}

/** The policies of one kind that are for one service alone. */
export function policiesOf(
  objects: readonly ManifestObject[],
  kind: string,
  service: string,
): readonly ManifestObject[] {
  return ofKind(objects, kind).filter((policy) => serviceOf(policy) === service)
}
