import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { cut, cutLine, justified, lineText, padLeft, padRight, span, widthOf } from '../../src/ui/viewmodel/line.ts'

const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'ab ─━●◐✔✘▸⠹▁█…日本é→'), fc.constantFrom('😀', '한', 'e\u0301')),
  maxLength: 40,
})

describe('lines', () => {
  test('the quick width of every character is that of string-width', () => {
    const wrong: string[] = []
    for (let code = 0x20; code <= 0x2bff; code++) {
      const character = String.fromCodePoint(code)
      if (widthOf(character) !== stringWidth(character)) wrong.push(code.toString(16))
    }
    expect(wrong).toEqual([])
  })

  test('what is cut fits, and what fits is not cut', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 50 }), (line, width) => {
        const shown = cut(line, width, '…')
        expect(widthOf(shown)).toBeLessThanOrEqual(width)
        if (widthOf(line) <= width) expect(shown).toBe(line)
        expect(widthOf(lineText(cutLine([span(line), span(line, 'bad')], width, '…')))).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('both parts of a line, with the gap between them', () => {
    expect(lineText(justified([span('left')], [span('right')], 12, '…'))).toBe('left   right')
    expect(lineText(justified([span('a long left')], [span('right')], 12, '…'))).toBe('a lon… right')
    expect(lineText(justified([span('left')], [], 12, '…'))).toBe('left')
  })

  test('padding counts columns', () => {
    expect(padRight('日', 4)).toBe('日  ')
    expect(padLeft('日', 4)).toBe('  日')
  })
})
