// Horizontal rules carry the titles; the focused one is heavy and reversed. Pure.
import type { Glyphs } from '../theme.ts'
import { cut, type Line, span, widthOf } from './line.ts'

/** `── title ─────────── right ──` over the whole width. */
export function rule(title: string, right: string, columns: number, isFocused: boolean, glyphs: Glyphs): Line {
  const stroke = isFocused ? glyphs.heavy : glyphs.light
  const end = right === '' ? stroke.repeat(2) : ` ${right} ${stroke.repeat(2)}`
  const room = columns - 2 - 1 - 1 - widthOf(end)
  const shown = cut(title, Math.max(0, room - 1), glyphs.more)
  const head = shown === '' ? stroke.repeat(2) : `${stroke.repeat(2)} ${shown} `
  const text = head + stroke.repeat(Math.max(0, columns - widthOf(head) - widthOf(end))) + end
  return [span(text, isFocused ? 'focused' : undefined)]
}
