// What is there instead of a path that is not.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nearestName } from './nearest-name.ts'

/** The same path with each missing part replaced by its nearest neighbour, else the deepest folder that exists, else null. */
export function nearestPath(root: string, path: string): { readonly path: string; readonly isWhole: boolean } | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  let found = path.startsWith('/') ? '/' : ''
  for (const part of parts) {
    const folder = join(root, found)
    const next = existsSync(join(folder, part)) ? part : nearestName(part, entriesOf(folder))
    if (next === null) return found === '' ? null : { path: found, isWhole: false }
    found = found === '' ? next : join(found, next)
  }
  return { path: found, isWhole: true }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
