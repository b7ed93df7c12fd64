import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runSteps, type Step, StepFailed } from '../testbed/step.ts'

let logs: string
let lines: string[]
const print = (line: string) => lines.push(line)

beforeEach(() => {
  logs = mkdtempSync(join(tmpdir(), 'testbed-step-'))
  lines = []
})
afterEach(() => rmSync(logs, { recursive: true }))

function step(name: string, done: Set<string>, run: Step['run'] = async () => {}): Step {
  return {
    name,
    title: `Make ${name}`,
    key: name,
    isDone: async () => done.has(name),
    run: async (commands) => {
      await run(commands)
      done.add(name)
    },
  }
}

test('runs what is not done, in order, and says so', async () => {
  const done = new Set(['first'])
  const results = await runSteps([step('first', done), step('second', done), step('third', done)], logs, print)
  expect(results.map(({ name, ran }) => [name, ran])).toEqual([
    ['first', false],
    ['second', true],
    ['third', true],
  ])
  expect(lines[0]).toBe(' ✓ first')
  expect(lines[1]).toBe(' • second: Make second')
  expect(lines[2]).toMatch(/^ ✓ second {2}\d+\.\d s$/)
})

test('a second run does nothing', async () => {
  const done = new Set<string>()
  const steps = [step('first', done), step('second', done)]
  await runSteps(steps, logs, print)
  const results = await runSteps(steps, logs, print)
  expect(results.every(({ ran }) => !ran)).toBe(true)
})

test('stops at a failure, shows the end of the log and where the rest is; the next run goes on from there', async () => {
  const done = new Set<string>()
  let isBroken = true
  const flaky = step('flaky', done, async (commands) => {
    await commands.run('sh', ['-c', isBroken ? 'echo what went wrong >&2; exit 3' : 'true'])
  })
  const steps = [step('first', done), flaky, step('last', done)]
  await expect(runSteps(steps, logs, print)).rejects.toThrow(StepFailed)
  const log = join(logs, 'flaky.log')
  expect(lines).toContain('   what went wrong')
  expect(lines.at(-2)).toMatch(/^ ✘ flaky: sh -c .*: exit code 3$/)
  expect(lines.at(-1)).toBe(`   whole log: ${log}`)
  expect(readFileSync(log, 'utf8')).toContain('$ sh -c')
  expect(done).toEqual(new Set(['first']))
  isBroken = false
  const results = await runSteps(steps, logs, print)
  expect(results.filter(({ ran }) => ran).map(({ name }) => name)).toEqual(['flaky', 'last'])
})

test('a step that ends without its result has failed', async () => {
  const never = { ...step('never', new Set()), isDone: async () => false }
  await expect(runSteps([never], logs, print)).rejects.toThrow('step never failed')
  expect(lines.join('\n')).toContain('never ended without a result')
})
