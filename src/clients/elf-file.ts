// Reads of an executable on disk only what is loaded: the rest may be hundreds of megabytes of debug sections.
import { type FileHandle, open } from 'node:fs/promises'
import { fail } from '../errors/errors.ts'
import { readHeader } from './elf-header.ts'

const firstBytes = 64 * 1024

/** The bytes up to the end of what is loaded, enough for `shippable`, `artifactId`, `gnuBuildId` and `elfNeeds`. */
export async function readLoaded(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const start = await readAt(file, 0, firstBytes)
    const header = readHeader(start)
    if (typeof header === 'string') return fail('DE0307', { reason: header, path })
    if (header.contentEnd <= start.length) return start.subarray(0, header.contentEnd)
    const { size } = await file.stat()
    if (header.contentEnd > size) return fail('DE0307', { reason: 'the executable is cut off', path })
    const rest = await readAt(file, start.length, header.contentEnd - start.length)
    return Buffer.concat([start, rest])
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
