// Errors and problems for a terminal without a screen. Pure.
import type { Detail, ErrorData, Problem } from '../../model/problem.ts'
import type { Glyphs } from '../theme.ts'
import { clock } from './format.ts'

/**
 * Four lines at most: summary, first detail, first hint, how to learn more. An error of the configuration shows
 * every place; `isVerbose` shows every detail and hint of any error.
 */
export function errorLines(error: ErrorData, isVerbose: boolean, glyphs: Glyphs): readonly string[] {
  const head = `${glyphs.failed} ${error.summary}`
  const explain = `devenv explain ${error.code}`
  if (isVerbose)
    return [
      head,
      ...error.details.flatMap(allOfDetail),
      ...error.hints.flatMap((hint) => [`hint: ${hint.label}: ${hint.effect}`, ...commandLine(hint.command)]),
      explain,
    ]
  const details = listsPlaces(error) ? error.details.map(firstOfDetail) : error.details.slice(0, 1).map(firstOfDetail)
  const [hint] = error.hints
  return [
    head,
    ...details,
    ...(hint === undefined ? [] : [`hint: ${hint.label}${hint.command === undefined ? '' : `: ${hint.command}`}`]),
    explain,
  ]
}

/** A problem with everything that is known, for `devenv problems`. */
export function problemLines(problem: Problem, glyphs: Glyphs): readonly string[] {
  const who = problem.services.length === 0 ? '' : `${problem.services.join(', ')}: `
  const summary =
    problem.services.length === 1 && problem.summary.includes(problem.services[0]!)
      ? problem.summary
      : `${who}${problem.summary}`
  return [
    `${glyphs.failed} ${problem.code}  ${summary}  (since ${clock(problem.openedAtMs)})`,
    ...problem.details.flatMap(allOfDetail),
    ...problem.hints.flatMap((hint, index) => [
      `  ${index + 1}  ${hint.label}: ${hint.effect}`,
      ...commandLine(hint.command),
    ]),
    `  devenv explain ${problem.code}`,
  ]
}

/** DE06xx: validation collects all problems, so all of them are shown. */
function listsPlaces({ code, details }: ErrorData): boolean {
  return code.startsWith('DE06') && details.length > 1
}

function firstOfDetail({ label, text }: Detail): string {
  return `  ${label}: ${text.split('\n')[0]}`
}

function allOfDetail({ label, text }: Detail): readonly string[] {
  const [first, ...more] = text.split('\n')
  return more.length === 0
    ? [`  ${label}: ${first}`]
    : [`  ${label}:`, ...[first!, ...more].map((line) => `    ${line}`)]
}

function commandLine(command: string | undefined): readonly string[] {
  return command === undefined ? [] : [`       $ ${command}`]
}
