// Remembers, in the build folder, from which contents the present executable was made: a later session then knows in
// a few ms that there is nothing to build, and the fast path knows that nothing but the edited files changed.

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../clients/files/whole-file.ts'
import type { Artifact } from '../model/build.ts'

export interface InputMark {
  /** Size, mtime and ctime; empty when the file changed while the build ran. */
  readonly key: string
  readonly hash: string
}

export interface Manifest {
  readonly version: 1
  /** Flags and toolchain. */
  readonly stamp: string
  readonly way: 'tool' | 'fast'
  readonly inputs: Readonly<Record<string, InputMark>>
  /** Names in the source folders: a new file may be found by a pattern. */
  readonly listing: string
  readonly artifact: Artifact
  /** Size and mtime of the executable. */
  readonly output: string
}

export interface ManifestSource {
  readonly stamp: string
  readonly way: 'tool' | 'fast'
  readonly inputs: readonly string[]
  readonly sources: readonly string[]
  readonly artifact: Artifact
  /** A file changed after this may or may not be in the executable. */
  readonly startedAtMs: number
  /** Hashes of files as they were then, for those that had just been saved. */
  readonly before: ReadonlyMap<string, string>
}

/** Timestamps of files lag behind the clock by up to a tick of the kernel. */
const tickMs = 10

export function writeManifest(folder: string, source: ManifestSource, earlier: Manifest | null): Manifest {
  const marks = source.inputs.map((path) => [path, markOf(path, source, earlier?.inputs[path])] as const)
  const manifest: Manifest = {
    version: 1,
    stamp: source.stamp,
    way: source.way,
    inputs: Object.fromEntries(marks),
    listing: listingOf(source.sources),
    artifact: source.artifact,
    output: keyOf(source.artifact.path) ?? '',
  }
  mkdirSync(join(folder, '.devenv'), { recursive: true, mode: 0o700 })
  writeWhole(manifestFile(folder), JSON.stringify(manifest))
  return manifest
}

export function readManifest(folder: string): Manifest | null {
  try {
    const manifest = JSON.parse(readFileSync(manifestFile(folder), 'utf8')) as Manifest
    return manifest.version === 1 ? manifest : null
  } catch {
    return null
  }
}

/** Inputs whose bytes differ from what was built; a file touched without a change is none. */
export function changedInputs(manifest: Manifest): readonly string[] {
  return Object.entries(manifest.inputs).flatMap(([path, mark]) => (isUnchanged(path, mark) ? [] : [path]))
}

/** True when the executable is the one that was made, from the sources as they are now. */
export function isCurrent(manifest: Manifest, stamp: string, sources: readonly string[]): boolean {
  return (
    manifest.stamp === stamp &&
    keyOf(manifest.artifact.path) === manifest.output &&
    manifest.listing === listingOf(sources) &&
    changedInputs(manifest).length === 0
  )
}

function isUnchanged(path: string, mark: InputMark): boolean {
  if (mark.key === '') return false
  const key = keyOf(path)
  return key !== null && (key === mark.key || hashOf(path) === mark.hash)
}

function markOf(path: string, { startedAtMs, before }: ManifestSource, earlier: InputMark | undefined): InputMark {
  const key = keyOf(path)
  if (key === null) return unknown
  if (earlier?.key === key) return earlier
  const hash = hashOf(path)
  if (hash === null || keyOf(path) !== key) return unknown
  const isOld = changedAtMs(path) < startedAtMs - tickMs
  return isOld || before.get(path) === hash ? { key, hash } : unknown
}

const unknown: InputMark = { key: '', hash: '' }

/**
 * Taken before a build: what its changed files hold, and files so new that their times could not tell a save before
 * the build from one during it.
 */
export function hashesOf(
  changed: readonly string[],
  folders: readonly string[],
  nowMs: number,
): ReadonlyMap<string, string> {
  const files = folders.flatMap((folder) => namesIn(folder, '').map((name) => join(folder, name)))
  const fresh = files.filter((path) => changedAtMs(path) >= nowMs - 5 * tickMs)
  return new Map([...changed, ...fresh].map((path) => [path, hashOf(path) ?? ''] as const))
}

function changedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? Number.POSITIVE_INFINITY
}

function keyOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? null : `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`
}

function hashOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 32)
  } catch {
    return null
  }
}

function listingOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    hash.update(`${folder}\n`)
    for (const name of namesIn(folder, '')) hash.update(`${name}\n`)
  }
  return hash.digest('hex').slice(0, 32)
}

/** Files below a folder, editors' and version control's own left out. */
function namesIn(folder: string, below: string): string[] {
  let entries: ReturnType<typeof readEntries>
  try {
    entries = readEntries(join(folder, below))
  } catch {
    return []
  }
  const seen = entries.filter(({ name }) => !name.startsWith('.') && !name.endsWith('~') && name !== 'node_modules')
  return seen
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name)
      return entry.isDirectory() ? namesIn(folder, path) : [path]
    })
}

const readEntries = (folder: string) => readdirSync(folder, { withFileTypes: true })
const manifestFile = (folder: string) => join(folder, '.devenv', 'built.json')
