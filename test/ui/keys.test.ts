import { describe, expect, test } from 'vitest'
import { helpLines, hintLine } from '../../src/ui/keys/hints.ts'
import { keymap, keyNames } from '../../src/ui/keys/keymap.ts'
import { lineText } from '../../src/ui/viewmodel/line.ts'
import type { Scope } from '../../src/ui/viewmodel/ui-state.ts'

const scopes: readonly Scope[] = ['table', 'log', 'problem', 'bring-up', 'help', 'filter', 'quit']

describe('keymap', () => {
  test.each(scopes)('a key has one meaning in %s', (scope) => {
    const keys = keymap.filter((binding) => binding.scopes.includes(scope)).flatMap((binding) => binding.keys)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('no dangerous command has a key', () => {
    expect(keymap.filter(({ dangerous }) => dangerous)).toEqual([])
  })

  test('every scope says how to leave', () => {
    for (const scope of scopes) expect(helpLines(scope, false).join('\n')).toMatch(/\bq\b|esc|ctrl-c/)
  })

  test.each([
    [80, 'table', 'j/k move  enter logs  e problems  t trigger  r restart  / filter  ? help  q quit'],
    [60, 'table', 'j/k move  enter logs  e problems  t trigger  ? help  q quit'],
    [80, 'bring-up', 'j/k step  enter log  e problems  r retry  s skip  b background  ? help  q quit'],
    [80, 'filter', 'enter keep  esc clear'],
    [80, 'quit', 'y yes  n no'],
  ] as const)('hints at %s columns in %s', (columns, scope, line) => {
    expect(lineText(hintLine(scope, columns, '…'))).toBe(line)
  })

  test('keys that come in one piece are told apart', () => {
    expect(keyNames('jj\r', {})).toEqual(['j', 'j', 'enter'])
    expect(keyNames('c', { ctrl: true })).toEqual(['ctrl-c'])
    expect(keyNames('', { upArrow: true })).toEqual(['up'])
    expect(keyNames('', {})).toEqual([])
  })
})
