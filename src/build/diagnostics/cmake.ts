// CMake: a heading with or without a place, then an indented text.
import type { Match, Matcher } from './diagnostics.ts'

const heading =
  /^CMake (Error|Warning|Deprecation Warning)(?: \(dev\))?(?: (?:at|in) ([^:]+?)(?::(\d+))?(?: \(([^)]*)\))?)?:(?: (.*))?$/
const maxLines = 60

export const matchCmake: Matcher = (lines, at): Match | null => {
  const match = heading.exec(lines[at]!)
  if (match === null) return null
  const [, word, file, row, , rest] = match
  let next = at + 1
  const body: string[] = []
  while (next < lines.length && next - at < maxLines && (lines[next] === '' || /^\s/.test(lines[next]!))) {
    body.push(lines[next]!.trim())
    next += 1
  }
  const text = body.join('\n').trim()
  const message = rest === undefined || rest === '' ? firstParagraph(text) : rest
  const place = file === undefined ? {} : { at: { file, line: Number(row ?? 1) } }
  const excerpt = text === message ? [] : text.split('\n').filter((line) => line !== '')
  return {
    diagnostic: { severity: word === 'Error' ? 'error' : 'warning', message, tool: 'cmake', excerpt, ...place },
    next,
  }
}

function firstParagraph(text: string): string {
  return text.split('\n\n')[0]!.replaceAll('\n', ' ')
}
