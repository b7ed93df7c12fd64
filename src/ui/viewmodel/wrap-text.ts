// Words to lines. Pure.
import { widthOf } from './line.ts'

/** Breaks at blanks; a word wider than the line stays whole. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(next) > width) {
      lines.push(line)
      line = word
    } else line = next
  }
  return [...lines, line]
}
