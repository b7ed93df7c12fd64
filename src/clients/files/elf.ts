// What devenv must know of an executable: what of it is loaded, its identity, and what it needs to run.
// Pure over bytes. Anything that is no sound ELF file is DE0307, never a crash.
import { createHash } from 'node:crypto'
import { fail } from '../../errors/errors.ts'
import {
  type ElfHeader,
  type ElfSegment,
  PT_DYNAMIC,
  PT_INTERP,
  PT_LOAD,
  PT_NOTE,
  readHeader,
  readWord,
} from './elf-header.ts'

export interface ElfNeeds {
  /** `x86_64`, `aarch64`, … as `uname -m` says it. */
  readonly machine: string
  /** Highest glibc version asked for: `2.36`; null for a static executable or another libc. */
  readonly glibc: string | null
  /** The dynamic loader; null for a static executable. */
  readonly interpreter: string | null
  /** Shared libraries by name. */
  readonly libraries: readonly string[]
}

/** The file without what no process ever loads: symbols, debug sections and the section table. */
export function shippable(elf: Buffer): Buffer {
  const header = soundHeader(elf)
  const bytes = Buffer.from(elf.subarray(0, header.contentEnd))
  for (const { at, size } of header.sectionFields) bytes.fill(0, at, at + size)
  return bytes
}

/** SHA-256 over what is loaded, GNU build-id left out: an edit that changes no instruction and no data keeps it. */
export function artifactId(elf: Buffer): string {
  const header = soundHeader(elf)
  const note = buildIdNote(elf, header)
  const blanks = [...header.sectionFields, ...(note === null ? [] : [note])].sort((a, b) => a.at - b.at)
  const sum = createHash('sha256')
  // In pieces: a copy with the blanks filled in costs as much as the hash of a large program.
  let from = 0
  for (const { at, size } of blanks) {
    sum.update(elf.subarray(from, at)).update(Buffer.alloc(size))
    from = at + size
  }
  return sum.update(elf.subarray(from, header.contentEnd)).digest('hex').slice(0, 16)
}

/** In hex, as `file` and debuggers print it; null when the linker wrote none. */
export function gnuBuildId(elf: Buffer): string | null {
  const note = buildIdNote(elf, soundHeader(elf))
  return note === null ? null : elf.toString('hex', note.at, note.at + note.size)
}

export function elfNeeds(elf: Buffer): ElfNeeds {
  const header = soundHeader(elf)
  const interpreter = header.segments.find(({ type }) => type === PT_INTERP)
  const dynamic = dynamicSection(elf, header)
  const strings = offsetOf(header, dynamic.get(DT_STRTAB)?.[0])
  const name = (at: number) => (strings === null ? '' : textAt(elf, strings + at))
  const versions = neededVersions(elf, header, dynamic).map(name)
  return {
    machine: machines[header.machine] ?? `machine ${header.machine}`,
    glibc: highestGlibc(versions),
    interpreter: interpreter === undefined ? null : textAt(elf, interpreter.offset),
    libraries: (dynamic.get(DT_NEEDED) ?? []).map(name).filter((library) => library !== ''),
  }
}

const DT_NEEDED = 1
const DT_STRTAB = 5
const DT_VERNEED = 0x6ffffffe
const DT_VERNEEDNUM = 0x6fffffff
const NT_GNU_BUILD_ID = 3
const machines: Readonly<Record<number, string>> = {
  3: 'i686',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64le',
  22: 's390x',
  40: 'armv7l',
  62: 'x86_64',
  183: 'aarch64',
  243: 'riscv64',
  258: 'loongarch64',
}

function soundHeader(elf: Buffer): ElfHeader {
  const header = readHeader(elf)
  if (typeof header === 'string') return fail('DE0307', { reason: header })
  if (header.contentEnd > elf.length) return fail('DE0307', { reason: 'the executable is cut off' })
  return header
}

interface Span {
  readonly at: number
  readonly size: number
}

function buildIdNote(elf: Buffer, header: ElfHeader): Span | null {
  for (const segment of header.segments) {
    if (segment.type !== PT_NOTE) continue
    const found = noteIn(elf, header, segment)
    if (found !== null) return found
  }
  return null
}

/** A note: name size, content size, type, name padded to 4, content padded to 4. */
function noteIn(elf: Buffer, header: ElfHeader, segment: ElfSegment): Span | null {
  const end = segment.offset + segment.fileBytes
  const padding = segment.align === 8 ? 8 : 4
  for (let at = segment.offset; at + 12 <= end; ) {
    const nameBytes = readWord(elf, header, at, 4)
    const size = readWord(elf, header, at + 4, 4)
    const content = at + 12 + padded(nameBytes, padding === 8 ? 4 : padding)
    if (content + size > end) return null
    const isGnu = elf.toString('latin1', at + 12, at + 12 + nameBytes) === 'GNU\0'
    if (isGnu && readWord(elf, header, at + 8, 4) === NT_GNU_BUILD_ID) return { at: content, size }
    at = content + padded(size, padding)
  }
  return null
}

function padded(size: number, to: number): number {
  return Math.ceil(size / to) * to
}

/** Values by tag, in the order of the file. */
function dynamicSection(elf: Buffer, header: ElfHeader): ReadonlyMap<number, readonly number[]> {
  const values = new Map<number, number[]>()
  const segment = header.segments.find(({ type }) => type === PT_DYNAMIC)
  if (segment === undefined) return values
  const word = header.is64 ? 8 : 4
  for (let at = segment.offset; at + 2 * word <= segment.offset + segment.fileBytes; at += 2 * word) {
    const tag = readWord(elf, header, at, word)
    if (tag === 0) break
    values.set(tag, [...(values.get(tag) ?? []), readWord(elf, header, at + word, word)])
  }
  return values
}

/** Offsets into the string table, of each version name that is asked of a library. */
function neededVersions(elf: Buffer, header: ElfHeader, dynamic: ReadonlyMap<number, readonly number[]>): number[] {
  const names: number[] = []
  let at = offsetOf(header, dynamic.get(DT_VERNEED)?.[0])
  const files = Math.min(dynamic.get(DT_VERNEEDNUM)?.[0] ?? 0, 1000)
  for (let file = 0; at !== null && file < files && at + 16 <= elf.length; file += 1) {
    const count = readWord(elf, header, at + 2, 2)
    let entry = at + readWord(elf, header, at + 8, 4)
    for (let index = 0; index < count && entry + 16 <= elf.length; index += 1) {
      names.push(readWord(elf, header, entry + 8, 4))
      const next = readWord(elf, header, entry + 12, 4)
      if (next === 0) break
      entry += next
    }
    const next = readWord(elf, header, at + 12, 4)
    if (next === 0) break
    at += next
  }
  return names
}

function highestGlibc(versions: readonly string[]): string | null {
  const found = versions.flatMap((version) => /^GLIBC_(\d+(?:\.\d+)*)$/.exec(version)?.[1] ?? [])
  return found.sort(compareVersions).at(-1) ?? null
}

/** Compares `2.9` and `2.36` by their numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Where in the file an address of the program lies. */
function offsetOf(header: ElfHeader, address: number | undefined): number | null {
  if (address === undefined) return null
  const segment = header.segments.find(
    ({ type, address: from, fileBytes }) => type === PT_LOAD && address >= from && address < from + fileBytes,
  )
  return segment === undefined ? null : segment.offset + (address - segment.address)
}

function textAt(elf: Buffer, at: number): string {
  if (at < 0 || at >= elf.length) return ''
  const end = elf.indexOf(0, at)
  return elf.toString('utf8', at, Math.min(end === -1 ? elf.length : end, at + 4096))
}
