// Texts in C++ and Ada sources that can be changed without breaking anything, found by reading the tokens. Pure.
import type { Language } from '../../model/environment.ts'

export interface Literal {
  /** Counts from 1. */
  readonly line: number
  /** Index of the first character after the opening quote, in its line. */
  readonly start: number
  /** As written between the quotes. */
  readonly text: string
}

export interface LiteralScan {
  readonly literals: readonly Literal[]
  readonly lines: readonly string[]
}

/** Every string literal that begins and ends in one line; comments, characters, raw strings and #include lines are passed over. */
export function scanLiterals(source: string, language: Language): LiteralScan {
  const lines = source.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const pattern = language === 'ada' ? adaTokens : cppTokens
  const starts = lineStarts(source)
  const literals: Literal[] = []
  for (const match of source.matchAll(pattern)) {
    const text = match.groups?.['text']
    if (text === undefined) continue
    const line = lineOf(starts, match.index)
    literals.push({ line, start: match.index - starts[line - 1]! + 1, text })
  }
  return { literals, lines }
}

/**
 * A message for people: words with spaces between them and nothing that a program could look for, in a line that
 * says or refuses something.
 */
export function isMessage(literal: Literal, line: string): boolean {
  const { text } = literal
  if (!/^[A-Za-z][A-Za-z ,;:']*[A-Za-z ]$/.test(text) || text.length > 80) return false
  if (text.trim().split(/ +/).length < 2) return false
  if (/^\s*(#|pragma\b|with\b|use\b|for\b.*\buse\b|static_assert)/i.test(line)) return false
  const before = line.slice(0, literal.start - 1)
  const after = line.slice(literal.start + text.length + 1)
  return (
    !/(==|!=|\/=|<=|>=|\bcase\b|\bwhen\b)\s*$/.test(before) &&
    !/^\s*(==|!=|\/=|=>)/.test(after) &&
    !/[^=<>!/:]=\s*$/.test(ifClause(before))
  )
}

/** The line with `prefix` put before the literal's text. */
export function withPrefix(line: string, literal: Literal, prefix: string): string {
  return line.slice(0, literal.start) + prefix + line.slice(literal.start)
}

/** In an Ada condition `=` compares; elsewhere it gives a value. */
function ifClause(before: string): string {
  return /\b(if|elsif|while|and|or|return)\b/.test(before) ? before : ''
}

const cppTokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|^[ \t]*#[^\n]*|R"(?<delimiter>[^(\s]{0,16})\([\s\S]*?\)\k<delimiter>"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'|"(?<text>(?:\\.|[^"\\\n])*)"/gm
const adaTokens = /--[^\n]*|'"'|"(?<text>(?:""|[^"\n])*)"/g

function lineStarts(source: string): readonly number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle
  }
  return low + 1
}
