import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOrder } from '../../src/graph/graph.ts'
import { serviceNamed } from './environment.ts'

function orderOf(calls: Readonly<Record<string, readonly string[]>>) {
  return startOrder({ services: Object.entries(calls).map(([name, called]) => serviceNamed(name, { calls: called })) })
}

test('what is called starts first', () => {
  expect(orderOf({ a: ['b', 'c'], b: ['c'], c: [], d: [] })).toEqual({
    levels: [['c', 'd'], ['b'], ['a']],
    cycle: null,
  })
})

test('a circle is told as a path, and what does not hang on it still starts', () => {
  expect(orderOf({ a: ['b'], b: ['c'], c: ['b'], d: [] })).toEqual({ levels: [['d']], cycle: ['b', 'c', 'b'] })
})

test('a call out of the environment waits for nobody', () => {
  expect(orderOf({ a: ['elsewhere'] })).toEqual({ levels: [['a']], cycle: null })
})

test('every service is in one level after all it calls, or there is a circle', () => {
  const graphs = fc.dictionary(
    fc.constantFrom(...'abcdefgh'),
    fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 3 }),
  )
  fc.assert(
    fc.property(graphs, (calls) => {
      const { levels, cycle } = orderOf(calls)
      const level = new Map(levels.flatMap((names, index) => names.map((name) => [name, index] as const)))
      for (const [name, index] of level) {
        for (const called of calls[name]!) if (called in calls) expect(level.get(called)!).toBeLessThan(index)
      }
      expect(cycle === null).toBe(level.size === Object.keys(calls).length)
      if (cycle !== null) {
        expect(cycle.at(-1)).toBe(cycle[0])
        for (const [index, name] of cycle.slice(0, -1).entries()) expect(calls[name]).toContain(cycle[index + 1])
      }
    }),
  )
})
