// What the JSON schema of SPDX 2.3 and its text ask of a document, as far as devenv writes it: every mistake, or none.

import { createHash } from 'node:crypto'

type Json = Readonly<Record<string, unknown>>

const id = /^SPDXRef-[A-Za-z0-9.-]+$/
const expression = /^(NOASSERTION|NONE|\(*[A-Za-z0-9.+-]+\)*( (AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*)$/
const relationshipTypes = /^(DESCRIBES|CONTAINS|DYNAMIC_LINK|STATIC_LINK|BUILD_DEPENDENCY_OF)$/
const purposes =
  /^(APPLICATION|FRAMEWORK|LIBRARY|CONTAINER|OPERATING-SYSTEM|DEVICE|FIRMWARE|SOURCE|ARCHIVE|FILE|INSTALL|OTHER)$/
const lengths: Readonly<Record<string, number>> = { SHA1: 40, SHA256: 64 }

export function spdxMistakes(document: unknown): readonly string[] {
  const found: string[] = []
  const need = (ok: boolean, words: string) => void (ok || found.push(words))
  const text = (value: unknown, pattern: RegExp, where: string) =>
    need(typeof value === 'string' && pattern.test(value), `${where}: ${String(value)}`)
  const top = document as Json
  const list = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : [])
  text(top['spdxVersion'], /^SPDX-2\.3$/, 'spdxVersion')
  text(top['dataLicense'], /^CC0-1\.0$/, 'dataLicense')
  text(top['SPDXID'], /^SPDXRef-DOCUMENT$/, 'SPDXID')
  text(top['name'], /./, 'name')
  text(top['documentNamespace'], /^https:\/\/\S+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'documentNamespace')
  const creation = top['creationInfo'] as Json | undefined
  text(creation?.['created'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'created')
  const creators = creation?.['creators']
  need(Array.isArray(creators) && creators.length > 0, 'creators')
  for (const creator of (creators ?? []) as string[]) text(creator, /^(Tool|Organization|Person): \S/, 'creator')

  const packages = list(top['packages'])
  const files = list(top['files'])
  const ids = ['SPDXRef-DOCUMENT', ...[...packages, ...files].map((one) => String(one['SPDXID']))]
  need(new Set(ids).size === ids.length, 'an id is given twice')
  need(packages.length > 0 && files.length > 0, 'packages and files')
  for (const one of packages) {
    const where = `package ${String(one['name'])}`
    text(one['SPDXID'], id, `${where} SPDXID`)
    for (const key of ['name', 'versionInfo', 'downloadLocation', 'copyrightText'])
      text(one[key], /./, `${where} ${key}`)
    for (const key of ['licenseConcluded', 'licenseDeclared']) text(one[key], expression, `${where} ${key}`)
    const own = list(top['relationships'])
      .filter(
        ({ spdxElementId, relationshipType }) => spdxElementId === one['SPDXID'] && relationshipType === 'CONTAINS',
      )
      .flatMap(({ relatedSpdxElement }) => files.filter(({ SPDXID }) => SPDXID === relatedSpdxElement))
    need(one['filesAnalyzed'] === own.length > 0, `${where} filesAnalyzed`)
    const code = (one['packageVerificationCode'] as Json | undefined)?.['packageVerificationCodeValue']
    need(code === (own.length > 0 ? verificationCode(own) : undefined), `${where} packageVerificationCode`)
    if (one['supplier'] !== undefined) text(one['supplier'], /^(Organization|Person): \S/, `${where} supplier`)
    if (one['primaryPackagePurpose'] !== undefined) text(one['primaryPackagePurpose'], purposes, `${where} purpose`)
    for (const sum of list(one['checksums'])) checksum(sum, where)
    for (const reference of list(one['externalRefs'])) {
      text(reference['referenceCategory'], /^PACKAGE-MANAGER$/, where)
      text(reference['referenceType'], /^purl$/, where)
      text(reference['referenceLocator'], /^pkg:[a-z]+\/[\w.%/+-]+@[\w.%+~-]+(\?[\w=&.-]+)?$/, where)
    }
  }
  for (const one of files) {
    const where = `file ${String(one['fileName'])}`
    text(one['SPDXID'], id, `${where} SPDXID`)
    text(one['fileName'], /^\.\//, where)
    const sums = list(one['checksums'])
    need(
      sums.some((sum) => sum['algorithm'] === 'SHA1'),
      `${where} has no SHA1`,
    )
    for (const sum of sums) checksum(sum, where)
    text(one['licenseConcluded'], expression, `${where} licence`)
  }
  for (const one of list(top['relationships'])) {
    text(one['relationshipType'], relationshipTypes, 'relationship')
    for (const key of ['spdxElementId', 'relatedSpdxElement'])
      need(ids.includes(String(one[key])), `a relationship names ${String(one[key])}, which is not there`)
  }
  for (const described of (top['documentDescribes'] ?? []) as string[]) need(ids.includes(described), described)
  // Nothing hangs in the air: all of it is what something contains, links or reads.
  const related = list(top['relationships']).flatMap((one) => [one['spdxElementId'], one['relatedSpdxElement']])
  for (const one of ids) need(related.includes(one), `${one} has no relationship`)
  return found

  function checksum(sum: Json, where: string): void {
    const length = lengths[String(sum['algorithm'])] ?? 0
    text(sum['checksumValue'], new RegExp(`^[0-9a-f]{${length}}$`), `${where} checksum`)
  }
}

function verificationCode(files: readonly Json[]): string {
  const sums = files.map(({ checksums }) =>
    (checksums as { algorithm: string; checksumValue: string }[]).find(({ algorithm }) => algorithm === 'SHA1'),
  )
  const all = sums.map((sum) => sum?.checksumValue ?? '').sort()
  return createHash('sha1').update(all.join('')).digest('hex')
}
