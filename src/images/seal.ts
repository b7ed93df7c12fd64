// Makes what an engine built the same everywhere: fixed times, order and owners, a config without the builder's traces.
// Old BuildKits know neither SOURCE_DATE_EPOCH nor rewrite-timestamp, so it is done here for all of them.
import { gzipSync } from 'node:zlib'
import { digestOf, type ImageConfig, type SavedImage } from './archive.ts'
import { fileEntry, folderEntry, type TarEntry, writeTar } from './tar.ts'

export interface SealOptions {
  readonly epochSeconds: number
  /** These replace the image's own. */
  readonly labels: Readonly<Record<string, string>>
}

export interface SealedImage {
  readonly config: ImageConfig
  readonly layers: readonly (readonly TarEntry[])[]
  /** `sha256:…` of the config: what engines name it by. */
  readonly imageId: string
  /** `sha256:…` of the manifest: what registries name it by. */
  readonly digest: string
  /** Of the layers, unpacked. */
  readonly sizeBytes: number
  readonly epochSeconds: number
  readonly blobs: ReadonlyMap<string, Buffer>
  readonly manifest: Buffer
}

export function seal(image: SavedImage, options: SealOptions): SealedImage {
  const { epochSeconds } = options
  const words = (image.config.history ?? []).filter(({ empty_layer }) => empty_layer !== true)
  const made = image.layers
    .map((entries, index) => ({
      entries: entries.filter(({ path }) => path !== ''),
      createdBy: words[index]?.created_by ?? 'COPY',
    }))
    .filter(({ entries }) => entries.length > 0)
  const tars = made.map(({ entries }) => writeTar(entries, epochSeconds))
  const packed = tars.map(gzip)
  const history = made.map(({ createdBy }) => ({ created: isoTime(epochSeconds), created_by: createdBy }))
  const config = sealedConfig(image.config, tars.map(digestOf), history, options)
  const configBytes = Buffer.from(JSON.stringify(config))
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: descriptor('application/vnd.oci.image.config.v1+json', configBytes),
      layers: packed.map((bytes) => descriptor('application/vnd.oci.image.layer.v1.tar+gzip', bytes)),
    }),
  )
  return {
    config,
    layers: made.map(({ entries }) => entries),
    imageId: digestOf(configBytes),
    digest: digestOf(manifest),
    sizeBytes: tars.reduce((sum, tar) => sum + tar.length, 0),
    epochSeconds,
    blobs: new Map([...packed, configBytes, manifest].map((bytes) => [digestOf(bytes), bytes])),
    manifest,
  }
}

/** An OCI layout with the manifest.json of `docker load` in it: engines of every age take it, and every registry tool. */
export function ociArchive(image: SealedImage, reference: string): Buffer {
  const blobPath = (digest: string) => `blobs/${digest.replace(':', '/')}`
  const manifest = JSON.parse(image.manifest.toString('utf8')) as { readonly layers: readonly { digest: string }[] }
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      {
        ...descriptor('application/vnd.oci.image.manifest.v1+json', image.manifest),
        annotations: {
          'io.containerd.image.name': `docker.io/${reference}`,
          'org.opencontainers.image.ref.name': reference.slice(reference.lastIndexOf(':') + 1),
        },
        platform: { architecture: image.config.architecture, os: image.config.os },
      },
    ],
  }
  const docker = [
    {
      Config: blobPath(image.imageId),
      RepoTags: [reference],
      Layers: manifest.layers.map(({ digest }) => blobPath(digest)),
    },
  ]
  return writeTar(
    [
      folderEntry('blobs'),
      folderEntry('blobs/sha256'),
      ...[...image.blobs].map(([digest, bytes]) => fileEntry(blobPath(digest), bytes)),
      fileEntry('index.json', JSON.stringify(index)),
      fileEntry('manifest.json', JSON.stringify(docker)),
      fileEntry('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' })),
    ],
    image.epochSeconds,
  )
}

export function isoTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace('.000Z', 'Z')
}

function sealedConfig(
  config: ImageConfig,
  diffIds: readonly string[],
  history: readonly unknown[],
  options: SealOptions,
): ImageConfig {
  return sorted({
    architecture: config.architecture,
    os: config.os,
    ...(config['variant'] === undefined ? {} : { variant: config['variant'] }),
    created: isoTime(options.epochSeconds),
    config: { ...config.config, Labels: { ...config.config.Labels, ...options.labels } },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history,
  }) as ImageConfig
}

/** Keys in one order at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

function descriptor(mediaType: string, bytes: Buffer) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length }
}

function gzip(bytes: Buffer): Buffer {
  const packed = gzipSync(bytes, { level: 9 })
  // The byte that names the operating system of whoever packed it: unknown.
  packed[9] = 0xff
  return packed
}
