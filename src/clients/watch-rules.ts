// Which paths never count: temporary files of editors, build folders, .gitignore rules, the patterns of Tiltfile.ts.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
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

/** An editor's own file: never a source. */
export function isTemporary(path: string): boolean {
  const name = basename(path)
  return temporary.some((pattern) => pattern.test(name))
}

export class WatchRules {
  private readonly root: string
  private readonly roots: readonly string[]
  private readonly own: Ignore
  private readonly top: string
  private readonly gitRules = new Map<string, Ignore | null>()
  private readonly verdicts = new Map<string, boolean>()
  private readonly bases = new Map<string, string>()

  constructor(root: string, roots: readonly string[], patterns: readonly string[]) {
    this.root = root
    this.roots = roots
    this.own = ignore().add([...patterns])
    this.top = gitTop(root) ?? root
  }

  /** Call after a .gitignore changed. */
  forget(): void {
    this.gitRules.clear()
    this.verdicts.clear()
    this.bases.clear()
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
    if (path.startsWith(`${this.root}/`) && this.own.ignores(relative(this.root, path) + slash)) return true
    return this.isGitIgnored(path, this.baseOf(base), slash)
  }

  /** The deepest .gitignore that speaks decides. */
  private isGitIgnored(path: string, from: string, slash: string): boolean {
    let verdict = false
    for (const folder of ancestors(from, path)) {
      const result = this.rulesOf(folder)?.test(relative(folder, path) + slash)
      if (result?.ignored) verdict = true
      else if (result?.unignored) verdict = false
    }
    return verdict
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
    const known = this.gitRules.get(folder)
    if (known !== undefined) return known
    const texts = [join(folder, '.gitignore'), ...(folder === this.top ? [join(folder, '.git/info/exclude')] : [])]
    const found = texts.flatMap((file) => textOf(file) ?? [])
    const rules = found.length === 0 ? null : ignore().add(found.join('\n'))
    this.gitRules.set(folder, rules)
    return rules
  }
}

/** The nearest folder at or above `root` that git calls its own. */
export function gitTop(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return null
  }
}

/** `from`, then every folder below it down to the parent of `path`. */
function ancestors(from: string, path: string): readonly string[] {
  const folders = [from]
  for (const name of relative(from, dirname(path)).split('/'))
    if (name !== '') folders.push(join(folders.at(-1)!, name))
  return folders
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
