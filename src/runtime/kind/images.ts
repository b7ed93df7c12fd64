// Images of the services' pods: the runtime stage without the service, since its binary comes through the slot.
// They reach the nodes through the local registry, so that only missing layers travel.
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { buildImage, execIn, pushImage, runContainer, tagImage } from '../../clients/docker/docker-command.ts'
import {
  connectNetwork,
  imageId,
  inspectContainer,
  listContainers,
  startContainer,
} from '../../clients/docker/docker-containers.ts'
import { getAnswer } from '../../clients/network/http-answer.ts'
import { type DevenvError, fail, makeError } from '../../errors/errors.ts'
import type { Service } from '../../model/environment.ts'
import type { StepReport } from '../../model/step.ts'
import { hashOf, markCluster } from './cluster-state.ts'
import { NODE_MIRRORS } from './kind-config.ts'
import { ownLabels } from './labels.ts'
import type { World } from './world.ts'

export interface BaseImage {
  readonly dockerfile: string
  readonly image: string
}

const STAGE = 'runtime-base'

/** The image of each service by its Dockerfile's content: the same content is never built twice. */
export function serviceImages(world: World, services: readonly Service[]): ReadonlyMap<string, BaseImage> {
  const byFile = new Map<string, BaseImage>()
  for (const { dockerfile } of services) {
    if (byFile.has(dockerfile)) continue
    const content = readDockerfile(dockerfile)
    const name = basename(dockerfile).replace(/\.?Dockerfile$/i, '') || basename(dirname(dockerfile))
    byFile.set(dockerfile, { dockerfile, image: `${world.registryHost}/devenv/${name}-${STAGE}:${hashOf(content)}` })
  }
  return new Map(services.map(({ name, dockerfile }) => [name, byFile.get(dockerfile)!]))
}

export function imageNames(images: ReadonlyMap<string, BaseImage>): ReadonlyMap<string, string> {
  return new Map([...images].map(([name, { image }]) => [name, image]))
}

export function uniqueImages(images: ReadonlyMap<string, BaseImage>): readonly BaseImage[] {
  return [...new Map([...images.values()].map((entry) => [entry.image, entry])).values()]
}

/** Builds what this host lacks and pushes what the registry lacks; true when there was something to do. */
export async function provideImage(
  world: World,
  base: BaseImage,
  report: StepReport,
  signal: AbortSignal,
): Promise<boolean> {
  if (await isInRegistry(world, base.image, signal)) return false
  const docker = await world.docker(signal)
  if ((await imageId(docker, base.image, signal)) === null) {
    report.detail(`build ${basename(base.dockerfile)}`)
    const build = {
      dockerfile: base.dockerfile,
      context: world.context.environment.root,
      target: STAGE,
      tags: [base.image],
      buildArgs: {},
      labels: ownLabels(world.context),
    }
    await buildImage(docker, build, (line) => report.log(line), signal)
  }
  await push(world, base.image, report, signal)
  return true
}

/** How nodes get an addon's image: from the local registry when this host has it, else from where it is published. */
export async function provideAddonImage(
  world: World,
  image: string,
  report: StepReport,
  signal: AbortSignal,
): Promise<string> {
  const docker = await world.docker(signal)
  const id = await imageId(docker, image, signal)
  if (id === null) return image
  const local = `${world.registryHost}/devenv/addon-${basename(image).split(/[:@]/)[0]}:${id.replace('sha256:', '').slice(0, 16)}`
  if (!(await isInRegistry(world, local, signal))) {
    await tagImage(docker, image, local, signal)
    await push(world, local, report, signal)
  }
  await connectRegistry(world, signal)
  return local
}

export async function isInRegistry(world: World, image: string, signal: AbortSignal): Promise<boolean> {
  const [, path, tag] = /^[^/]+\/(.+):([^:]+)$/.exec(image) ?? []
  const url = `http://127.0.0.1:${world.context.environment.cluster.registryPort}/v2/${path}/manifests/${tag}`
  const accept =
    'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
  const answer = await getAnswer(url, 3000, signal, { method: 'HEAD', headers: { accept } }).catch(() => null)
  signal.throwIfAborted()
  return answer?.status === 200
}

/** Null when the registry's container runs and answers, else what is wrong. */
export async function registryTrouble(world: World, signal: AbortSignal): Promise<string | null> {
  const docker = await world.docker(signal)
  const container = await inspectContainer(docker, world.registry, signal)
  if (container === null) return 'missing'
  if (!container.isRunning) return 'stopped'
  const { registryPort } = world.context.environment.cluster
  if (!container.ports.has(registryPort)) return `listens on another port than ${registryPort}`
  return (await isAnswering(registryPort, signal)) ? null : 'does not answer'
}

/** Makes or starts the registry's container and waits until it answers. */
export async function startRegistry(world: World, signal: AbortSignal): Promise<void> {
  const docker = await world.docker(signal)
  const { registryPort } = world.context.environment.cluster
  const container = await inspectContainer(docker, world.registry, signal)
  if (container === null) {
    const run = {
      name: world.registry,
      image: world.versions.registryImage,
      labels: ownLabels(world.context),
      mounts: [`${join(world.data, 'registry.yml')}:/devenv/registry.yml:ro`],
      command: ['serve', '/devenv/registry.yml'],
      ports: [`127.0.0.1:${registryPort}:5000`],
    }
    await runContainer(docker, run, signal)
  } else {
    if (!container.ports.has(registryPort))
      fail('DE0108', { cluster: world.clusterName, difference: `its registry does not listen on port ${registryPort}` })
    const refused = container.isRunning ? null : await startContainer(docker, world.registry, signal)
    if (refused !== null) fail('DE0208', { reason: refused })
  }
  for (let attempt = 0; !(await isAnswering(registryPort, signal)); attempt += 1) {
    if (attempt === 100) fail('DE0208', { reason: `the registry does not answer on port ${registryPort}` })
    await delay(100, undefined, { signal })
  }
}

/** Lets the nodes reach the registry by its name, and says so in the cluster (KEP-1755). */
export async function connectRegistry(world: World, signal: AbortSignal): Promise<void> {
  const docker = await world.docker(signal)
  await connectNetwork(docker, 'kind', world.registry, signal)
  const kube = await world.kube()
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'local-registry-hosting', namespace: 'kube-public', labels: ownLabels(world.context) },
    data: {
      'localRegistryHosting.v1': `host: "${world.registryHost}"\nhelp: "https://kind.sigs.k8s.io/docs/user/local-registry/"\n`,
    },
  }
  await kube.apply(object, signal)
  await markCluster(world, signal)
}

/** Every node has the image when this resolves, so no pod waits for it. */
export async function pullOnNodes(world: World, image: string, signal: AbortSignal): Promise<void> {
  const docker = await world.docker(signal)
  const nodes = await listContainers(docker, `io.x-k8s.kind.cluster=${world.clusterName}`, signal)
  await Promise.all(
    nodes.map(async (node) => {
      try {
        await execIn(
          docker,
          node,
          ['ctr', '--namespace', 'k8s.io', 'images', 'pull', '--hosts-dir', NODE_MIRRORS, image],
          signal,
        )
      } catch (thrown) {
        signal.throwIfAborted()
        throw pullError(image, node, thrown as DevenvError)
      }
    }),
  )
}

function pullError(image: string, node: string, error: DevenvError): DevenvError {
  const said = error.details?.find(({ label }) => label === 'last lines')?.text ?? error.summary
  const isUnreachable = /connection refused|no such host|i\/o timeout|server misbehaving/.test(said)
  const reason = said.split('\n').at(-1) ?? ''
  return makeError(
    isUnreachable ? 'DE0208' : 'DE0207',
    { image, node, reason },
    { details: error.details ?? [], cause: error },
  )
}

async function push(world: World, image: string, report: StepReport, signal: AbortSignal): Promise<void> {
  report.detail(`push ${image.slice(image.lastIndexOf('/') + 1)}`)
  await pushImage(await world.docker(signal), image, (line) => report.log(line), signal)
}

async function isAnswering(port: number, signal: AbortSignal): Promise<boolean> {
  const answer = await getAnswer(`http://127.0.0.1:${port}/v2/`, 1000, signal).catch(() => null)
  signal.throwIfAborted()
  return answer?.status === 200
}

function readDockerfile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    return fail('DE0607', { path: join(path) }, { cause: thrown })
  }
}
