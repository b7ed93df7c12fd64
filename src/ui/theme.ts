// Glyphs and colours, once from the environment. Pure. Glyph and word carry the state, colour repeats it.
import { type Env, isInCi } from './mode.ts'
import type { Style } from './viewmodel/line.ts'

export interface Glyphs {
  readonly ok: string
  readonly ready: string
  readonly waiting: string
  readonly old: string
  readonly failed: string
  readonly running: readonly string[]
  readonly marker: string
  readonly bullet: string
  readonly light: string
  readonly heavy: string
  readonly more: string
  readonly bars: readonly string[]
}

export interface Theme {
  readonly glyphs: Glyphs
  readonly hasColour: boolean
}

/** One of the terminal's own 16 colours, or what else a style does. */
export interface Look {
  readonly color?: 'green' | 'cyan' | 'yellow' | 'red'
  readonly bold?: boolean
  readonly dim?: boolean
  readonly inverse?: boolean
}

export const unicodeGlyphs: Glyphs = {
  ok: '✔',
  ready: '●',
  waiting: '◌',
  old: '◐',
  failed: '✘',
  running: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'],
  marker: '▸',
  bullet: '•',
  light: '─',
  heavy: '━',
  more: '…',
  bars: [...'▁▂▃▄▅▆▇█'],
}

export const asciiGlyphs: Glyphs = {
  ok: '+',
  ready: '+',
  waiting: '.',
  old: '~',
  failed: 'x',
  running: [...'|/-\\'],
  marker: '>',
  bullet: '*',
  light: '-',
  heavy: '=',
  more: '>',
  bars: [...'12345678'],
}

export function theme(env: Env): Theme {
  const isAscii = isOn(env['DEVENV_ASCII']) || !isUtf8(env)
  const still = isAscii ? '*' : '⠿'
  const glyphs = isAscii ? asciiGlyphs : unicodeGlyphs
  return {
    glyphs: isOn(env['DEVENV_REDUCED_MOTION']) ? { ...glyphs, running: [still] } : glyphs,
    hasColour: hasColour(env),
  }
}

export function look(style: Style | undefined, hasColourNow: boolean): Look {
  if (style === undefined) return {}
  const full = LOOKS[style]
  if (hasColourNow) return full
  return full.inverse === true ? { inverse: true } : {}
}

const LOOKS: Readonly<Record<Style, Look>> = {
  good: { color: 'green' },
  busy: { color: 'cyan' },
  dim: { dim: true },
  old: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  selected: { bold: true },
  focused: { inverse: true },
}

/** `NO_COLOR` counts when it is not empty (no-color.org); Ink itself ignores it. */
function hasColour(env: Env): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return !isInCi(env)
}

/** The first of these that is set decides; where none is, nothing speaks against UTF-8. */
function isUtf8(env: Env): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '')
  return locale === undefined || /utf-?8/i.test(locale)
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0'
}
