// Writes the generated parts of the documentation: npm run docs. Around them the pages are written by hand.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsReference } from './docs/errors.ts'
import { keysReference } from './docs/keys.ts'

export interface GeneratedPart {
  readonly page: string
  readonly name: string
  readonly text: string
}

export const docsFolder = join(import.meta.dirname, '../docs')

export function generatedParts(): readonly GeneratedPart[] {
  return [
    { page: 'tiltfile.md', name: 'keys', text: keysReference() },
    { page: 'troubleshooting.md', name: 'errors', text: errorsReference() },
  ]
}

/** The page with the part between its two markers replaced. */
export function withPart(page: string, { name, text, page: file }: GeneratedPart): string {
  const [begin, end] = [`<!-- generated: ${name}, by npm run docs -->`, `<!-- end: ${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`docs/${file} lacks the markers ${begin} and ${end}`)
  return `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`
}

function main(): void {
  for (const part of generatedParts()) {
    const path = join(docsFolder, part.page)
    const page = readFileSync(path, 'utf8')
    const next = withPart(page, part)
    if (next !== page) writeFileSync(path, next)
    process.stdout.write(`docs/${part.page}: ${part.name} ${next === page ? 'is up to date' : 'written'}\n`)
  }
}

if (process.argv[1] === import.meta.filename) main()
