// Finds the session of a workspace and talks to it. A socket of a dead session is removed.
import { rmSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { splitLines } from '../clients/process/stream.ts'
import { DevenvError } from '../errors/errors.ts'
import type { ControlAnswer, ControlRequest, SessionInfo } from './control-protocol.ts'

export type { SessionInfo } from './control-protocol.ts'

export interface ControlClient {
  /** The one answer of a request; rejects with the session's DevenvError. */
  ask<T>(request: ControlRequest): Promise<T>
  /** Each answer as it comes, until the session ends or the signal aborts. */
  follow<T>(request: ControlRequest, onItem: (item: T) => void, signal?: AbortSignal): Promise<void>
}

/** null when no session runs in the workspace; `removed` says that a dead one's socket was taken away (DE0702). */
export async function findSession(socketPath: string): Promise<{ info: SessionInfo | null; removed: boolean }> {
  const before = identityOf(socketPath)
  if (before === null) return { info: null, removed: false }
  try {
    return { info: await connectControl(socketPath).ask<SessionInfo>({ method: 'info' }), removed: false }
  } catch (thrown) {
    if (thrown instanceof DevenvError) throw thrown
    // Too many connections, say, is no end; and another session may have put its own socket there meanwhile.
    const { code } = thrown as NodeJS.ErrnoException
    const isDead = code === undefined || dead.has(code)
    if (!isDead || identityOf(socketPath) !== before) return { info: null, removed: false }
    rmSync(socketPath, { force: true })
    return { info: null, removed: true }
  }
}

const dead = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** Of the socket itself: inodes are used again. Null when there is none. */
export function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : `${found.ino} ${found.mtimeMs}`
}

export function connectControl(socketPath: string): ControlClient {
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        let answer: unknown
        let isAnswered = false
        talk(socketPath, request, (item) => {
          answer = item
          isAnswered = true
        }).then(
          () => (isAnswered ? resolve(answer as never) : reject(new Error('the session ended before it answered'))),
          reject,
        )
      }),
    follow: (request, onItem, signal) => talk(socketPath, request, (item) => onItem(item as never), signal),
  }
}

function talk(
  path: string,
  request: ControlRequest,
  onItem: (item: unknown) => void,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(path)
    let failure: DevenvError | null = null
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    socket.on('error', reject)
    splitLines(socket, (line) => {
      const answer = JSON.parse(line) as ControlAnswer
      if ('error' in answer) failure = new DevenvError(answer.error)
      else onItem(answer.item)
    })
    socket.on('close', () => (failure === null ? resolve() : reject(failure)))
    signal?.addEventListener('abort', () => socket.destroy(), { once: true })
  })
}
