// Every path that Tiltfile.ts names must be there, and what a default stands for where there are others of its kind.
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { SourceLocation } from '../model/environment.ts'
import { nearestPath } from './nearest-path.ts'
import type { ConfigProblem } from './problem.ts'

export interface NamedPath {
  /** As written, or the default. */
  readonly path: string
  readonly wanted: 'folder' | 'file'
  /** `service "orb-core" dockerfile`. */
  readonly words: string
  readonly isDefault: boolean
  readonly at: SourceLocation
}

export function checkPaths(root: string, named: readonly NamedPath[]): readonly ConfigProblem[] {
  return once(named).flatMap((entry): ConfigProblem[] => {
    const kind = kindOf(resolve(root, entry.path))
    if (kind === entry.wanted) return []
    // A tree without any manifests or Dockerfiles runs as local processes: nothing reads what a default names.
    if (kind === null && entry.isDefault && kindOf(resolve(root, dirname(entry.path))) === null) return []
    const from = entry.isDefault ? ' (the default)' : ''
    const subject = `${entry.words}: ${entry.path}${from}`
    if (kind !== null) {
      const text = `${subject} is a ${kind}, wanted a ${entry.wanted}`
      return [{ code: 'DE0602', text, at: entry.at, values: {} }]
    }
    const nearest = nearestPath(root, entry.path)
    const near = nearest?.isWhole === true ? nearest.path : ''
    const help = nearest === null ? '' : near === '' ? `; ${nearest.path} exists` : `; did you mean ${near}?`
    const text = `${subject} does not exist${help}`
    return [{ code: 'DE0607', text, at: entry.at, also: entry.also, values: { path: entry.path, nearest: near } }]
  })
}

/** A default that several services share is told once, with all their places. */
function once(
  named: readonly NamedPath[],
): readonly (NamedPath & { readonly also: NonNullable<ConfigProblem['also']> })[] {
  const groups = Map.groupBy(named, (entry) => (entry.isDefault ? entry.path : entry))
  return [...groups.values()].map(([first, ...others]) => {
    return { ...first!, also: others.map(({ words, at }) => ({ at, text: `${words}: the same` })) }
  })
}

function kindOf(path: string): 'folder' | 'file' | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? null : stats.isDirectory() ? 'folder' : 'file'
}
