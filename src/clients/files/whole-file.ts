// A small file of ours that is never seen half written, and that a kill leaves at most one temporary beside.
import { renameSync, writeFileSync } from 'node:fs'

/** For the user alone. The next write takes the place of a temporary that was left. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
