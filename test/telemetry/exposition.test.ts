import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samplesOfText } from '../../src/telemetry/exposition.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/metrics', name), 'utf8')

describe('a line', () => {
  test.each([
    ['up 1', { name: 'up', labels: {}, value: 1 }],
    ['up{} 1.5e3 1700000000000', { name: 'up', labels: {}, value: 1500 }],
    ['  a:b_total { x = "1" , y="2", } -.5\r', { name: 'a:b_total', labels: { x: '1', y: '2' }, value: -0.5 }],
    ['m{t="a\\"b\\\\c\\nd\\q",u="{},= #"} 2', { name: 'm', labels: { t: 'a"b\\c\nd\\q', u: '{},= #' }, value: 2 }],
    ['m{le="+Inf"} +Inf', { name: 'm', labels: { le: '+Inf' }, value: Number.POSITIVE_INFINITY }],
    ['m -inf', { name: 'm', labels: {}, value: Number.NEGATIVE_INFINITY }],
    ['m NaN', { name: 'm', labels: {}, value: Number.NaN }],
    ['m_bucket{le="1"} 3 # {trace="x"} 0.5', { name: 'm_bucket', labels: { le: '1' }, value: 3 }],
    ['m{__proto__="x"} 1', { name: 'm', labels: Object.fromEntries([['__proto__', 'x']]), value: 1 }],
  ])('%s is a sample', (line, sample) => {
    expect(samplesOfText(line)).toEqual([sample])
  })

  test.each([
    ['', '# HELP up Help.', '# TYPE up gauge', '#', '<html>', '{a="b"} 1', '1up 1', 'up', 'up ', 'up{ 1', 'up{a="b" 1'],
    ['up{a=b} 1', 'up{a="b} 1', 'up{a="b",,c="d"} 1', 'up one', 'up 0x10', 'up 1 2 3', 'up 1,5', 'up --1', 'up{a="b"}'],
  ])('that is no sample is left out: %s ...', (...lines) => {
    expect(samplesOfText([...lines, 'good 1'].join('\n'))).toEqual([{ name: 'good', labels: {}, value: 1 }])
  })

  test('has what was written, whatever is in its labels', () => {
    const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/)
    const value = fc.oneof(fc.double(), fc.integer())
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary' })), value, (labels, number) => {
        const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
        const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
        const shown = String(number).replace('Infinity', 'Inf')
        const [sample] = samplesOfText(`# before\nm{${pairs.join(',')}} ${shown}\nafter`)
        expect(sample?.labels).toEqual({ ...labels })
        expect(sample?.value === number || Number.isNaN(number)).toBe(true)
      }),
    )
  })

  test('of any garbage throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'m{}="\\\n, 1e+#') }), (text) => {
        for (const { name } of samplesOfText(text)) expect(name).toMatch(/^m/)
      }),
    )
  })
})

describe('the metrics of', () => {
  test.each([
    ['cpp.txt', { code: '200', method: 'POST', route: '/v1/validate' }],
    ['ada.txt', { service: 'orb-core', method: 'GET', route: '/v1/interfaces', code: '200' }],
  ])('a service of this repository are all read: %s', (file, labels) => {
    const text = fixture(file)
    const samples = samplesOfText(text)
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(samples).toHaveLength(lines.length)
    expect(
      samples.find(({ name, labels: found }) => name === 'http_requests_total' && found['route'] === labels.route),
    ).toMatchObject({ labels })
    expect(samples.filter(({ labels: { le } }) => le === '+Inf').length).toBeGreaterThan(3)
  })
})
