// cluster/kind.yaml with the mounts of the artifact slots, the loopback ports and the registry's mirror setting.
import { parse, stringify } from 'yaml'
import type { Environment } from '../../model/environment.ts'

/** Paths inside the nodes. */
export const NODE_SLOTS = '/devenv/slots'
export const NODE_RUN = '/devenv/run'
export const NODE_MIRRORS = '/etc/containerd/certs.d'

export interface KindMounts {
  readonly slots: string
  readonly run: string
  /** Folder with one folder for each registry, with its hosts.toml. */
  readonly mirrors: string
}

interface KindNode {
  readonly role: string
  readonly extraMounts?: readonly unknown[]
  readonly extraPortMappings?: readonly unknown[]
}

/** `template` is cluster/kind.yaml; `patch` one more kubeadm patch or null. */
export function kindConfig(
  template: string,
  mounts: KindMounts,
  ports: ReadonlyMap<number, number>,
  patch: string | null,
): string {
  const config = parse(template) as Record<string, unknown>
  const nodes = (config['nodes'] as readonly KindNode[] | undefined) ?? [{ role: 'control-plane' }]
  const patches = (config['kubeadmConfigPatches'] as readonly string[] | undefined) ?? []
  const extraMounts = [
    { hostPath: mounts.slots, containerPath: NODE_SLOTS, readOnly: true },
    { hostPath: mounts.run, containerPath: NODE_RUN },
    { hostPath: mounts.mirrors, containerPath: NODE_MIRRORS, readOnly: true },
  ]
  const extraPortMappings = [...ports].map(([hostPort, containerPort]) => ({
    containerPort,
    hostPort,
    listenAddress: '127.0.0.1',
    protocol: 'TCP',
  }))
  return stringify({
    ...config,
    ...(patch === null ? {} : { kubeadmConfigPatches: [...patches, patch] }),
    nodes: nodes.map((node, index) => ({
      ...node,
      extraMounts: [...(node.extraMounts ?? []), ...extraMounts],
      // Node ports answer on every node, so one node carries the way in for all.
      ...(index === 0 ? { extraPortMappings: [...(node.extraPortMappings ?? []), ...extraPortMappings] } : {}),
    })),
  })
}

/** Loopback ports the environment wants, in order: each service's, then Prometheus's. */
export function wantedPorts(environment: Environment): readonly number[] {
  const services = environment.services.map(({ port }) => port)
  return [...services, ...(environment.cluster.prometheus ? [environment.cluster.prometheusPort] : [])]
}

const FIRST_NODE_PORT = 30_001

/** A node port for each loopback port of a new cluster. */
export function nodePorts(hostPorts: readonly number[]): ReadonlyMap<number, number> {
  return new Map(hostPorts.map((port, index) => [port, FIRST_NODE_PORT + index]))
}

/** Where containerd finds images of `localhost:5001`: in the registry's container, on the network of the nodes. */
export function mirrorHosts(registryContainer: string): string {
  return `[host."http://${registryContainer}:5000"]\n  capabilities = ["pull", "resolve"]\n`
}
