// An image as engines save it: small, and with one of everything that the rules look for when asked.
import { digestOf, type ImageConfig, type SavedImage } from '../../src/images/archive.ts'
import { fileEntry, folderEntry, type TarEntry, writeTar } from '../../src/images/tar.ts'

const labels = Object.fromEntries(
  ['title', 'description', 'version', 'revision', 'source'].map((name) => [`org.opencontainers.image.${name}`, name]),
)

export const config: ImageConfig = {
  architecture: 'amd64',
  os: 'linux',
  created: '2026-01-02T03:04:05.678Z',
  container: 'abc',
  docker_version: '20.10',
  'moby.buildkit.buildinfo.v1': 'x',
  config: {
    User: '65534:65534',
    Env: ['BIND=0.0.0.0'],
    Entrypoint: ['/app/service'],
    Labels: {
      ...labels,
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
    },
    Healthcheck: { Test: ['CMD', '/app/service', '--check'] },
  },
  history: [
    { created_by: 'COPY /out/base /' },
    { created_by: 'COPY /out/app /' },
    { created_by: 'USER 65534:65534', empty_layer: true },
    { created_by: 'COPY /out/evidence /.evidence' },
  ],
  rootfs: { type: 'layers', diff_ids: [] },
}

export const record = (name: string, version: string, source = name) =>
  `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\nMaintainer: Debian <a@debian.org>\n`

export const baseLayer: readonly TarEntry[] = [
  folderEntry('lib'),
  fileEntry('lib/libc.so.6', 'the C library', 0o755),
  fileEntry('lib/ld-linux-x86-64.so.2', 'the loader', 0o755),
  folderEntry('etc'),
  fileEntry('etc/passwd', 'nobody:x:65534:65534:nobody:/:/sbin/nologin\n'),
]
export const appLayer: readonly TarEntry[] = [folderEntry('app'), fileEntry('app/service', 'ELF', 0o755)]
export const evidenceLayer: readonly TarEntry[] = [
  folderEntry('.evidence'),
  fileEntry('.evidence/shipped', 'libc6\t/lib/libc.so.6\nlibc6\t/lib/ld-linux-x86-64.so.2\n'),
  fileEntry('.evidence/linked', 'libgcc-12-dev\t/usr/lib/crtbegin.o\n'),
  fileEntry('.evidence/read', 'libc6-dev\tread\nlibgcc-12-dev\tread\nnlohmann-json3-dev\tinlined\n'),
  fileEntry('.evidence/compiler', 'c++ 12.2.0\n'),
  fileEntry('.evidence/packages/libc6', record('libc6', '2.36-9', 'glibc')),
  fileEntry('.evidence/packages/libc6-dev', record('libc6-dev', '2.36-9', 'glibc')),
  fileEntry('.evidence/packages/libgcc-12-dev', record('libgcc-12-dev', '12.2.0-14', 'gcc-12 (12.2.0)')),
  fileEntry('.evidence/packages/nlohmann-json3-dev', record('nlohmann-json3-dev', '3.11.2-2', 'odd-json')),
  fileEntry(
    '.evidence/copyright/nlohmann-json3-dev',
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2013 N. L.\nLicense: Expat\n\nFiles: doc/*\nLicense: GPL-2+\n',
  ),
]

export function savedImage(
  layers: readonly (readonly TarEntry[])[] = [baseLayer, appLayer, evidenceLayer],
): SavedImage {
  return { config, imageId: digestOf(Buffer.from('the config')), layers }
}

export function withConfig(image: SavedImage, change: Partial<ImageConfig['config']>): SavedImage {
  return { ...image, config: { ...image.config, config: { ...image.config.config, ...change } } }
}

/** As `docker save` of 20.10 writes it; `epochSeconds` stands for the time of a build. */
export function archiveOf(image: SavedImage, epochSeconds = 1_000): Buffer {
  const paths = image.layers.map((_layer, index) => `${'0123456789'[index]}layer/layer.tar`)
  return writeTar(
    [
      fileEntry('abc.json', JSON.stringify(image.config)),
      fileEntry('manifest.json', JSON.stringify([{ Config: 'abc.json', RepoTags: ['x:1'], Layers: paths }])),
      ...image.layers.map((layer, index) => fileEntry(paths[index]!, writeTar(layer, epochSeconds))),
    ],
    epochSeconds,
  )
}
