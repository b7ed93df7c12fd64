// The frames between devenv and its command agent (supervisor/agent.c): id, kind, length, body; numbers little-endian.
import { constants } from 'node:os'
import { getSystemErrorName } from 'node:util'

export const protocolVersion = 1
const headBytes = 9
/** As in agent.c. */
const maxBodyBytes = 4 * 1024 ** 2

export interface RunRequest {
  readonly folder: string
  readonly words: readonly string[]
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nice: number
}

export type Frame =
  | { readonly kind: 'hello'; readonly version: number }
  | { readonly kind: 'started'; readonly group: number }
  | { readonly kind: 'output'; readonly from: 'stdout' | 'stderr'; readonly bytes: Buffer }
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'killed'; readonly endedBy: NodeJS.Signals }
  | { readonly kind: 'failed'; readonly error: string }

/** Null for what no frame holds: a NUL in a word, or more than the kernel would take anyway. */
export function runFrame(id: number, { folder, words, env, nice }: RunRequest): Buffer | null {
  const entries = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
  const all = [folder, ...words, ...entries]
  if (all.some((word) => word.includes('\0'))) return null
  const text = Buffer.from(`${all.join('\0')}\0`)
  if (12 + text.length > maxBodyBytes) return null
  const counts = Buffer.alloc(12)
  counts.writeUInt32LE(nice, 0)
  counts.writeUInt32LE(words.length, 4)
  counts.writeUInt32LE(entries.length, 8)
  return Buffer.concat([head(id, 'r', 12 + text.length), counts, text])
}

/** SIGTERM to the group of a command, SIGKILL after the grace, and nothing of it is left. */
export function endFrame(id: number, graceMs: number): Buffer {
  const grace = Buffer.alloc(4)
  grace.writeUInt32LE(Math.ceil(graceMs), 0)
  return Buffer.concat([head(id, 'e', 4), grace])
}

/** Cuts what comes from the agent into frames, however it was cut on its way. */
export class FrameReader {
  private readonly onFrame: (id: number, frame: Frame) => void
  private rest: Buffer = Buffer.alloc(0)

  constructor(onFrame: (id: number, frame: Frame) => void) {
    this.onFrame = onFrame
  }

  take(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    let at = 0
    while (bytes.length - at >= headBytes) {
      const end = at + headBytes + bytes.readUInt32LE(at + 5)
      if (end > bytes.length) break
      const kind = String.fromCharCode(bytes[at + 4]!)
      this.onFrame(bytes.readUInt32LE(at), frameOf(kind, bytes.subarray(at + headBytes, end)))
      at = end
    }
    this.rest = bytes.subarray(at)
  }
}

function head(id: number, kind: string, length: number): Buffer {
  const bytes = Buffer.alloc(headBytes)
  bytes.writeUInt32LE(id, 0)
  bytes.write(kind, 4, 'latin1')
  bytes.writeUInt32LE(length, 5)
  return bytes
}

function frameOf(kind: string, body: Buffer): Frame {
  if (kind === 'o') return { kind: 'output', from: 'stdout', bytes: body }
  if (kind === 'e') return { kind: 'output', from: 'stderr', bytes: body }
  const number = body.readUInt32LE(0)
  if (kind === 'h') return { kind: 'hello', version: number }
  if (kind === 's') return { kind: 'started', group: number }
  if (kind === 'x') return { kind: 'exited', exitCode: number }
  if (kind === 'k') return { kind: 'killed', endedBy: signalName(number) }
  return { kind: 'failed', error: getSystemErrorName(-number) }
}

function signalName(number: number): NodeJS.Signals {
  const known = Object.entries(constants.signals).find(([, value]) => value === number)
  return (known?.[0] ?? 'SIGKILL') as NodeJS.Signals
}
