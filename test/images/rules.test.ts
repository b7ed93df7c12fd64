// What an image that ships must be: one good image, and every way to spoil it.
import { describe, expect, test } from 'vitest'
import type { SavedImage } from '../../src/images/archive.ts'
import { takeEvidence } from '../../src/images/evidence.ts'
import { brokenRules, wantedLabels } from '../../src/images/rules.ts'
import { type SpdxDocument, sbomOf } from '../../src/images/sbom.ts'
import { seal } from '../../src/images/seal.ts'
import { fileEntry, folderEntry, type TarEntry } from '../../src/images/tar.ts'
import { appLayer, baseLayer, savedImage, withConfig } from './sample.ts'

const good = savedImage([baseLayer, appLayer])
const { evidence } = takeEvidence(savedImage())

/** Of an image as the engine has it after `images build`: its id is that of the document. */
function sbomFor(image: SavedImage): SpdxDocument {
  const sealed = { ...seal(image, { epochSeconds: 1, labels: {} }), imageId: image.imageId }
  return sbomOf(sealed, evidence, { service: 'x', version: '1', licence: 'MIT', tool: 'devenv-1' })
}

function found(image: SavedImage, sbom: SpdxDocument | null = sbomFor(image)): readonly string[] {
  return brokenRules(image, 'c++', sbom).map(({ code, what, text }) => `${code} ${what} ${text}`)
}

const withFile = (entry: TarEntry) => savedImage([baseLayer, appLayer, [entry]])

describe('rules', () => {
  test('find nothing in what devenv builds', () => {
    expect(found(good)).toEqual([])
  })

  test.each([
    ['', 'DE0317 user none is named, so that it runs as root'],
    ['0', 'DE0317 user 0 is root'],
    ['0:65534', 'DE0317 user 0:65534 is root'],
    ['root', /^DE0317 user root is a name \(uid unknown\)/],
    ['nobody', /^DE0317 user nobody is a name \(uid 65534\)/],
  ])('user %j', (User, words) => {
    expect(found(withConfig(good, { User }))).toEqual([expect.stringMatching(words)])
  })

  test.each([
    ['bin/sh', 'is a shell'],
    ['usr/bin/bash', 'is a shell'],
    ['bin/busybox', 'is a shell'],
    ['usr/bin/dpkg', 'is a package manager'],
    ['usr/bin/apt-get', 'is a package manager'],
    ['usr/bin/x86_64-linux-gnu-gcc-12', 'is a compiler or linker'],
    ['usr/bin/gnatmake', 'is a compiler or linker'],
    ['usr/bin/g++', 'is a compiler or linker'],
    ['usr/bin/perl5.36.0', 'is an interpreter'],
    ['usr/bin/python3.11', 'is an interpreter'],
    ['opt/renamed', 'can be run, and is not the service'],
  ])('/%s', (path, words) => {
    expect(found(withFile(fileEntry(path, 'x', 0o755)))).toEqual([`DE0316 /${path} ${words}`])
  })

  test('a shell that is a link counts, and one that cannot be run', () => {
    const link: TarEntry = { ...fileEntry('bin/sh', ''), kind: 'symlink', target: 'other' }
    expect(found(withFile(link))).toEqual(['DE0316 /bin/sh is a shell'])
    expect(found(withFile(fileEntry('bin/sh', '')))).toEqual(['DE0316 /bin/sh is a shell'])
  })

  test('modes, capabilities, devices', () => {
    expect(found(withFile(fileEntry('lib/a.so', 'x', 0o4755)))).toEqual([
      'DE0316 /lib/a.so has mode 4755: who runs it becomes another user',
    ])
    expect(found(withFile(fileEntry('lib/a.so', 'x', 0o2755)))[0]).toContain('mode 2755')
    expect(found(withFile(fileEntry('etc/x', 'x', 0o666)))).toEqual([
      'DE0316 /etc/x has mode 666: everybody may write to it',
    ])
    expect(found(withFile(folderEntry('tmp', 0o1777)))).toEqual([
      'DE0316 /tmp has mode 1777: everybody may write to it',
    ])
    const attributes = { 'SCHILY.xattr.security.capability': 'x' }
    expect(found(withFile({ ...fileEntry('lib/a.so', 'x'), attributes }))).toEqual([
      'DE0316 /lib/a.so has capabilities of its own',
    ])
    const device: TarEntry = { ...fileEntry('dev/null', ''), kind: 'other' }
    expect(brokenRules(withFile(device), 'c++', sbomFor(good)).map(({ text }) => text)).toEqual([
      'is a device or a pipe',
    ])
  })

  test('what a later layer took away does not count', () => {
    const before = [fileEntry('bin/sh', 'x', 0o755)]
    expect(found(savedImage([before, baseLayer, appLayer, [fileEntry('bin/.wh.sh', '')]]))).toEqual([])
  })

  test('size, by language', () => {
    const large = withFile(fileEntry('data', Buffer.alloc(100_000_001)))
    const sbom = sbomFor(good)
    const sizes = (language: 'c++' | 'ada') =>
      brokenRules(large, language, sbom).filter(({ code }) => code === 'DE0318')
    expect(sizes('c++')).toEqual([{ code: 'DE0318', what: 'size', text: '100.0 MB, the limit is 100 MB' }])
    expect(sizes('ada')).toEqual([])
  })

  test.each(wantedLabels)('label %s', (name) => {
    const Labels = { ...good.config.config.Labels, [name]: '' }
    expect(found(withConfig(good, { Labels }))).toEqual([`DE0319 ${name} is a label it lacks`])
  })

  test('health check', () => {
    const { Healthcheck: _, ...rest } = good.config.config
    expect(found({ ...good, config: { ...good.config, config: rest } })).toEqual(['DE0319 health check there is none'])
    expect(found(withConfig(good, { Healthcheck: { Test: ['NONE'] } }))).toEqual(['DE0319 health check there is none'])
    expect(found(withConfig(good, { Healthcheck: { Test: ['CMD-SHELL', 'x'] } }))[0]).toContain('asks for a shell')
  })

  test('bill of materials: none, of another image, without a file', () => {
    expect(found(good, null)).toEqual(['DE0319 bill of materials there is none beside the image'])
    expect(found({ ...good, imageId: 'sha256:1' }, sbomFor(good))).toEqual([
      'DE0319 bill of materials it is of another image than sha256:1',
    ])
    expect(found(withFile(fileEntry('etc/new', 'x')), sbomFor(good))).toEqual([
      'DE0319 /etc/new is not in the bill of materials',
    ])
  })

  test('all that is wrong is found at once', () => {
    const bad = withConfig(withFile(fileEntry('bin/sh', 'x', 0o4777)), { User: '', Labels: null, Healthcheck: null })
    expect(new Set(brokenRules(bad, 'c++', null).map(({ code }) => code))).toEqual(
      new Set(['DE0316', 'DE0317', 'DE0319']),
    )
    expect(found(bad, null)).toHaveLength(3 + 1 + wantedLabels.length + 1 + 1)
  })
})
