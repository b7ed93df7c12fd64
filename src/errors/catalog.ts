// The catalogue behind `devenv explain`: every DE code with its texts.
import type { Fault, Hint } from '../model/problem.ts'

export interface CatalogEntry {
  readonly code: string
  /** One sentence; `{name}` places are filled by the throw site. */
  readonly summary: string
  /** Why it happens, for `devenv explain`. */
  readonly cause: string
  readonly hints: readonly Hint[]
  readonly fault: Fault
  readonly exitCode: number
}

const entries: readonly CatalogEntry[] = [
  {
    code: 'DE0901',
    summary: 'bug in devenv: {message}',
    cause: 'devenv met a state that its authors did not foresee.',
    hints: [{ label: 'report it', effect: 'the stack and the log help to mend it' }],
    fault: 'bug',
    exitCode: 5,
  },
]

const byCode = new Map(entries.map((entry) => [entry.code, entry]))

export function catalogEntry(code: string): CatalogEntry {
  const entry = byCode.get(code)
  if (entry === undefined) throw new Error(`no catalogue entry for ${code}`)
  return entry
}

export function catalog(): readonly CatalogEntry[] {
  return entries
}
