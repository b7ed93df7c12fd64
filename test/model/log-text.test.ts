import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, maxLineBytes, withoutColour } from '../../src/model/log-text.ts'

const red = '\u001b[31m'
const reset = '\u001b[0m'

describe('cleanLine', () => {
  test.each([
    ['plain text', 'request 8841 poa-manager invoke: 3 ms', 'request 8841 poa-manager invoke: 3 ms'],
    ['colour', `${red}error${reset} x`, `${red}error${reset} x`],
    ['colour that is left on', `${red}error`, `${red}error${reset}`],
    ['cursor movement', '\u001b[2K\u001b[1Gdone\u001b[?25l', 'done'],
    ['a title', '\u001b]0;evil title\u0007text', 'text'],
    ['a hyperlink', '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['a clipboard write', 'a\u001b]52;c;aGk=\u0007b', 'ab'],
    ['8-bit sequences', 'a\u009b2Jb\u009d0;x\u009cc', 'abc'],
    ['a lone escape', 'a\u001b', 'a'],
    ['a charset switch', '\u001b(0lqk', 'lqk'],
    ['tabs', '\ta\tb', '        a       b'],
    ['tabs behind colour', `${red}ab${reset}\tc`, `${red}ab${reset}      c`],
    ['a progress bar', '10%\r20%\r30%', '30%'],
    ['a line end of another system', 'text\r', 'text'],
    ['other controls', 'a\u0000\u0008\u0007b\u007f', 'ab'],
    ['an unpaired surrogate', 'a\ud800b', 'a\ufffdb'],
    ['text direction marks', 'a\u202eb\u2066c', 'abc'],
    ['wide characters', '日本語 😀', '日本語 😀'],
  ])('%s', (_what, line, cleaned) => {
    expect(cleanLine(line)).toBe(cleaned)
  })

  test('a line of 90 KB ends in what was cut', () => {
    const cleaned = cleanLine('x'.repeat(90 * 1024))
    expect(cleaned).toMatch(/^x+… 83 KB cut$/)
    expect(Buffer.byteLength(cleaned)).toBeLessThanOrEqual(maxLineBytes)
  })

  const piece = fc.constantFrom(
    'a',
    'é',
    '日',
    '😀',
    '\t',
    '\r',
    '\u001b[31m',
    '\u001b[0m',
    '\u001b[2J',
    '\u001b',
    '[',
    'm',
    ';',
    '1',
    '\u009b',
    '\u001b]',
    '\u0007',
    '\\',
    '\ud800',
    '\udc00',
    '\u0000',
    'x'.repeat(3000),
    '日'.repeat(1500),
  )
  const line = fc.oneof(
    fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  )

  test('what is kept holds no control but colour, is valid, and has 8 KB at most', () => {
    fc.assert(
      fc.property(line, (raw) => {
        const cleaned = cleanLine(raw)
        expect(withoutColour(cleaned)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
        expect(cleaned.isWellFormed()).toBe(true)
        expect(Buffer.byteLength(cleaned)).toBeLessThanOrEqual(maxLineBytes)
      }),
      { numRuns: 2000 },
    )
  })

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(line, (raw) => {
        const cleaned = cleanLine(raw)
        expect(cleanLine(cleaned)).toBe(cleaned)
      }),
      { numRuns: 2000 },
    )
  })

  test('text without any control comes through as it is', () => {
    const word = fc.string({ unit: 'grapheme-ascii', maxLength: 200 })
    fc.assert(
      fc.property(word, (text) => {
        expect(cleanLine(text)).toBe(text)
      }),
    )
  })
})
