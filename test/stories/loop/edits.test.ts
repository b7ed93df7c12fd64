// Edits on local processes: what they restart, what a broken one does, and what heals it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'

const names = ['alder', 'birch', 'cedar'] as const
const answer = 'alder/src/answer.cpp'
const main = 'alder/src/main.cpp'

let story: Story
let up: Up

beforeAll(async () => {
  story = await openStory('edits')
  up = await story.up()
})
afterAll(() => story?.close())

const edit = (text: string) => {
  story.restore(answer)
  story.replace(answer, 'edit = "none"', `edit = "${text}"`)
}

/** Makes the edit, waits for the affected services, and proves that all others kept their process. */
async function expectRestarts(affected: readonly string[], change: () => void): Promise<void> {
  const before = new Map((await story.status()).services.map((service) => [service.name, service]))
  const from = up.mark
  change()
  for (const name of affected) await up.event('update.ready', (event) => event.service === name, from)
  for (const after of (await story.status()).services) {
    const was = before.get(after.name)!
    expect(after.restarts, `${after.name} did not crash`).toBe(was.restarts)
    if (affected.includes(after.name)) {
      expect(after.pid, `${after.name} is another process`).not.toBe(was.pid)
      expect(after.serving.id, `${after.name} serves another build`).not.toBe(was.serving.id)
    } else {
      expect(after.pid, `${after.name} keeps its process`).toBe(was.pid)
      expect(after.serving.id, `${after.name} keeps its build`).toBe(was.serving.id)
    }
  }
  const started = up.since('build.started', from).map(({ service }) => service)
  expect(started.sort(), 'one build of each affected service').toEqual([...affected].sort())
}

describe('an edit restarts exactly the affected services, once', () => {
  test('one .cpp', async () => {
    await expectRestarts(['alder'], () => edit('first'))
    const { url } = await story.service('alder')
    expect((await getJson(`${url}/edit`)).body['edit']).toBe('first')
  })

  test('a header that both C++ services read: one build each, side by side', async () => {
    const from = up.mark
    await expectRestarts(['alder', 'birch'], () =>
      story.replace('common/include/shared/limits.hpp', 'revision = 1', 'revision = 2'),
    )
    for (const name of ['alder', 'birch'])
      expect((await getJson(`${(await story.service(name)).url}/status`)).body['revision']).toBe(2)
    const order = up.events.slice(from).map(({ event }) => event)
    const firstEnd = order.indexOf('build.finished')
    expect(order.slice(0, firstEnd).filter((event) => event === 'build.started')).toHaveLength(2)
  })

  test('an Ada body', async () => {
    await expectRestarts(['cedar'], () => story.replace('cedar/src/answers.adb', '"none"', '"second"'))
    const { url } = await story.service('cedar')
    expect((await getJson(`${url}/edit`)).body['edit']).toBe('second')
  })

  test('a shared Ada spec', async () => {
    await expectRestarts(['cedar'], () => story.replace('common/ada/limits.ads', 'constant := 1', 'constant := 7'))
    const { url } = await story.service('cedar')
    expect((await getJson(`${url}/status`)).body['revision']).toBe(7)
  })

  test('a comment that changes no byte of the binary restarts nothing', async () => {
    const before = await story.service('birch')
    const from = up.mark
    story.write('birch/src/answer.cpp', `${story.read('birch/src/answer.cpp')}// Only words.\n`)
    const finished = await up.event('build.finished', (event) => event.service === 'birch', from)
    expect(finished.state).toBe('unchanged')
    expect((await story.service('birch')).pid).toBe(before.pid)
    expect(up.since('update.started', from)).toEqual([])
  })
})

test('twenty saves during one compile give one further build, of the last content', async () => {
  // A compile that can't be over before the saves are.
  const slow = '#include <functional>\n#include <map>\n#include <regex>\n#include <string>\n'
  story.restore(answer)
  const text = `${slow}${story.read(answer)}`
  const from = up.mark
  story.write(answer, text.replace('"none"', '"save 0"'))
  await up.event('build.started', (event) => event.service === 'alder', from)
  for (let save = 1; save <= 20; save++) story.write(answer, text.replace('"none"', `"save ${save}"`))
  const { url } = await story.service('alder')
  await up.event('update.ready', (event) => event.service === 'alder', from)
  await eventually('the last content', async () =>
    (await getJson(`${url}/edit`)).body['edit'] === 'save 20' ? true : null,
  )
  const started = up.since('build.started', from)
  // One batch as a rule; on a starved machine the saves themselves may be further apart than the quiet period.
  const batches = up.since('change.batch', from).length
  expect(batches).toBeLessThan(10)
  expect(started.length).toBeLessThanOrEqual(batches)
  const ended = up.since('build.finished', from).map(({ state }) => state)
  expect(ended.filter((state) => state === 'built')).toHaveLength(1)
  expect(ended.length).toBe(started.length)
  expect(processesIn(story.base).filter(({ command }) => /cc1plus|ninja/.test(command))).toEqual([])
})

test('a broken compile: the old build serves, the first error comes first, the fix heals', async () => {
  const before = await story.service('alder')
  const from = up.mark
  story.restore(answer)
  story.replace(answer, 'static const char *edit', 'int missing = 1\nint other = nowhere;\nstatic const char *edit')
  const failed = await up.event(
    'build.finished',
    ({ service, state }) => service === 'alder' && state === 'failed',
    from,
  )
  expect(failed.errors).toBeGreaterThan(0)
  const service = await story.service('alder')
  expect(service).toMatchObject({ health: 'stale', editsBehind: 1, pid: before.pid, serving: before.serving })
  expect((await getJson(`${service.url}/status`)).body['buildId']).toBe(before.serving.id)
  const [problem] = (await story.status()).problems
  expect(problem).toMatchObject({ code: 'DE0301', services: ['alder'] })
  const line =
    story
      .read(answer)
      .split('\n')
      .findIndex((text) => text.includes('int missing')) + 1
  const place = new RegExp(`alder/src/answer\\.cpp:(${line}|${line + 1})\\b`)
  expect(problem!.details[0]!.label).toMatch(place)
  expect((await story.run(['problems', 'alder'])).stdout).toMatch(place)
  edit('healed')
  await up.event('update.ready', (event) => event.service === 'alder', from)
  expect(await story.service('alder')).toMatchObject({ health: 'ready', editsBehind: 0 })
  expect((await story.status()).problems).toEqual([])
})

const failing = {
  'crashes at start': {
    body: 'fprintf(stderr, "no cables today\\n");\n    return 3;',
    reason: /exit/,
    says: /no cables today/,
  },
  'never gets ready': {
    body: 'fprintf(stderr, "waits for ever\\n");\n    for (;;) pause();',
    reason: /not ready|refused|probe/,
    says: /waits for ever/,
  },
} as const

const breakStart = (body: string) => {
  story.restore(main)
  story.replace(main, 'return shared::serve("alder", answer);', body)
}

const healStart = (text: string) => {
  story.restore(main)
  edit(text)
}

describe('a new binary that', () => {
  for (const [what, { body, reason, says }] of Object.entries(failing)) {
    test(`${what} is reverted, with the reason and its last lines, and the next edit heals`, async () => {
      const good = (await story.service('alder')).serving.id
      const from = up.mark
      breakStart(body)
      const reverted = await up.event('update.reverted', (event) => event.service === 'alder', from)
      expect(reverted.to).toBe(good)
      expect(reverted.reason).toMatch(reason)
      const { url } = await story.service('alder')
      expect((await getJson(`${url}/status`)).body['buildId']).toBe(good)
      const problem = (await story.status()).problems.find(({ code }) => code === 'DE0405')!
      expect(problem.services).toEqual(['alder'])
      expect(problem.details.find(({ label }) => label === 'last lines')?.text).toMatch(says)
      healStart(`after one that ${what}`)
      await up.event('update.ready', (event) => event.service === 'alder', from)
      expect((await story.status()).problems).toEqual([])
      expect(await story.service('alder')).toMatchObject({ health: 'ready', restarts: 0 })
    })
  }

  test('crashes at start is held with `revert: false`, is not started again, and the next edit heals', async () => {
    const supervised = () => processesIn(story.base).filter(({ command }) => command.includes('--name alder'))
    const [before] = supervised()
    story.replace('Tiltfile.ts', "calls: ['birch'],", "calls: ['birch'],\n      revert: false,")
    await eventually('a supervisor that holds', async () =>
      supervised().some(({ pid, command }) => pid !== before!.pid && command.includes('--on-fail hold')) ? true : null,
    )
    await eventually('ready again', async () => ((await story.service('alder')).health === 'ready' ? true : null))
    const from = up.mark
    breakStart(failing['crashes at start'].body)
    await up.event('problem.opened', ({ code }) => code === 'DE0407', from)
    const held = await story.service('alder')
    expect(held).toMatchObject({ health: 'crash', pid: null, restarts: 0 })
    const problem = (await story.status()).problems.find(({ code }) => code === 'DE0407')!
    expect(problem.details.find(({ label }) => label === 'last lines')?.text).toMatch(/no cables today/)
    healStart('after a hold')
    await up.event('update.ready', (event) => event.service === 'alder', from)
    expect(await story.service('alder')).toMatchObject({ health: 'ready', restarts: 0 })
    expect((await story.status()).problems).toEqual([])
  })
})

test('every service still answers with the build that is said', async () => {
  for (const name of names) {
    const { url, serving } = await story.service(name)
    expect((await getJson(`${url}/status`)).body['buildId']).toBe(serving.id)
  }
  expect(processesIn(story.base).filter(({ isZombie }) => isZombie)).toEqual([])
})
