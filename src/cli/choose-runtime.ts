// Where the services run when nobody says it: in a cluster where one can be had, else as local processes, and why.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { engineVersion, imageId, inspectContainer, registryRefusal } from '../clients/docker/docker-containers.ts'
import { type DockerSocket, findDocker } from '../clients/docker/docker-socket.ts'
import { DevenvError } from '../errors/errors.ts'
import type { Environment, RuntimeKind } from '../model/environment.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'

export interface RuntimeChoice {
  readonly kind: RuntimeKind
  /** One line: `local processes: no container engine (unix:///var/run/docker.sock: there is no such socket)` */
  readonly why: string
}

export async function chooseRuntime(
  wanted: 'auto' | RuntimeKind,
  environment: Environment,
  folders: WorkspaceFolders,
  signal: AbortSignal,
): Promise<RuntimeChoice> {
  if (wanted === 'kind') return inCluster('as asked for')
  if (wanted === 'process') return asProcesses('as asked for')
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)])
  try {
    const docker = await findDocker(limit)
    return await chooseWith(docker, environment, folders, { signal, limit })
  } catch (thrown) {
    signal.throwIfAborted()
    if (limit.aborted) return asProcesses(`the container engine gave no answer within ${ANSWER_MS / 1000} s`)
    return asProcesses(`no container engine (${reasonOf(thrown)})`)
  }
}

/** What the last `up` of this workspace used, for commands without a session. */
export function readChosen(folders: Pick<WorkspaceFolders, 'state'>): RuntimeKind | null {
  try {
    const text = readFileSync(pathOf(folders), 'utf8').trim()
    return text === 'kind' || text === 'process' ? text : null
  } catch {
    return null
  }
}

export function keepChosen(folders: Pick<WorkspaceFolders, 'state'>, kind: RuntimeKind): void {
  const temporary = `${pathOf(folders)}.${process.pid}.tmp`
  writeFileSync(temporary, `${kind}\n`, { mode: 0o600 })
  renameSync(temporary, pathOf(folders))
}

export function forgetChosen(folders: Pick<WorkspaceFolders, 'state'>): void {
  rmSync(pathOf(folders), { force: true })
}

/** For everything the engine answers by itself. */
const ANSWER_MS = 2000
/** For the registry, which may be far away. */
const REGISTRY_MS = 3000

interface Signals {
  readonly signal: AbortSignal
  readonly limit: AbortSignal
}

async function chooseWith(
  docker: DockerSocket,
  { cluster, root }: Environment,
  folders: WorkspaceFolders,
  { signal, limit }: Signals,
): Promise<RuntimeChoice> {
  const [version, node] = await Promise.all([
    engineVersion(docker, limit),
    inspectContainer(docker, `${cluster.name}-control-plane`, limit),
  ])
  if (node !== null) {
    if (node.mounts.every(({ source }) => source !== folders.slots))
      return asProcesses(`cluster ${cluster.name} belongs to another workspace, or was made without devenv`)
    return inCluster(`its cluster ${cluster.name} ${node.isRunning ? 'runs' : 'is there, stopped'}`)
  }
  if (!existsSync(cluster.overlay)) return asProcesses(`no manifests here (${relative(root, cluster.overlay)})`)
  const image = await nodeImage(root).catch((thrown: Error) => thrown)
  if (typeof image !== 'string') return asProcesses(`cluster/versions.yaml does not load (${firstLine(image.message)})`)
  const answers = `Docker ${version.replace(/[+-].*$/, '')} answers`
  if ((await imageId(docker, image, limit)) !== null) return inCluster(`${answers}, the node image is there`)
  const refusal = await whyNotInRegistry(docker, image, signal)
  if (refusal === null) return inCluster(`${answers}, the node image can be had from its registry`)
  return asProcesses(
    `${answers}, but the node image ${image.replace(/@.*$/, '')} can not be had (${refusal.replace(/^Get "[^"]*": /, '')})`,
  )
}

/** Read when it is needed: it takes a parser along. */
async function nodeImage(root: string): Promise<string> {
  const { clusterFolder, readVersions } = await import('../runtime/kind/versions.ts')
  return readVersions(clusterFolder(root)).nodeImage
}

async function whyNotInRegistry(docker: DockerSocket, image: string, signal: AbortSignal): Promise<string | null> {
  const limit = AbortSignal.timeout(REGISTRY_MS)
  try {
    return await registryRefusal(docker, image, AbortSignal.any([signal, limit]))
  } catch (thrown) {
    signal.throwIfAborted()
    return limit.aborted ? `no answer within ${REGISTRY_MS / 1000} s` : (thrown as Error).message
  }
}

/** The first socket that is there tells more than one that is not. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof DevenvError)) return (thrown as Error).message
  const attempt = thrown.details.find(({ text }) => !text.includes('no such socket')) ?? thrown.details[0]
  return attempt === undefined ? thrown.summary : `unix://${attempt.label}: ${attempt.text}`
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!
}

function inCluster(why: string): RuntimeChoice {
  return { kind: 'kind', why: `kind: ${why}` }
}

function asProcesses(why: string): RuntimeChoice {
  return { kind: 'process', why: `local processes: ${why}` }
}

function pathOf({ state }: Pick<WorkspaceFolders, 'state'>): string {
  return join(state, 'runtime')
}
