// Licences of Debian packages as SPDX expressions: from machine-readable copyright files, or by what is known of a source.
import type { DebianPackage } from './evidence.ts'

export const NO_ASSERTION = 'NOASSERTION'

/** `NOASSERTION` where it is not known. */
export function licenceOf({ source, copyright }: DebianPackage): string {
  const known = bySource.find(([pattern]) => pattern.test(source))?.[1]
  return known ?? mainLicence(copyright) ?? NO_ASSERTION
}

/** One expression of all that are known: `Apache-2.0 AND MIT`. */
export function joinLicences(expressions: readonly string[]): string {
  const terms = new Set(expressions.flatMap((expression) => expression.split(' AND ')))
  terms.delete(NO_ASSERTION)
  // An expression with a choice keeps its meaning in brackets.
  return [...terms]
    .map((term) => (/ OR /.test(term) && !term.startsWith('(') ? `(${term})` : term))
    .sort()
    .join(' AND ')
}

const bySource: readonly (readonly [RegExp, string])[] = [
  [/^gcc-\d+$/, 'GPL-3.0-or-later WITH GCC-exception-3.1'],
  [/^gnat$/, 'GPL-3.0-or-later WITH GCC-exception-3.1'],
  [/^glibc$/, 'LGPL-2.1-or-later'],
  [/^linux$/, 'GPL-2.0-only WITH Linux-syscall-note'],
  [/^openssl$/, 'Apache-2.0'],
  [/^zlib$/, 'Zlib'],
  [/^(expat|prometheus-cpp|nlohmann-json3)$/, 'MIT'],
]

/** Debian's short names. */
const byName: Readonly<Record<string, string>> = {
  'apache-2.0': 'Apache-2.0',
  'bsd-2-clause': 'BSD-2-Clause',
  'bsd-3-clause': 'BSD-3-Clause',
  bsl: 'BSL-1.0',
  'cc0-1.0': 'CC0-1.0',
  expat: 'MIT',
  'gpl-2': 'GPL-2.0-only',
  'gpl-2+': 'GPL-2.0-or-later',
  'gpl-3': 'GPL-3.0-only',
  'gpl-3+': 'GPL-3.0-or-later',
  isc: 'ISC',
  'lgpl-2+': 'LGPL-2.0-or-later',
  'lgpl-2.1': 'LGPL-2.1-only',
  'lgpl-2.1+': 'LGPL-2.1-or-later',
  'lgpl-3+': 'LGPL-3.0-or-later',
  mit: 'MIT',
  'mpl-2.0': 'MPL-2.0',
  zlib: 'Zlib',
}

/** Of the paragraph `Files: *`; null for a copyright file in prose, or a licence without a short name. */
function mainLicence(copyright: string): string | null {
  if (!/^Format: .*copyright-format/m.test(copyright)) return null
  const paragraph = copyright.split(/\n\s*\n/).find((text) => /^Files: *\*/m.test(text))
  const name = /^License: *(\S+)$/m.exec(paragraph ?? '')?.[1]
  return name === undefined ? null : (byName[name.toLowerCase()] ?? null)
}
