// Puts new unit versions into the binder's object file. They are all that changes in it when a body changes its
// content and nothing else, so binding and compiling its output again can be saved. Pure.

const SHT_SYMTAB = 2
const SHT_NOBITS = 8

interface Section {
  readonly type: number
  readonly offset: number
  readonly size: number
  readonly link: number
}

/** A patched copy; null when a symbol is not there or the object is not one of 64 bits. */
export function withVersions(object: Buffer, versions: ReadonlyMap<string, string>): Buffer | null {
  const sections = readSections(object)
  if (sections === null) return null
  const isLittleEndian = object[5] === 1
  const patched = Buffer.from(object)
  const places = symbolPlaces(object, sections, isLittleEndian)
  for (const [symbol, version] of versions) {
    const at = places.get(symbol)
    const value = Number.parseInt(version, 16)
    if (at === undefined || at + 4 > patched.length || !/^[\da-f]{8}$/.test(version)) return null
    if (isLittleEndian) patched.writeUInt32LE(value, at)
    else patched.writeUInt32BE(value, at)
  }
  return patched
}

function readSections(object: Buffer): readonly Section[] | null {
  if (object.length < 64 || object.readUInt32BE(0) !== 0x7f454c46 || object[4] !== 2) return null
  const isLittleEndian = object[5] === 1
  const long = (at: number) => Number(isLittleEndian ? object.readBigUInt64LE(at) : object.readBigUInt64BE(at))
  const word = (at: number) => (isLittleEndian ? object.readUInt32LE(at) : object.readUInt32BE(at))
  const half = (at: number) => (isLittleEndian ? object.readUInt16LE(at) : object.readUInt16BE(at))
  const [table, entry, count] = [long(40), half(58), half(60)]
  if (entry < 64 || table + entry * count > object.length) return null
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * entry
    return { type: word(at + 4), offset: long(at + 24), size: long(at + 32), link: word(at + 40) }
  })
}

/** Where in the file the 4 bytes of each global object lie. */
function symbolPlaces(
  object: Buffer,
  sections: readonly Section[],
  isLittleEndian: boolean,
): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const table = sections.find(({ type }) => type === SHT_SYMTAB)
  const names = table === undefined ? undefined : sections[table.link]
  if (table === undefined || names === undefined) return places
  for (let at = table.offset; at + 24 <= Math.min(table.offset + table.size, object.length); at += 24) {
    const nameAt = names.offset + (isLittleEndian ? object.readUInt32LE(at) : object.readUInt32BE(at))
    const index = isLittleEndian ? object.readUInt16LE(at + 6) : object.readUInt16BE(at + 6)
    // Lower halves: an object file of 4 GiB has other troubles.
    const value = isLittleEndian ? object.readUInt32LE(at + 8) : object.readUInt32BE(at + 12)
    const size = isLittleEndian ? object.readUInt32LE(at + 16) : object.readUInt32BE(at + 20)
    const section = sections[index]
    if (index === 0 || section === undefined || section.type === SHT_NOBITS || size !== 4) continue
    const end = object.indexOf(0, nameAt)
    if (end > nameAt) places.set(object.toString('latin1', nameAt, end), section.offset + value)
  }
  return places
}
