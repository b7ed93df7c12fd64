// Finds the line of a key or value in the text of Tiltfile.ts. Declarations know their own line; what is inside is looked up.
import { existsSync, readFileSync } from 'node:fs'
import type { SourceLocation } from '../model/environment.ts'

export type Locate = (declaredAt: SourceLocation, path: readonly PropertyKey[], value?: unknown) => SourceLocation

/** `declarations`: where each service and library begins; a search inside of one never runs into the next one. */
export function makeLocate(environmentAt: SourceLocation, declarations: readonly SourceLocation[]): Locate {
  const texts = new Map<string, readonly string[]>()
  const linesOf = (file: string): readonly string[] => {
    const known = texts.get(file)
    if (known !== undefined) return known
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    texts.set(file, lines)
    return lines
  }
  return (declaredAt, path, value) => {
    const { file } = declaredAt
    const lines = linesOf(file)
    const others = declaredAt === environmentAt ? [] : declarations
    const starts = others.filter((other) => other.file === file && other.line > declaredAt.line)
    const end = Math.min(lines.length, ...starts.map(({ line }) => line - 1))
    const start: Position = { index: declaredAt.line - 1, from: (declaredAt.column ?? 1) - 1 }
    const patterns = path.filter((step) => typeof step === 'string').map(keyPattern)
    if (typeof value === 'string') patterns.push(new RegExp(`(['"\`])${escaped(value)}\\1`))
    const found = patterns.reduce((at, pattern) => search(lines, at, end, pattern) ?? at, start)
    return found === start ? declaredAt : { file, line: found.index + 1, column: found.from + 1 }
  }
}

interface Position {
  readonly index: number
  readonly from: number
}

function keyPattern(key: string): RegExp {
  const name = escaped(key)
  return new RegExp(`(?<=^|[\\s{,(])(['"]?)${name}\\1\\s*(?=[:,}]|$)`)
}

function search(lines: readonly string[], start: Position, end: number, pattern: RegExp): Position | null {
  for (let index = start.index; index < end; index += 1) {
    const from = index === start.index ? start.from : 0
    const code = lines[index]!.replace(/(^|\s)\/\/.*$/, '')
    const match = pattern.exec(code.slice(from))
    if (match !== null) return { index, from: from + match.index }
  }
  return null
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
