// Every file a Kustomize folder is made from, so that "has it changed?" needs no rendering.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

export interface InputFile {
  readonly path: string
  readonly text: string
}

/** All files below the folder and below the folders its kustomization names, sorted; each once. */
export async function kustomizeInputs(folder: string): Promise<readonly InputFile[]> {
  const found = new Map<string, string>()
  const visited = new Set<string>()
  const visit = async (path: string): Promise<void> => {
    if (visited.has(path)) return
    visited.add(path)
    const info = await stat(path).catch(() => null)
    if (info === null) return
    if (info.isFile()) {
      if (!found.has(path)) found.set(path, await readFile(path, 'utf8'))
      return
    }
    const names = await readdir(path)
    await Promise.all(names.map((name) => visit(join(path, name))))
    const kustomization = kustomizationNames.find((name) => names.includes(name))
    if (kustomization === undefined) return
    const named = namedPaths(found.get(join(path, kustomization)) ?? '')
    await Promise.all(named.map((other) => visit(resolve(path, other))))
  }
  await visit(resolve(folder))
  return [...found].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** Files and folders that are named relative to the kustomization; what is no path simply does not exist. */
function namedPaths(text: string): readonly string[] {
  const paths: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!value.includes('\n') && value.length < 500) paths.push(value.replace(/^[\w.-]+=/, ''))
    } else if (Array.isArray(value)) value.forEach(collect)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  try {
    collect(parse(text))
  } catch {
    // Kustomize itself will say what is wrong with it.
  }
  return paths
}
