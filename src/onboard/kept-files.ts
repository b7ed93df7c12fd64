// Copies of the files that the guide had a person edit, made before the edit; what `--reset` puts back.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeError } from '../errors/errors.ts'
import { asProgress, atTheStart, type Progress, type Suggestion } from './guide/progress.ts'

export interface KeptFile {
  /** Relative to the workspace. */
  readonly file: string
  /** Absolute path of the copy. */
  readonly copy: string
  readonly hash: string
  readonly mode: number
  /** Its content after the last save that the guide saw; null before the first. */
  readonly savedHash: string | null
}

/** The guide's part of the workspace's state folder. */
export class KeptFiles {
  private readonly folder: string
  private readonly root: string

  constructor(stateFolder: string, root: string) {
    this.folder = join(stateFolder, 'onboard')
    this.root = root
  }

  readProgress(): Progress {
    return asProgress(this.readJson('progress.json')) ?? atTheStart
  }

  writeProgress(progress: Progress): void {
    this.writeJson('progress.json', progress)
  }

  list(): readonly KeptFile[] {
    const value = this.readJson('kept.json')
    return Array.isArray(value) ? (value as KeptFile[]) : []
  }

  /** Only the first time: later contents are a person's own. */
  keep(file: string): void {
    const kept = this.list()
    if (kept.some((entry) => entry.file === file)) return
    const content = readFileSync(join(this.root, file))
    const copy = join(this.folder, 'originals', `${kept.length}-${basename(file)}`)
    this.writeWhole(copy, content)
    const { mode } = statSync(join(this.root, file))
    this.writeJson('kept.json', [...kept, { file, copy, hash: hashOf(content), mode: mode & 0o777, savedHash: null }])
  }

  /** Remembers the contents as they are now, for files that differ from their copy. */
  noteSaves(): void {
    const entries = this.list().map((entry): KeptFile => {
      const now = this.currentHash(entry.file)
      return now === null || now === entry.hash ? entry : { ...entry, savedHash: now }
    })
    this.writeJson('kept.json', entries)
  }

  isChanged(file: string): boolean {
    const entry = this.list().find((kept) => kept.file === file)
    return entry !== undefined && this.currentHash(file) !== entry.hash
  }

  /** null when the file is gone. */
  currentHash(file: string): string | null {
    const content = this.read(file)
    return content === null ? null : hashOf(content)
  }

  read(file: string): Buffer | null {
    try {
      return readFileSync(join(this.root, file))
    } catch {
      return null
    }
  }

  /** Keeps the present version beside the copies; its path, or null when there is nothing to lose. */
  keepPresent(entry: KeptFile): string | null {
    const content = this.read(entry.file)
    if (content === null || hashOf(content) === entry.hash) return null
    const path = join(this.folder, 'yours', `${hashOf(content).slice(0, 12)}-${basename(entry.file)}`)
    this.writeWhole(path, content)
    return path
  }

  restore(entry: KeptFile): void {
    this.replace(entry.file, readFileSync(entry.copy), entry.mode)
  }

  /** Applies the suggestion to the file as it was kept. null when done, else why not. */
  apply({ file, line, before, after }: Suggestion): {
    readonly problem: string | null
    readonly keptPath: string | null
  } {
    const entry = this.list().find((kept) => kept.file === file)
    if (entry === undefined) return { problem: `${file} was not kept`, keptPath: null }
    const original = readFileSync(entry.copy, 'utf8')
    const lines = original.split('\n')
    const end = lines[line - 1]?.endsWith('\r') === true ? '\r' : ''
    if (lines[line - 1] !== before + end)
      return { problem: `line ${line} of ${file} is another one now`, keptPath: null }
    const changed = lines.with(line - 1, after + end).join('\n')
    const isThere = this.currentHash(file) === hashOf(changed)
    if (isThere) return { problem: `${file} has this very line already`, keptPath: null }
    const isLost = ![entry.hash, null].includes(this.currentHash(file))
    const keptPath = isLost ? this.keepPresent(entry) : null
    this.replace(file, Buffer.from(changed), entry.mode)
    this.noteSaves()
    return { problem: null, keptPath }
  }

  /** Everything but the versions of a person's own. */
  forget(): void {
    for (const name of ['progress.json', 'kept.json', 'originals'])
      rmSync(join(this.folder, name), { recursive: true, force: true })
  }

  private replace(file: string, content: Buffer, mode: number): void {
    const path = realPathOf(join(this.root, file))
    writing(path, () => {
      mkdirSync(dirname(path), { recursive: true })
      // The watcher passes over names that end so.
      const temporary = `${path}.${process.pid}.tmp`
      writeFileSync(temporary, content)
      chmodSync(temporary, mode)
      renameSync(temporary, path)
    })
  }

  private readJson(name: string): unknown {
    try {
      return JSON.parse(readFileSync(join(this.folder, name), 'utf8'))
    } catch {
      // Not there, or not whole: as if nothing had been kept.
      return null
    }
  }

  private writeJson(name: string, value: unknown): void {
    this.writeWhole(join(this.folder, name), Buffer.from(`${JSON.stringify(value, null, 1)}\n`))
  }

  private writeWhole(path: string, content: Buffer): void {
    writing(path, () => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${process.pid}.tmp`
      writeFileSync(temporary, content, { mode: 0o600, flush: true })
      renameSync(temporary, path)
    })
  }
}

/** A full disk or a folder of somebody else is no bug of ours. */
function writing(path: string, write: () => void): void {
  try {
    write()
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException
    if (code === undefined) throw thrown
    throw makeError('DE0113', { path: dirname(path), reason: message }, { cause: thrown })
  }
}

function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A link is kept a link: what it leads to is replaced. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
