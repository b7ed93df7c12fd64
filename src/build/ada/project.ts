// What devenv reads of GPR projects by itself: which project files there are, where they build, where sources lie.

import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { readText } from '../sources.ts'

export interface AdaProject {
  /** The project file and all it names with `with` or `extends` in the workspace. */
  readonly files: readonly string[]
  /** Common ancestor of their folders and of those they build in: what `--root-dir` needs. */
  readonly rootDir: string
  /** Changes with the content of any project file. */
  readonly fingerprint: string
}

export function readProject(projectFile: string): AdaProject {
  const texts = new Map<string, string>()
  const open = [resolve(projectFile)]
  while (open.length > 0) {
    const file = open.pop()!
    if (texts.has(file)) continue
    const text = readText(file)
    // A project that is not beside this one is one of the system, found by gprbuild on its own path.
    if (text === null) continue
    texts.set(file, text)
    for (const name of namedProjects(text)) open.push(resolve(dirname(file), name))
  }
  const files = [...texts.keys()].sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n${texts.get(file)}\n`)
  return {
    files,
    rootDir: commonFolder(files.flatMap((file) => [dirname(file), ...builtFolders(file, texts.get(file)!)])),
    fingerprint: hash.digest('hex').slice(0, 16),
  }
}

/** Ada sources by their name; names are unique in a project, and messages and ALI files give nothing else. */
export function sourcesByName(folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !entry.name.startsWith('.')) visit(path)
      else if (/\.ad[abs]$/.test(entry.name) && !found.has(entry.name)) found.set(entry.name, path)
    }
  }
  for (const folder of folders) visit(folder)
  return found
}

export function namedProjects(text: string): readonly string[] {
  const code = text.replace(/--.*$/gm, '')
  const withs = [...code.matchAll(/\bwith\s+((?:"[^"]+"\s*,?\s*)+);/gi)].flatMap((match) => [
    ...match[1]!.matchAll(/"([^"]+)"/g),
  ])
  const extended = [...code.matchAll(/\bextends\s+(?:all\s+)?"([^"]+)"/gi)]
  return [...withs, ...extended].map((match) => (/\.gpr$/i.test(match[1]!) ? match[1]! : `${match[1]}.gpr`))
}

/** `for Object_Dir use "../build/obj"`: gprbuild refuses to build above its root folder. */
function builtFolders(file: string, text: string): readonly string[] {
  const code = text.replace(/--.*$/gm, '')
  const named = [...code.matchAll(/\bfor\s+(?:Object_Dir|Exec_Dir|Library_Dir|Library_ALI_Dir)\s+use\s+"([^"]+)"/gi)]
  return named.map((match) => match[1]!).flatMap((path) => (isAbsolute(path) ? [] : [resolve(dirname(file), path)]))
}

export function commonFolder(folders: readonly string[]): string {
  const [first = [], ...rest] = folders.map((folder) => folder.split(sep))
  const length = rest.reduce((shared, parts) => {
    const differs = parts.findIndex((part, index) => part !== first[index])
    return Math.min(shared, differs === -1 ? parts.length : differs)
  }, first.length)
  return first.slice(0, length).join(sep) || sep
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
