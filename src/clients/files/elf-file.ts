// Reads of an executable on disk only what is loaded: the rest may be hundreds of megabytes of debug sections.
// Synchronous: it is in the page cache, just written, and each turn of the thread pool would cost more.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { fail } from '../../errors/errors.ts'
import { readHeader } from './elf-header.ts'

const firstBytes = 64 * 1024

/** The bytes up to the end of what is loaded, enough for `shippable`, `artifactId`, `gnuBuildId` and `elfNeeds`. */
export function readLoaded(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const start = readAt(file, 0, firstBytes)
    const header = readHeader(start)
    if (typeof header === 'string') return fail('DE0307', { reason: header, path })
    if (header.contentEnd <= start.length) return start.subarray(0, header.contentEnd)
    const { size } = fstatSync(file)
    if (header.contentEnd > size) return fail('DE0307', { reason: 'the executable is cut off', path })
    return readAt(file, 0, header.contentEnd)
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const read = readSync(file, bytes, filled, length - filled, position + filled)
    if (read === 0) break
    filled += read
  }
  return bytes.subarray(0, filled)
}
