// The ELF header and its program headers, 32 and 64 bits, both byte orders.

export const PT_LOAD = 1
export const PT_DYNAMIC = 2
export const PT_INTERP = 3
export const PT_NOTE = 4

export interface ElfSegment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly fileBytes: number
  readonly align: number
}

export interface ElfHeader {
  readonly is64: boolean
  readonly isLittleEndian: boolean
  readonly machine: number
  readonly segments: readonly ElfSegment[]
  /** First byte after everything that a segment or a header holds. */
  readonly contentEnd: number
  /** Fields that speak of the section table. */
  readonly sectionFields: readonly { readonly at: number; readonly size: number }[]
}

/** The header, or why there is none in words. `elf` may be only the beginning of the file. */
export function readHeader(elf: Buffer): ElfHeader | string {
  if (elf.length < 52 || elf.readUInt32BE(0) !== 0x7f454c46) return 'it is no ELF executable'
  const is64 = elf[4] === 2
  const isLittleEndian = elf[5] === 1
  if ((!is64 && elf[4] !== 1) || (!isLittleEndian && elf[5] !== 2) || (is64 && elf.length < 64)) {
    return 'its ELF header is broken'
  }
  const order = { is64, isLittleEndian }
  const layout = is64 ? layout64 : layout32
  const at = readWord(elf, order, layout.tableAt, layout.word)
  const entryBytes = readWord(elf, order, layout.entryBytesAt, 2)
  const count = readWord(elf, order, layout.countAt, 2)
  const tableEnd = at + count * entryBytes
  if (count === 0 || count === 0xffff || entryBytes < layout.entryMin) return 'its ELF header is broken'
  if (tableEnd > elf.length) return 'the executable is cut off'
  const segments = Array.from({ length: count }, (_, index) => readSegment(elf, order, at + index * entryBytes))
  const ends = segments.map(({ offset, fileBytes }) => (fileBytes === 0 ? 0 : offset + fileBytes))
  return {
    ...order,
    machine: readWord(elf, order, 18, 2),
    segments,
    contentEnd: Math.max(tableEnd, layout.headerBytes, ...ends),
    sectionFields: layout.sectionFields,
  }
}

/** An unsigned number of 2, 4 or 8 bytes; numbers beyond 2^53 come out inexact, which no offset of a real file is. */
export function readWord(
  elf: Buffer,
  { isLittleEndian }: { readonly isLittleEndian: boolean },
  at: number,
  size: number,
): number {
  if (at < 0 || at + size > elf.length) return 0
  if (size === 8) return Number(isLittleEndian ? elf.readBigUInt64LE(at) : elf.readBigUInt64BE(at))
  return isLittleEndian ? elf.readUIntLE(at, size) : elf.readUIntBE(at, size)
}

const layout64 = {
  word: 8,
  tableAt: 32,
  entryBytesAt: 54,
  countAt: 56,
  entryMin: 56,
  headerBytes: 64,
  // e_shoff, then e_shnum and e_shstrndx.
  sectionFields: [
    { at: 40, size: 8 },
    { at: 60, size: 4 },
  ],
  segment: { offset: 8, address: 16, fileBytes: 32, align: 48 },
} as const

const layout32 = {
  word: 4,
  tableAt: 28,
  entryBytesAt: 42,
  countAt: 44,
  entryMin: 32,
  headerBytes: 52,
  sectionFields: [
    { at: 32, size: 4 },
    { at: 48, size: 4 },
  ],
  segment: { offset: 4, address: 8, fileBytes: 16, align: 28 },
} as const

function readSegment(elf: Buffer, order: { is64: boolean; isLittleEndian: boolean }, at: number): ElfSegment {
  const { word, segment } = order.is64 ? layout64 : layout32
  const field = (offset: number) => readWord(elf, order, at + offset, word)
  return {
    type: readWord(elf, order, at, 4),
    offset: field(segment.offset),
    address: field(segment.address),
    fileBytes: field(segment.fileBytes),
    align: field(segment.align),
  }
}
