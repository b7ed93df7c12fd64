import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kindConfig, mirrorHosts, nodePorts } from '../../../src/runtime/kind/kind-config.ts'

const template = readFileSync(resolve(import.meta.dirname, '../../../cluster/kind.yaml'), 'utf8')
const mounts = { slots: '/s/slots', run: '/s/run', mirrors: '/s/certs.d' }

interface Config {
  readonly kubeadmConfigPatches?: readonly string[]
  readonly networking: unknown
  readonly nodes: readonly {
    readonly role: string
    readonly extraMounts: readonly unknown[]
    readonly extraPortMappings?: readonly { readonly hostPort: number; readonly listenAddress: string }[]
  }[]
}

const render = (text: string, patch: string | null = null) =>
  parse(kindConfig(text, mounts, nodePorts([50_051, 8080]), patch)) as Config

describe('the configuration of the cluster', () => {
  test('is cluster/kind.yaml with the slots, the status folder and the mirror setting in every node', () => {
    const config = render(template)
    expect(config.networking).toEqual({ apiServerAddress: '127.0.0.1' })
    expect(config.nodes[0]!.extraMounts).toEqual([
      { hostPath: '/s/slots', containerPath: '/devenv/slots', readOnly: true },
      { hostPath: '/s/run', containerPath: '/devenv/run' },
      { hostPath: '/s/certs.d', containerPath: '/etc/containerd/certs.d', readOnly: true },
    ])
  })

  test('maps each port to a node port of its own, on loopback only', () => {
    expect(render(template).nodes[0]!.extraPortMappings).toEqual([
      { containerPort: 30_001, hostPort: 50_051, listenAddress: '127.0.0.1', protocol: 'TCP' },
      { containerPort: 30_002, hostPort: 8080, listenAddress: '127.0.0.1', protocol: 'TCP' },
    ])
  })

  test('keeps what a person wrote: more nodes, their mounts, patches', () => {
    const text = `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches: ['kind: KubeletConfiguration']
nodes:
  - role: control-plane
    extraMounts: [{ hostPath: /data, containerPath: /data }]
  - role: worker
`
    const config = render(text, 'kind: InitConfiguration')
    expect(config.kubeadmConfigPatches).toEqual(['kind: KubeletConfiguration', 'kind: InitConfiguration'])
    expect(config.nodes.map(({ role, extraMounts }) => [role, extraMounts.length])).toEqual([
      ['control-plane', 4],
      ['worker', 3],
    ])
    expect(config.nodes[1]!.extraPortMappings).toBeUndefined()
  })
})

test('nodes find images of the local registry in its container', () => {
  expect(mirrorHosts('devenv-registry')).toContain('[host."http://devenv-registry:5000"]')
})
