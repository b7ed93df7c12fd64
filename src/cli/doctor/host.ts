// Memory, CPU, disk, Node and devenv's own folders (DE0103, DE0109, DE0112, DE0113).

import { chmodSync, existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dockerRequest } from '../../clients/docker/docker-socket.ts'
import { cacheHome, runtimeHome, stateHome } from '../../clients/files/folders.ts'
import { cores, diskUseBytes, freeDiskBytes, isWritable, memory } from '../../clients/process/host.ts'
import { GIB, gib } from '../../model/bytes.ts'
import { byHand, type Check, type DockerLook, dockerOf, makeCheck, type Subject } from './check.ts'

export function checkNode(): readonly Check[] {
  const { node } = process.versions
  return [makeCheck({ code: 'DE0112', name: 'Node', state: 'ok', found: node, needed: '22.22 or newer' })]
}

/** A service takes some 64 MiB, one compile up to 1 GiB; a node of Kubernetes with Istio and Prometheus 2.5 GiB. */
export async function checkCapacity(subject: Subject): Promise<readonly Check[]> {
  const services = subject.environment?.services.length ?? 1
  const look = await dockerOf(subject)
  const own = GIB + services * 64 * 1024 ** 2
  const { availableBytes } = memory()
  const cluster = 2.5 * GIB + services * 128 * 1024 ** 2
  const noFix = byHand(`bring up fewer services: devenv up ${subject.environment?.services[0]?.name ?? 'SERVICE'}`)
  return [
    makeCheck({
      code: 'DE0103',
      name: 'memory',
      state: availableBytes >= own ? 'ok' : 'warns',
      found: `${gib(availableBytes)} free`,
      needed: `${gib(own)} to compile and run ${services} ${services === 1 ? 'service' : 'services'}`,
      fix: availableBytes >= own ? null : noFix,
    }),
    makeCheck({
      code: 'DE0103',
      name: 'CPU',
      state: cores() >= 2 ? 'ok' : 'warns',
      found: `${cores()} cores`,
      needed: '2 cores',
    }),
    ...(look === null ? [] : [engineCapacity(look, cluster)]),
  ]
}

function engineCapacity({ info }: DockerLook, neededBytes: number): Check {
  const isFine = info.MemTotal >= neededBytes && info.NCPU >= 2
  return makeCheck({
    code: 'DE0103',
    name: 'memory and CPU of Docker',
    runtime: 'kind',
    state: isFine ? 'ok' : 'blocks',
    found: `${gib(info.MemTotal)}, ${info.NCPU} CPUs`,
    needed: `${gib(neededBytes)} and 2 CPUs for the node, Istio, Prometheus and the services`,
    fix: isFine ? null : byHand('give Docker more: in Docker Desktop under Settings, Resources'),
  })
}

const neededBytes = { kind: 10 * GIB, process: 2 * GIB }

export async function checkDisk(subject: Subject): Promise<readonly Check[]> {
  const folder = existing(cacheHome())
  const free = freeDiskBytes(folder)
  const needed = neededBytes[(await dockerOf(subject)) === null ? 'process' : 'kind']
  const isFine = free >= needed
  return [
    makeCheck({
      code: 'DE0109',
      name: 'disk',
      state: isFine ? 'ok' : free < GIB / 4 ? 'blocks' : 'warns',
      found: `${gib(free)} free at ${folder}`,
      needed: gib(needed),
      details: isFine ? [] : await biggestUsers(subject),
      fix: isFine
        ? null
        : byHand('docker image prune -a && docker builder prune   # deletes; look first: docker system df'),
    }),
  ]
}

/** Largest first. */
async function biggestUsers(subject: Subject): Promise<readonly string[]> {
  const look = await dockerOf(subject)
  const users = [
    { name: 'build folders of devenv', bytes: await diskUseBytes(join(cacheHome(), 'builds'), subject.signal) },
    { name: 'logs and artifact slots of devenv', bytes: await diskUseBytes(stateHome(), subject.signal) },
    ...(look === null ? [] : await dockerUsers(look, subject.signal)),
  ]
  return users.sort((a, b) => b.bytes - a.bytes).map(({ name, bytes }) => `${name}: ${gib(bytes)}`)
}

async function dockerUsers({ socket }: DockerLook, signal: AbortSignal): Promise<{ name: string; bytes: number }[]> {
  const answer = await dockerRequest(socket, 'GET', '/system/df', signal).catch(() => null)
  if (answer?.status !== 200) return []
  const body = answer.body as {
    LayersSize?: number
    Containers?: { SizeRw?: number }[] | null
    BuildCache?: { Size?: number }[] | null
  }
  const sum = (sizes: readonly (number | undefined)[]) => sizes.reduce<number>((total, size) => total + (size ?? 0), 0)
  return [
    { name: 'images of Docker', bytes: body.LayersSize ?? 0 },
    { name: 'containers of Docker', bytes: sum((body.Containers ?? []).map(({ SizeRw }) => SizeRw)) },
    { name: 'build cache of Docker', bytes: sum((body.BuildCache ?? []).map(({ Size }) => Size)) },
  ]
}

export function checkFolders(): readonly Check[] {
  return [
    folderCheck('state', stateHome(), 'DEVENV_STATE_DIR'),
    folderCheck('cache', cacheHome(), 'DEVENV_CACHE_DIR'),
    folderCheck('runtime', runtimeHome(), 'XDG_RUNTIME_DIR'),
  ]
}

function folderCheck(name: string, path: string, variable: string): Check {
  const folder = existing(path)
  const isFine = isWritable(folder) && statSync(folder).isDirectory()
  const { uid, mode } = statSync(folder)
  const isOurs = folder === path && uid === process.getuid?.()
  return makeCheck({
    code: 'DE0113',
    name: `${name} folder`,
    state: isFine ? 'ok' : 'blocks',
    found: isFine
      ? path
      : `${folder} can't be written (owner ${uid}, mode ${(mode & 0o7777).toString(8).padStart(4, '0')})`,
    needed: `a folder of yours; ${variable} moves it`,
    fix: isFine ? null : folderFix(folder, isOurs, variable),
  })
}

function folderFix(folder: string, isOurs: boolean, variable: string): Check['fix'] {
  if (!isOurs) return byHand(`export ${variable}=FOLDER   # or: sudo chown "$USER" ${folder}`)
  return {
    words: `chmod u+rwx ${folder}`,
    isSafe: true,
    apply: async () => chmodSync(folder, statSync(folder).mode | 0o700),
  }
}

function existing(path: string): string {
  let folder = path
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}
