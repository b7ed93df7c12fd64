// Places and diagnostics as a person reads them: `orb_core-dispatch.adb:42:07`. Pure.
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/environment.ts'
import type { Style } from './line.ts'

/** `file.adb:42`: enough to go there. */
export function place(at: SourceLocation): string {
  return `${at.file.split('/').at(-1)}:${at.line}`
}

/** As its compiler prints it; GNAT writes columns with two digits. */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { at, severity, message, tool } = diagnostic
  if (at === undefined) return `${tool}: ${severity}: ${message}`
  const column = at.column === undefined ? '' : `:${tool === 'gnat' ? String(at.column).padStart(2, '0') : at.column}`
  return `${place(at)}${column}: ${severity}: ${message}`
}

export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}

/** Lines of a log that say error or warning by themselves. */
export function severityStyle(text: string): Style | undefined {
  if (/(^|[\s:])(fatal )?error:/i.test(text)) return 'bad'
  return /(^|[\s:])warning:/i.test(text) ? 'old' : undefined
}
