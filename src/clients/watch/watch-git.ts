// Tells when git rewrites the work tree: index.lock there, or HEAD moved. Works for worktrees, whose .git is a file.
import { existsSync, type FSWatcher, readFileSync, statSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitTop } from './watch-rules.ts'

export interface GitState {
  readonly isLocked: boolean
  readonly hasHeadChanged: boolean
}

export class GitWatch {
  private readonly folder: string | null
  private readonly onState: (state: GitState) => void
  private watcher: FSWatcher | null = null
  private isLocked = false
  private head: string | null = null

  constructor(root: string, onState: (state: GitState) => void) {
    this.folder = gitFolder(root)
    this.onState = onState
    if (this.folder === null) return
    this.head = this.readHead()
    this.isLocked = this.readLock()
    try {
      this.watcher = watch(this.folder, { persistent: false }, (_event, name) => {
        if (name === null || name === 'index.lock' || name === 'HEAD') this.look()
      })
      this.watcher.on('error', () => this.watcher?.close())
    } catch {
      // Without the watch the owner's timer still looks.
    }
    if (this.isLocked) onState({ isLocked: true, hasHeadChanged: false })
  }

  /** Reads the state and tells it when it is another one. */
  look(): void {
    if (this.folder === null) return
    const isLocked = this.readLock()
    const head = this.readHead()
    const hasHeadChanged = head !== this.head
    if (!hasHeadChanged && isLocked === this.isLocked) return
    this.isLocked = isLocked
    this.head = head
    this.onState({ isLocked, hasHeadChanged })
  }

  close(): void {
    this.watcher?.close()
  }

  private readLock(): boolean {
    return existsSync(join(this.folder!, 'index.lock'))
  }

  private readHead(): string | null {
    try {
      return readFileSync(join(this.folder!, 'HEAD'), 'utf8')
    } catch {
      return null
    }
  }
}

/** The folder with HEAD and index of the work tree that holds `root`. */
function gitFolder(root: string): string | null {
  const top = gitTop(root)
  if (top === null) return null
  const path = join(top, '.git')
  try {
    if (statSync(path).isDirectory()) return path
    const target = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1]
    return target === undefined ? null : resolve(top, target)
  } catch {
    return null
  }
}
