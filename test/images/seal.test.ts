// From what an engine saved to the same bytes everywhere.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { digestOf, fileSystemOf, readArchive } from '../../src/images/archive.ts'
import { takeEvidence } from '../../src/images/evidence.ts'
import { ociArchive, seal } from '../../src/images/seal.ts'
import { fileEntry, folderEntry, readTar, writeTar } from '../../src/images/tar.ts'
import { appLayer, archiveOf, baseLayer, config, savedImage } from './sample.ts'

const options = { epochSeconds: 1_700_000_000, labels: { 'org.opencontainers.image.licenses': 'MIT' } }
const sealed = seal(savedImage([baseLayer, appLayer]), options)

describe('archives of engines', () => {
  test('are read through manifest.json, gzipped layers and linked ones too', () => {
    const image = savedImage([baseLayer, appLayer])
    expect(readArchive(archiveOf(image)).layers.map((layer) => layer.map(({ path }) => path).sort())).toEqual(
      [baseLayer, appLayer].map((layer) => layer.map(({ path }) => path).sort()),
    )
    const layer = gzipSync(writeTar(appLayer, 1))
    const archive = writeTar(
      [
        fileEntry('blobs/sha256/c', JSON.stringify(config)),
        fileEntry('first/layer.tar', layer),
        { ...fileEntry('second/layer.tar', ''), kind: 'symlink', target: '../first/layer.tar' },
        fileEntry(
          'manifest.json',
          JSON.stringify([{ Config: 'blobs/sha256/c', Layers: ['first/layer.tar', 'second/layer.tar'] }]),
        ),
      ],
      1,
    )
    const read = readArchive(archive)
    expect(read.layers.map((entries) => entries.length)).toEqual([2, 2])
    expect(read.imageId).toBe(digestOf(Buffer.from(JSON.stringify(config))))
  })

  test('a link to itself and a missing part are said', () => {
    const manifest = fileEntry('manifest.json', JSON.stringify([{ Config: 'c', Layers: ['l'] }]))
    expect(() => readArchive(writeTar([manifest], 0))).toThrow('the archive has no c')
    const itself = { ...fileEntry('l', ''), kind: 'symlink' as const, target: 'l' }
    expect(() => readArchive(writeTar([manifest, fileEntry('c', '{}'), itself], 0))).toThrow('link to itself')
  })

  test('later layers take away what earlier ones had', () => {
    const files = fileSystemOf([
      [folderEntry('a'), fileEntry('a/1', ''), fileEntry('a/2', ''), folderEntry('b'), fileEntry('b/1', '')],
      [fileEntry('a/.wh.1', ''), fileEntry('b/.wh..wh..opq', ''), fileEntry('b/2', '')],
    ])
    expect([...files.keys()].sort()).toEqual(['a', 'a/2', 'b', 'b/2'])
  })
})

describe('seal', () => {
  test('two builds at different times, in another order, have one digest', () => {
    const reversed = [baseLayer, appLayer].map((layer) => [...layer].reverse())
    const later = readArchive(archiveOf({ ...savedImage(reversed), config: { ...config, created: 'later' } }, 2_000))
    expect(seal(later, options).digest).toBe(sealed.digest)
    expect(seal(later, options).imageId).toBe(sealed.imageId)
  })

  test('a byte, a mode, a label or the time of the commit gives another digest', () => {
    const other = (layer: typeof appLayer, epochSeconds = options.epochSeconds, labels = options.labels) =>
      seal(savedImage([baseLayer, layer]), { epochSeconds, labels }).digest
    const all = [
      sealed.digest,
      other([appLayer[0]!, fileEntry('app/service', 'elf', 0o755)]),
      other([appLayer[0]!, fileEntry('app/service', 'ELF', 0o750)]),
      other(appLayer, 1),
      other(appLayer, options.epochSeconds, { 'org.opencontainers.image.licenses': 'Zlib' }),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  test('the config keeps what runs and loses the traces of who built', () => {
    expect(sealed.config.config).toMatchObject({
      User: '65534:65534',
      Entrypoint: ['/app/service'],
      Healthcheck: { Test: ['CMD', '/app/service', '--check'] },
    })
    expect(sealed.config.config.Labels).toMatchObject(options.labels)
    expect(sealed.config['created']).toBe('2023-11-14T22:13:20Z')
    expect(Object.keys(sealed.config)).toEqual(['architecture', 'config', 'created', 'history', 'os', 'rootfs'])
    expect(sealed.config.history).toEqual([
      { created: '2023-11-14T22:13:20Z', created_by: 'COPY /out/base /' },
      { created: '2023-11-14T22:13:20Z', created_by: 'COPY /out/app /' },
    ])
  })

  test('the archive is an OCI layout and what docker load takes, every digest right', () => {
    const files = new Map(readTar(ociArchive(sealed, 'devenv/x:dev')).map(({ path, bytes }) => [path, bytes]))
    for (const [path, bytes] of files) {
      if (path.startsWith('blobs/sha256/') && bytes.length > 0)
        expect(path).toBe(`blobs/sha256/${createHash('sha256').update(bytes).digest('hex')}`)
    }
    const json = (path: string) => JSON.parse(files.get(path)!.toString('utf8'))
    const blob = (digest: string) => files.get(`blobs/${digest.replace(':', '/')}`)!
    expect(json('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' })
    expect(json('index.json').manifests[0].digest).toBe(sealed.digest)
    const manifest = JSON.parse(blob(sealed.digest).toString('utf8'))
    expect(manifest.config.digest).toBe(sealed.imageId)
    const diffIds = manifest.layers.map(({ digest }: { digest: string }) => digestOf(gunzipSync(blob(digest))))
    expect(sealed.config['rootfs']).toEqual({ type: 'layers', diff_ids: diffIds })
    expect(json('manifest.json')).toEqual([
      {
        Config: `blobs/${sealed.imageId.replace(':', '/')}`,
        RepoTags: ['devenv/x:dev'],
        Layers: manifest.layers.map(({ digest }: { digest: string }) => `blobs/${digest.replace(':', '/')}`),
      },
    ])
  })

  test('evidence is read and left out', () => {
    const { image, evidence } = takeEvidence(savedImage())
    expect(image.layers).toEqual([baseLayer, appLayer])
    expect(evidence.linked).toEqual(['libgcc-12-dev', 'nlohmann-json3-dev'])
    expect(evidence.read).toEqual(['libc6-dev'])
    expect(evidence.shipped.get('/lib/libc.so.6')).toBe('libc6')
    expect(evidence.compiler).toBe('c++ 12.2.0')
    expect(seal(image, options).digest).toBe(sealed.digest)
  })
})
