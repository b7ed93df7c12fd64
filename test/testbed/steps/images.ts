// Container images of the control plane, Istio, Prometheus and the registry. They are tagged by their content here and
// get the names that everybody uses inside of nodes: nothing on the host is hidden by them.
import { copyFileSync, linkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { type Docker, imageExists, imageKey, keyLabel } from '../docker.ts'
import {
  baseImage,
  coreDnsTag,
  etcdTags,
  istioVersion,
  kubernetesVersion,
  pauseTag,
  prometheusImage,
  registryImage,
} from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, publish, slotPath, sources, sourcesKey } from '../store.ts'
import { envoyFolder, envoyKey } from './envoy.ts'
import { type GoPartName, goFolder, goKey } from './go.ts'

/** What every cluster needs: target of images/Dockerfile -> names inside of nodes. */
export const clusterImages = {
  'kube-apiserver': [`registry.k8s.io/kube-apiserver:${kubernetesVersion}`],
  'kube-controller-manager': [`registry.k8s.io/kube-controller-manager:${kubernetesVersion}`],
  'kube-scheduler': [`registry.k8s.io/kube-scheduler:${kubernetesVersion}`],
  'kube-proxy': [`registry.k8s.io/kube-proxy:${kubernetesVersion}`],
  etcd: etcdTags.map((tag) => `registry.k8s.io/etcd:${tag}`),
  coredns: [`registry.k8s.io/coredns/coredns:${coreDnsTag}`],
  pause: [`registry.k8s.io/pause:${pauseTag}`],
  pilot: [`docker.io/istio/pilot:${istioVersion}`],
  proxyv2: [`docker.io/istio/proxyv2:${istioVersion}`],
  prometheus: [`docker.io/${prometheusImage}`],
} as const satisfies Readonly<Record<string, readonly string[]>>

const targets = Object.keys(clusterImages)

const binaries = {
  kubernetes: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'],
  etcd: ['etcd'],
  coredns: ['coredns'],
  istio: ['pilot-discovery', 'pilot-agent', 'envoy_bootstrap.json'],
} as const satisfies Readonly<Partial<Record<GoPartName, readonly string[]>>>

const parts = Object.keys(binaries) as (keyof typeof binaries)[]

/** The name of a cluster image on the host. */
export function builtImage(target: string, imagesKey: string): string {
  return `devenv/testbed-${target}:${imagesKey}`
}

/** The base of nodes. */
export function baseStep(docker: Docker, debianKey: string): Step {
  const key = contentKey(debianKey, sourcesKey('images'))
  return {
    name: 'base-image',
    title: 'Build the base image of nodes, about 20 seconds',
    key,
    isDone: async () => (await imageKey(docker, baseImage)) === key,
    run: (commands) => build(commands, docker, join(sources, 'images'), 'base', baseImage, key),
  }
}

/** `isPreloaded` tells that the node image has the cluster's images, so that they need not be on the host too. */
export function imagesStep(cache: Cache, docker: Docker, baseKey: string, isPreloaded: () => Promise<boolean>): Step {
  const key = contentKey(baseKey, envoyKey, ...parts.map(goKey))
  const areBuilt = async () => {
    const there = await Promise.all(targets.map((target) => imageExists(docker, builtImage(target, key))))
    return there.every(Boolean)
  }
  return {
    name: 'images',
    title: 'Build the images of the control plane, Istio, Prometheus and the registry, about a minute',
    key,
    isDone: async () =>
      (await imageKey(docker, registryImage)) === key && ((await isPreloaded()) || (await areBuilt())),
    run: async (commands) => {
      const context = slotPath(cache, 'image-context', key)
      await publish(context, (folder) => fillContext(commands, cache, folder))
      for (const target of targets) await build(commands, docker, context, target, builtImage(target, key), key)
      await build(commands, docker, context, 'registry', registryImage, key)
      rmSync(context, { recursive: true })
    },
  }
}

async function build(
  commands: Commands,
  docker: Docker,
  context: string,
  target: string,
  tag: string,
  key: string,
): Promise<void> {
  const file = join(sources, 'images/Dockerfile')
  const options = ['--progress', 'plain', '--file', file, '--target', target, '--label', `${keyLabel}=${key}`]
  await commands.run(docker.client, ['build', ...options, '--tag', tag, context], { env: docker.env })
}

async function fillContext(commands: Commands, cache: Cache, folder: string): Promise<void> {
  for (const part of parts) {
    for (const name of binaries[part]) linkSync(join(goFolder(cache, part), name), join(folder, name))
  }
  linkSync(join(envoyFolder(cache), 'envoy'), join(folder, 'envoy'))
  copyFileSync(join(sources, 'images/collect'), join(folder, 'collect'))
  await commands.run('gcc', ['-Os', '-static', '-s', '-o', join(folder, 'pause'), join(sources, 'images/pause.c')])
}
