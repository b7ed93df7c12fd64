// Whole images: built, saved, loaded, and run once the way a cluster runs them.

import { run } from '../process/run.ts'
import { runTool, streamTool } from '../tools/tool.ts'
import type { DockerSocket } from './docker-socket.ts'
import { dockerRequest, messageOf } from './docker-socket.ts'

export interface WholeBuild {
  readonly service: string
  readonly dockerfile: string
  readonly context: string
  /** Null: the last stage. */
  readonly target: string | null
  readonly tag: string
  readonly buildArgs: Readonly<Record<string, string>>
  readonly useCache: boolean
}

/** With BuildKit's plain lines as they come; DE0101 or DE0310 when it fails. */
export async function buildWholeImage(
  docker: DockerSocket,
  build: WholeBuild,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const args = [
    'build',
    '--progress=plain',
    ...(build.useCache ? [] : ['--no-cache']),
    ...(build.target === null ? [] : ['--target', build.target]),
    ...['--file', build.dockerfile, '--tag', build.tag],
    ...Object.entries(build.buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    build.context,
  ]
  // Attestations of newer builders hold the time of the build.
  const env = { ...docker.env, DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
  await streamTool('docker', args, { env, onLine, signal, values: { service: build.service } })
}

/** Writes the image's archive to `path`. */
export async function saveImage(docker: DockerSocket, image: string, path: string, signal: AbortSignal): Promise<void> {
  await runTool('docker', ['save', '--output', path, image], { env: docker.env, signal, values: { image } })
}

export async function loadImage(docker: DockerSocket, path: string, signal: AbortSignal): Promise<void> {
  await runTool('docker', ['load', '--quiet', '--input', path], { env: docker.env, signal })
}

/** Also after an abort; an image that is not there is fine. */
export async function removeImage(docker: DockerSocket, image: string): Promise<void> {
  await run('docker', ['image', 'rm', '--force', image], { env: docker.env, timeoutMs: 60_000 })
}

export interface ConfinedRun {
  readonly name: string
  readonly image: string
  readonly labels: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly port: number
}

/** A read-only root, no capabilities, no way to more rights; `port` on a port of loopback that the engine chooses. */
export async function startConfined(docker: DockerSocket, options: ConfinedRun, signal: AbortSignal): Promise<void> {
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
  const args = [
    'run',
    '--detach',
    ...['--name', options.name, ...pairs('--label', options.labels), ...pairs('--env', options.env)],
    ...['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--pids-limit', '256', '--memory', '512m'],
    ...['--publish', `127.0.0.1::${options.port}`],
    options.image,
  ]
  await runTool('docker', args, { env: docker.env, signal, values: { image: options.image } })
}

export interface ConfinedState {
  readonly isRunning: boolean
  readonly exitCode: number
  /** Of loopback; null while there is none. */
  readonly hostPort: number | null
}

export async function confinedState(docker: DockerSocket, name: string, signal: AbortSignal): Promise<ConfinedState> {
  const answer = await dockerRequest(docker, 'GET', `/containers/${encodeURIComponent(name)}/json`, signal)
  if (answer.status !== 200) throw new Error(messageOf(answer))
  const { State, NetworkSettings } = answer.body as {
    State: { Running: boolean; ExitCode: number }
    NetworkSettings: { Ports: Record<string, { HostPort: string }[] | null> | null }
  }
  const port = Object.values(NetworkSettings.Ports ?? {}).flatMap((bindings) => bindings ?? [])[0]?.HostPort
  return {
    isRunning: State.Running,
    exitCode: State.ExitCode,
    hostPort: port === undefined ? null : Number(port),
  }
}

/** What the container's health check says: its exit code, and the last line of what it wrote. */
export async function execConfined(
  docker: DockerSocket,
  name: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  const { exitCode, stdout, stderr } = await run('docker', ['exec', name, ...command], {
    env: docker.env,
    signal,
    timeoutMs: 10_000,
  })
  return { exitCode, said: `${stdout}\n${stderr}`.trim().split('\n').at(-1) ?? '' }
}

/** SIGTERM, and SIGKILL after `graceSeconds`. */
export async function stopConfined(
  docker: DockerSocket,
  name: string,
  graceSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  await runTool('docker', ['stop', '--time', String(graceSeconds), name], { env: docker.env, signal })
}

export async function lastLines(docker: DockerSocket, name: string, signal: AbortSignal): Promise<string> {
  const { stdout, stderr } = await run('docker', ['logs', '--tail', '20', name], { env: docker.env, signal })
  return `${stdout}\n${stderr}`.trim()
}
