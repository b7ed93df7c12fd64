// The cluster itself: made by kind when there is none, started again when its node is stopped, refused when it is not ours.
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type Container,
  inspectContainer,
  listContainers,
  removeContainer,
  startContainer,
} from '../../../clients/docker/docker-containers.ts'
import { createArgs, createCluster, exportKubeconfig, type NewCluster } from '../../../clients/kube/kind-command.ts'
import type { KubeList, KubeObject } from '../../../clients/kube/kube.ts'
import { endLeftovers } from '../../../clients/process/leftover-process.ts'
import { fail } from '../../../errors/errors.ts'
import type { Step, StepReport } from '../../../model/step.ts'
import type { Slots } from '../../live/slots.ts'
import { markCluster } from '../cluster-state.ts'
import { kindConfig, mirrorHosts, NODE_RUN, NODE_SLOTS, nodePorts, wantedPorts } from '../kind-config.ts'
import type { World } from '../world.ts'

export function clusterStep(world: World, slots: Slots): Step {
  return {
    name: 'cluster',
    title: 'Create Kind cluster',
    dependsOn: ['host'],
    optional: false,
    isDone: async (signal) => {
      const node = await inspectContainer(await world.docker(signal), world.node, signal)
      if (node === null) return null
      if (existsSync(world.creating)) return null
      checkIsOurs(world, node)
      if (!node.isRunning || !existsSync(world.kubeconfig)) return null
      world.ports = node.ports
      return readyNodes(world, signal).catch(() => null)
    },
    run: (report, signal) => bringUpCluster(world, slots, report, signal),
  }
}

/** Starts nodes that are stopped and waits until the API server answers and all are Ready; the words for the step. */
export async function repairCluster(world: World, report: StepReport, signal: AbortSignal): Promise<string> {
  const docker = await world.docker(signal)
  const nodes = await nodeNames(world, signal)
  if (nodes.length === 0) fail('DE0206', { cluster: world.clusterName, reason: 'its nodes are gone' })
  for (const node of nodes) {
    const container = await inspectContainer(docker, node, signal)
    if (container === null || container.isRunning) continue
    report.detail(`start ${node}`)
    report.log(`node ${node} is stopped: starting it`)
    const refused = await startContainer(docker, node, signal)
    if (refused !== null) fail('DE0206', { cluster: world.clusterName, reason: `${node} does not start: ${refused}` })
    world.forgetKube()
  }
  if (!existsSync(world.kubeconfig)) {
    await exportKubeconfig(docker, world.clusterName, world.kubeconfig, signal)
    world.forgetKube()
  }
  const container = await inspectContainer(docker, world.node, signal)
  world.ports = container?.ports ?? null
  return untilReady(world, report, signal)
}

async function bringUpCluster(world: World, slots: Slots, report: StepReport, signal: AbortSignal): Promise<string> {
  const docker = await world.docker(signal)
  await slots.prepare(world.context.environment.services)
  await writeMirrors(world)
  const node = await inspectContainer(docker, world.node, signal)
  if (node !== null) checkIsOurs(world, node)
  if (node !== null && !existsSync(world.creating)) {
    const words = await repairCluster(world, report, signal)
    await markCluster(world, signal)
    return words
  }
  // A kind that outlived its devenv would take the new nodes away when it fails.
  await endLeftovers(['kind', ...createArgs(newCluster(world))], signal)
  if (node !== null) {
    report.log('a cluster was left half made: making it again')
    for (const name of await nodeNames(world, signal)) await removeContainer(docker, name, signal)
  }
  await create(world, report, signal)
  const words = await untilReady(world, report, signal)
  await markCluster(world, signal)
  return words
}

function newCluster(world: World): NewCluster {
  const { nodeImage } = world.versions
  return { name: world.clusterName, config: configPath(world), image: nodeImage, kubeconfig: world.kubeconfig }
}

function configPath(world: World): string {
  return join(world.context.folders.state, 'kind.yaml')
}

const kindSteps = /^(?:Creating|Ensuring|Preparing|Writing|Starting|Installing|Joining|Waiting)\b/

async function create(world: World, report: StepReport, signal: AbortSignal): Promise<void> {
  const { environment, folders } = world.context
  const ports = nodePorts(wantedPorts(environment))
  const template = await readFile(join(world.data, 'kind.yaml'), 'utf8')
  const { kindPatch } = world.versions
  const patch = kindPatch === null ? null : await readFile(kindPatch, 'utf8')
  await writeFile(
    configPath(world),
    kindConfig(template, { slots: folders.slots, run: folders.run, mirrors: world.mirrors }, ports, patch),
    { mode: 0o600 },
  )
  await writeFile(world.creating, String(process.pid), { mode: 0o600 })
  await rm(world.kubeconfig, { force: true })
  world.forgetKube()
  const said = (line: string) => {
    if (line === '') return
    report.log(line)
    if (kindSteps.test(line)) report.detail(line.replace(/[^\w\s/.:@-]/gu, '').replace(/[\s.]+$/, ''))
  }
  await createCluster(await world.docker(signal), newCluster(world), said, signal)
  await rm(world.creating, { force: true })
  world.ports = ports
}

/** DE0108 for a cluster of this name with other mounts: another workspace's, or one kind made without devenv. */
function checkIsOurs(world: World, node: Container): void {
  const { folders } = world.context
  const source = (target: string) => node.mounts.find((mount) => mount.target === target)?.source
  const wanted = [
    { target: NODE_SLOTS, source: folders.slots },
    { target: NODE_RUN, source: folders.run },
  ]
  const wrong = wanted.find((mount) => source(mount.target) !== mount.source)
  if (wrong === undefined) return
  const found = source(wrong.target)
  const difference =
    found === undefined ? `${wrong.target} is not mounted` : `${wrong.target} is ${found}, not ${wrong.source}`
  const details = [
    { label: 'node', text: node.name },
    { label: 'found', text: found ?? 'no mount' },
    { label: 'wanted', text: wrong.source },
  ]
  fail('DE0108', { cluster: world.clusterName, difference }, { details })
}

async function nodeNames(world: World, signal: AbortSignal): Promise<readonly string[]> {
  return listContainers(await world.docker(signal), `io.x-k8s.kind.cluster=${world.clusterName}`, signal)
}

interface Node extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

/** `1/1 node Ready`; null while one is not. */
async function readyNodes(world: World, signal: AbortSignal): Promise<string | null> {
  const kube = await world.kube()
  const list = await kube.get<KubeList<Node>>('/api/v1/nodes', signal)
  const nodes = list?.items ?? []
  const ready = nodes.filter((node) =>
    node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
  )
  const words = `${ready.length}/${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} Ready`
  return nodes.length > 0 && ready.length === nodes.length ? words : null
}

const READY_LIMIT_MS = 180_000

async function untilReady(world: World, report: StepReport, signal: AbortSignal): Promise<string> {
  const endMs = performance.now() + READY_LIMIT_MS
  let last = 'no answer yet'
  for (;;) {
    try {
      const words = await readyNodes(world, signal)
      if (words !== null) return words
      last = 'a node is not Ready'
    } catch (thrown) {
      signal.throwIfAborted()
      last = (thrown as Error).message
    }
    report.detail(`waits: ${last}`)
    if (performance.now() > endMs) fail('DE0206', { cluster: world.clusterName, reason: last })
    await delay(200, undefined, { signal })
  }
}

/** What containerd reads when a node pulls from the local registry; the folder is mounted into the nodes. */
async function writeMirrors(world: World): Promise<void> {
  const folder = join(world.mirrors, world.registryHost)
  await mkdir(folder, { recursive: true, mode: 0o755 })
  for (const path of [world.mirrors, folder]) await chmod(path, 0o755)
  const path = join(folder, 'hosts.toml')
  await writeFile(`${path}.new`, mirrorHosts(world.registry), { mode: 0o644 })
  await rename(`${path}.new`, path)
}
