// The bill of materials: SPDX 2.3 in shape, and true.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { takeEvidence } from '../../src/images/evidence.ts'
import { joinLicences, licenceOf } from '../../src/images/licences.ts'
import { sbomOf } from '../../src/images/sbom.ts'
import { seal } from '../../src/images/seal.ts'
import { fileEntry } from '../../src/images/tar.ts'
import { appLayer, baseLayer, record, savedImage } from './sample.ts'
import { spdxMistakes } from './spdx-shape.ts'

const options = { service: 'widget-core', version: 'abc', licence: 'Apache-2.0', tool: 'devenv-1' }

function documentOf(image = savedImage()) {
  const { image: bare, evidence } = takeEvidence(image)
  const sealed = seal(bare, { epochSeconds: 1_700_000_000, labels: {} })
  return { sealed, evidence, document: sbomOf(sealed, evidence, options) }
}

describe('sbom', () => {
  const { sealed, document } = documentOf()
  const ids = new Map(document.packages.map(({ name, SPDXID }) => [name, SPDXID]))
  const relations = document.relationships.map(
    ({ spdxElementId, relationshipType, relatedSpdxElement }) =>
      `${spdxElementId} ${relationshipType} ${relatedSpdxElement}`,
  )

  test('is SPDX 2.3 in shape', () => {
    expect(spdxMistakes(document)).toEqual([])
  })

  test('the check of the shape finds mistakes', () => {
    const broken = { ...document, dataLicense: 'MIT', packages: document.packages.slice(1), files: [{ SPDXID: 'x' }] }
    expect(spdxMistakes(broken).length).toBeGreaterThan(5)
  })

  test('names the image by its digest, and what is in it by version and licence', () => {
    const image = document.packages.find(({ primaryPackagePurpose }) => primaryPackagePurpose === 'CONTAINER')!
    expect(`sha256:${image.checksums![0]!.checksumValue}`).toBe(sealed.digest)
    expect(image.comment).toContain(sealed.imageId)
    expect(
      document.packages.map(({ name, versionInfo, licenseConcluded }) => [name, versionInfo, licenseConcluded]),
    ).toEqual([
      ['widget-core', 'abc', 'Apache-2.0'],
      ['widget-core (program)', 'abc', 'Apache-2.0'],
      ['libc6', '2.36-9', 'LGPL-2.1-or-later'],
      ['libc6-dev', '2.36-9', 'LGPL-2.1-or-later'],
      ['libgcc-12-dev', '12.2.0-14', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
      ['nlohmann-json3-dev', '3.11.2-2', 'MIT'],
    ])
  })

  test('every file of the image is there, with its checksums', () => {
    const files = [...baseLayer, ...appLayer].filter(({ kind }) => kind === 'file')
    expect(document.files.map(({ fileName }) => fileName)).toEqual(files.map(({ path }) => `./${path}`).sort())
    for (const { path, bytes } of files) {
      const found = document.files.find(({ fileName }) => fileName === `./${path}`)!
      const sum = (name: string) => createHash(name).update(bytes).digest('hex')
      expect(found.checksums.map(({ checksumValue }) => checksumValue)).toEqual([sum('sha1'), sum('sha256')])
    }
  })

  test('tells what is shipped, linked in, and read only', () => {
    const program = ids.get('widget-core (program)')!
    expect(relations).toContain(`${program} DYNAMIC_LINK ${ids.get('libc6')}`)
    expect(relations).toContain(`${program} STATIC_LINK ${ids.get('libgcc-12-dev')}`)
    expect(relations).toContain(`${program} STATIC_LINK ${ids.get('nlohmann-json3-dev')}`)
    expect(relations).toContain(`${ids.get('libc6-dev')} BUILD_DEPENDENCY_OF ${program}`)
    expect(relations.filter((line) => line.startsWith(`${ids.get('widget-core')} CONTAINS SPDXRef-Package`))).toEqual([
      `${ids.get('widget-core')} CONTAINS ${program}`,
      `${ids.get('widget-core')} CONTAINS ${ids.get('libc6')}`,
    ])
    const service = document.files.find(({ fileName }) => fileName === './app/service')!
    expect(relations).toContain(`${program} CONTAINS ${service.SPDXID}`)
    expect(new Set(relations).size).toBe(relations.length)
  })

  test('the same image gives the same document, another one another name', () => {
    expect(documentOf().document).toEqual(document)
    const other = documentOf(savedImage([baseLayer, [fileEntry('app/service', 'other', 0o755)]]))
    expect(other.document.documentNamespace).not.toBe(document.documentNamespace)
  })

  test('an image that was made some other way: the records in it', () => {
    const status = fileEntry('var/lib/dpkg/status', `${record('libc6', '1', 'glibc')}\n${record('bash', '5')}`)
    const made = documentOf(savedImage([[...baseLayer, status], appLayer]))
    expect(made.document.packages.map(({ name }) => name).slice(2)).toEqual(['bash', 'libc6'])
    expect(spdxMistakes(made.document)).toEqual([])
  })
})

describe('licences', () => {
  const one = {
    name: 'x',
    version: '1',
    architecture: 'amd64',
    source: 'x',
    homepage: '',
    maintainer: '',
    copyright: '',
  }
  const format = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n'

  test('come from the paragraph of all files, else from what is known of the source, else are not said', () => {
    expect(
      licenceOf({ ...one, copyright: `${format}Files: debian/*\nLicense: GPL-2\n\nFiles: *\nLicense: Expat\n` }),
    ).toBe('MIT')
    expect(licenceOf({ ...one, copyright: `${format}Files: *\nLicense: weird\n` })).toBe('NOASSERTION')
    expect(licenceOf({ ...one, copyright: 'Some prose. License: Expat' })).toBe('NOASSERTION')
    expect(licenceOf({ ...one, source: 'glibc' })).toBe('LGPL-2.1-or-later')
  })

  test('are joined once each', () => {
    expect(joinLicences(['MIT', 'Apache-2.0 AND MIT', 'NOASSERTION', 'A OR B'])).toBe('(A OR B) AND Apache-2.0 AND MIT')
    expect(joinLicences(['NOASSERTION'])).toBe('')
  })
})
