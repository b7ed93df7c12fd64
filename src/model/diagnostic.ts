import type { SourceLocation } from './environment.ts'

/** One compiler, linker or build-tool message. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  /** Absent when the tool named no place (a linker, ninja). */
  readonly at?: SourceLocation
  readonly tool: 'gcc' | 'clang' | 'gnat' | 'ld' | 'cmake' | 'gprbuild' | 'ninja'
  /** Source lines and caret, as printed or, for GNAT, read from the file. */
  readonly excerpt: readonly string[]
}
