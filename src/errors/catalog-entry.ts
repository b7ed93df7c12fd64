// What the catalogue holds for each code, and the defaults of a group of codes.
import type { Fault, Hint } from '../model/problem.ts'

export interface CatalogEntry {
  readonly code: string
  /** One sentence; `{name}` places are filled by the throw site, see `fill.ts`. */
  readonly summary: string
  /** Why it happens, for `devenv explain`. */
  readonly cause: string
  readonly hints: readonly Hint[]
  readonly fault: Fault
  readonly exitCode: number
}

export type CatalogRow = Omit<CatalogEntry, 'fault' | 'exitCode'> & Partial<Pick<CatalogEntry, 'fault' | 'exitCode'>>

/** Rows of one group with the group's fault and exit code where a row names no other. */
export function catalogGroup(fault: Fault, exitCode: number, rows: readonly CatalogRow[]): readonly CatalogEntry[] {
  return rows.map((row) => ({ fault, exitCode, ...row }))
}
