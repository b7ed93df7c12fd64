// What every watched file held when it was last looked at: the reason why the same bytes are no change.
import { createHash, hash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, readSync, type Stats, statSync } from 'node:fs'
import type { Change } from '../../model/change.ts'
import type { WatchRules } from './watch-rules.ts'

interface Entry {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly hash: string
}

const wholeBytes = 8 * 1024 * 1024

export class Manifest {
  private readonly entries = new Map<string, Entry>()
  private readonly roots: readonly string[]
  private readonly rules: WatchRules

  constructor(roots: readonly string[], rules: WatchRules) {
    this.roots = roots
    this.rules = rules
  }

  get size(): number {
    return this.entries.size
  }

  /** Folders met by the last walk: one watch each. */
  folders = 0

  /** The paths with everything below them, or all there is; only files whose bytes differ from the last look. */
  compare(paths: readonly string[] | null): readonly Change[] {
    const changes = new Map<string, Change>()
    if (paths === null) this.walkAll(changes)
    else for (const path of paths) this.look(path, changes)
    return [...changes.values()]
  }

  /** Files written at or after `sinceMs`, and the earliest such time. */
  writtenSince(sinceMs: number): { readonly paths: readonly string[]; readonly firstAtMs: number } {
    const found = [...this.entries].filter(([, { mtimeMs }]) => mtimeMs >= sinceMs)
    return {
      paths: found.map(([path]) => path),
      firstAtMs: found.reduce((first, [, { mtimeMs }]) => Math.min(first, mtimeMs), Number.POSITIVE_INFINITY),
    }
  }

  private walkAll(changes: Map<string, Change>): void {
    const seen = new Set<string>()
    this.folders = 0
    for (const root of this.roots) this.walk(root, changes, seen, new Set(), false)
    for (const path of this.entries.keys()) if (!seen.has(path)) this.remove(path, changes)
  }

  /** A touched path is hashed whatever its times say: some tools put old times back. */
  private look(path: string, changes: Map<string, Change>): void {
    const stats = statOf(path)
    const isFolder = stats?.isDirectory() === true
    if (this.rules.isIgnored(path, isFolder)) return
    if (isFolder) {
      const seen = new Set<string>()
      this.walk(path, changes, seen, new Set(), true)
      this.removeBelow(path, changes, seen)
    } else if (stats?.isFile()) this.update(path, stats, changes, true)
    else if (this.entries.has(path)) this.remove(path, changes)
    else this.removeBelow(path, changes, new Set())
  }

  /** `above`: the folders on the way, by inode, so that a link that leads back ends the walk. */
  private walk(
    path: string,
    changes: Map<string, Change>,
    seen: Set<string>,
    above: ReadonlySet<string>,
    isTouched: boolean,
  ): void {
    const stats = statOf(path)
    if (stats?.isFile()) {
      seen.add(path)
      this.update(path, stats, changes, isTouched)
    }
    if (!stats?.isDirectory()) return
    const identity = `${stats.dev}:${stats.ino}`
    if (above.has(identity)) return
    this.folders += 1
    const below = new Set([...above, identity])
    for (const item of entriesOf(path)) {
      const child = `${path}/${item.name}`
      const isFolder = item.isDirectory() || (item.isSymbolicLink() && statOf(child)?.isDirectory() === true)
      if (isFolder) {
        if (!this.rules.isIgnored(child, true)) this.walk(child, changes, seen, below, isTouched)
      } else if (this.entries.has(child) || !this.rules.isIgnored(child, false)) {
        const file = statOf(child)
        if (!file?.isFile()) continue
        seen.add(child)
        this.update(child, file, changes, isTouched)
      }
    }
  }

  private update(path: string, stats: Stats, changes: Map<string, Change>, isTouched: boolean): void {
    const old = this.entries.get(path)
    const { size, mtimeMs, ctimeMs } = stats
    const isSame = old !== undefined && old.size === size && old.mtimeMs === mtimeMs && old.ctimeMs === ctimeMs
    if (isSame && !isTouched) return
    const sum = hashOf(path, size)
    this.entries.set(path, { size, mtimeMs, ctimeMs, hash: sum })
    if (old?.hash === sum) return
    changes.set(path, { path, kind: old === undefined ? 'added' : 'changed' })
  }

  private remove(path: string, changes: Map<string, Change>): void {
    this.entries.delete(path)
    changes.set(path, { path, kind: 'removed' })
  }

  private removeBelow(folder: string, changes: Map<string, Change>, seen: ReadonlySet<string>): void {
    for (const path of this.entries.keys()) {
      if (path.startsWith(`${folder}/`) && !seen.has(path)) this.remove(path, changes)
    }
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // A link that leads to itself, a folder that may not be entered: as good as not there.
    return undefined
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Of the bytes; files that can not be read all look the same. */
function hashOf(path: string, size: number): string {
  try {
    return size <= wholeBytes ? hash('sha256', readFileSync(path), 'base64') : hashInParts(path)
  } catch {
    return ''
  }
}

function hashInParts(path: string): string {
  const sum = createHash('sha256')
  const buffer = Buffer.allocUnsafe(1024 * 1024)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      sum.update(buffer.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return sum.digest('base64')
}
