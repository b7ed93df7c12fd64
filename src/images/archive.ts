// An image out of the engine, as `docker save` writes it: old engines and new ones both put manifest.json into it.
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { readTar, type TarEntry } from './tar.ts'

/** What the parts of a config are that devenv reads; the rest is kept as it is. */
export interface ImageConfig {
  readonly architecture: string
  readonly os: string
  readonly config: {
    readonly User?: string
    readonly Env?: readonly string[]
    readonly Entrypoint?: readonly string[] | null
    readonly Cmd?: readonly string[] | null
    readonly Labels?: Readonly<Record<string, string>> | null
    readonly Healthcheck?: { readonly Test?: readonly string[] } | null
    readonly [key: string]: unknown
  }
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[]
  readonly [key: string]: unknown
}

export interface SavedImage {
  readonly config: ImageConfig
  /** `sha256:…` of the config: what the engine names the image by. */
  readonly imageId: string
  /** From the bottom up. */
  readonly layers: readonly (readonly TarEntry[])[]
}

/** Throws a plain Error when it is no archive of one image. */
export function readArchive(archive: Buffer): SavedImage {
  const files = new Map(readTar(archive).map((entry) => [entry.path, entry]))
  const [manifest] = JSON.parse(contentOf(files, 'manifest.json').toString('utf8')) as Manifest[]
  if (manifest === undefined) throw new Error('manifest.json names no image')
  const config = contentOf(files, manifest.Config)
  return {
    config: JSON.parse(config.toString('utf8')) as ImageConfig,
    imageId: digestOf(config),
    layers: manifest.Layers.map((path) => readTar(unpacked(contentOf(files, path)))),
  }
}

/** The file system that a container sees: later layers over earlier ones, without what they take away. */
export function fileSystemOf(layers: readonly (readonly TarEntry[])[]): ReadonlyMap<string, TarEntry> {
  const seen = new Map<string, TarEntry>()
  const remove = (path: string) => {
    for (const known of [...seen.keys()]) if (known === path || known.startsWith(`${path}/`)) seen.delete(known)
  }
  for (const layer of layers) {
    // What a layer takes away is of the layers below it, in whatever order it says so.
    for (const { path } of layer) {
      const [, folder = '', name = ''] = /^(.*?)([^/]*)$/s.exec(path) ?? []
      if (name === '.wh..wh..opq') {
        for (const known of [...seen.keys()]) if (known.startsWith(folder)) seen.delete(known)
      } else if (name.startsWith('.wh.')) remove(`${folder}${name.slice('.wh.'.length)}`)
    }
    for (const entry of layer) {
      if (entry.path === '' || /(^|\/)\.wh\./.test(entry.path)) continue
      if (entry.kind !== 'folder') remove(entry.path)
      seen.set(entry.path, entry)
    }
  }
  return seen
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

interface Manifest {
  readonly Config: string
  readonly Layers: readonly string[]
}

function contentOf(files: ReadonlyMap<string, TarEntry>, path: string): Buffer {
  const entry = files.get(path)
  if (entry === undefined) throw new Error(`the archive has no ${path}`)
  // Docker 20.10 writes a layer once and links to it where it comes again.
  if (entry.kind === 'symlink' || entry.kind === 'hardlink') {
    const target = entry.kind === 'hardlink' ? entry.target : joined(path, entry.target)
    if (target === path) throw new Error(`${path} is a link to itself`)
    return contentOf(files, target)
  }
  return entry.bytes
}

function joined(from: string, target: string): string {
  const words = from.split('/').slice(0, -1)
  for (const word of target.split('/')) {
    if (word === '..') words.pop()
    else if (word !== '.') words.push(word)
  }
  return words.join('/')
}

function unpacked(layer: Buffer): Buffer {
  return layer[0] === 0x1f && layer[1] === 0x8b ? gunzipSync(layer) : layer
}
