import { describe, expect, test } from 'vitest'
import { screenLines, svgOf } from '../../scripts/screenshot.ts'
import { mainSnapshot, mockLines } from './mock-session.ts'

describe('screenshot', () => {
  test('every word of the screen is in the picture, at its column', () => {
    const lines = screenLines({
      snapshot: mainSnapshot(),
      lines: mockLines(),
      columns: 100,
      rows: 30,
      selected: 'orb-core',
    })
    const svg = svgOf(lines, 100)
    expect(lines).toHaveLength(30)
    expect(svg).toContain('>devenv</text>')
    expect(svg).toContain('prefers-color-scheme:dark')
    const texts = [...svg.matchAll(/<text x="(\d+)" y="(\d+)" textLength="(\d+)"/g)].map(
      ([, x, , length]) => Number(x) + Number(length),
    )
    expect(texts.length).toBeGreaterThan(100)
    expect(Math.max(...texts)).toBeLessThanOrEqual(12 + 100 * 8)
  })

  test('is well-formed whatever a line holds', () => {
    const svg = svgOf([[{ text: '<b> & "x" ]]>', style: 'bad' }]], 20)
    expect(svg).toContain('&lt;b&gt; &amp; "x" ]]&gt;')
  })
})
