import { describe, expect, test } from 'vitest'
import type { LogLine } from '../../src/model/log.ts'
import { unicodeGlyphs } from '../../src/ui/theme.ts'
import { lineText, widthOf } from '../../src/ui/viewmodel/line.ts'
import { filterLines, logView } from '../../src/ui/viewmodel/log-pane.ts'
import { initialUi, type UiState } from '../../src/ui/viewmodel/ui-state.ts'
import { diagnostics, makeService, nowMs } from './mock-session.ts'

const line = (text: string, seq: number, source: LogLine['source'] = 'pod'): LogLine => ({
  seq,
  atMs: nowMs,
  service: 'a',
  source,
  text,
})
const lines = (count: number) => Array.from({ length: count }, (_line, seq) => line(`line ${seq}`, seq))
const layout = { columns: 80, rows: 5, glyphs: unicodeGlyphs, nameWidth: 10, podWord: 'pod' }
const view = (
  all: readonly LogLine[],
  ui: Partial<UiState>,
  service = makeService('a'),
  more: Partial<typeof layout> = {},
) => logView(all, all.length, { ...initialUi, ...ui }, service, { ...layout, ...more })
const texts = (...args: Parameters<typeof view>) => view(...args).lines.map(lineText)

describe('log pane', () => {
  test.each([
    ['orb', ['an Orb', 'orb-core']],
    ['Orb', ['an Orb']],
    ['!orb', ['widget', 'x1y22']],
    ['~\\d\\d', ['x1y22']],
    ['!~orb', ['widget', 'x1y22']],
    ['~(', []],
    ['', ['an Orb', 'orb-core', 'widget', 'x1y22']],
  ])('filter %j', (filter, kept) => {
    const all = ['an Orb', '\u001b[31morb-core\u001b[0m', 'widget', 'x1y22'].map((text, seq) => line(text, seq))
    expect(filterLines(all, filter).map(({ text }) => text.replace(/\u001b\[\d+m/g, ''))).toEqual(kept)
  })

  test('follows the tail', () => {
    expect(texts(lines(20), {})).toEqual(['line 15', 'line 16', 'line 17', 'line 18', 'line 19'])
  })

  test('stays where it was put and counts what is below', () => {
    const shown = view(lines(20), { follow: false, top: 3 })
    expect(shown.lines.map(lineText)).toEqual(['line 3', 'line 4', 'line 5', 'line 6', 'line 7'])
    expect(shown.below).toBe(12)
  })

  test('its place is gone from the ring: the oldest line that is left', () => {
    expect(texts(lines(20).slice(10), { follow: false, top: 3 })[0]).toBe('line 10')
  })

  test('after a failed build it starts at the first error, however much follows', () => {
    const failed = makeService('a', {
      build: { number: 2, id: null, state: 'failed', startedAtMs: null, ms: 1, errors: 2 },
      diagnostics,
    })
    const error = line('orb_core-dispatch.adb:42:07: error: missing ";"', 100, 'build')
    const all = [...lines(10), error, ...lines(30).map((other) => ({ ...other, seq: other.seq + 200 }))]
    expect(texts(all, {}, failed)[0]).toBe(error.text)
    expect(texts([...lines(2), error], {}, failed)[0]).toBe('line 0')
    expect(texts(all, { source: 'pod' }, failed)[0]).toBe('line 25')
  })

  test('long lines are cut, or wrapped', () => {
    const long = [line('日本語'.repeat(20), 1)]
    expect(widthOf(texts(long, {})[0]!)).toBeLessThanOrEqual(80)
    expect(texts(long, {})[0]).toMatch(/…$/)
    const wrapped = texts(long, { wrap: true })
    expect(wrapped).toHaveLength(2)
    expect(wrapped.join('')).toBe('日本語'.repeat(20))
  })

  test('all services have their names in front', () => {
    expect(texts(lines(1), { source: 'all' })).toEqual(['a          line 0'])
    expect(texts(lines(1), { source: 'all', time: true })[0]).toMatch(/^\d\d:\d\d:\d\d a {10}line 0$/)
  })
})
