import { describe, expect, test } from 'vitest'
import { criticalPath, runSteps } from '../../src/engine/bring-up.ts'
import { makeError } from '../../src/errors/errors.ts'
import type { Step } from '../../src/model/step.ts'

function step(name: string, dependsOn: readonly string[] = [], change: Partial<Step> = {}): Step {
  return {
    name,
    title: name,
    dependsOn,
    optional: false,
    isDone: () => Promise.resolve(null),
    run: () => Promise.resolve('well'),
    ...change,
  }
}

async function run(steps: readonly Step[], choices: readonly ('retry' | 'skip' | 'give-up')[] = []) {
  const seen: string[] = []
  const failed: string[] = []
  const asked = [...choices]
  let clock = 0
  const result = await runSteps(
    steps,
    { step: (name, state) => seen.push(`${name} ${state}`), log: () => {}, failed: (entry) => failed.push(entry.name) },
    () => Promise.resolve(asked.shift() ?? 'give-up'),
    () => Promise.resolve(),
    () => clock++,
    new AbortController().signal,
  )
  return { result, seen, failed }
}

describe('steps of bring-up', () => {
  test('run when what they depend on is done', async () => {
    const { result, seen } = await run([step('a'), step('b', ['a']), step('c', ['a', 'b'])])
    expect(result.ok).toBe(true)
    expect(seen).toEqual(['a running', 'a done', 'b running', 'b done', 'c running', 'c done'])
    expect(result.criticalPath.map((entry) => entry.step)).toEqual(['a', 'b', 'c'])
  })

  test('that are done already do no work', async () => {
    const run1 = () => Promise.reject(new Error('must not run'))
    const { result } = await run([step('a', [], { isDone: () => Promise.resolve('there'), run: run1 })])
    expect(result.ok).toBe(true)
  })

  test('an optional one that fails holds nothing up', async () => {
    const boom = () => Promise.reject(makeError('DE0501', {}))
    const { result, failed } = await run([step('addon', [], { optional: true, run: boom }), step('b', ['addon'])])
    expect(result.ok).toBe(true)
    expect(failed).toEqual(['addon'])
  })

  test('a required one that fails stops what depends on it, and others have started', async () => {
    const boom = () => Promise.reject(makeError('DE0101', {}))
    const { result, seen } = await run([step('a', [], { run: boom }), step('b', ['a']), step('c')])
    expect(result).toMatchObject({ ok: false, error: { code: 'DE0101' } })
    expect(seen).toContain('c running')
    expect(seen.filter((entry) => entry.startsWith('b'))).toEqual([])
  })

  test('a failed one can be retried', async () => {
    let tries = 0
    const flaky = () => (++tries === 1 ? Promise.reject(makeError('DE0205', {})) : Promise.resolve('at last'))
    const { result } = await run([step('a', [], { run: flaky }), step('b', ['a'])], ['retry'])
    expect(result).toMatchObject({ ok: true, error: null })
  })
})

test('the critical path goes through the compile that an artifact came out of', () => {
  const times = [
    { step: 'cluster', startedAtMs: 0, endedAtMs: 30 },
    { step: 'build', startedAtMs: 0, endedAtMs: 60 },
    { step: 'services', startedAtMs: 60, endedAtMs: 61 },
  ]
  const steps = [step('cluster'), step('build'), step('services', ['cluster', 'artifact:alpha'])]
  const path = criticalPath(steps, new Map(times.map((time) => [time.step, time])))
  expect(path).toEqual([
    { step: 'build', ms: 60 },
    { step: 'services', ms: 1 },
  ])
})
