// The types of 'devenv' as one declaration file, so that an editor checks a Tiltfile.ts where devenv is no dependency.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../clients/files/package-root.ts'

const place = `export interface SourceLocation {
  readonly file: string
  readonly line: number
  readonly column?: number
}
`

/** Null when devenv was installed without its sources. */
export function typesText(): string | null {
  let source: string
  try {
    source = readFileSync(join(packageRoot(), 'src', 'config', 'api.ts'), 'utf8')
  } catch {
    return null
  }
  const declared = source
    .replace(/^\/\/[^\n]*\n/, '')
    .replace(/^import type [^\n]*\n/gm, '')
    .replace(/(?:\/\*\*[^\n]*\*\/\n)?^function [\s\S]*?^}\n/gm, '')
    .replace(/^(export function [\s\S]*?) \{\n[\s\S]*?^}\n/gm, (_whole, head: string) => `${withoutDefaults(head)}\n`)
  const body = `${place}\n${declared.trim()}`.replace(/^(?=.)/gm, '  ')
  return `// What Tiltfile.ts imports from 'devenv'. Written by \`devenv init\`: not for editing.\ndeclare module 'devenv' {\n${body}\n}\n`
}

/** A declaration has no values: `path = '/health'` becomes `path?: string`. */
function withoutDefaults(head: string): string {
  return head.replace(/(\w+) = '[^']*'/g, '$1?: string').replace(/(\w+)(: \{[^}]*\}) = \{\}/g, '$1?$2')
}
