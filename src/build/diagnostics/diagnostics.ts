// Lines of compilers, linkers and build tools to diagnostics: errors first in the order of the tool, each with its
// notes, each said once. Pure: what it needs of the file system is handed in.
import { isAbsolute, join } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { matchCmake } from './cmake.ts'
import { matchCompiler } from './compiler.ts'
import { matchGnat } from './gnat.ts'
import { matchLinker } from './linker.ts'
import { matchProject } from './project.ts'
import { matchTool } from './tool.ts'

export interface DiagnosticContext {
  readonly compiler: 'gcc' | 'clang'
  /** Folder the tool ran in. */
  readonly folder: string
  /** Folder CMake names its files from. */
  readonly sourceDir: string
  /** Path of a source that a tool gave by its name alone; null when unknown. */
  readonly resolve: (name: string) => string | null
  /** One line of a file, without its end; null when there is none. */
  readonly readLine: (file: string, line: number) => string | null
}

export interface Match {
  readonly diagnostic: Diagnostic
  /** First line that was not taken. */
  readonly next: number
}

export type Matcher = (lines: readonly string[], at: number, context: DiagnosticContext) => Match | null

const matchers: readonly Matcher[] = [matchCmake, matchGnat, matchProject, matchLinker, matchCompiler, matchTool]

export function parseDiagnostics(lines: readonly string[], context: DiagnosticContext): readonly Diagnostic[] {
  const clean = lines.map((line) => line.replace(/\u001b\[[\d;]*[A-Za-z]/g, ''))
  const found: Diagnostic[] = []
  for (let at = 0; at < clean.length; ) {
    const match = firstMatch(clean, at, context)
    if (match === null) at += 1
    else {
      found.push(withPlace(match.diagnostic, context))
      at = Math.max(at + 1, match.next)
    }
  }
  return saidOnce(found)
}

function firstMatch(lines: readonly string[], at: number, context: DiagnosticContext): Match | null {
  for (const matcher of matchers) {
    const match = matcher(lines, at, context)
    if (match !== null) return match
  }
  return null
}

/** Paths become absolute; GNAT prints no source lines, so they are read. */
function withPlace(diagnostic: Diagnostic, context: DiagnosticContext): Diagnostic {
  const { at } = diagnostic
  if (at === undefined) return diagnostic
  const file = placeOf(at.file, diagnostic.tool, context)
  const isBare = diagnostic.excerpt.length === 0 && (diagnostic.tool === 'gnat' || diagnostic.tool === 'gprbuild')
  const excerpt = isBare ? readExcerpt(file, at.line, at.column, context) : diagnostic.excerpt
  return { ...diagnostic, at: { ...at, file }, excerpt }
}

function placeOf(file: string, tool: Diagnostic['tool'], context: DiagnosticContext): string {
  if (isAbsolute(file)) return join(file)
  if (tool === 'cmake') return join(context.sourceDir, file)
  return context.resolve(file) ?? join(context.folder, file)
}

/** GNAT counts columns with tabs expanded to 8. */
function readExcerpt(
  file: string,
  line: number,
  column: number | undefined,
  context: DiagnosticContext,
): readonly string[] {
  const text = context.readLine(file, line)
  if (text === null) return []
  const expanded = text.replace(/[^\t]*\t/g, (part) => part.slice(0, -1).padEnd(Math.ceil(part.length / 8) * 8))
  const head = `${String(line).padStart(5)} | ${expanded}`
  return column === undefined ? [head] : [head, `      | ${' '.repeat(Math.max(0, Math.min(column, 500) - 1))}^`]
}

interface Group {
  readonly head: Diagnostic
  readonly notes: readonly Diagnostic[]
}

/** An error in a header that 16 units include is one error. */
function saidOnce(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups: Group[] = []
  for (const diagnostic of found) {
    const last = groups.at(-1)
    if (diagnostic.severity !== 'note' || last === undefined) groups.push({ head: diagnostic, notes: [] })
    else groups[groups.length - 1] = { head: last.head, notes: [...last.notes, diagnostic] }
  }
  const seen = new Set<string>()
  const isNew = (diagnostic: Diagnostic) => {
    const key = JSON.stringify([diagnostic.severity, diagnostic.message, diagnostic.at])
    return !seen.has(key) && seen.add(key) !== undefined
  }
  const unique = groups.filter(({ head }) => isNew(head))
  const ordered = [
    ...unique.filter(({ head }) => head.severity === 'error'),
    ...unique.filter(({ head }) => head.severity !== 'error'),
  ]
  return ordered.flatMap(({ head, notes }) => [head, ...notes.filter(isNew)])
}
