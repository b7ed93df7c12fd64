import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coreDnsTag, etcdTags, helmVersion, istioVersion, kubernetesVersion, pauseTag } from '../testbed/pins.ts'
import { sources } from '../testbed/store.ts'

const text = (path: string) => readFileSync(join(sources, path), 'utf8')

test('the modules that are built are the versions that images are named by', () => {
  expect(text('go/kubernetes/go.mod')).toContain(`k8s.io/kubernetes ${kubernetesVersion}\n`)
  expect(text('go/coredns/go.mod')).toContain(`github.com/coredns/coredns ${coreDnsTag}\n`)
  expect(text('go/helm/go.mod')).toContain(`helm.sh/helm/v3 ${helmVersion} `)
  expect(text('go/etcd/go.mod')).toContain(`go.etcd.io/etcd/server/v3 v${etcdTags[0].split('-')[0]}`)
})

test('every k8s.io module of Kubernetes is the one of its release', () => {
  const minor = kubernetesVersion.replace(/^v1/, 'v0')
  const replaced = [...text('go/kubernetes/go.mod').matchAll(/^\s*(?:replace )?(k8s\.io\/\S+) => \1 (\S+)$/gm)]
  expect(replaced.length).toBeGreaterThan(20)
  expect(replaced.map(([, , version]) => version).filter((version) => version !== minor)).toEqual([])
})

test('configuration files name the same versions', () => {
  expect(text('node/containerd-config.toml')).toContain(`registry.k8s.io/pause:${pauseTag}"`)
  expect(text('istio/plain-envoy.yaml')).toContain(`tag: ${istioVersion}\n`)
})
