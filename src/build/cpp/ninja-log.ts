// Reads what ninja appended to .ninja_log during one run: which outputs it made, and when.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export interface NinjaLogEntry {
  /** Ms since the run of ninja began. */
  readonly startMs: number
  readonly endMs: number
  readonly output: string
}

/** Where the next run will write: its size now, and which file it is. */
export interface LogPlace {
  readonly inode: number
  readonly bytes: number
}

export function logPlace(file: string): LogPlace {
  try {
    const handle = openSync(file, 'r')
    try {
      const { ino, size } = fstatSync(handle)
      return { inode: ino, bytes: size }
    } finally {
      closeSync(handle)
    }
  } catch {
    return { inode: -1, bytes: 0 }
  }
}

export function entriesSince(file: string, place: LogPlace): readonly NinjaLogEntry[] {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return []
  }
  try {
    const { ino, size } = fstatSync(handle)
    // Ninja rewrites the log when it has grown too much, before it runs anything: the last run is then at the end.
    const isSame = ino === place.inode && size >= place.bytes
    const from = isSame ? place.bytes : 0
    const bytes = Buffer.alloc(size - from)
    readSync(handle, bytes, 0, bytes.length, from)
    const entries = parseLog(bytes.toString('utf8'))
    return isSame ? entries : lastRun(entries)
  } finally {
    closeSync(handle)
  }
}

/** `start<tab>end<tab>mtime<tab>output<tab>hash of the command` */
export function parseLog(text: string): readonly NinjaLogEntry[] {
  return text.split('\n').flatMap((line) => {
    const [start, end, , output, hash] = line.split('\t')
    if (hash === undefined || output === undefined) return []
    return { startMs: Number(start), endMs: Number(end), output }
  })
}

/** Entries are written as edges end, so a run begins where an end lies before the one above it. */
function lastRun(entries: readonly NinjaLogEntry[]): readonly NinjaLogEntry[] {
  let from = entries.length
  while (from > 0 && (from === entries.length || entries[from - 1]!.endMs <= entries[from]!.endMs)) from -= 1
  return entries.slice(from)
}

/** Time during which at least one of the entries ran. */
export function busyMs(entries: readonly NinjaLogEntry[]): number {
  let total = 0
  let until = 0
  for (const { startMs, endMs } of [...entries].sort((a, b) => a.startMs - b.startMs)) {
    total += Math.max(0, endMs - Math.max(startMs, until))
    until = Math.max(until, endMs)
  }
  return total
}
