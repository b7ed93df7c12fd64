// GNAT and its binder. Sources are named without folder; a message may go on in further lines of the same place.
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Match, Matcher } from './diagnostics.ts'

const placed =
  /^([^\s:][^:]*\.(?:ad[abs]|gpr)):(\d+):(\d+): (?:(fatal error|error|warning|note|info|style|\(style\)|low|medium|high): )?(.*)$/
const binder = /^error: (.*)$/
const bug = /GNAT BUG DETECTED/

export const matchGnat: Matcher = (lines, at): Match | null => {
  const line = lines[at]!
  const match = placed.exec(line)
  if (match !== null) return placedMatch(lines, at, match)
  if (bug.test(line)) return bugMatch(lines, at)
  const bound = binder.exec(line)
  if (bound === null) return null
  let next = at + 1
  while (next < lines.length && /^(info:| {3,}\S)/.test(lines[next]!)) next += 1
  return {
    diagnostic: {
      severity: 'error',
      message: bound[1]!,
      tool: 'gnat',
      excerpt: lines.slice(at + 1, next).filter((info) => info.trim() !== 'info:'),
    },
    next,
  }
}

function placedMatch(lines: readonly string[], at: number, match: RegExpExecArray): Match {
  const [, file = '', row = '1', column = '1', word, text = ''] = match
  let message = text
  let next = at + 1
  for (; next < lines.length; next += 1) {
    const more = placed.exec(lines[next]!)
    const isSamePlace = more !== null && more[1] === file && more[2] === row && more[3] === column && more[4] === word
    if (!isSamePlace || !continues(more[5] ?? '')) break
    message = `${message}, ${more[5]}`
  }
  const tool: Diagnostic['tool'] = file.endsWith('.gpr') ? 'gprbuild' : 'gnat'
  return {
    diagnostic: {
      severity: severityOf(word),
      message,
      at: { file, line: Number(row), column: Number(column) },
      tool,
      excerpt: [],
    },
    next,
  }
}

/** `expected type "Integer"`, then `found type "String"`. */
const continues = (text: string) => /^(found |instead of |but |or | {2})/.test(text)

function severityOf(word: string | undefined): Diagnostic['severity'] {
  if (word === undefined || word === 'error' || word === 'fatal error') return 'error'
  return word === 'note' || word === 'info' ? 'note' : 'warning'
}

/** The box that GNAT prints; it names the place in a line of its own. */
function bugMatch(lines: readonly string[], at: number): Match {
  let next = at + 1
  while (next < lines.length && next - at < 40 && /^[|+]/.test(lines[next]!)) next += 1
  const box = lines.slice(at, next)
  const place = /Error detected at (\S+?):(\d+):(\d+)/.exec(box.join('\n'))
  const where = place === null ? {} : { at: { file: place[1]!, line: Number(place[2]), column: Number(place[3]) } }
  return { diagnostic: { severity: 'error', message: 'GNAT BUG DETECTED', tool: 'gnat', excerpt: box, ...where }, next }
}
