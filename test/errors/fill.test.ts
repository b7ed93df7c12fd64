import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/errors/catalog.ts'
import { fill, isComplete } from '../../src/errors/fill.ts'

describe('fill', () => {
  test.each([
    ['port {port} is taken[ by {holder}]', { port: 80, holder: 'nginx' }, 'port 80 is taken by nginx'],
    ['port {port} is taken[ by {holder}]', { port: 80 }, 'port 80 is taken'],
    ['port {port} is taken', {}, 'port is taken'],
    ['{service|a service} does not link[: {errors}]', {}, 'a service does not link'],
    ['{service|a service} does not link[: {errors}]', { service: 'orb-core' }, 'orb-core does not link'],
    ['bug in devenv: {message}', {}, 'bug in devenv'],
    ['there is no {kind|service} "{name}"', {}, 'there is no service'],
    ['there is no {kind|service} "{name}"', { name: 'orb' }, 'there is no service "orb"'],
    ['session [(process {pid})]', {}, 'session'],
    ['a {x}, b', {}, 'a, b'],
    ['{x} b', {}, 'b'],
    ['[{a}: ]b', { a: '' }, 'b'],
  ])('%s with %j', (text, values, expected) => {
    expect(fill(text, values as Record<string, string | number>)).toBe(expected)
  })

  test('a value is taken as it is, braces and brackets too', () => {
    expect(fill('failed: {reason}', { reason: '{x} [y]  z' })).toBe('failed: {x} [y]  z')
  })

  test('no place of the catalogue shows through, whichever values are given', () => {
    const texts = catalog().flatMap((entry) => [
      entry.summary,
      ...entry.hints.flatMap((hint) => [hint.label, hint.effect]),
    ])
    const keys = [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!)))]
    expect(keys.length).toBeGreaterThan(20)
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.subarray(keys), (text, given) => {
        const filled = fill(text, Object.fromEntries(given.map((key) => [key, 'v'])))
        // `{ defineEnvironment, service }`: braces with blanks are text, not places.
        expect(filled).not.toMatch(/\{\w+(\|[^}]*)?\}|[[\]]|\u0000| {2}| [,;:.]|#(?!\w)/)
        expect(filled).toBe(filled.trim())
      }),
      { numRuns: 3000 },
    )
  })

  test('a command with a missing value is not complete', () => {
    expect(isComplete('devenv logs {service}', {})).toBe(false)
    expect(isComplete('devenv logs {service}', { service: 'orb-core' })).toBe(true)
    expect(isComplete('devenv logs {service|orb-core}', {})).toBe(true)
  })
})
