// Sources whose times say nothing: a wrong clock, an unpacked archive, a restored backup.
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { openStory, type Story } from '../story.ts'
import { edit, expectServes, sources } from './pair.ts'

describe('a wrong clock', () => {
  let story: Story
  let up: Up

  beforeAll(async () => {
    story = await openStory('clock')
    up = await story.up()
  })
  afterAll(() => story?.close())

  const times = {
    'in the future': () => Date.now() / 1000 + 86_400,
    'in the past': () => 1_000_000_000,
    'before 1970': () => -86_400,
    'of now': () => Date.now() / 1000,
  } as const
  const set = (path: string, seconds: number) => utimesSync(join(story.folder, path), seconds, seconds)

  for (const name of ['alder', 'cedar'] as const) {
    for (const [when, at] of Object.entries(times)) {
      test(`${name}: a source with a time ${when} is built, and so is the next save`, async () => {
        for (const text of [`${when}, one`, `${when}, two`]) {
          const from = up.mark
          edit(story, name, text)
          set(sources[name], at())
          await eventually('the edit', async () => {
            const { url, health } = await story.service(name)
            return (await getJson(`${url}/edit`)).body['edit'] === text && health === 'ready' ? true : null
          })
          expect(up.since('problem.opened', from)).toEqual([])
        }
      })
    }
  }

  for (const [when, at] of Object.entries(times)) {
    test(`edits with a time ${when} that nobody watched are built by the next up`, async () => {
      await up.stop()
      for (const name of ['alder', 'birch', 'cedar'] as const) {
        edit(story, name, `unwatched ${when}`)
        set(sources[name], at())
      }
      up = await story.up()
      for (const name of ['alder', 'birch', 'cedar'] as const) await expectServes(story, name, `unwatched ${when}`)
    })
  }

  test('a header with a time in the past rebuilds those that read it', async () => {
    const from = up.mark
    story.replace('common/include/shared/limits.hpp', 'revision = 1', 'revision = 5')
    set('common/include/shared/limits.hpp', times['in the past']())
    for (const name of ['alder', 'birch']) await up.event('update.ready', ({ service }) => service === name, from)
    for (const name of ['alder', 'birch'])
      expect((await getJson(`${(await story.service(name)).url}/status`)).body['revision']).toBe(5)
  })
})
