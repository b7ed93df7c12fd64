// A program that links shared libraries of its own project is whole only with them. Each of its builds gets a copy of
// the libraries under a name made from their content, and a run path that names it: a new library is then a new
// program, and the last good build keeps the libraries that it was good with.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { edgesOf, isSharedLinkRule, type NinjaGraph } from './ninja-graph.ts'

/** More than the slot of a service keeps. */
const keptCopies = 8
const noHash = '0'.repeat(16)

const markFile = (folder: string) => join(folder, '.devenv', 'shared')
const copiesFolder = (folder: string) => join(folder, '.devenv', 'lib')

/** The run path that every program of this folder is linked with; null where none needs it. */
export function reservedRunPath(folder: string): string | null {
  return existsSync(markFile(folder)) ? join(copiesFolder(folder), noHash) : null
}

/** True when the folder has to be configured anew, with a run path that leaves room. */
export function reserveRunPath(folder: string, graph: NinjaGraph, target: string): boolean {
  if (reservedRunPath(folder) !== null || sharedLibraries(folder, graph, target).length === 0) return false
  mkdirSync(dirname(markFile(folder)), { recursive: true, mode: 0o700 })
  writeFileSync(markFile(folder), '', { mode: 0o600 })
  return true
}

/** The program as it can be started at any time: itself, or a copy that names its libraries. */
export function withLibraries(folder: string, graph: NinjaGraph, target: string, program: string): string {
  const reserved = reservedRunPath(folder)
  const libraries = reserved === null ? [] : sharedLibraries(folder, graph, target)
  if (reserved === null || libraries.length === 0 || !existsSync(program)) return program
  const bytes = readFileSync(program)
  // The project decides its run paths by itself, or links everything statically.
  if (!bytes.includes(reserved)) return program
  const contents = libraries.map((path) => readFileSync(path))
  const hash = createHash('sha256')
  for (const [index, content] of contents.entries())
    hash.update(`${libraries[index]} ${content.length}\n`).update(content)
  const copies = join(copiesFolder(folder), hash.digest('hex').slice(0, noHash.length))
  if (existsSync(copies)) utimesSync(copies, new Date(), new Date())
  else copyLibraries(libraries, contents, reserved, copies)
  removeOld(folder)
  const shipped = join(folder, '.devenv', basename(program))
  writeFileSync(`${shipped}.new`, replaced(bytes, reserved, copies), { mode: 0o755 })
  renameSync(`${shipped}.new`, shipped)
  return shipped
}

function sharedLibraries(folder: string, graph: NinjaGraph, target: string): readonly string[] {
  const outputs = edgesOf(graph, target).flatMap(({ rule, outputs: [first = ''] }) =>
    isSharedLinkRule(rule) ? [first] : [],
  )
  return [...new Set(outputs.map((output) => join(output.startsWith('/') ? '' : folder, output)))].sort()
}

/** With the links beside them: programs name a library by its soname. */
function copyLibraries(
  libraries: readonly string[],
  contents: readonly Buffer[],
  reserved: string,
  copies: string,
): void {
  const fresh = `${copies}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  for (const [index, library] of libraries.entries()) {
    const copy = join(fresh, basename(library))
    writeFileSync(copy, replaced(contents[index]!, reserved, copies), { mode: 0o755 })
    const real = realpathSync(library)
    for (const name of readdirSync(dirname(library))) {
      const path = join(dirname(library), name)
      const isLink =
        name !== basename(library) && /\.so(\.|$)/.test(name) && existsSync(path) && realpathSync(path) === real
      if (isLink) copyFileSync(copy, join(fresh, name))
    }
  }
  renameSync(fresh, copies)
}

/** Same length, so that every place in the file stays. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(from); at !== -1; at = copy.indexOf(from, at + to.length)) copy.write(to, at)
  return copy
}

function removeOld(folder: string): void {
  const copies = readdirSync(copiesFolder(folder)).map((name) => join(copiesFolder(folder), name))
  const dated = copies.map((path) => ({ path, atMs: statSync(path).mtimeMs })).sort((a, b) => b.atMs - a.atMs)
  for (const { path } of dated.slice(keptCopies)) rmSync(path, { recursive: true, force: true })
}
