// A Tiltfile.ts with ten mistakes: all of them at once, with their lines, and nothing that runs is harmed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getJson } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'

const mistaken = `import { cppBuild, defineEnvironment, library, service } from 'devenv'

export default defineEnvironment({
  name: 'pair',
  watch: { quietMs: -1 },
  libraries: [library('cpp-shared', { language: 'c++', sources: ['common/inclde'] })],
  services: [
    service('Alder', { port: 21101, build: cppBuild({ sourceDir: 'alder' }) }),
    service('birch', { port: 99999, build: cppBuild({ sourceDir: 'birch' }) }),
    service('cedar', { port: 21103, build: cppBuild({ sourceDir: 'ceder' }) }),
    service('dogwood', { port: 21104, build: cppBuild({ sourceDir: 'alder' }), calls: ['brich'] }),
    service('elder', { port: 21104, build: cppBuild({ sourceDir: 'alder' }) }),
    service('elder', { port: 21105, build: cppBuild({ sourceDir: 'alder' }), libraries: ['cpp-shred'] }),
    service('fir', { port: 21106, build: cppBuild({ sourceDir: 'alder' }), graceMs: 'soon' as never }),
    service('gorse', { port: 21107, build: cppBuild({ sourceDir: 'alder' }), graceMilliseconds: 4 } as never),
  ],
})
`

/** Of each mistake, its line in the text above. */
const places = [5, 6, 8, 9, 10, 11, 12, 13, 13, 14, 15]

let story: Story

beforeAll(async () => {
  story = await openStory('mistakes')
})
afterAll(() => story?.close())

const linesIn = (details: readonly { label: string }[]) =>
  details.flatMap(({ label }) => /^Tiltfile\.ts:(\d+)/.exec(label)?.[1] ?? []).map(Number)

test('at the start: exit 3 with all of them, nothing is started', async () => {
  story.write('Tiltfile.ts', mistaken)
  const { exitCode, stderr } = await story.run(['up', '--json', '--runtime', 'process'])
  expect(exitCode).toBe(3)
  const error = JSON.parse(stderr) as { code: string; details: { label: string; text: string }[] }
  expect(error.code).toBe('DE0602')
  expect(new Set(linesIn(error.details))).toEqual(new Set(places))
  expect(error.details.length).toBeGreaterThanOrEqual(10)
  expect(processesIn(story.base)).toEqual([])
  const plain = await story.run(['up', '--plain', '--runtime', 'process'])
  expect(plain.exitCode).toBe(3)
  for (const line of places) expect(plain.stderr).toContain(`Tiltfile.ts:${line}`)
})

test('while it runs: all of them in one problem, edits go on as configured before, and the mended file closes it', async () => {
  story.restore('Tiltfile.ts')
  const up = await story.up()
  const pids = (await story.status()).services.map(({ pid }) => pid)
  const good = story.read('Tiltfile.ts')
  story.write('Tiltfile.ts', mistaken)
  await up.event('problem.opened', ({ code }) => code === 'DE0602')
  const [problem, ...others] = (await story.status()).problems
  expect(others).toEqual([])
  expect(new Set(linesIn(problem!.details))).toEqual(new Set(places))
  const { stdout } = await story.run(['problems'])
  for (const line of places) expect(stdout).toContain(`Tiltfile.ts:${line}`)
  expect((await story.status()).services.map(({ pid }) => pid)).toEqual(pids)
  const from = up.mark
  story.replace('birch/src/answer.cpp', '"none"', '"as before"')
  await up.event('update.ready', ({ service }) => service === 'birch', from)
  const { url } = await story.service('birch')
  expect((await getJson(`${url}/edit`)).body['edit']).toBe('as before')
  story.write('Tiltfile.ts', good)
  await up.event('problem.closed', ({ code }) => code === 'DE0602', from)
  expect((await story.status()).problems).toEqual([])
  expect(await up.stop()).toBe(130)
})

test('a file that can not be read at all: exit 3 with the line, and while it runs a problem that a save closes', async () => {
  const up = await story.up()
  const good = story.read('Tiltfile.ts')
  story.write('Tiltfile.ts', good.replace('defineEnvironment({', 'defineEnvironment(('))
  await up.event('problem.opened', ({ code }) => code === 'DE0601' || code === 'DE0609')
  expect((await story.status()).problems[0]!.details[0]!.label).toMatch(/^Tiltfile\.ts:\d+$/)
  const { url, health } = await story.service('alder')
  expect(health).toBe('ready')
  expect((await getJson(`${url}/status`)).status, url).toBe(200)
  const from = up.mark
  story.write('Tiltfile.ts', good)
  await up.event('problem.closed', () => true, from)
  await up.stop()
})
