// Which paths never count: temporary files of editors, build folders, .gitignore rules, the patterns of Tiltfile.ts.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'

const temporary = [
  /^(4913|5036)$/, // vim asks whether it may write here
  /^\.?.*\.sw[a-px]$/i,
  /~$/,
  /^\.#/,
  /^#.*#$/,
  /\.tmp$/i,
  /\.tmp\.[\w.-]+$/i,
  /^\.goutputstream-/,
  /^\.?.*___jb_(tmp|old|bak)___$/,
  /\.kate-swp$/,
  /^\.~lock\./,
  /^flycheck_/,
  /^sed[A-Za-z0-9]{6}$/,
  /\.\d{7,}$/, // write-file-atomic
  /^\.(nfs|fuse_hidden)[0-9a-f]+$/i,
  /^\.DS_Store$/,
]
const folders = /^(\.git|\.hg|\.svn|\.jj|node_modules|\.devenv|\.cache|__pycache__|CMakeFiles|cmake-build-.*)$/
const buildMarkers = ['CMakeCache.txt', '.ninja_log']

const isTemporaryName = new RegExp(temporary.map(({ source }) => `(?:${source})`).join('|'), 'i')

/** An editor's own file: never a source. */
export function isTemporary(path: string): boolean {
  return isTemporaryName.test(basename(path))
}

/** A .gitignore and the folder it speaks for. */
interface FolderRules {
  readonly folder: string
  readonly rules: Ignore
}

export class WatchRules {
  private readonly root: string
  private readonly roots: readonly string[]
  private readonly own: Ignore | null
  private readonly top: string
  private readonly verdicts = new Map<string, boolean>()
  private readonly bases = new Map<string, string>()
  private readonly chains = new Map<string, readonly FolderRules[]>()

  constructor(root: string, roots: readonly string[], patterns: readonly string[]) {
    this.root = root
    this.roots = roots
    this.own = patterns.length === 0 ? null : ignore().add([...patterns])
    this.top = gitTop(root) ?? root
  }

  /** Call after a .gitignore changed. */
  forget(): void {
    this.verdicts.clear()
    this.bases.clear()
    this.chains.clear()
  }

  /** A path that was named itself is never ignored; what lies outside of all of them always is. */
  isIgnored(path: string, isFolder: boolean): boolean {
    const base = this.roots.find((folder) => path === folder || path.startsWith(`${folder}/`))
    if (base === undefined) return true
    if (path === base) return false
    const parent = dirname(path)
    if (parent !== base && this.isFolderIgnored(parent, base)) return true
    return isFolder ? this.isFolderIgnored(path, base) : isTemporary(path) || this.isMatched(path, base, false)
  }

  private isFolderIgnored(path: string, base: string): boolean {
    const known = this.verdicts.get(path)
    if (known !== undefined) return known
    const parent = dirname(path)
    const verdict =
      (parent !== base && this.isFolderIgnored(parent, base)) ||
      folders.test(basename(path)) ||
      buildMarkers.some((name) => existsSync(join(path, name))) ||
      this.isMatched(path, base, true)
    this.verdicts.set(path, verdict)
    return verdict
  }

  private isMatched(path: string, base: string, isFolder: boolean): boolean {
    const slash = isFolder ? '/' : ''
    if (this.own !== null && path.startsWith(`${this.root}/`)) {
      if (this.own.ignores(below(this.root, path) + slash)) return true
    }
    return this.isGitIgnored(path, this.baseOf(base), slash)
  }

  /** The deepest .gitignore that speaks decides. */
  private isGitIgnored(path: string, from: string, slash: string): boolean {
    let verdict = false
    for (const { folder, rules } of this.chainOf(dirname(path), from)) {
      const result = rules.test(below(folder, path) + slash)
      if (result.ignored) verdict = true
      else if (result.unignored) verdict = false
    }
    return verdict
  }

  /** What speaks for the files in `folder`: rules of `from` and of every folder between. */
  private chainOf(folder: string, from: string): readonly FolderRules[] {
    const known = this.chains.get(folder)
    if (known !== undefined) return known
    const above = folder === from || !folder.startsWith(`${from}/`) ? [] : this.chainOf(dirname(folder), from)
    const rules = this.rulesOf(folder)
    const chain = rules === null ? above : [...above, { folder, rules }]
    this.chains.set(folder, chain)
    return chain
  }

  /** Rules above a named folder hold inside of it, unless they ignore the folder itself: it was named all the same. */
  private baseOf(folder: string): string {
    const known = this.bases.get(folder)
    if (known !== undefined) return known
    const isBelow = folder.startsWith(`${this.top}/`)
    const base = isBelow && !this.isGitIgnored(folder, this.top, '/') ? this.top : folder
    this.bases.set(folder, base)
    return base
  }

  private rulesOf(folder: string): Ignore | null {
    const texts = [join(folder, '.gitignore'), ...(folder === this.top ? [join(folder, '.git/info/exclude')] : [])]
    const found = texts.flatMap((file) => textOf(file) ?? [])
    return found.length === 0 ? null : ignore().add(found.join('\n'))
  }
}

/** The nearest folder at or above `root` that git calls its own. */
export function gitTop(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return null
  }
}

function below(folder: string, path: string): string {
  return path.slice(folder.length + 1)
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
