// From the bytes of a service's log to its lines: `<13-digit ms since 1970> <bytes>\n`, cut anywhere into chunks.
import { cleanLine } from '../../model/log-text.ts'

export interface StampedLine {
  readonly atMs: number
  readonly text: string
}

/** Bytes of one line that are kept; the rest is counted. */
export const maxKeptBytes = 256 * 1024
/** `1700000000000 ` */
export const stampBytes = 14

/**
 * A line that is not whole yet can be taken as far as it is: what follows of it is then a line of its own with the same
 * stamp, since a terminal or a file can't take back what it showed.
 */
export class StampedLines {
  private lastMs: number
  private held: Buffer = Buffer.alloc(0)
  private heldBytes = 0
  private cutBytes = 0
  private isContinued = false

  /** `lastMs`: for lines without a stamp before the first one with a stamp. `isContinued`: that line goes on. */
  constructor(lastMs: number, isContinued = false) {
    this.lastMs = lastMs
    this.isContinued = isContinued
  }

  /** True while a part of a line waits for its end. */
  get isWaiting(): boolean {
    return this.heldBytes > 0
  }

  /** True when more of the line that waits would not be kept. */
  get isFull(): boolean {
    return this.heldBytes >= maxKeptBytes
  }

  /** The lines that end in the chunk, whose memory may be used again afterwards. */
  push(chunk: Buffer): StampedLine[] {
    const lines: StampedLine[] = []
    let from = 0
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from)
      if (end === -1) break
      const isWhole = this.heldBytes === 0 && end - from <= maxKeptBytes
      if (!isWhole) this.hold(chunk.subarray(from, end))
      const line = isWhole ? this.line(chunk.subarray(from, end), 0) : this.heldLine()
      if (line !== null) lines.push(line)
      this.isContinued = false
      from = end + 1
    }
    this.hold(chunk.subarray(from))
    return lines
  }

  /** What there is of the line that waits; null while that is no more than its stamp. */
  take(): StampedLine | null {
    const kept = this.held.subarray(0, this.heldBytes)
    let whole = kept.length - unfinishedBytes(kept)
    // Half an end of line, or the start of what writes over this text.
    if (kept[whole - 1] === RETURN) whole -= 1
    if (whole === 0 || (!this.isContinued && mayBecomeStamp(kept.subarray(0, whole)))) return null
    const rest = Buffer.from(this.cutBytes > 0 ? [] : kept.subarray(whole))
    const line = this.cutBytes > 0 ? this.heldLine() : this.line(kept.subarray(0, whole), 0)
    this.release()
    this.hold(rest)
    this.isContinued = true
    return line
  }

  /** No byte follows: the file ends here. */
  end(): StampedLine | null {
    const line = this.heldBytes === 0 ? null : this.heldLine()
    this.isContinued = false
    return line
  }

  private heldLine(): StampedLine | null {
    const kept = this.held.subarray(0, this.heldBytes)
    const cutBytes = this.cutBytes
    const line = this.line(cutBytes > 0 ? kept.subarray(0, kept.length - unfinishedBytes(kept)) : kept, cutBytes)
    this.release()
    return line
  }

  private line(bytes: Buffer, cutBytes: number): StampedLine | null {
    let text = 0
    if (!this.isContinued) {
      const atMs = stampOf(bytes)
      if (atMs !== null) {
        this.lastMs = atMs
        text = stampBytes
      }
    }
    const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length
    // The end of a line of which everything was shown.
    if (this.isContinued && end === 0) return null
    const shown = bytes.toString('utf8', text, Math.max(text, end))
    return { atMs: this.lastMs, text: cutBytes === 0 ? shown : cutText(shown, cutBytes) }
  }

  private hold(bytes: Buffer): void {
    const room = maxKeptBytes - this.heldBytes
    const kept = Math.min(room, bytes.length)
    this.cutBytes += bytes.length - kept
    if (kept === 0) return
    const needed = this.heldBytes + kept
    if (needed > this.held.length) {
      const larger = Buffer.alloc(Math.min(maxKeptBytes, Math.max(needed, this.held.length * 2, 1024)))
      this.held.copy(larger, 0, 0, this.heldBytes)
      this.held = larger
    }
    bytes.copy(this.held, this.heldBytes, 0, kept)
    this.heldBytes = needed
  }

  private release(): void {
    this.heldBytes = 0
    this.cutBytes = 0
    if (this.held.length > 16 * 1024) this.held = Buffer.alloc(0)
  }
}

/** The stamp that the bytes begin with; null for a line without one. */
export function stampOf(bytes: Buffer): number | null {
  if (bytes.length < stampBytes || bytes[stampBytes - 1] !== SPACE) return null
  let value = 0
  for (let index = 0; index < stampBytes - 1; index++) {
    const digit = bytes[index]! - ZERO
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  return value
}

const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const ZERO = 0x30

/** True for the stamp alone, or a part of it. */
function mayBecomeStamp(bytes: Buffer): boolean {
  if (bytes.length > stampBytes || (bytes.length === stampBytes && bytes[stampBytes - 1] !== SPACE)) return false
  return bytes.subarray(0, stampBytes - 1).every((byte) => byte >= ZERO && byte <= ZERO + 9)
}

/** Bytes at the end that begin a character of UTF-8 without finishing it. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < wanted ? back : 0
  }
  return 0
}

/** Cleaned here, so that the mark at its end counts all that is missing: cleaning cuts far below what is kept. */
function cutText(kept: string, cutBytes: number): string {
  const cleaned = cleanLine(kept)
  const moreKb = Math.ceil(cutBytes / 1024)
  const marked = /… (\d+) KB cut((?:\u001b\[0m)?)$/
  if (!marked.test(cleaned)) return `${cleaned}… ${moreKb} KB cut`
  return cleaned.replace(marked, (_, kb: string, reset: string) => `… ${Number(kb) + moreKb} KB cut${reset}`)
}
