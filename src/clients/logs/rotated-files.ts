// A log and what it was before its rotations: FILE, FILE.1 (the newest old one), FILE.2 ... Files are known by their
// identity, since any of them may be renamed at any moment.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

export interface OpenFile {
  readonly fd: number
  readonly identity: string
  /** When it was opened. */
  readonly sizeBytes: number
  /** Not later than its first line. */
  readonly bornMs: number
  /** As the file system keeps it; 0 where it keeps none. */
  readonly bornNs: bigint
}

/**
 * Newest first, up to the first that is known. Renames move files in the direction of this walk, so none is missed; one
 * that is met twice is taken once. Rotated twice between two steps, a newer file is met after an older one: births decide.
 */
export function openNewerFiles(path: string, isKnown: (identity: string) => boolean): readonly OpenFile[] {
  const files: OpenFile[] = []
  try {
    for (let index = 0, gaps = 0; gaps < maxGaps; index++) {
      const file = openFile(index === 0 ? path : `${path}.${index}`)
      gaps = file === null ? gaps + 1 : 0
      if (file === null) continue
      const isTwice = files.some(({ identity }) => identity === file.identity)
      if (isTwice || isKnown(file.identity)) closeSync(file.fd)
      else files.push(file)
      if (!isTwice && files.at(-1) !== file) break
    }
  } catch (thrown) {
    closeFiles(files)
    throw thrown
  }
  return files.sort((a, b) => Number(b.bornNs - a.bornNs))
}

export function closeFiles(files: readonly OpenFile[]): void {
  for (const { fd } of files) closeSync(fd)
}

/** Who bears the name now; null for nobody. */
export function identityAt(path: string): string | null {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stats === undefined ? null : identityOf(stats)
  } catch (thrown) {
    return orMissing(thrown)
  }
}

/** Fewer bytes than wanted at the end of the file only. */
export function readAt(fd: number, into: Buffer, wanted: number, position: number): number {
  let have = 0
  while (have < wanted) {
    const count = readSync(fd, into, have, wanted - have, position + have)
    if (count === 0) break
    have += count
  }
  return have
}

/** While files are being renamed, places are empty for a moment. */
const maxGaps = 3

function openFile(path: string): OpenFile | null {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (thrown) {
    return orMissing(thrown)
  }
  const stats = fstatSync(fd, { bigint: true })
  const bornMs = Number(stats.birthtimeMs === 0n ? stats.mtimeMs : stats.birthtimeMs)
  return { fd, identity: identityOf(stats), sizeBytes: Number(stats.size), bornMs, bornNs: stats.birthtimeNs }
}

/** A number of an inode is used again soon; its time of birth is not. */
function identityOf(stats: { readonly dev: bigint; readonly ino: bigint; readonly birthtimeNs: bigint }): string {
  return `${stats.dev}:${stats.ino}:${stats.birthtimeNs}`
}

function orMissing(thrown: unknown): null {
  const code = (thrown as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw thrown
}
