// Log lines per service: a ring bounded by lines and bytes, cleaned once on entry. Build lines are kept on disk too.
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../model/log.ts'
import { cleanLine } from '../model/log-text.ts'

const maxLines = 5_000
const maxBytes = 2 * 1024 * 1024
const maxFileBytes = 4 * 1024 * 1024

interface Ring {
  lines: LogLine[]
  /** Index of the oldest kept line; the array is compacted now and then, not at every line. */
  start: number
  bytes: number
  count: number
}

export class LogStore {
  private readonly rings = new Map<string, Ring>()
  private readonly listeners = new Set<(line: LogLine) => void>()
  private readonly folder: string | null
  private readonly now: () => number
  private unwritten = new Map<string, string[]>()
  private nextSeq = 1

  /** `folder` null: nothing is kept on disk. */
  constructor(folder: string | null, now: () => number) {
    this.folder = folder
    this.now = now
  }

  append(service: string, source: LogLine['source'], text: string, atMs: number = this.now()): void {
    const line: LogLine = { seq: this.nextSeq++, atMs, service, source, text: cleanLine(text) }
    const ring = this.ringOf(service)
    ring.lines.push(line)
    ring.bytes += line.text.length
    ring.count += 1
    while (ring.lines.length - ring.start > maxLines || ring.bytes > maxBytes)
      ring.bytes -= ring.lines[ring.start++]!.text.length
    if (ring.start > maxLines) {
      ring.lines = ring.lines.slice(ring.start)
      ring.start = 0
    }
    if (this.folder !== null && (source === 'build' || source === 'devenv')) this.keep(line)
    for (const listener of this.listeners) listener(line)
  }

  last(service: string | null, sources: readonly LogLine['source'][], wanted: number): readonly LogLine[] {
    if (service !== null) return takeLast(this.rings.get(service), sources, wanted)
    const all = [...this.rings.values()].flatMap((ring) => takeLast(ring, sources, wanted))
    return all.sort((a, b) => a.seq - b.seq).slice(-wanted)
  }

  /** Lines ever taken, not only those kept. */
  count(service: string | null): number {
    if (service !== null) return this.rings.get(service)?.count ?? 0
    return [...this.rings.values()].reduce((sum, ring) => sum + ring.count, 0)
  }

  listen(listener: (line: LogLine) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Writes what is still in memory; also called at the end of a session. */
  flush(): void {
    if (this.folder === null || this.unwritten.size === 0) return
    const batches = this.unwritten
    this.unwritten = new Map()
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    for (const [service, lines] of batches) {
      const path = join(this.folder, `${service}.log`)
      if (existsSync(path) && statSync(path).size > maxFileBytes) renameSync(path, `${path}.1`)
      appendFileSync(path, lines.join(''), { mode: 0o600 })
    }
  }

  private keep(line: LogLine): void {
    const lines = this.unwritten.get(line.service)
    const text = `${JSON.stringify(line)}\n`
    if (lines !== undefined) {
      lines.push(text)
      return
    }
    if (this.unwritten.size === 0) setImmediate(() => this.flush())
    this.unwritten.set(line.service, [text])
  }

  private ringOf(service: string): Ring {
    const known = this.rings.get(service)
    if (known !== undefined) return known
    const ring: Ring = { lines: [], start: 0, bytes: 0, count: 0 }
    this.rings.set(service, ring)
    return ring
  }
}

function takeLast(ring: Ring | undefined, sources: readonly LogLine['source'][], wanted: number): LogLine[] {
  const found: LogLine[] = []
  if (ring === undefined) return found
  for (let index = ring.lines.length - 1; index >= ring.start && found.length < wanted; index--) {
    const line = ring.lines[index]!
    if (sources.includes(line.source)) found.push(line)
  }
  return found.reverse()
}
