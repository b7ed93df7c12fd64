// The problem panel: what happened, the evidence, what to do, the same from a shell. Pure.
import type { Problem } from '../../model/problem.ts'
import type { Glyphs } from '../theme.ts'
import { clock } from './format.ts'
import { cut, type Line, span } from './line.ts'
import { severityStyle } from './place.ts'
import { rule } from './rule.ts'
import { wrapText } from './wrap-text.ts'

/** Exactly `rows` lines. */
export function problemPanel(
  problems: readonly Problem[],
  index: number,
  columns: number,
  rows: number,
  glyphs: Glyphs,
): readonly Line[] {
  const problem = problems[Math.min(index, problems.length - 1)]
  if (problem === undefined) return filled([rule('no problems', '', columns, true, glyphs)], rows)
  const position = problems.indexOf(problem) + 1
  const title = `problem ${position} of ${problems.length}: ${problem.services.length > 1 ? `${problem.services.length} services: ` : ''}${problem.summary}`
  const whole = problemBody(problem, columns)
  // Blanks are given up before any word is.
  const shown = whole.length <= rows - 2 ? whole : whole.filter((line) => line !== '')
  const body = shown.map((line) => [span(cut(line, columns, glyphs.more), severityStyle(line))])
  return filled([rule(title, problem.code, columns, true, glyphs), [], ...body], rows)
}

function problemBody(problem: Problem, columns: number): readonly string[] {
  const width = columns - 4
  const commands = problem.hints.flatMap(({ command }) => (command === undefined ? [] : [command]))
  const services = problem.services.length > 1 ? [`Services: ${problem.services.join(', ')}`] : []
  return [
    '  What happened',
    ...indent(wrapText(`${problem.summary}. Since ${clock(problem.openedAtMs)}.`, width)),
    ...services.flatMap((line) => indent(wrapText(line, width))),
    '',
    ...problem.details.flatMap(({ label, text }) => [
      `  ${label.charAt(0).toUpperCase()}${label.slice(1)}`,
      ...indent(text.split('\n')),
      '',
    ]),
    '  What you can do',
    ...problem.hints.flatMap(({ label, effect }, at) => numbered(at + 1, wrapText(`${label}: ${effect}`, width - 3))),
    '',
    '  From a shell',
    ...indent([...commands, `devenv explain ${problem.code}`]),
  ]
}

function numbered(number: number, lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => `    ${at === 0 ? number : ' '}  ${line}`)
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${line}`)
}

function filled(lines: readonly Line[], rows: number): readonly Line[] {
  return [...lines, ...Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => [])].slice(0, rows)
}
