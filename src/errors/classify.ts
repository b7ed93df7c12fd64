// From what a tool said to a catalogued error: a table, first match wins.
import { buildRows, configRows } from './classify-build.ts'
import { clusterRows, hostRows } from './classify-host.ts'
import type { ClassifyRow, ToolFailure } from './classify-row.ts'
import { runRows } from './classify-run.ts'
import type { DevenvError } from './errors.ts'
import { makeError } from './errors.ts'
import type { FillValues } from './fill.ts'
import { maskSecrets } from './mask.ts'

export type { ClassifyRow, ToolFailure } from './classify-row.ts'
export { maskSecrets } from './mask.ts'

export const classifyRows: readonly ClassifyRow[] = [
  ...hostRows,
  ...clusterRows,
  ...buildRows,
  ...configRows,
  ...runRows,
]

/** What no row knows is DE0902, with the command and its last lines. */
export function classify(failure: ToolFailure): DevenvError {
  const details = detailsOf(failure)
  const found = matchingRow(failure)
  if (found !== null) {
    const taken = found.row.take?.(found.match, { ...failure, tool: baseName(failure.tool) })
    return makeError(found.row.code, masked({ ...failure.values, ...taken }), { details })
  }
  const exitCode = failure.exitCode === null ? {} : { exitCode: failure.exitCode }
  const values = { tool: baseName(failure.tool), reason: tellingLine(failure.stderr), ...exitCode }
  return makeError('DE0902', masked({ ...failure.values, ...values }), { details })
}

/** The first row that fits, and where. */
export function matchingRow(failure: ToolFailure): { row: ClassifyRow; match: RegExpMatchArray } | null {
  const text = textOf(failure)
  for (const row of classifyRows) {
    if (row.tools !== null && !row.tools.includes(baseName(failure.tool))) continue
    if (row.exitCode !== undefined && row.exitCode !== failure.exitCode) continue
    if (row.endedBy !== undefined && row.endedBy !== failure.endedBy) continue
    if (row.startError !== undefined && row.startError !== failure.startError) continue
    if (row.command !== undefined && !row.command.test(failure.command)) continue
    const match = row.pattern.exec(text)
    if (match !== null) return { row, match }
  }
  return null
}

function detailsOf(failure: ToolFailure): { label: string; text: string }[] {
  const exited = failure.exitCode === null ? null : `exit code ${failure.exitCode}`
  const ended = failure.startError ?? failure.endedBy ?? exited
  const lines = lastLines(textOf(failure), LAST_LINES)
  return [
    ...(failure.command === '' ? [] : [{ label: 'command', text: maskSecrets(failure.command) }]),
    ...(ended === null ? [] : [{ label: 'ended', text: ended }]),
    ...(lines === '' ? [] : [{ label: 'last lines', text: maskSecrets(lines) }]),
  ]
}

function textOf(failure: ToolFailure): string {
  return failure.stdout === undefined ? failure.stderr : `${failure.stderr}\n${failure.stdout}`
}

function baseName(tool: string): string {
  return tool.split('/').at(-1)!
}

/** The first line that speaks of an error, else the last one. */
function tellingLine(text: string): string {
  const line = text.split('\n').find((candidate) => /\berror\b/i.test(candidate)) ?? lastLines(text, 1)
  return line.trim().replace(/:$/, '')
}

function lastLines(text: string, count: number): string {
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines
    .filter((line) => line !== '')
    .slice(-count)
    .join('\n')
}

function masked(values: FillValues): FillValues {
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? maskSecrets(value) : value]),
  )
}

const LAST_LINES = 20
