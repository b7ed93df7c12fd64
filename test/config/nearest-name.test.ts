import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestName } from '../../src/config/config.ts'
import { editDistance } from '../../src/config/nearest-name.ts'

const names = ['widget-core', 'xrc-service', 'orb-core', 'event-service', 'naming-service']

test.each([
  ['orb-cor', 'orb-core'],
  ['obr-core', 'orb-core'],
  ['Widget-Core', 'widget-core'],
  ['widgetcore', 'widget-core'],
  ['xrc', 'xrc-service'],
  ['event', 'event-service'],
  ['zzz', null],
  ['', null],
])('%s -> %s', (typed, meant) => {
  expect(nearestName(typed, names)).toBe(meant)
})

test('the distance is symmetric, 0 only for equal texts, and at most the longer length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      const edits = editDistance(a, b)
      expect(edits).toBe(editDistance(b, a))
      expect(edits === 0).toBe(a === b)
      expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
})

test('one edit away is always found', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), (name, at) => {
      const index = at % name.length
      expect(nearestName(name.slice(0, index) + name.slice(index + 1), names)).toBe(name)
    }),
  )
})
