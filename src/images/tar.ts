// Tar archives as container layers are: read with the extensions of GNU and pax, written so that the same entries give
// the same bytes.

export type TarKind = 'file' | 'folder' | 'symlink' | 'hardlink' | 'other'

export interface TarEntry {
  /** Without `./` before and `/` behind. */
  readonly path: string
  readonly kind: TarKind
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Target of a link. */
  readonly target: string
  readonly bytes: Buffer
  /** Records of pax that say what nothing else does: `SCHILY.xattr.security.capability`. */
  readonly attributes: Readonly<Record<string, string>>
}

const BLOCK = 512

/** Entries in the archive's order; throws a plain Error for what is no tar. */
export function readTar(archive: Buffer): readonly TarEntry[] {
  const entries: TarEntry[] = []
  let pax: Record<string, string> = {}
  let longName: string | null = null
  let longTarget: string | null = null
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK)
    if (header.every((byte) => byte === 0)) break
    if (checksumOf(header) !== octal(header, 148, 8)) throw new Error(`no tar header at byte ${at}`)
    const type = String.fromCharCode(header[156]!)
    const size = pax['size'] === undefined ? octal(header, 124, 12) : Number(pax['size'])
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size)
    if (bytes.length !== size) throw new Error(`the entry at byte ${at} is cut off`)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (type === 'x') pax = paxRecords(bytes)
    else if (type === 'L') longName = text(bytes, 0, size)
    else if (type === 'K') longTarget = text(bytes, 0, size)
    else if (type !== 'g') {
      const prefix = text(header, 257, 5) === 'ustar' && header[263] === 0x30 ? text(header, 345, 155) : ''
      const short = text(header, 0, 100)
      entries.push({
        path: cleanPath(pax['path'] ?? longName ?? (prefix === '' ? short : `${prefix}/${short}`)),
        kind: kindOf(type),
        mode: octal(header, 100, 8) & 0o7777,
        uid: Number(pax['uid'] ?? octal(header, 108, 8)),
        gid: Number(pax['gid'] ?? octal(header, 116, 8)),
        target: pax['linkpath'] ?? longTarget ?? text(header, 157, 100),
        bytes: kindOf(type) === 'file' ? bytes : Buffer.alloc(0),
        attributes: Object.fromEntries(Object.entries(pax).filter(([name]) => name.startsWith('SCHILY.xattr.'))),
      })
      pax = {}
      longName = null
      longTarget = null
    }
  }
  return entries
}

/** By path, every time the same, no names of users: the same entries are the same bytes everywhere. */
export function writeTar(entries: readonly TarEntry[], epochSeconds: number): Buffer {
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
  // A link must not come before its target.
  const ordered = [
    ...sorted.filter(({ kind }) => kind !== 'hardlink'),
    ...sorted.filter(({ kind }) => kind === 'hardlink'),
  ]
  const parts = ordered.flatMap((entry) => entryBlocks(entry, epochSeconds))
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

export function fileEntry(path: string, bytes: Buffer | string, mode = 0o644): TarEntry {
  const base = { uid: 0, gid: 0, target: '', attributes: {} }
  return { ...base, path, kind: 'file', mode, bytes: Buffer.from(bytes) }
}

export function folderEntry(path: string, mode = 0o755): TarEntry {
  return { ...fileEntry(path, '', mode), kind: 'folder' }
}

const types: Readonly<Record<TarKind, string>> = { file: '0', hardlink: '1', symlink: '2', folder: '5', other: '0' }

function kindOf(type: string): TarKind {
  if (type === '0' || type === '\0') return 'file'
  return ({ '1': 'hardlink', '2': 'symlink', '5': 'folder' } as const)[type] ?? 'other'
}

function entryBlocks(entry: TarEntry, epochSeconds: number): Buffer[] {
  if (entry.kind === 'other') throw new Error(`${entry.path} is no file, folder or link`)
  const name = entry.kind === 'folder' ? `${entry.path}/` : entry.path
  const records: Record<string, string> = { ...entry.attributes }
  if (Buffer.byteLength(name) > 100) records['path'] = name
  if (Buffer.byteLength(entry.target) > 100) records['linkpath'] = entry.target
  const blocks: Buffer[] = []
  if (Object.keys(records).length > 0) {
    const body = Buffer.concat(
      Object.keys(records)
        .sort()
        .map((key) => paxRecord(key, records[key]!)),
    )
    blocks.push(header({ ...fileEntry('pax', body), mode: 0o644 }, 'pax', 'x', 0), padded(body))
  }
  blocks.push(header(entry, name, types[entry.kind], epochSeconds), padded(entry.bytes))
  return blocks
}

function header(entry: TarEntry, name: string, type: string, epochSeconds: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const put = (value: string, at: number, length: number) => Buffer.from(value).copy(block, at, 0, length)
  const number = (value: number, at: number, length: number) =>
    put(value.toString(8).padStart(length - 1, '0'), at, length)
  put(name, 0, 100)
  number(entry.mode, 100, 8)
  number(entry.uid, 108, 8)
  number(entry.gid, 116, 8)
  number(entry.bytes.length, 124, 12)
  number(epochSeconds, 136, 12)
  put(type, 156, 1)
  put(entry.target, 157, 100)
  put('ustar\0', 257, 6)
  put('00', 263, 2)
  number(0, 329, 8)
  number(0, 337, 8)
  number(checksumOf(block), 148, 7)
  block[155] = 0x20
  return block
}

/** The sum of a header whose own eight bytes count as blanks. */
function checksumOf(block: Buffer): number {
  let sum = 8 * 0x20
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += block[at]!
  return sum
}

function octal(block: Buffer, at: number, length: number): number {
  // GNU writes what is too large for octal digits as a binary number.
  if ((block[at]! & 0x80) !== 0) return Number(block.readBigUInt64BE(at + length - 8) & 0x7fffffffffffffffn)
  return Number.parseInt(text(block, at, length).trim() || '0', 8)
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? length : end)
}

function cleanPath(path: string): string {
  return path.replace(/^(\.?\/)+/, '').replace(/\/+$/, '')
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)])
}

// The values of attributes are bytes, not text: latin1 keeps each of them.
function paxRecords(bytes: Buffer): Record<string, string> {
  const records: Record<string, string> = {}
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    const length = Number(bytes.toString('latin1', at, blank))
    if (blank === -1 || !(length > 0) || at + length > bytes.length) throw new Error('a pax record has no length')
    const record = bytes.subarray(blank + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    const key = record.toString('utf8', 0, equals)
    records[key] = record.toString(key.startsWith('SCHILY.xattr.') ? 'latin1' : 'utf8', equals + 1)
    at += length
  }
  return records
}

function paxRecord(key: string, value: string): Buffer {
  const body = Buffer.concat([
    Buffer.from(` ${key}=`),
    Buffer.from(value, key.startsWith('SCHILY.xattr.') ? 'latin1' : 'utf8'),
    Buffer.from('\n'),
  ])
  let length = body.length + 1
  while (String(length).length + body.length !== length) length = String(length).length + body.length
  return Buffer.concat([Buffer.from(String(length)), body])
}
