// The Docker Engine over its Unix socket: the few requests that must be fast. Image builds go through the command.
import { request } from 'node:http'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fail } from '../../errors/errors.ts'
import type { Detail } from '../../model/problem.ts'

/** Where the engine answers. */
export interface DockerSocket {
  readonly path: string
  /** What the docker and kind commands need in their environment to reach the same engine. */
  readonly env: Readonly<Record<string, string>>
}

export interface DockerAnswer {
  readonly status: number
  readonly body: unknown
}

/** The first socket that answers; DE0101 with every attempt when none does. */
export async function findDocker(signal: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<DockerSocket> {
  const attempts: Detail[] = []
  for (const path of candidates(env)) {
    const socket = { path, env: path === DEFAULT_SOCKET ? {} : { DOCKER_HOST: `unix://${path}` } }
    const answer = await dockerRequest(socket, 'GET', '/_ping', signal).catch((thrown: unknown) => {
      signal.throwIfAborted()
      return reasonOf(thrown)
    })
    if (typeof answer !== 'string' && answer.status === 200) return socket
    attempts.push({ label: path, text: typeof answer === 'string' ? answer : `status ${answer.status}` })
  }
  const first = attempts[0]
  return fail('DE0101', { reason: first === undefined ? '' : `${first.label}: ${first.text}` }, { details: attempts })
}

/** One request; resolves for every status. */
export function dockerRequest(
  socket: Pick<DockerSocket, 'path'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  signal: AbortSignal,
  body?: unknown,
): Promise<DockerAnswer> {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const call = request(
      {
        socketPath: socket.path,
        method,
        path,
        signal,
        // 60 s is what stopping a node may take.
        timeout: 60_000,
        headers: { host: 'docker', ...(sent === undefined ? {} : { 'content-type': 'application/json' }) },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }))
      },
    )
    call.on('timeout', () => call.destroy(new Error('no answer within 60 s')))
    call.on('error', reject)
    call.end(sent)
  })
}

/** What the engine said when it refused. */
export function messageOf(answer: DockerAnswer): string {
  const body = answer.body as { message?: unknown } | null
  return typeof body?.message === 'string' ? body.message : `status ${answer.status}`
}

const DEFAULT_SOCKET = '/var/run/docker.sock'

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  const host = env['DOCKER_HOST']
  if (host !== undefined && host !== '') return [host.replace(/^unix:\/\//, '')]
  const runtime = env['XDG_RUNTIME_DIR'] ?? `/run/user/${userInfo().uid}`
  const home = env['HOME'] ?? homedir()
  return [
    DEFAULT_SOCKET,
    join(runtime, 'docker.sock'),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
  ]
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function reasonOf(thrown: unknown): string {
  const error = thrown as NodeJS.ErrnoException
  if (error.code === 'ENOENT') return 'there is no such socket'
  if (error.code === 'EACCES') return 'permission denied'
  if (error.code === 'ECONNREFUSED') return 'nothing listens on it'
  return error.message
}
