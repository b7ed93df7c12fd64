// Containers and images of the Docker Engine as devenv sees them.
import { fail } from '../../errors/errors.ts'
import { type DockerSocket, dockerRequest, messageOf } from './docker-socket.ts'

export interface Container {
  readonly id: string
  readonly name: string
  readonly isRunning: boolean
  readonly labels: Readonly<Record<string, string>>
  readonly image: string
  readonly mounts: readonly { readonly source: string; readonly target: string; readonly isWritable: boolean }[]
  /** TCP ports of the container by the port of the host. */
  readonly ports: ReadonlyMap<number, number>
  readonly networks: readonly string[]
}

/** Null when there is none of this name. */
export async function inspectContainer(
  docker: DockerSocket,
  name: string,
  signal: AbortSignal,
): Promise<Container | null> {
  const answer = await dockerRequest(docker, 'GET', `/containers/${encodeURIComponent(name)}/json`, signal)
  if (answer.status === 404) return null
  if (answer.status !== 200) return fail('DE0101', { reason: messageOf(answer) })
  return containerOf(answer.body as RawContainer)
}

/** Names of containers with this label, running or not. */
export async function listContainers(
  docker: DockerSocket,
  label: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }))
  const answer = await dockerRequest(docker, 'GET', `/containers/json?all=true&filters=${filters}`, signal)
  if (answer.status !== 200) return fail('DE0101', { reason: messageOf(answer) })
  return (answer.body as { Names: string[] }[]).flatMap(({ Names }) =>
    Names.slice(0, 1).map((name) => name.replace(/^\//, '')),
  )
}

/** Null when it runs now, else why not. */
export async function startContainer(docker: DockerSocket, name: string, signal: AbortSignal): Promise<string | null> {
  const answer = await dockerRequest(docker, 'POST', `/containers/${encodeURIComponent(name)}/start`, signal)
  return answer.status === 204 || answer.status === 304 ? null : messageOf(answer)
}

/** Also with its anonymous volumes; true when there was one. */
export async function removeContainer(docker: DockerSocket, name: string, signal: AbortSignal): Promise<boolean> {
  const answer = await dockerRequest(
    docker,
    'DELETE',
    `/containers/${encodeURIComponent(name)}?force=true&v=true`,
    signal,
  )
  return answer.status === 204
}

/** True when it is connected now, false when the network does not exist. */
export async function connectNetwork(
  docker: DockerSocket,
  network: string,
  container: string,
  signal: AbortSignal,
): Promise<boolean> {
  const path = `/networks/${encodeURIComponent(network)}/connect`
  const answer = await dockerRequest(docker, 'POST', path, signal, { Container: container })
  if (answer.status === 200 || /already exists in network/.test(messageOf(answer))) return true
  if (answer.status === 404) return false
  return fail('DE0208', { reason: messageOf(answer) })
}

/** The content id of a local image; null when this host has none of this name. */
export async function imageId(docker: DockerSocket, image: string, signal: AbortSignal): Promise<string | null> {
  const answer = await dockerRequest(docker, 'GET', `/images/${encodeURIComponent(image)}/json`, signal)
  return answer.status === 200 ? (answer.body as { Id: string }).Id : null
}

/** Null when the registry that the name says has this image, asked by the engine; else why it can not be had. */
export async function registryRefusal(
  docker: DockerSocket,
  image: string,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await dockerRequest(docker, 'GET', `/distribution/${encodeURIComponent(image)}/json`, signal)
  return answer.status === 200 ? null : messageOf(answer)
}

/** Much faster than `engineInfo`. */
export async function engineVersion(docker: DockerSocket, signal: AbortSignal): Promise<string> {
  const answer = await dockerRequest(docker, 'GET', '/version', signal)
  const version = (answer.body as { Version?: unknown } | null)?.Version
  return typeof version === 'string' ? version : fail('DE0101', { reason: messageOf(answer) })
}

export interface EngineInfo {
  readonly version: string
  readonly cpus: number
  readonly memoryBytes: number
  readonly cgroupVersion: string
  readonly isRootless: boolean
}

export async function engineInfo(docker: DockerSocket, signal: AbortSignal): Promise<EngineInfo> {
  const answer = await dockerRequest(docker, 'GET', '/info', signal)
  if (answer.status !== 200) return fail('DE0101', { reason: messageOf(answer) })
  const info = answer.body as {
    ServerVersion: string
    NCPU: number
    MemTotal: number
    CgroupVersion?: string
    SecurityOptions?: string[]
  }
  return {
    version: info.ServerVersion,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    cgroupVersion: info.CgroupVersion ?? '1',
    isRootless: info.SecurityOptions?.some((option) => option.includes('rootless')) === true,
  }
}

interface RawContainer {
  readonly Id: string
  readonly Name: string
  readonly State: { readonly Running: boolean }
  readonly Config: { readonly Labels: Record<string, string> | null; readonly Image: string }
  readonly Mounts: readonly { readonly Source: string; readonly Destination: string; readonly RW: boolean }[]
  readonly HostConfig: { readonly PortBindings: Record<string, readonly { readonly HostPort: string }[] | null> | null }
  readonly NetworkSettings: { readonly Networks: Record<string, unknown> }
}

export function containerOf(raw: RawContainer): Container {
  const ports = new Map<number, number>()
  for (const [container, bindings] of Object.entries(raw.HostConfig.PortBindings ?? {})) {
    if (!container.endsWith('/tcp')) continue
    for (const { HostPort } of bindings ?? []) ports.set(Number(HostPort), Number(container.slice(0, -'/tcp'.length)))
  }
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    isRunning: raw.State.Running,
    labels: raw.Config.Labels ?? {},
    image: raw.Config.Image,
    mounts: raw.Mounts.map(({ Source, Destination, RW }) => ({ source: Source, target: Destination, isWritable: RW })),
    ports,
    networks: Object.keys(raw.NetworkSettings.Networks),
  }
}
