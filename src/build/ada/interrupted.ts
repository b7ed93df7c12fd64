// gprbuild trusts what it finds by its timestamp. After a run that did not end, whatever it was writing is made again.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function markStarted(folder: string, nowMs: number): void {
  mkdirSync(join(folder, '.devenv'), { recursive: true, mode: 0o700 })
  writeFileSync(markFile(folder), String(nowMs), { mode: 0o600 })
}

export function markFinished(folder: string): void {
  rmSync(markFile(folder), { force: true })
}

/** Removes the objects a run that was cut off may have left half written, and makes the program look old. */
export function healInterrupted(folder: string, output: string): void {
  let startedAtMs: number
  try {
    startedAtMs = Number(readFileSync(markFile(folder), 'utf8'))
  } catch {
    return
  }
  removeNewer(folder, startedAtMs - 10)
  // Not removed: while the source does not compile it is the last program with its symbols.
  if (statSync(output, { throwIfNoEntry: false }) !== undefined) utimesSync(output, 1, 1)
  markFinished(folder)
}

function removeNewer(folder: string, sinceMs: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.')) removeNewer(path, sinceMs)
    } else if (
      /\.(o|ali|a|bexch|lexch|ad[bs])$/.test(entry.name) &&
      (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= sinceMs
    ) {
      rmSync(path, { force: true })
    }
  }
}

const markFile = (folder: string) => join(folder, '.devenv', 'running')
