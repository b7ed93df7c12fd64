// Reads .ninja_deps: what each output read, as the compiler's depfiles said it. The file only grows, so that after an
// edit only its new end is read. Format: ninja/src/deps_log.h, versions 3 and 4.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const signature = '# ninjadeps\n'

export class NinjaDeps {
  private readonly file: string
  private paths: string[] = []
  private byOutput = new Map<string, readonly number[]>()
  private offset = 0
  private inode = -1

  constructor(file: string) {
    this.file = file
  }

  /** Inputs of an output, paths as ninja knows them; null when no compiler said any. */
  inputsOf(output: string): readonly string[] | null {
    const ids = this.byOutput.get(output)
    return ids === undefined ? null : ids.map((id) => this.paths[id] ?? '')
  }

  /** Takes in what ninja wrote since; a missing or broken file leaves what is known up to there. */
  refresh(): void {
    let handle: number
    try {
      handle = openSync(this.file, 'r')
    } catch {
      this.reset(-1)
      return
    }
    try {
      const { size, ino } = fstatSync(handle)
      // Ninja replaces the file when it drops what is out of date.
      if (ino !== this.inode || size < this.offset) this.reset(ino)
      const bytes = Buffer.alloc(size - this.offset)
      const read = readSync(handle, bytes, 0, bytes.length, this.offset)
      this.takeIn(bytes.subarray(0, read))
    } finally {
      closeSync(handle)
    }
  }

  private reset(inode: number): void {
    this.paths = []
    this.byOutput = new Map()
    this.offset = 0
    this.inode = inode
  }

  private takeIn(bytes: Buffer): void {
    let at = 0
    let hasLongStamps = true
    if (this.offset === 0) {
      if (bytes.toString('latin1', 0, signature.length) !== signature || bytes.length < signature.length + 4) return
      hasLongStamps = bytes.readInt32LE(signature.length) >= 4
      if (bytes.readInt32LE(signature.length) < 3) return
      at = signature.length + 4
    }
    while (at + 4 <= bytes.length) {
      const head = bytes.readUInt32LE(at)
      const size = head & 0x7fffffff
      const end = at + 4 + size
      if (end > bytes.length || size < 4) break
      if (head >>> 31 === 0) this.takePath(bytes.subarray(at + 4, end))
      else this.takeDeps(bytes.subarray(at + 4, end), hasLongStamps ? 12 : 8)
      at = end
    }
    this.offset += at
  }

  /** Path, padded to 4 with zeros, then the complement of its id. */
  private takePath(record: Buffer): void {
    let end = record.length - 4
    while (end > 0 && record[end - 1] === 0) end -= 1
    const id = ~record.readInt32LE(record.length - 4)
    if (id >= 0 && id <= this.paths.length) this.paths[id] = record.toString('utf8', 0, end)
  }

  /** Id of the output, its mtime, ids of what it read. */
  private takeDeps(record: Buffer, headBytes: number): void {
    if (record.length < headBytes) return
    const output = this.paths[record.readInt32LE(0)]
    if (output === undefined) return
    const ids: number[] = []
    for (let at = headBytes; at + 4 <= record.length; at += 4) ids.push(record.readInt32LE(at))
    this.byOutput.set(output, ids)
  }
}
