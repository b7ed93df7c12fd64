// What happens to the sources: a folder goes away and comes back, events run out.
import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, Up } from '../../e2e/harness.ts'
import { openStory, type Story } from '../story.ts'
import { expectNoProcess } from './left.ts'
import { edit, expectServes, sources } from './pair.ts'

describe('a source folder that is removed', () => {
  let story: Story
  let up: Up

  beforeAll(async () => {
    story = await openStory('removed')
    up = await story.up()
  })
  afterAll(() => story?.close())

  const move = (from: string, to: string) => renameSync(join(story.folder, from), join(story.folder, to))

  for (const [name, folder] of [
    ['alder', 'alder'],
    ['alder', 'alder/src'],
    ['cedar', 'cedar'],
  ] as const) {
    test(`${folder}: a problem that says it, all services go on; put back, all is well and a save is built`, async () => {
      const pids = (await story.status()).services.map(({ pid }) => pid)
      const from = up.mark
      move(folder, 'away')
      const { code, summary } = await up.event('problem.opened', ({ services }) => services.includes(name), from)
      expect(`${code} ${summary}`).toMatch(/^DE0(30|31|60)\d/)
      expect(code).not.toBe('DE0901')
      await expectServes(story, name, 'none')
      expect((await story.status()).services.map(({ pid }) => pid)).toEqual(pids)
      move('away', folder)
      await eventually('no problem', async () => ((await story.status()).problems.length === 0 ? true : null))
      await eventually('ready', async () =>
        (await story.status()).services.every(({ health }) => health === 'ready') ? true : null,
      )
      await expectServes(story, name, 'none')
      const later = up.mark
      edit(story, name, `after ${folder}`)
      await up.event('update.ready', ({ service }) => service === name, later)
      await expectServes(story, name, `after ${folder}`)
      const last = up.mark
      story.restore(sources[name])
      await up.event('update.ready', ({ service }) => service === name, last)
    })
  }

  test('a save at once after it was put back is built', async () => {
    const from = up.mark
    move('birch', 'away')
    await up.event('problem.opened', ({ services }) => services.includes('birch'), from)
    move('away', 'birch')
    edit(story, 'birch', 'at once')
    await eventually('the save', async () => {
      const { url, health } = await story.service('birch')
      const { body } = await getJson(`${url}/edit`)
      return body['edit'] === 'at once' && health === 'ready' ? true : null
    })
    expect((await story.status()).problems).toEqual([])
  })

  test('removed while no session runs: up says it, and the others come up', async () => {
    await up.stop()
    move('cedar/src', 'away')
    up = story.start()
    const problem = await up.event('problem.opened', ({ services }) => services.includes('cedar'))
    expect(problem.code).not.toBe('DE0901')
    move('away', 'cedar/src')
    await up.event('session.ready')
    await eventually('all ready', async () =>
      (await story.status()).services.every(({ health }) => health === 'ready') ? true : null,
    )
  })
})

describe('inotify', () => {
  let story: Story
  let up: Up | null = null

  beforeAll(() => {
    const { status, stderr } = limited('true')
    // Its limit is the user's, so a namespace of users is what keeps others from harm.
    if (status !== 0) throw new Error(`no namespace of users can be made here: ${stderr}`)
  })
  afterEach(async () => {
    await up?.stop()
    await story?.close()
  })

  const within = (file: string, limit: number) => [
    ...['unshare', '--user', '--map-root-user', 'sh', '-c'],
    `echo ${limit} > /proc/sys/user/${file} && exec "$@"`,
    'sh',
  ]
  const limited = (...command: readonly string[]) => {
    const [program = '', ...words] = within('max_inotify_watches', 3)
    return spawnSync(program, [...words, ...command], { encoding: 'utf8' })
  }

  for (const [what, file, limit] of [
    ['watches', 'max_inotify_watches', 3],
    ['instances', 'max_inotify_instances', 0],
  ] as const) {
    test(`too few ${what}: DE0102, and an edit is found all the same, C++ and Ada`, async () => {
      story = await openStory(`few-${what}`)
      up = new Up(story, ['--runtime', 'process'], {}, within(file, limit))
      await up.event('session.ready')
      const problem = await up.event('problem.opened', ({ code }) => code === 'DE0102')
      expect(problem.summary).toContain(`${limit} `)
      for (const name of ['alder', 'cedar'] as const) {
        const from = up.mark
        edit(story, name, 'without events')
        await up.event('update.ready', ({ service }) => service === name, from)
        await expectServes(story, name, 'without events')
      }
      expect(await up.stop()).toBe(130)
      await expectNoProcess(story)
    })
  }
})
