// One reader's way through a log that grows and is rotated meanwhile: always to the end of a file before the next one.
import { fstatSync, readSync } from 'node:fs'
import { findStart, type LogStart, type StampedWanted } from './log-start.ts'
import { closeFiles, identityAt, type OpenFile, openNewerFiles, readAt } from './rotated-files.ts'
import { type StampedLine, StampedLines, stampBytes, stampOf } from './stamped-lines.ts'

export class LogTrail {
  private readonly path: string
  private readonly onLines: (lines: readonly StampedLine[]) => void
  /** Oldest first; the first one is being read. They are open, so that nothing is lost when they are removed. */
  private files: OpenFile[] = []
  private known = new Set<string>()
  private offset = 0
  private lines = new StampedLines(Date.now())
  private grownMs = 0
  private waitingSinceMs = 0

  constructor(path: string, onLines: (lines: readonly StampedLine[]) => void) {
    this.path = path
    this.onLines = onLines
  }

  /** When to look again without any sign, for the line that waits for its end; null without one. */
  get waitsMs(): number | null {
    return this.lines.isWaiting ? Math.max(1, this.grownMs + quietMs - performance.now()) : null
  }

  /** Null: from the end of what is there now. */
  async begin(wanted: StampedWanted | null): Promise<void> {
    const files = openNewerFiles(this.path, () => false)
    this.files = [...files].reverse()
    for (const { identity } of this.files) this.known.add(identity)
    if (files.length === 0) return
    const isAll = wanted !== null && wanted.tail !== 0
    const start = await findStart(files, isAll ? wanted : { tail: 1, sinceMs: null })
    const first = files[start.index]!
    this.lines = new StampedLines(first.bornMs)
    this.offset = start.offset
    if (!isAll) this.skipToEnd(files[0]!, stampAt(first, start))
    closeFiles(this.files.splice(0, this.files.indexOf(isAll ? first : files[0]!)))
  }

  /** True when there is more to read at once. */
  look(): boolean {
    if (this.readSome() >= turnBytes) return true
    if (this.hasNewer()) {
      this.leaveFirst()
      return true
    }
    this.showOverdue()
    return false
  }

  close(): void {
    closeFiles(this.files)
    this.files = []
  }

  /** A line that goes on later is shown from here, with its stamp. */
  private skipToEnd({ fd, sizeBytes }: OpenFile, lastMs: number): void {
    const end = Buffer.alloc(1)
    const isInLine = sizeBytes > 0 && readAt(fd, end, 1, sizeBytes - 1) === 1 && end[0] !== NEWLINE
    this.lines = new StampedLines(lastMs, isInLine)
    this.offset = sizeBytes
  }

  /** Bytes that were read, up to a bound after which others have their turn. */
  private readSome(): number {
    const [file] = this.files
    if (file === undefined) return 0
    let read = 0
    while (read < turnBytes) {
      const count = readSync(file.fd, chunk, 0, chunk.length, this.offset)
      if (count === 0) break
      this.offset += count
      read += count
      this.grownMs = performance.now()
      const wasWaiting = this.lines.isWaiting
      const lines = this.lines.push(chunk.subarray(0, count))
      if (!wasWaiting || lines.length > 0) this.waitingSinceMs = this.grownMs
      if (lines.length > 0) this.onLines(lines)
      // The end as it was: whatever is written from now on gives a sign of its own.
      if (count < chunk.length) break
    }
    // Somebody emptied the file in place.
    if (read > 0 || fstatSync(file.fd).size >= this.offset) return read
    this.restart()
    return this.readSome()
  }

  /** All files that came after the newest one here are opened when the name belongs to one of them. */
  private hasNewer(): boolean {
    const identity = identityAt(this.path)
    if (identity !== null && identity !== this.files.at(-1)?.identity) {
      const newer = openNewerFiles(this.path, (known) => this.known.has(known))
      this.files.push(...[...newer].reverse())
      for (const file of newer) this.known.add(file.identity)
      this.known = new Set([...this.known].slice(-maxKnown))
      if (this.files.length === newer.length) return newer.length > 0
    }
    return this.files.length > 1
  }

  /** Only when nothing came to it since a newer one was seen: then nobody writes to it any more. */
  private leaveFirst(): void {
    if (this.files.length < 2 || this.readSome() > 0) return
    closeFiles(this.files.splice(0, 1))
    this.restart()
  }

  private restart(): void {
    const last = this.lines.end()
    if (last !== null) this.onLines([last])
    this.offset = 0
  }

  /** A prompt has no end of line, and dots of a slow test come one by one; a line that is being written is left whole. */
  private showOverdue(): void {
    const nowMs = performance.now()
    if (!this.lines.isWaiting) return
    const isOverdue = nowMs - this.waitingSinceMs >= overdueMs && !this.lines.isFull
    if (nowMs - this.grownMs < quietMs && !isOverdue) return
    this.waitingSinceMs = nowMs
    const line = this.lines.take()
    if (line !== null) this.onLines([line])
  }
}

function stampAt({ fd, bornMs }: OpenFile, { offset }: LogStart): number {
  const head = Buffer.alloc(stampBytes)
  return stampOf(head.subarray(0, readAt(fd, head, stampBytes, offset))) ?? bornMs
}

/** For one synchronous use at a time. */
const chunk = Buffer.allocUnsafe(64 * 1024)
const turnBytes = 1024 * 1024
const NEWLINE = 0x0a
/** Files that are done with and may still be met. */
const maxKnown = 64
const quietMs = 250
const overdueMs = 1000
