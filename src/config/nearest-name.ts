// The name a person probably meant.

/** The nearest of `names` by edits (a swap of neighbours is one), or null when none is near. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  const limit = Math.max(2, Math.floor(name.length / 3))
  let best: { name: string; edits: number } | null = null
  for (const candidate of names) {
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase())
    const isPart = name.length >= 3 && candidate.toLowerCase().includes(name.toLowerCase())
    const cost = isPart ? Math.min(edits, limit) : edits
    if (cost <= limit && cost < Math.max(candidate.length, name.length) && (best === null || cost < best.edits)) {
      best = { name: candidate, edits: cost }
    }
  }
  return best?.name ?? null
}

/** Optimal string alignment distance. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
