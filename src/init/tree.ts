// Lists a tree: never into build folders, version control or what others wrote; never through links; bounded in time and size.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface Tree {
  readonly root: string
  /** Absolute paths, folders in the order of their names. */
  readonly files: readonly string[]
  /** Why the list is not whole; null when it is. */
  readonly cutShort: string | null
}

export interface TreeLimits {
  readonly maxFiles: number
  readonly maxMs: number
}

const usualLimits: TreeLimits = { maxFiles: 200_000, maxMs: 10_000 }
const skippedFolders =
  /^(\..*|node_modules|bower_components|__pycache__|venv|target|dist|CMakeFiles|_deps|_build|cmake-build-.*|build-(debug|release).*|vendor|vendored|third[-_]?party|3rd[-_]?party|external|externals|submodules)$/i
const buildFolders = /^(build|builds|out|obj|bin)$/i
const buildMarkers = new Set(['CMakeCache.txt', '.ninja_log', 'build.ninja'])
const builtFiles = /\.(o|obj|ali|a|so|bexch)$/i

export function listTree(root: string, limits: TreeLimits = usualLimits): Tree {
  const files: string[] = []
  const endMs = performance.now() + limits.maxMs
  let cutShort: string | null = null
  const open = [root]
  while (open.length > 0 && cutShort === null) {
    const folder = open.pop()!
    const entries = entriesOf(folder)
    if (folder !== root && isBuildFolder(folder, entries)) continue
    const below: string[] = []
    for (const entry of entries) {
      // A link may lead round in a circle, or out of the tree.
      if (entry.isDirectory() && !skippedFolders.test(entry.name)) below.push(join(folder, entry.name))
      else if (entry.isFile()) files.push(join(folder, entry.name))
    }
    open.push(...below.reverse())
    if (files.length > limits.maxFiles) cutShort = `more than ${limits.maxFiles} files`
    else if (performance.now() > endMs) cutShort = `more than ${limits.maxMs / 1000} s`
  }
  return { root, files: files.slice(0, limits.maxFiles), cutShort }
}

export function readText(file: string, maxBytes = 1024 * 1024): string {
  try {
    return statSync(file).size > maxBytes ? '' : readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** As Tiltfile.ts names it: relative to the tree, `.` for the tree itself. */
export function pathIn(root: string, path: string): string {
  return relative(root, path) || '.'
}

export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}

/** The folders without those that lie in another of them. */
export function topFolders(folders: readonly string[]): readonly string[] {
  const once = [...new Set(folders)].sort()
  return once.filter((folder) => !once.some((other) => other !== folder && isInside(other, folder)))
}

/** Sources may lie in a folder named `build`, and a project may have been built in its own folder. */
function isBuildFolder(folder: string, entries: readonly { readonly name: string }[]): boolean {
  if (entries.some(({ name }) => name === 'CMakeLists.txt')) return false
  if (entries.some(({ name }) => buildMarkers.has(name))) return true
  const isNamedSo = buildFolders.test(folder.slice(folder.lastIndexOf('/') + 1))
  return isNamedSo && entries.some(({ name }) => builtFiles.test(name))
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
