// Container images of the control plane, Istio, Prometheus and the registry, under the names that everybody uses.
import { copyFileSync, linkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { type Docker, imageKey, keyLabel } from '../docker.ts'
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

interface Image {
  readonly target: string
  readonly tags: readonly string[]
}

const kubernetesImages = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy']

/** What every cluster needs: it is part of the node image. */
const clusterImages: readonly Image[] = [
  ...kubernetesImages.map((name) => ({ target: name, tags: [`registry.k8s.io/${name}:${kubernetesVersion}`] })),
  { target: 'etcd', tags: etcdTags.map((tag) => `registry.k8s.io/etcd:${tag}`) },
  { target: 'coredns', tags: [`registry.k8s.io/coredns/coredns:${coreDnsTag}`] },
  { target: 'pause', tags: [`registry.k8s.io/pause:${pauseTag}`] },
  { target: 'pilot', tags: [`docker.io/istio/pilot:${istioVersion}`] },
  { target: 'proxyv2', tags: [`docker.io/istio/proxyv2:${istioVersion}`] },
  { target: 'prometheus', tags: [prometheusImage] },
]

/** What runs beside the cluster. */
const hostImages: readonly Image[] = [{ target: 'registry', tags: [registryImage] }]

export const preloadedTags = clusterImages.flatMap((image) => image.tags)

const goParts: readonly GoPartName[] = ['kubernetes', 'etcd', 'coredns', 'istio']

export const imagesKey = contentKey(
  sourcesKey('images'),
  envoyKey,
  ...goParts.map(goKey),
  JSON.stringify([clusterImages, hostImages]),
)

/** The base of nodes. */
export function baseStep(docker: Docker, debianKey: string): Step {
  const key = contentKey(debianKey, sourcesKey('images'))
  return {
    name: 'base-image',
    title: 'Build the base image of nodes, about 20 seconds',
    key,
    isDone: async () => (await imageKey(docker, baseImage)) === key,
    run: (commands) => build(commands, docker, join(sources, 'images'), { target: 'base', tags: [baseImage] }, key),
  }
}

/** `isPreloaded` tells that the node image has the cluster's images, so that they need not be in Docker too. */
export function imagesStep(cache: Cache, docker: Docker, baseKey: string, isPreloaded: () => Promise<boolean>): Step {
  const key = contentKey(baseKey, imagesKey)
  const hasKey = async (images: readonly Image[]) => {
    const keys = await Promise.all(images.flatMap((image) => image.tags).map((tag) => imageKey(docker, tag)))
    return keys.every((found) => found === key)
  }
  return {
    name: 'images',
    title: 'Build the images of the control plane, Istio, Prometheus and the registry, about a minute',
    key,
    isDone: async () => (await hasKey(hostImages)) && ((await isPreloaded()) || (await hasKey(clusterImages))),
    run: async (commands) => {
      const context = slotPath(cache, 'image-context', key)
      await publish(context, (folder) => fillContext(commands, cache, folder))
      for (const image of [...clusterImages, ...hostImages]) await build(commands, docker, context, image, key)
      rmSync(context, { recursive: true })
    },
  }
}

async function build(commands: Commands, docker: Docker, context: string, image: Image, key: string): Promise<void> {
  const tags = image.tags.flatMap((tag) => ['--tag', tag])
  const file = join(sources, 'images/Dockerfile')
  const options = ['--progress', 'plain', '--file', file, '--target', image.target, '--label', `${keyLabel}=${key}`]
  await commands.run(docker.client, ['build', ...options, ...tags, context], { env: docker.env })
}

async function fillContext(commands: Commands, cache: Cache, folder: string): Promise<void> {
  const files = {
    kubernetes: kubernetesImages,
    etcd: ['etcd'],
    coredns: ['coredns'],
    istio: ['pilot-discovery', 'pilot-agent', 'envoy_bootstrap.json'],
  } satisfies Readonly<Partial<Record<GoPartName, readonly string[]>>>
  for (const [part, names] of Object.entries(files)) {
    for (const name of names) linkSync(join(goFolder(cache, part as GoPartName), name), join(folder, name))
  }
  linkSync(join(envoyFolder(cache), 'envoy'), join(folder, 'envoy'))
  copyFileSync(join(sources, 'images/collect'), join(folder, 'collect'))
  await commands.run('gcc', ['-Os', '-static', '-s', '-o', join(folder, 'pause'), join(sources, 'images/pause.c')])
}
