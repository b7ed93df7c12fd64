// The catalogue behind `devenv explain`: every DE code with its texts.
import { buildEntries } from './catalog-build.ts'
import { clusterEntries } from './catalog-cluster.ts'
import { configEntries } from './catalog-config.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import { hostEntries } from './catalog-host.ts'
import { observeEntries } from './catalog-observe.ts'
import { runEntries } from './catalog-run.ts'
import { devenvEntries, sessionEntries } from './catalog-session.ts'

export type { CatalogEntry } from './catalog-entry.ts'

const entries: readonly CatalogEntry[] = [
  ...hostEntries,
  ...clusterEntries,
  ...buildEntries,
  ...runEntries,
  ...observeEntries,
  ...configEntries,
  ...sessionEntries,
  ...devenvEntries,
]

const byCode = new Map(entries.map((entry) => [entry.code, entry]))

export function catalogEntry(code: string): CatalogEntry {
  const entry = byCode.get(code)
  if (entry === undefined) throw new Error(`no catalogue entry for ${code}`)
  return entry
}

export function hasCatalogEntry(code: string): boolean {
  return byCode.has(code)
}

export function catalog(): readonly CatalogEntry[] {
  return entries
}
