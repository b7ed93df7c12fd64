// Where the wanted end of a log begins, looked for from its end.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type OpenFile, readAt } from './rotated-files.ts'
import { stampBytes, stampOf } from './stamped-lines.ts'

export interface StampedWanted {
  /** Null: all. */
  readonly tail: number | null
  readonly sinceMs: number | null
}

export interface LogStart {
  /** Into the files that were given. */
  readonly index: number
  readonly offset: number
}

/**
 * A start is always at a line with a stamp, so that those below it have one: with damaged files there can be more lines
 * than the tail has. `files`: newest first, at least one.
 */
export async function findStart(files: readonly OpenFile[], wanted: StampedWanted): Promise<LogStart> {
  const { tail, sinceMs } = wanted
  let start: LogStart = { index: 0, offset: files[0]!.sizeBytes }
  if (tail === 0) return start
  let lines = 0
  if (tail !== null || sinceMs !== null) {
    for (const [index, file] of files.entries()) {
      for (let end = file.sizeBytes; end > 0; end -= chunkBytes) {
        for (const { offset, atMs } of startsIn(file, Math.max(0, end - chunkBytes), end)) {
          lines += 1
          if (atMs === null) continue
          if (sinceMs !== null && atMs < sinceMs) return start
          start = { index, offset }
          if (tail !== null && lines >= tail) return start
        }
        // Other work goes on while a big log is read.
        if ((file.sizeBytes - end) % turnBytes === turnBytes - chunkBytes) await nextTurn()
      }
    }
  }
  return { index: files.length - 1, offset: 0 }
}

interface LineStart {
  readonly offset: number
  readonly atMs: number | null
}

/** Of lines that begin in these bytes, the last one first; it may go on behind them. */
function startsIn(file: OpenFile, from: number, end: number): readonly LineStart[] {
  const length = readAt(file.fd, bytes, Math.min(end - from + stampBytes, file.sizeBytes - from), from)
  const starts: LineStart[] = []
  const add = (at: number) => {
    const head = bytes.subarray(at, Math.min(at + stampBytes, length))
    if (head.length > 0) starts.push({ offset: from + at, atMs: stampOf(head) })
  }
  // The end of a line lies before the start of the next: at `from - 1` it belongs to the bytes before.
  let newline = end - from - 1
  while (newline >= 0) {
    newline = bytes.lastIndexOf(NEWLINE, newline)
    if (newline === -1) break
    add(newline + 1)
    newline -= 1
  }
  if (from === 0) add(0)
  return starts
}

const NEWLINE = 0x0a
const chunkBytes = 64 * 1024
const turnBytes = 16 * chunkBytes
/** For one synchronous use at a time; a stamp may lie across the end of a chunk. */
const bytes = Buffer.allocUnsafe(chunkBytes + stampBytes)
