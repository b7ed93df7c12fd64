// GCC and Clang: `file:line:col: error: words`, then source lines and a caret.
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Match, Matcher } from './diagnostics.ts'

const placed =
  /^((?:[A-Za-z]:)?[^\s:][^:]*):(\d+):(?:(\d+):)? (fatal error|error|warning|note|internal compiler error|sorry, unimplemented): (.*)$/
const unplaced =
  /^(?:\S*\/)?(cc1plus|cc1|gnat1|c\+\+|g\+\+|gcc|clang|clang\+\+|cpp|as)(?:-[\d.]+)?: (fatal error|error|warning|note|internal compiler error): (.*)$/
const maxExcerpt = 12

export const matchCompiler: Matcher = (lines, at, context): Match | null => {
  const line = lines[at]!
  const match = placed.exec(line)
  if (match !== null) {
    const [, file = '', row = '1', column, word = '', message = ''] = match
    const next = excerptEnd(lines, at + 1)
    const place = { file, line: Number(row), ...(column === undefined ? {} : { column: Number(column) }) }
    return {
      diagnostic: { ...said(word, message), at: place, tool: context.compiler, excerpt: lines.slice(at + 1, next) },
      next,
    }
  }
  const bare = unplaced.exec(line)
  if (bare === null) return null
  return { diagnostic: { ...said(bare[2]!, bare[3]!), tool: context.compiler, excerpt: [] }, next: at + 1 }
}

function said(word: string, message: string): Pick<Diagnostic, 'severity' | 'message'> {
  if (word === 'warning' || word === 'note') return { severity: word, message: message.trim() }
  return {
    severity: 'error',
    message: word.endsWith('error') && !word.startsWith('internal') ? message : `${word}: ${message}`,
  }
}

/** GCC heads source lines with `12 | `; Clang prints the line itself and a line of `^` and `~` below. */
function excerptEnd(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && at - from < maxExcerpt) {
    const line = lines[at]!
    if (/^\s*\d* \|/.test(line) || /^\s*\+\+\+ \|/.test(line) || isCaret(line)) at += 1
    else if (isCaret(lines[at + 1]) && !placed.test(line)) at += 2
    else if (isCaret(lines[at - 1]) && at > from && /^\s+\S/.test(line) && !/\S{4,}.*\S:/.test(line)) at += 1
    else break
  }
  return at
}

const isCaret = (line: string | undefined) => line?.includes('^') === true && /^[\s~^]+$/.test(line)
