// What the build of an image found out about the packages in it: the topmost layer of stage `evidence`, which is read
// and left out (Dockerfiles/collect.sh writes it), or what is known from the image alone.
import type { SavedImage } from './archive.ts'
import { fileSystemOf } from './archive.ts'
import type { TarEntry } from './tar.ts'

export interface DebianPackage {
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly source: string
  readonly homepage: string
  readonly maintainer: string
  /** Its copyright file; empty where the base image was made without documentation. */
  readonly copyright: string
}

export interface Evidence {
  readonly packages: ReadonlyMap<string, DebianPackage>
  /** Package by absolute path of a file in the image. */
  readonly shipped: ReadonlyMap<string, string>
  /** Packages whose archives, objects or templates are inside the program. */
  readonly linked: readonly string[]
  /** Packages whose headers were read, and nothing of which is shipped. */
  readonly read: readonly string[]
  readonly compiler: string
}

const FOLDER = '.evidence'

/** Takes the evidence out of an image; the image without it. */
export function takeEvidence(image: SavedImage): { readonly image: SavedImage; readonly evidence: Evidence } {
  const top = image.layers.at(-1) ?? []
  if (!top.some(({ path }) => path === FOLDER)) return { image, evidence: evidenceOfImage(image) }
  const files = new Map(top.map((entry) => [entry.path, entry.bytes.toString('utf8')]))
  const lines = (name: string) =>
    (files.get(`${FOLDER}/${name}`) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t') as [string, string])
  const read = lines('read')
  const linked = new Set([...lines('linked').map(([name]) => name), ...named(read, 'inlined')])
  const packages = [...files].flatMap(([path, record]) => {
    const name = path.startsWith(`${FOLDER}/packages/`) ? path.slice(`${FOLDER}/packages/`.length) : ''
    return name === '' ? [] : [packageOf(record, files.get(`${FOLDER}/copyright/${name}`) ?? '')]
  })
  return {
    image: { ...image, layers: image.layers.slice(0, -1) },
    evidence: {
      packages: new Map(packages.map((one) => [one.name, one])),
      shipped: new Map(lines('shipped').map(([name, path]) => [path, name])),
      linked: [...linked].sort(),
      read: named(read, 'read').filter((name) => !linked.has(name)),
      compiler: (files.get(`${FOLDER}/compiler`) ?? '').trim(),
    },
  }
}

/** Of an image that was made some other way: the packages' records in it. */
function evidenceOfImage(image: SavedImage): Evidence {
  const files = fileSystemOf(image.layers)
  const records = [...files.values()].flatMap((entry) => recordsIn(entry))
  const packages = records.map((record) => {
    const name = fieldOf(record, 'Package')
    const copyright = files.get(`usr/share/doc/${name}/copyright`)?.bytes.toString('utf8') ?? ''
    return packageOf(record, copyright)
  })
  return {
    packages: new Map(packages.map((one) => [one.name, one])),
    shipped: new Map(),
    linked: [],
    read: [],
    compiler: '',
  }
}

function recordsIn(entry: TarEntry): readonly string[] {
  if (entry.kind !== 'file') return []
  if (entry.path !== 'var/lib/dpkg/status' && !/^var\/lib\/dpkg\/status\.d\/[^/.]+$/.test(entry.path)) return []
  return entry.bytes
    .toString('utf8')
    .split(/\n\n+/)
    .filter((record) => fieldOf(record, 'Package') !== '')
}

function packageOf(record: string, copyright: string): DebianPackage {
  const name = fieldOf(record, 'Package')
  return {
    name,
    version: fieldOf(record, 'Version'),
    architecture: fieldOf(record, 'Architecture'),
    // `gcc-12 (12.2.0-14)` where its version differs.
    source: fieldOf(record, 'Source').split(' ')[0] || name,
    homepage: fieldOf(record, 'Homepage'),
    maintainer: fieldOf(record, 'Maintainer'),
    copyright,
  }
}

function fieldOf(record: string, name: string): string {
  return new RegExp(`^${name}: *(.*)$`, 'm').exec(record)?.[1]?.trim() ?? ''
}

function named(lines: readonly (readonly [string, string])[], how: string): readonly string[] {
  return lines.filter(([, said]) => said === how).map(([name]) => name)
}
