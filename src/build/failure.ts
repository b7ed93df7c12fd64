// A toolchain that failed, as a catalogued error and diagnostics.
import { basename, relative } from 'node:path'
import { classify } from '../errors/classify.ts'
import { makeError } from '../errors/errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Service } from '../model/environment.ts'
import type { Detail, ErrorData } from '../model/problem.ts'
import type { ToolOutcome } from './job.ts'

const maxFurther = 4

export function failureOf(
  service: Service,
  root: string,
  failed: ToolOutcome & { kind: 'failed' },
  diagnostics: readonly Diagnostic[],
): ErrorData {
  const tool = basename(failed.command.split(' ')[0] ?? '')
  const { exitCode, endedBy, startError } = failed.result
  const values = { service: service.name }
  // `nice` and a container's exec report a program that is not there by this code.
  const isMissing = exitCode === 127 || startError !== null
  const known = classify({
    tool,
    command: failed.command,
    exitCode,
    endedBy,
    stderr: failed.lines.join('\n'),
    startError: isMissing ? (startError ?? 'ENOENT') : null,
    values,
  })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const code = codeOf(known.code, service, errors)
  if (code === null) return known.toData()
  return makeError(
    code,
    { ...values, errors: summaryOf(errors, root) },
    { details: detailsOf(diagnostics, root) },
  ).toData()
}

/** Null where the table of errors knows more than the diagnostics: a killed compiler, a missing tool, a full disk. */
function codeOf(known: string, service: Service, errors: readonly Diagnostic[]): string | null {
  if (!['DE0301', 'DE0302', 'DE0303', 'DE0902'].includes(known) || errors.length === 0) return null
  if (errors[0]!.tool === 'ld') return 'DE0303'
  return service.language === 'ada' ? 'DE0302' : 'DE0301'
}

function summaryOf(errors: readonly Diagnostic[], root: string): string {
  const [first] = errors
  if (first === undefined) return ''
  const place = first.at === undefined ? '' : `${relative(root, first.at.file)}:${first.at.line}: `
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`
  return `${place}${oneLine(first.message)}${more}`
}

function detailsOf(diagnostics: readonly Diagnostic[], root: string): Detail[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const [first, ...further] = errors
  if (first === undefined) return []
  const from = diagnostics.indexOf(first) + 1
  const end = diagnostics.findIndex(({ severity }, index) => index >= from && severity !== 'note')
  const notes = diagnostics.slice(from, end === -1 ? undefined : end).slice(0, 3)
  const rest = further.length - maxFurther
  return [
    detail(first, root, 'error'),
    ...notes.map((note) => detail(note, root, 'note')),
    ...further.slice(0, maxFurther).map((error) => ({ label: placeOf(error, root) ?? 'error', text: error.message })),
    ...(rest > 0 ? [{ label: 'more', text: `${rest} further errors` }] : []),
  ]
}

function detail(diagnostic: Diagnostic, root: string, label: string): Detail {
  return { label: placeOf(diagnostic, root) ?? label, text: [diagnostic.message, ...diagnostic.excerpt].join('\n') }
}

function placeOf({ at }: Diagnostic, root: string): string | null {
  if (at === undefined) return null
  const path = relative(root, at.file)
  return [path.startsWith('..') ? at.file : path, at.line, ...(at.column === undefined ? [] : [at.column])].join(':')
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 200)
