import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxKeptBytes, type StampedLine, StampedLines } from '../../../src/clients/logs/stamped-lines.ts'
import { cleanLine } from '../../../src/model/log-text.ts'

const T = 1_700_000_000_000
const bytes = (text: string) => Buffer.from(text)

/** As files are read: the same memory for every chunk. */
function linesOf(input: Buffer, cuts: readonly number[], lastMs = 7): StampedLine[] {
  const lines = new StampedLines(lastMs)
  const memory = Buffer.alloc(input.length)
  const found: StampedLine[] = []
  const places = [...new Set(cuts.map((cut) => cut % (input.length + 1)))].sort((a, b) => a - b)
  let from = 0
  for (const to of [...places, input.length]) {
    memory.fill(0x58)
    const count = input.copy(memory, 0, from, to)
    found.push(...lines.push(memory.subarray(0, count)))
    from = to
  }
  const last = lines.end()
  return last === null ? found : [...found, last]
}

describe('lines', () => {
  test('have the time of their stamp and their text', () => {
    expect(linesOf(bytes(`${T} first\n${T + 1} \n${T + 2} ä €\r\n`), [])).toEqual([
      { atMs: T, text: 'first' },
      { atMs: T + 1, text: '' },
      { atMs: T + 2, text: 'ä €' },
    ])
  })

  test('without a valid stamp have that of the line before', () => {
    const input = `cut\n${T} first\n170000000000 short\n17000000000001 long\n\n1700000000000\tno blank\n`
    expect(linesOf(bytes(input), [])).toEqual([
      { atMs: 7, text: 'cut' },
      { atMs: T, text: 'first' },
      { atMs: T, text: '170000000000 short' },
      { atMs: T, text: '17000000000001 long' },
      { atMs: T, text: '' },
      { atMs: T, text: '1700000000000\tno blank' },
    ])
  })

  test('that are no UTF-8 show U+FFFD', () => {
    expect(linesOf(Buffer.concat([bytes(`${T} a`), Buffer.from([0xff, 0, 0xc3]), bytes('\n')]), [])).toEqual([
      { atMs: T, text: 'a\ufffd\0\ufffd' },
    ])
  })

  test('are the same wherever the bytes are cut', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\r', ' ', '1', 'ä', '€', '😀', '\t') }),
    )
    const piece = fc.oneof(
      text.map((content) => bytes(`${T} ${content}`)),
      text.map(bytes),
      fc.uint8Array().map((raw) => Buffer.concat([bytes(`${T + 5} `), Buffer.from(raw)])),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), fc.array(fc.nat()), (pieces, isWhole, cuts) => {
        const joined = Buffer.concat(pieces.flatMap((one) => [one, bytes('\n')]))
        const input = isWhole ? joined : joined.subarray(0, Math.max(0, joined.length - 1))
        expect(linesOf(input, cuts)).toEqual(linesOf(input, []))
      }),
      { numRuns: 400 },
    )
  })

  test('are those that were written', () => {
    const line = fc.record({ atMs: fc.integer({ min: 1e12, max: 9e12 }), text: fc.string({ unit: 'grapheme' }) })
    const plain = fc.array(line).map((all) => all.map((one) => ({ ...one, text: one.text.replace(/[\r\n]/g, '') })))
    fc.assert(
      fc.property(plain, fc.array(fc.nat()), (written, cuts) => {
        const input = written.map(({ atMs, text }) => `${atMs} ${text}\n`).join('')
        expect(linesOf(bytes(input), cuts)).toEqual(written)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a huge line', () => {
  const whole = `${T} ${'a€'.repeat(700_000)}`

  test.each([[64 * 1024], [1], [maxKeptBytes + 1], [10_000_000]])('is cut, read by %i bytes', (step) => {
    const input = bytes(`${whole}\n${T + 1} next\n`)
    const lines = new StampedLines(0)
    const found: StampedLine[] = []
    for (let at = 0; at < input.length; at += step) found.push(...lines.push(input.subarray(at, at + step)))
    expect(found[1]).toEqual({ atMs: T + 1, text: 'next' })
    expect(found[0]?.atMs).toBe(T)
    expect(found[0]?.text).toMatch(/^(a€)+a?… \d+ KB cut$/)
    // The screen cuts it no more, and the mark counts all that is missing.
    expect(cleanLine(found[0]!.text)).toBe(found[0]!.text)
    const shown = found[0]!.text.replace(/….*/, '')
    const missing = Buffer.byteLength(whole) - Buffer.byteLength(shown)
    expect(Number(/(\d+) KB/.exec(found[0]!.text)![1])).toBeCloseTo(missing / 1024, -1)
  })

  test('of nothing to be seen has its mark alone', () => {
    const found = linesOf(Buffer.concat([bytes(`${T} `), Buffer.alloc(1024 * 1024), bytes('\n')]), [1000])
    expect(found).toEqual([{ atMs: T, text: '… 769 KB cut' }])
  })
})

describe('a line without its end', () => {
  test('is taken as far as it is, and its rest has the same stamp', () => {
    const lines = new StampedLines(0)
    expect(lines.push(bytes(`${T} Password: `))).toEqual([])
    expect(lines.isWaiting).toBe(true)
    expect(lines.take()).toEqual({ atMs: T, text: 'Password: ' })
    expect(lines.isWaiting).toBe(false)
    expect(lines.take()).toBeNull()
    expect(lines.push(bytes(`1234567890123 x\n${T + 9} y\n`))).toEqual([
      { atMs: T, text: '1234567890123 x' },
      { atMs: T + 9, text: 'y' },
    ])
  })

  test('that only ends then is no second line', () => {
    for (const end of ['\n', '\r\n']) {
      const lines = new StampedLines(0)
      lines.push(bytes(`${T} done.${end.slice(0, -1)}`))
      expect(lines.take()?.text).toBe('done.')
      expect(lines.push(bytes(`\n${T + 1} next\n`))).toEqual([{ atMs: T + 1, text: 'next' }])
    }
  })

  test('is not taken while it is no more than its stamp', () => {
    const lines = new StampedLines(0)
    const input = bytes(`${T} ä`)
    for (let index = 0; index < input.length - 1; index++) {
      lines.push(input.subarray(index, index + 1))
      expect(lines.take()).toBeNull()
    }
    lines.push(input.subarray(-1))
    expect(lines.take()).toEqual({ atMs: T, text: 'ä' })
  })

  test('never splits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ä', '€', '😀'), minLength: 1 }), fc.nat(), (text, cut) => {
        const input = bytes(text)
        const at = cut % input.length
        const lines = new StampedLines(0)
        lines.push(Buffer.concat([bytes(`${T} `), input.subarray(0, at)]))
        const parts = [lines.take(), ...lines.push(Buffer.concat([input.subarray(at), bytes('\n')]))]
        expect(parts.map((part) => part?.text ?? '').join('')).toBe(text)
      }),
    )
  })

  test('is a whole line where the file ends', () => {
    const lines = new StampedLines(0)
    lines.push(bytes(`${T} first`))
    expect(lines.end()).toEqual({ atMs: T, text: 'first' })
    expect(lines.end()).toBeNull()
    expect(lines.push(bytes('no stamp\n'))).toEqual([{ atMs: T, text: 'no stamp' }])
  })
})
