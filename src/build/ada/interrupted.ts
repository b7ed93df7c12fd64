// gprbuild trusts what it finds by its timestamp. After a run that did not end, whatever it was writing is put back or
// made again.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'

/** Timestamps of files lag behind the clock by up to a tick of the kernel. */
const tickMs = 10

export function markStarted(folder: string, nowMs: number): void {
  mkdirSync(join(folder, '.devenv'), { recursive: true, mode: 0o700 })
  writeFileSync(markFile(folder), String(nowMs), { mode: 0o600 })
}

/** gprbuild ended by itself: all it left is whole. */
export function markFinished(folder: string): void {
  rmSync(markFile(folder), { force: true })
}

/** Keeps what the fast path made: a proof compiles the same units once more, and may be cut off by the next edit. */
export function keepFast(folder: string, files: readonly string[]): void {
  mkdirSync(fastFolder(folder), { recursive: true, mode: 0o700 })
  for (const file of files) copy(file, join(fastFolder(folder), basename(file)))
}

export function forgetFast(folder: string): void {
  rmSync(fastFolder(folder), { recursive: true, force: true })
}

/**
 * Heals what a run that was cut off may have left half written, and makes the program look old.
 * Returns the units' files that are missing now: only gprbuild can make them again.
 */
export function healInterrupted(folder: string, output: string): readonly string[] {
  let startedAtMs: number
  try {
    startedAtMs = Number(readFileSync(markFile(folder), 'utf8'))
  } catch {
    return []
  }
  const missing = newerThan(folder, startedAtMs - tickMs).filter((file) => !putBack(folder, file))
  agePrograms(folder, output)
  markFinished(folder)
  return missing.filter((file) => !/^b__|exch$/.test(basename(file)))
}

/**
 * gprbuild compares times in whole seconds: what it archived, bound and linked within the second of a compile would pass
 * for newer than the new object. Not removed: while the source does not compile, the program is the last with its symbols.
 */
export function agePrograms(folder: string, output: string): void {
  const made = filesBelow(folder).filter((path) => /(\.a|\.so[\d.]*|\.[bl]exch)$/.test(path))
  for (const path of [...made, output])
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) utimesSync(path, 1, 1)
}

function putBack(folder: string, file: string): boolean {
  const kept = join(fastFolder(folder), basename(file))
  rmSync(file, { force: true })
  if (!existsSync(kept)) return false
  copy(kept, file)
  return true
}

/** With its times: when a unit was compiled says which saves it may have seen. */
function copy(from: string, to: string): void {
  copyFileSync(from, to)
  const { atimeMs, mtimeMs } = statSync(from)
  utimesSync(to, atimeMs / 1000, mtimeMs / 1000)
}

function newerThan(folder: string, sinceMs: number): string[] {
  return filesBelow(folder).filter(
    (path) =>
      /\.(o|ali|a|bexch|lexch|ad[bs])$/.test(path) &&
      (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= sinceMs,
  )
}

/** Without those in folders of our own. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : filesBelow(path)
    return [path]
  })
}

const markFile = (folder: string) => join(folder, '.devenv', 'running')
const fastFolder = (folder: string) => join(folder, '.devenv', 'fast')
