// The cache folder outside the checkout: where things lie, content keys, and publishing by rename.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative, resolve } from 'node:path'

export interface Cache {
  readonly root: string
  /** Results of steps, one folder `<name>-<key>` each. */
  readonly store: string
  readonly logs: string
  /** Goes first on PATH: docker, kind, kubectl, istioctl. */
  readonly bin: string
  /** The Docker Engine's own folder, where the testbed starts one. */
  readonly engine: string
}

export const sources = resolve(import.meta.dirname)
const unusedDays = 3
const unfinishedSuffixes = ['.unfinished', '.scratch']

export function openCache(environment: NodeJS.ProcessEnv = process.env): Cache {
  const home = environment['XDG_CACHE_HOME'] || join(environment['HOME'] || homedir(), '.cache')
  const root = resolve(environment['DEVENV_TESTBED_CACHE'] || join(home, 'devenv-testbed'))
  const cache = {
    root,
    store: join(root, 'store'),
    logs: join(root, 'logs'),
    bin: join(root, 'bin'),
    engine: join(root, 'engine'),
  }
  for (const path of Object.values(cache)) mkdirSync(path, { recursive: true, mode: 0o700 })
  return cache
}

/** A hash of all parts; lengths go in too, so that moving a character from one part to the next changes it. */
export function contentKey(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex').slice(0, 16)
}

/** The key of files and folders of the testbed's sources, by name and content. */
export function sourcesKey(...paths: readonly string[]): string {
  const files = paths.flatMap((path) => filesUnder(resolve(sources, path))).sort()
  return contentKey(...files.flatMap((file) => [relative(sources, file), readFileSync(file)]))
}

export function slotPath(cache: Cache, name: string, key: string): string {
  return join(cache.store, `${name}-${key}`)
}

/** Whether the slot is complete; a use keeps it from being swept. */
export function isPublished(slot: string): boolean {
  if (!existsSync(slot)) return false
  utimesSync(slot, new Date(), new Date())
  return true
}

/**
 * Fills a temporary folder and renames it to `slot` when it is complete; `scratch` is for temporary files. What a killed
 * run left behind is thrown away.
 */
export async function publish(slot: string, fill: (folder: string, scratch: string) => Promise<void>): Promise<void> {
  const [folder, scratch] = unfinishedSuffixes.map((suffix) => `${slot}${suffix}`) as [string, string]
  for (const path of [folder, scratch]) {
    rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { recursive: true })
  }
  await fill(folder, scratch)
  rmSync(scratch, { recursive: true })
  rmSync(slot, { recursive: true, force: true })
  renameSync(folder, slot)
}

/** Removes slots that no run has used for some days, and what killed runs left behind. Returns the names. */
export function sweep(cache: Cache, now: number): string[] {
  const old = readdirSync(cache.store).filter(
    (name) =>
      unfinishedSuffixes.some((suffix) => name.endsWith(suffix)) ||
      now - statSync(join(cache.store, name)).mtimeMs > unusedDays * 86_400_000,
  )
  for (const name of old) rmSync(join(cache.store, name), { recursive: true, force: true })
  return old
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
