// The bill of materials of an image as SPDX 2.3 JSON: packages shipped and linked in, every file with its checksums.
import { createHash } from 'node:crypto'
import { fileSystemOf } from './archive.ts'
import type { DebianPackage, Evidence } from './evidence.ts'
import { licenceOf, NO_ASSERTION } from './licences.ts'
import { isoTime, type SealedImage } from './seal.ts'

export interface SpdxPackage {
  readonly SPDXID: string
  readonly name: string
  readonly versionInfo: string
  readonly downloadLocation: string
  readonly filesAnalyzed: boolean
  /** Of the files that it contains, where it contains some. */
  readonly packageVerificationCode?: { readonly packageVerificationCodeValue: string }
  readonly licenseInfoFromFiles?: readonly string[]
  readonly licenseConcluded: string
  readonly licenseDeclared: string
  readonly copyrightText: string
  readonly supplier?: string
  readonly homepage?: string
  readonly sourceInfo?: string
  readonly comment?: string
  readonly primaryPackagePurpose?: string
  readonly checksums?: readonly SpdxChecksum[]
  readonly externalRefs?: readonly {
    readonly referenceCategory: string
    readonly referenceType: string
    readonly referenceLocator: string
  }[]
}

export interface SpdxFile {
  readonly SPDXID: string
  readonly fileName: string
  readonly checksums: readonly SpdxChecksum[]
  readonly licenseConcluded: string
  readonly licenseInfoInFiles: readonly string[]
  readonly copyrightText: string
}

export interface SpdxChecksum {
  readonly algorithm: 'SHA1' | 'SHA256'
  readonly checksumValue: string
}

export interface SpdxDocument {
  readonly spdxVersion: 'SPDX-2.3'
  readonly dataLicense: 'CC0-1.0'
  readonly SPDXID: 'SPDXRef-DOCUMENT'
  readonly name: string
  readonly documentNamespace: string
  readonly creationInfo: { readonly created: string; readonly creators: readonly string[] }
  readonly documentDescribes: readonly string[]
  readonly packages: readonly SpdxPackage[]
  readonly files: readonly SpdxFile[]
  readonly relationships: readonly {
    readonly spdxElementId: string
    readonly relationshipType: string
    readonly relatedSpdxElement: string
  }[]
}

export interface SbomOptions {
  readonly service: string
  readonly version: string
  /** Of the service's own code. */
  readonly licence: string
  readonly tool: string
}

const IMAGE = 'SPDXRef-Image'
const PROGRAM = 'SPDXRef-Package-service'

export function sbomOf(image: SealedImage, evidence: Evidence, options: SbomOptions): SpdxDocument {
  const { service, version } = options
  const files = filesOf(image)
  const shipped = new Set(evidence.shipped.values())
  const known = [...evidence.packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const isInImage = ({ name }: DebianPackage) => shipped.has(name) || evidence.shipped.size === 0
  const program = image.config.config.Entrypoint?.[0] ?? ''
  const relate = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({
    spdxElementId,
    relationshipType,
    relatedSpdxElement,
  })
  const owners = new Map(files.map((file) => [file, ownerOf(file.fileName.slice(1), program, evidence)]))
  const withFiles = (one: SpdxPackage): SpdxPackage => {
    const own = files.filter((file) => owners.get(file) === one.SPDXID)
    return own.length === 0 ? one : { ...one, ...analyzed(own) }
  }
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${service}-${version}`,
    documentNamespace: `https://spdx.org/spdxdocs/${service}-${uuidOf(image.digest)}`,
    creationInfo: { created: isoTime(image.epochSeconds), creators: [`Tool: ${options.tool}`] },
    documentDescribes: [IMAGE],
    packages: [imagePackage(image, options), programPackage(options, evidence), ...known.map(debianPackage)].map(
      withFiles,
    ),
    files,
    relationships: [
      relate('SPDXRef-DOCUMENT', 'DESCRIBES', IMAGE),
      relate(IMAGE, 'CONTAINS', PROGRAM),
      ...known.filter(isInImage).map(({ name }) => relate(IMAGE, 'CONTAINS', idOf(name))),
      ...files.map((file) => relate(owners.get(file)!, 'CONTAINS', file.SPDXID)),
      ...known.filter(({ name }) => shipped.has(name)).map(({ name }) => relate(PROGRAM, 'DYNAMIC_LINK', idOf(name))),
      ...evidence.linked.map((name) => relate(PROGRAM, 'STATIC_LINK', idOf(name))),
      ...evidence.read.map((name) => relate(idOf(name), 'BUILD_DEPENDENCY_OF', PROGRAM)),
    ],
  }
}

/** The id of the package that a file belongs to; what belongs to none is the image's. */
function ownerOf(path: string, program: string, evidence: Evidence): string {
  const owner = evidence.shipped.get(path)
  if (owner !== undefined) return idOf(owner)
  return path === program ? PROGRAM : IMAGE
}

/** SPDX 2.3, 7.9: the SHA-1 of all SHA-1s in order. */
function analyzed(files: readonly SpdxFile[]): Partial<SpdxPackage> {
  const sums = files.map(({ checksums }) => checksums[0]!.checksumValue).sort()
  return {
    filesAnalyzed: true,
    packageVerificationCode: { packageVerificationCodeValue: hash('sha1', Buffer.from(sums.join(''))) },
    licenseInfoFromFiles: [NO_ASSERTION],
  }
}

function imagePackage(image: SealedImage, { service, version, licence }: SbomOptions): SpdxPackage {
  const locator = `pkg:oci/${service}@${encodeURIComponent(image.digest)}?arch=${image.config.architecture}`
  return {
    ...nothingKnown,
    SPDXID: IMAGE,
    name: service,
    versionInfo: version,
    licenseConcluded: image.config.config.Labels?.['org.opencontainers.image.licenses'] || licence,
    licenseDeclared: licence,
    primaryPackagePurpose: 'CONTAINER',
    comment: `the image that engines name ${image.imageId} and registries ${image.digest}`,
    checksums: [{ algorithm: 'SHA256', checksumValue: image.digest.replace('sha256:', '') }],
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator }],
  }
}

function programPackage({ service, version, licence }: SbomOptions, { compiler }: Evidence): SpdxPackage {
  return {
    ...nothingKnown,
    SPDXID: PROGRAM,
    name: `${service} (program)`,
    versionInfo: version,
    licenseConcluded: licence,
    licenseDeclared: licence,
    primaryPackagePurpose: 'APPLICATION',
    ...(compiler === '' ? {} : { comment: `compiled by ${compiler}` }),
  }
}

function debianPackage(one: DebianPackage): SpdxPackage {
  const { name, version, architecture, source, homepage, maintainer } = one
  const licence = licenceOf(one)
  const locator = `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${architecture}&distro=debian-12`
  return {
    ...nothingKnown,
    SPDXID: idOf(name),
    name,
    versionInfo: version,
    licenseConcluded: licence,
    licenseDeclared: licence,
    sourceInfo: `built from the source package ${source}`,
    ...(maintainer === '' ? {} : { supplier: `Organization: ${maintainer}` }),
    ...(homepage === '' ? {} : { homepage }),
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator }],
  }
}

const nothingKnown = { downloadLocation: NO_ASSERTION, filesAnalyzed: false, copyrightText: NO_ASSERTION }

function filesOf(image: SealedImage): readonly SpdxFile[] {
  return [...fileSystemOf(image.layers).values()]
    .filter(({ kind }) => kind === 'file')
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, bytes }) => ({
      SPDXID: `SPDXRef-File-${hash('sha256', Buffer.from(path)).slice(0, 16)}`,
      fileName: `./${path}`,
      checksums: [
        { algorithm: 'SHA1', checksumValue: hash('sha1', bytes) },
        { algorithm: 'SHA256', checksumValue: hash('sha256', bytes) },
      ],
      licenseConcluded: NO_ASSERTION,
      licenseInfoInFiles: [NO_ASSERTION],
      copyrightText: NO_ASSERTION,
    }))
}

/** SPDX ids hold letters, digits, dots and hyphens. */
function idOf(name: string): string {
  return `SPDXRef-Package-deb-${name.replace(/[^A-Za-z0-9.-]/g, (char) => `-${char.charCodeAt(0).toString(16)}-`)}`
}

function hash(algorithm: 'sha1' | 'sha256', bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex')
}

/** The same image, the same document: version 8 is for ids made by a rule of one's own. */
function uuidOf(digest: string): string {
  const hex = digest.replace('sha256:', '')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
