// What `gprbuild -v` says of a project file: a heading with the file, then source line, bar and message.
import type { Match, Matcher } from './diagnostics.ts'

const heading = /^=+Messages for file: (.+)$/
const sourceLine = /^(\s*(\d+)\.\s)(.*)$/
const maxBetween = 200

export const matchProject: Matcher = (lines, at): Match | null => {
  const said = /^\s+>>> (?:(warning): )?(.*)$/.exec(lines[at]!)
  const [head, bar] = [sourceLine.exec(lines[at - 2] ?? ''), /^\s*\|/.exec(lines[at - 1] ?? '')]
  const file = fileOf(lines, at)
  if (said === null || head === null || bar === null || file === null) return null
  let message = said[2]!
  let next = at + 1
  for (; next < lines.length && /^\s+>>> /.test(lines[next]!); next += 1)
    message = `${message}, ${lines[next]!.trim().slice(4)}`
  const column = bar[0].length - head[1]!.length
  const place = { file, line: Number(head[2]), ...(column > 0 ? { column } : {}) }
  return {
    diagnostic: {
      severity: said[1] === undefined ? 'error' : 'warning',
      message,
      at: place,
      tool: 'gprbuild',
      excerpt: [],
    },
    next,
  }
}

function fileOf(lines: readonly string[], at: number): string | null {
  for (let index = at - 1; index >= Math.max(0, at - maxBetween); index -= 1) {
    const match = heading.exec(lines[index]!)
    if (match !== null) return match[1]!
  }
  return null
}
