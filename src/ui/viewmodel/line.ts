// A line on the screen as spans of text; what a style looks like is the theme's business. Pure.
import stringWidth from 'string-width'

export type Style = 'good' | 'busy' | 'dim' | 'old' | 'bad' | 'selected' | 'focused'

export interface Span {
  readonly text: string
  readonly style?: Style
}

export type Line = readonly Span[]

export function span(text: string, style?: Style): Span {
  return style === undefined ? { text } : { text, style }
}

export function lineText(line: Line): string {
  return line.map(({ text }) => text).join('')
}

/** Columns of a text on the screen. Most texts hold nothing but characters of one column, which is cheap to see. */
export function widthOf(text: string): number {
  return ONE_COLUMN.test(text) ? text.length : stringWidth(text)
}

/** ASCII, Latin, dashes and dots, arrows, lines, blocks, shapes, our marks and braille. */
const ONE_COLUMN =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f\u25a0-\u25a9\u25b2-\u25b5\u25b8\u25cb-\u25d7\u2714\u2718\u2800-\u28ff]*$/

/** Cut to the width, with the mark at its end where something is missing. */
export function cut(text: string, width: number, mark: string): string {
  if (widthOf(text) <= width) return text
  if (width <= 0) return ''
  let kept = ''
  let used = 0
  for (const character of text) {
    const columns = widthOf(character)
    if (used + columns > width - 1) break
    kept += character
    used += columns
  }
  return kept + mark
}

export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}

/** Left and right parts of a line with the gap between them; the left part is cut where both do not fit. */
export function justified(left: Line, right: Line, columns: number, mark: string): Line {
  const rightWidth = widthOf(lineText(right))
  const room = Math.max(0, columns - rightWidth - (rightWidth > 0 ? 1 : 0))
  const shown = cutLine(left, room, mark)
  const gap = Math.max(0, columns - rightWidth - widthOf(lineText(shown)))
  return rightWidth === 0 ? shown : [...shown, span(' '.repeat(gap)), ...right]
}

export function cutLine(line: Line, width: number, mark: string): Line {
  if (widthOf(lineText(line)) <= width) return line
  const kept: Span[] = []
  let room = width
  for (const part of line) {
    const columns = widthOf(part.text)
    if (columns < room) {
      kept.push(part)
      room -= columns
      continue
    }
    kept.push({ ...part, text: cut(`${part.text} `, room, mark) })
    break
  }
  return kept
}
