// The log of a service as its supervisor writes it: read from the end, or followed over rotations.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FileSigns } from '../files/folder-watch.ts'
import { findStart, type StampedWanted } from './log-start.ts'
import { LogTrail } from './log-trail.ts'
import { closeFiles, openNewerFiles, readAt } from './rotated-files.ts'
import { type StampedLine, StampedLines } from './stamped-lines.ts'

export type { StampedLine, StampedWanted }

/** Last lines, oldest first, over all rotations; reads from the end, never a whole big file for a short tail. */
export async function readStamped(path: string, wanted: StampedWanted): Promise<readonly StampedLine[]> {
  const files = openNewerFiles(path, () => false)
  try {
    if (files.length === 0) return []
    const start = await findStart(files, wanted)
    const lines = new StampedLines(files[start.index]!.bornMs)
    const found: StampedLine[] = []
    for (let index = start.index; index >= 0; index--) {
      const { fd, sizeBytes } = files[index]!
      for (let offset = index === start.index ? start.offset : 0; offset < sizeBytes; ) {
        const count = readAt(fd, chunk, Math.min(chunk.length, sizeBytes - offset), offset)
        if (count === 0) break
        for (const line of lines.push(chunk.subarray(0, count))) found.push(line)
        offset += count
        // Other work goes on while a big log is read.
        if (offset % turnBytes < count) await nextTurn()
      }
      const last = lines.end()
      if (last !== null) found.push(last)
    }
    return wanted.tail === null ? found : found.slice(Math.max(0, found.length - wanted.tail))
  } finally {
    closeFiles(files)
  }
}

/**
 * Every line written from then on, in batches, nothing lost, nothing twice, until aborted. The file may not be there
 * yet. `from`: a time; null for the end of what is there now; or as for `readStamped`, and then what follows.
 * A line without an end is shown after a while as far as it is, and its rest as a line of its own.
 */
export async function followStamped(
  path: string,
  from: number | null | StampedWanted,
  onLines: (lines: readonly StampedLine[]) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return
  const trail = new LogTrail(path, onLines)
  const signs = new FileSigns(path, signal)
  try {
    await trail.begin(typeof from === 'number' ? { tail: null, sinceMs: from } : from)
    while (!signal.aborted) {
      if (lookOrWait(trail)) await nextTurn()
      else await signs.next(trail.waitsMs)
    }
  } finally {
    signs.close()
    trail.close()
  }
}

/** Out of file descriptors is no reason to stop: the next look comes in a second. */
function lookOrWait(trail: LogTrail): boolean {
  try {
    return trail.look()
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code !== 'EMFILE' && code !== 'ENFILE') throw thrown
    return false
  }
}

/** For one synchronous use at a time. */
const chunk = Buffer.allocUnsafe(64 * 1024)
const turnBytes = 1024 * 1024
