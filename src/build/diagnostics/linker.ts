// GNU ld, lld and mold.
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Match, Matcher } from './diagnostics.ts'

/** `[/usr/bin/ld: ]place: undefined reference to …`; the place is `file.cpp:12` or `x.cpp:(.text+0x5)`. */
const gnu =
  /^(?:\S*\bld(?:\.\w+)?: )?(.*?):? ?(undefined reference to .*|multiple definition of .*|relocation truncated to fit.*)$/
const gnuOther = /^\S*\bld(?:\.bfd|\.gold)?: (?:(error|warning): )?(.*)$/
const modern = /^(?:\S*\/)?(?:ld\.lld|ld64\.lld|lld|mold): (fatal|error|warning): (.*)$/
const collect = /^collect2: (?:fatal )?error: (.*)$/

export const matchLinker: Matcher = (lines, at): Match | null => {
  const line = lines[at]!
  const undefinedReference = gnu.exec(line)
  if (undefinedReference !== null)
    return single(at, { severity: 'error', message: undefinedReference[2]!, ...gnuPlace(undefinedReference[1]!) })
  const other = modern.exec(line)
  if (other !== null) return modernMatch(lines, at, other)
  const plain = gnuOther.exec(line)
  if (plain !== null) {
    // A heading: what it is about comes in the next line.
    if (/: in function `.*':$/.test(line)) return null
    return single(at, {
      severity: plain[1] === 'warning' || /^warning:/.test(plain[2]!) ? 'warning' : 'error',
      message: plain[2]!,
    })
  }
  const ended = collect.exec(line)
  // After what the linker itself said it adds nothing; without it, as after a kill, it is all there is.
  if (ended === null || !/signal|cannot find/.test(ended[1]!)) return null
  return single(at, { severity: 'error', message: ended[1]! })
}

function single(
  at: number,
  diagnostic: Pick<Diagnostic, 'severity' | 'message'> & Partial<Pick<Diagnostic, 'at' | 'excerpt'>>,
): Match {
  return { diagnostic: { tool: 'ld', excerpt: [], ...diagnostic }, next: at + 1 }
}

/** With debug information the linker names file and line, else a section: `u.cpp:(.text+0xa)`. */
function gnuPlace(text: string): Partial<Pick<Diagnostic, 'at' | 'excerpt'>> {
  const place = /^(?:.*\.o(?:bj)?: ?)?([^:()]+):(\d+)$/.exec(text.trim())
  if (place !== null) return { at: { file: place[1]!, line: Number(place[2]) } }
  return text.trim() === '' ? {} : { excerpt: [`in ${text.trim()}`] }
}

function modernMatch(lines: readonly string[], at: number, [, word = '', message = '']: RegExpExecArray): Match {
  let next = at + 1
  while (next < lines.length && lines[next]!.startsWith('>>>')) next += 1
  const excerpt = lines.slice(at + 1, next)
  // `>>> referenced by u.cpp:12 (/home/dev/u.cpp:12)`: lld with debug information.
  const place = /^>>> (?:referenced by|defined at) (?:.*\(([^()\s]+):(\d+)\)|([^()\s:]+):(\d+))/.exec(excerpt[0] ?? '')
  const file = place?.[1] ?? place?.[3]
  const where = file === undefined ? {} : { at: { file, line: Number(place?.[2] ?? place?.[4]) } }
  return {
    diagnostic: { severity: word === 'warning' ? 'warning' : 'error', message, tool: 'ld', excerpt, ...where },
    next,
  }
}
