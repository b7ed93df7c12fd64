// The ALI files of a build folder, each read again only when it changed, and the dependency records they hold.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DependencyRecord } from '../../model/graph.ts'
import { type Ali, parseAli } from './ali.ts'

export interface AliFile {
  readonly path: string
  readonly ali: Ali
}

export class AliFiles {
  private readonly folder: string
  private readonly read = new Map<string, { readonly stamp: string; readonly ali: Ali }>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** Compiled units of the program; of a unit in a library the copy beside its archive is the same. */
  list(): readonly AliFile[] {
    const found: AliFile[] = []
    const visit = (folder: string) => {
      for (const entry of entriesOf(folder)) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) {
          if (!entry.name.startsWith('.')) visit(path)
        } else if (entry.name.endsWith('.ali') && !entry.name.startsWith('b__')) {
          const ali = this.readAli(path)
          if (ali !== null) found.push({ path, ali })
        }
      }
    }
    visit(this.folder)
    return found
  }

  private readAli(path: string): Ali | null {
    try {
      const { mtimeMs, size, ino } = statSync(path)
      const stamp = `${mtimeMs} ${size} ${ino}`
      const known = this.read.get(path)
      if (known?.stamp === stamp) return known.ali
      const ali = parseAli(readFileSync(path, 'utf8'))
      this.read.set(path, { stamp, ali })
      return ali
    } catch {
      return null
    }
  }
}

export function recordsOf(alis: readonly AliFile[], names: ReadonlyMap<string, string>): readonly DependencyRecord[] {
  const records = new Map<string, DependencyRecord>()
  for (const { ali } of alis) {
    const unit = names.get(ali.units[0]?.file ?? '')
    if (unit !== undefined) records.set(unit, recordOf(ali, unit, names))
  }
  return [...records.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
}

export function recordOf(ali: Ali, unit: string, names: ReadonlyMap<string, string>): DependencyRecord {
  return { unit, inputs: [...new Set([unit, ...ali.sources.flatMap((name) => names.get(name) ?? [])])].sort() }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
