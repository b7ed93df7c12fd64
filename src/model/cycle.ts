// A circle in a directed graph of names.

/** The first circle met in the order of `names`, its first name repeated at the end; null when there is none. */
export function findCycle(
  names: readonly string[],
  next: (name: string) => readonly string[],
): readonly string[] | null {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return null
    done.add(name)
    for (const other of next(name)) {
      const cycle = visit(other, [...path, name])
      if (cycle !== null) return cycle
    }
    return null
  }
  for (const name of names) {
    const cycle = visit(name, [])
    if (cycle !== null) return cycle
  }
  return null
}
