// Talks to the supervisor of one pod: its state now, one line for each change, and a few words back.
import { closeSync, constants, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { splitLines } from '../process/stream.ts'

export interface SupervisorState {
  readonly seq: number
  readonly state: 'waiting' | 'starting' | 'ready' | 'unready' | 'crashed' | 'stopping' | 'held'
  /** Artifact ids: what runs, what the slot names, what was ready last. */
  readonly build: string | null
  readonly slot: string | null
  readonly good: string | null
  readonly pid: number | null
  readonly restarts: number
  readonly swaps: number
  readonly rejected: { readonly build: string; readonly reason: string } | null
  readonly reason: string
  /** Of the last swap: old process gone, new one started, probe answered. Microseconds. */
  readonly times: { readonly stopUs: number; readonly startUs: number; readonly readyUs: number }
}

/** `bind`: end when this connection does; `unbind` takes it back. */
export type SupervisorWord = 'status' | 'restart' | 'revert' | 'bind' | 'unbind' | 'stop'

export interface SupervisorLink {
  send(word: SupervisorWord): void
  close(): void
}

export interface SupervisorListener {
  onState(state: SupervisorState): void
  /** Once, with `ENOENT`, `ECONNREFUSED` … or null when the other side ended. Not after `close`. */
  onEnd(code: string | null): void
}

export function connectSupervisor(path: string, listener: SupervisorListener): SupervisorLink {
  const { address, release } = reachable(path)
  const socket: Socket = connect(address)
  let ended = false
  let code: string | null = null
  const finish = () => {
    if (ended) return
    ended = true
    release()
    listener.onEnd(code)
  }
  socket.on('connect', release)
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code ?? error.message
  })
  socket.on('close', finish)
  splitLines(socket, (line) => {
    const state = parseState(line)
    if (state !== null && !ended) listener.onState(state)
  })
  return {
    send: (word) => {
      socket.write(`${word}\n`)
    },
    close: () => {
      ended = true
      release()
      socket.destroy()
    },
  }
}

/** The status file beside the socket, for mounts that sockets do not cross; null while there is none. */
export async function readStatusFile(socketPath: string): Promise<SupervisorState | null> {
  const text = await readFile(socketPath.replace(/\.sock$/, '.json'), 'utf8').catch(() => null)
  return text === null ? null : parseState(text.trim())
}

const states = ['waiting', 'starting', 'ready', 'unready', 'crashed', 'stopping', 'held'] as const

/** Null for what is no state of a version that devenv understands. */
export function parseState(line: string): SupervisorState | null {
  let data: Record<string, unknown>
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null) return null
    data = parsed as Record<string, unknown>
  } catch {
    return null
  }
  const state = states.find((name) => name === data['state'])
  if (data['v'] !== 1 || state === undefined) return null
  const rejected = data['rejected'] as Record<string, unknown> | null | undefined
  const times = (data['times'] ?? {}) as Record<string, unknown>
  return {
    seq: number(data['seq']),
    state,
    build: text(data['build']),
    slot: text(data['slot']),
    good: text(data['good']),
    pid: number(data['pid']) > 0 ? number(data['pid']) : null,
    restarts: number(data['restarts']),
    swaps: number(data['swaps']),
    rejected:
      typeof rejected?.['build'] === 'string'
        ? { build: rejected['build'], reason: text(rejected['reason']) ?? '' }
        : null,
    reason: text(data['reason']) ?? '',
    times: { stopUs: number(times['stopUs']), startUs: number(times['startUs']), readyUs: number(times['readyUs']) },
  }
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** What sockaddr_un holds, its closing zero left out. */
const MAX_ADDRESS_BYTES = 107

/** A path that is too long for a socket address is taken from its folder's descriptor. */
function reachable(path: string): { address: string; release: () => void } {
  if (Buffer.byteLength(path) <= MAX_ADDRESS_BYTES || process.platform !== 'linux')
    return { address: path, release: () => {} }
  let folder: number | null = null
  try {
    folder = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY)
  } catch {
    return { address: path.slice(0, MAX_ADDRESS_BYTES), release: () => {} }
  }
  const release = () => {
    if (folder !== null) closeSync(folder)
    folder = null
  }
  return { address: `/proc/self/fd/${folder}/${basename(path)}`, release }
}
