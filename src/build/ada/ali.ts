// Reads GNAT's ALI files: what a unit was compiled from, and what of it the binder looks at. Pure.

export interface AliUnit {
  /** `parts%b` */
  readonly name: string
  /** Its source, without folder. */
  readonly file: string
  /** 8 hex digits. */
  readonly version: string
}

export interface Ali {
  readonly units: readonly AliUnit[]
  /** Sources that were read, without folder; those of the Ada runtime among them. */
  readonly sources: readonly string[]
  /** What the binder's output follows from, apart from the versions of the units. */
  readonly binding: string
}

export function parseAli(text: string): Ali {
  const units: AliUnit[] = []
  const sources: string[] = []
  const binding: string[] = []
  for (const line of text.split('\n')) {
    const letter = line[0]
    // Cross-references follow; nothing of them is bound.
    if (letter === 'X') break
    const words = line.split(/\s+/)
    if (letter === 'U' && words.length >= 4) {
      units.push({ name: words[1]!, file: words[2]!, version: words[3]! })
      binding.push(['U', words[1], words[2], ...words.slice(4)].join(' '))
    } else if (letter === 'D' && words.length >= 2) {
      sources.push(words[1]!)
    } else if (letter === 'G') {
      // Calls between units, for the order of elaboration; lines and columns of the callers move with every edit.
      binding.push(line.replace(/ \d+ \d+ (?=[^\s\]]+\])/g, ' '))
    } else if (line !== '') binding.push(words.join(' '))
  }
  return { units, sources, binding: binding.sort().join('\n') }
}

/** The symbol under which the binder keeps the version of a unit: `ada__tagsB`. */
export function versionSymbol({ name }: AliUnit): string {
  const [unit = '', part = ''] = name.split('%')
  return `${unit.replaceAll('.', '__')}${part.toUpperCase()}`
}
