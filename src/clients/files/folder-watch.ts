// One watcher a folder for all who follow files in it: inotify instances are scarce. Where events can't be had, a look
// every second stands in.
import { type FSWatcher, statSync, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Signs that a file changed: an event of its folder, or a second that went by. */
export class FileSigns {
  private readonly signal: AbortSignal
  private readonly unwatch: () => void
  /** A first look finds what was there before. */
  private isDue = true
  private wake: (() => void) | null = null
  private wokenMs = 0
  private pauseMs = leastPauseMs
  private pause: NodeJS.Timeout | undefined

  constructor(path: string, signal: AbortSignal) {
    this.signal = signal
    this.unwatch = watchFile(path, this.onSign)
    signal.addEventListener('abort', this.wakeNow, { once: true })
  }

  /** Resolves at a sign since the last call, after the limit, or when the signal aborts. */
  async next(limitMs: number | null): Promise<void> {
    if (this.signal.aborted) return
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    const limit = limitMs === null ? undefined : setTimeout(this.wakeNow, limitMs)
    if (this.isDue) this.wakeSoon()
    await woken
    clearTimeout(limit)
  }

  close(): void {
    this.signal.removeEventListener('abort', this.wakeNow)
    clearTimeout(this.pause)
    this.unwatch()
  }

  private readonly onSign = (): void => {
    if (this.isDue) return
    this.isDue = true
    if (this.wake !== null) this.wakeSoon()
  }

  /** At once, then after a pause, which grows while signs keep coming: a busy service writes thousands of times a second. */
  private wakeSoon(): void {
    const quietMs = performance.now() - this.wokenMs
    if (quietMs >= this.pauseMs) {
      this.pauseMs = leastPauseMs
      this.wakeNow()
      return
    }
    this.pause = setTimeout(this.wakeNow, this.pauseMs - quietMs)
    this.pauseMs = Math.min(mostPauseMs, this.pauseMs * 1.2)
  }

  private readonly wakeNow = (): void => {
    clearTimeout(this.pause)
    this.isDue = false
    this.wokenMs = performance.now()
    this.wake?.()
    this.wake = null
  }
}

/** Calls at each sign of a change of the file, and every second; returns what ends it. */
function watchFile(path: string, onSign: () => void): () => void {
  const folder = dirname(path)
  const watched = folders.get(folder) ?? new WatchedFolder(folder)
  folders.set(folder, watched)
  const remove = watched.add(basename(path), onSign)
  return () => {
    remove()
    if (!watched.isIdle) return
    watched.close()
    folders.delete(folder)
  }
}

const folders = new Map<string, WatchedFolder>()
const lookEveryMs = 1000
const leastPauseMs = 2
const mostPauseMs = 8

class WatchedFolder {
  private readonly path: string
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly timer: NodeJS.Timeout
  private watcher: FSWatcher | null = null
  private identity = ''

  constructor(path: string) {
    this.path = path
    this.open()
    this.timer = setInterval(() => this.look(), lookEveryMs)
  }

  get isIdle(): boolean {
    return this.listeners.size === 0
  }

  add(name: string, onSign: () => void): () => void {
    const those = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, those.add(onSign))
    return () => {
      those.delete(onSign)
      if (those.size === 0 && this.listeners.get(name) === those) this.listeners.delete(name)
    }
  }

  close(): void {
    clearInterval(this.timer)
    this.drop()
  }

  /** The folder may have come, or be another one by now. */
  private look(): void {
    if (this.watcher === null || identityOf(this.path) !== this.identity) this.open()
    this.tellAll()
  }

  private open(): void {
    this.drop()
    this.identity = identityOf(this.path)
    try {
      this.watcher = watch(this.path, (_event, name) => (name === null ? this.tellAll() : this.tell(name)))
      this.watcher.on('error', () => this.drop())
    } catch {
      // No such folder yet, or no watch to be had: the looks go on.
      this.watcher = null
    }
  }

  private drop(): void {
    this.watcher?.close()
    this.watcher = null
  }

  private tell(name: string): void {
    for (const listener of this.listeners.get(name) ?? []) listener()
  }

  private tellAll(): void {
    for (const name of this.listeners.keys()) this.tell(name)
  }
}

function identityOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? '' : `${stats.dev}:${stats.ino}`
}
