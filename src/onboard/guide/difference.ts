// What differs between two texts, short: the lines between their common beginning and end. Pure.

const shownLines = 6

export function differenceLines(before: string, after: string): readonly string[] {
  const old = before.split('\n')
  const now = after.split('\n')
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return [
    ...side('-', old.slice(start, old.length - end), start),
    ...side('+', now.slice(start, now.length - end), start),
  ]
}

function side(mark: string, lines: readonly string[], start: number): readonly string[] {
  const shown = lines.slice(0, shownLines).map((line, index) => `${mark} ${start + index + 1}: ${line.trimEnd()}`)
  return lines.length > shownLines ? [...shown, `${mark} and ${lines.length - shownLines} more lines`] : shown
}
