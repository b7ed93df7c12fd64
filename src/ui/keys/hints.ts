// The hint line and the help, made from the keymap. Pure.
import { cut, justified, type Line, padRight, span } from '../viewmodel/line.ts'
import type { Scope } from '../viewmodel/ui-state.ts'
import { keymap } from './keymap.ts'

const wideFrom = 120
/** They stand at the right end of every hint line. */
const LAST = ['help', 'quit']

/** As many hints of the scope as fit, then `? help  q quit`. */
export function hintLine(scope: Scope, columns: number, more: string): Line {
  const isWide = columns >= wideFrom
  const hints = keymap
    .filter(({ scopes }) => scopes.includes(scope))
    .flatMap((binding) => {
      const text = typeof binding.hint === 'object' ? binding.hint[isWide ? 1 : 0] : binding.hint
      return text === undefined || text === '' ? [] : [{ text, isLast: LAST.includes(binding.command) }]
    })
  const right = hints
    .filter(({ isLast }) => isLast)
    .map(({ text }) => text)
    .join('  ')
  let left = ''
  for (const { text } of hints.filter(({ isLast }) => !isLast)) {
    const next = left === '' ? text : `${left}  ${text}`
    if (next.length + 2 + right.length > columns) break
    left = next
  }
  if (right === '') return [span(cut(left, columns, more))]
  return isWide
    ? justified([span(left)], [span(right)], columns, more)
    : [span(left === '' ? right : `${left}  ${right}`)]
}

/** The keys of a scope, one a line; narrow: only the first key of each. */
export function helpLines(scope: Scope, isNarrow: boolean): readonly string[] {
  const found = keymap.filter(({ scopes }) => scopes.includes(scope))
  return found.map(({ keys, label }) =>
    isNarrow ? `${padRight(keys[0]!, 6)} ${label}` : `${padRight(keys.join(' '), 16)} ${label}`,
  )
}
