// Makes groups below the own one, or below the next one up that may have groups, and removes those that are empty.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type CgroupHost, type Controller, controllers, type Hierarchy } from './cgroup-host.ts'

export type Setting = Readonly<Record<string, string>>

export interface Group {
  readonly folder: string
  readonly version: 1 | 2
}

/** A group for each controller, the same one where they share a tree; in place of a group, why there is none. */
export function makeGroups(
  host: CgroupHost,
  path: readonly [string, string],
  wanted: readonly Controller[],
): ReadonlyMap<Controller, Group | string> {
  const found = new Map<Controller, Group | string>()
  for (const controller of wanted) {
    const hierarchy = host[controller]
    if (hierarchy?.version === 1) found.set(controller, makeFirst(hierarchy, path))
    else if (hierarchy === null) found.set(controller, NONE)
  }
  const shared = wanted.filter((controller) => host[controller]?.version === 2)
  const [first] = shared
  if (first === undefined) return found
  const { folder, able } = makeSecond(host[first]!, path, shared)
  for (const controller of shared) {
    if (folder === null) found.set(controller, NONE)
    else found.set(controller, able.includes(controller) ? { folder, version: 2 } : `no ${controller} controller here`)
  }
  return found
}

/** Null when all were written, else the error's code. A file that is not there is left out where `isOptional`. */
export function writeSetting(folder: string, setting: Setting, isOptional = false): string | null {
  for (const [name, value] of Object.entries(setting)) {
    const path = join(folder, name)
    if (isOptional && !existsSync(path)) continue
    try {
      writeFileSync(path, value)
    } catch (thrown) {
      return codeOf(thrown)
    }
  }
  return null
}

/** Groups of this name anywhere, with the groups in them; one with a process in it stays. */
export function removeGroups(host: CgroupHost, name: string): void {
  const mounts = new Set(controllers.flatMap((controller) => host[controller]?.mount ?? []))
  for (const mount of mounts) {
    for (const folder of foldersNamed(name, mount, DEEPEST)) {
      for (const inner of foldersIn(folder)) removeFolder(join(folder, inner))
      removeFolder(folder)
    }
  }
}

const NONE = 'no writable cgroup'
/** Deeper than any session or container that starts devenv. */
const DEEPEST = 12

function makeFirst({ mount, own }: Hierarchy, path: readonly [string, string]): Group | string {
  const folder = inhabited(mount, path) ?? join(own, ...path)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(join(folder, 'cgroup.procs'), constants.W_OK)
    return { folder, version: 1 }
  } catch {
    return NONE
  }
}

/**
 * A group of version 2 with processes in it can not hand controllers down, and the own one has some. So it is the next one
 * up that can; not above what belongs to this user, because processes are moved within that only.
 */
function makeSecond(
  { mount, own }: Hierarchy,
  path: readonly [string, string],
  wanted: readonly Controller[],
): { readonly folder: string | null; readonly able: readonly Controller[] } {
  const kept = inhabited(mount, path)
  if (kept !== null) {
    const here = wordsOf(join(kept, 'cgroup.controllers'))
    return { folder: kept, able: wanted.filter((controller) => here.includes(controller)) }
  }
  let best: { readonly base: string; readonly able: readonly Controller[] } | null = null
  for (let base = own; isOurs(base); base = dirname(base)) {
    const able = handedDown(base, wanted)
    if (able.length > (best?.able.length ?? 0)) best = { base, able }
    if (best?.able.length === wanted.length || base === mount) break
  }
  if (best === null) return { folder: null, able: [] }
  const [outer] = path
  const folder = join(best.base, ...path)
  try {
    mkdirSync(join(best.base, outer), { recursive: true })
    const able = handedDown(join(best.base, outer), best.able)
    mkdirSync(folder, { recursive: true })
    return { folder, able }
  } catch {
    return { folder: null, able: [] }
  }
}

const earlier = new Map<string, readonly string[]>()

/** The group that an earlier session made, perhaps elsewhere in the tree, when a service that was kept runs in it. */
function inhabited(mount: string, [outer, inner]: readonly [string, string]): string | null {
  const key = join(mount, outer)
  // Looked for once: later ones are made by this process, below its own group.
  const found = earlier.get(key) ?? foldersNamed(outer, mount, DEEPEST)
  earlier.set(key, found)
  const folders = found.map((folder) => join(folder, inner))
  return folders.find((folder) => wordsOf(join(folder, 'cgroup.procs')).some((pid) => pid !== '')) ?? null
}

/** Which of them groups below `base` have from now on. */
function handedDown(base: string, wanted: readonly Controller[]): readonly Controller[] {
  const here = wordsOf(join(base, 'cgroup.controllers'))
  const path = join(base, 'cgroup.subtree_control')
  return wanted.filter((controller) => {
    if (!here.includes(controller)) return false
    return (
      wordsOf(path).includes(controller) || writeSetting(base, { 'cgroup.subtree_control': `+${controller}` }) === null
    )
  })
}

function isOurs(folder: string): boolean {
  try {
    for (const path of [folder, join(folder, 'cgroup.procs')]) accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function wordsOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').trim().split(/\s+/)
  } catch {
    return []
  }
}

function foldersNamed(name: string, below: string, depth: number): readonly string[] {
  return foldersIn(below).flatMap((folder) => {
    if (folder === name) return [join(below, folder)]
    return depth > 0 ? foldersNamed(name, join(below, folder), depth - 1) : []
  })
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return []
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // A process is in it, or it is not ours.
  }
}

function codeOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? String(thrown)
}
