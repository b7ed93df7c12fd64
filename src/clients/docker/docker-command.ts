// The docker command: builds, pushes and what runs inside a node.

import { runTool, streamTool } from '../tools/tool.ts'
import type { DockerSocket } from './docker-socket.ts'

export interface ImageBuild {
  readonly dockerfile: string
  readonly context: string
  readonly target: string | null
  readonly tags: readonly string[]
  readonly buildArgs: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

export async function buildImage(
  docker: DockerSocket,
  build: ImageBuild,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`])
  const args = [
    'build',
    '--progress=plain',
    '--file',
    build.dockerfile,
    ...(build.target === null ? [] : ['--target', build.target]),
    ...build.tags.flatMap((tag) => ['--tag', tag]),
    ...pairs('--build-arg', build.buildArgs),
    ...pairs('--label', build.labels),
    build.context,
  ]
  await streamTool('docker', args, { env: { ...docker.env, DOCKER_BUILDKIT: '1' }, onLine, signal })
}

export async function pushImage(
  docker: DockerSocket,
  image: string,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await streamTool('docker', ['push', image], { env: docker.env, onLine, signal, values: { image } })
}

export async function tagImage(docker: DockerSocket, image: string, tag: string, signal: AbortSignal): Promise<void> {
  await runTool('docker', ['tag', image, tag], { env: docker.env, signal, values: { image } })
}

export interface ContainerRun {
  readonly name: string
  readonly image: string
  readonly labels: Readonly<Record<string, string>>
  /** `/host/path:/path:ro` */
  readonly mounts: readonly string[]
  readonly command: readonly string[]
  /** `127.0.0.1:5001:5000` */
  readonly ports: readonly string[]
}

/** Starts a container in the background. */
export async function runContainer(docker: DockerSocket, container: ContainerRun, signal: AbortSignal): Promise<void> {
  const args = [
    'run',
    '--detach',
    '--name',
    container.name,
    ...Object.entries(container.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    ...container.mounts.flatMap((mount) => ['--volume', mount]),
    ...container.ports.flatMap((port) => ['--publish', port]),
    container.image,
    ...container.command,
  ]
  await runTool('docker', args, { env: docker.env, signal, values: { image: container.image } })
}

/** Runs a command inside a container; its output. */
export async function execIn(
  docker: DockerSocket,
  container: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const result = await runTool('docker', ['exec', container, ...command], {
    env: docker.env,
    signal,
    values: { node: container },
  })
  return result.stdout
}
