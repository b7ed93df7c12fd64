// All sixteen services as local processes: one `up`, the chains of both languages, shared edits.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adaEdits } from '../../e2e/ada-edits.ts'
import { adaNames, allNames, cppNames } from '../../e2e/day.ts'
import { editSharedHeader } from '../../e2e/edits.ts'
import type { Up } from '../../e2e/harness.ts'
import { systemStories } from '../../e2e/system.ts'
import { openStory, type Story } from '../story.ts'

let story: Story
let up: Up

beforeAll(async () => {
  story = await openStory('system', { tree: 'system' })
  up = await story.up()
})
afterAll(() => story?.close())

const day = () => ({
  names: allNames,
  workspace: story,
  up,
  identify: (name: string) => Promise.resolve({ id: name, restarts: 0 }),
})

test('all sixteen are ready', async () => {
  const { services } = await story.status()
  expect(services.map(({ name, health }) => `${name} ${health}`).sort()).toEqual(
    allNames.map((name) => `${name} ready`).sort(),
  )
})

test('a secret of development is made for its service, for the user alone, and is in no log', async () => {
  const path = join(story.workspaceState, 'secrets/security-service/token-key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const { stdout } = await story.run(['logs', 'security-service', '--tail', '1000'])
  expect(stdout).not.toBe('')
  expect(stdout).not.toContain(readFileSync(path, 'utf8').trim())
})

systemStories(day)

test.each([
  ['a header that all C++ services include', cppNames, () => editSharedHeader(story, 2)],
  ['a spec that all Ada services with', adaNames, () => adaEdits.sharedSpec(story, 2)],
] as const)('%s: each affected service is built once and reported ready', async (_what, names, edit) => {
  const from = up.mark
  edit()
  for (const name of names) await up.event('update.ready', ({ service }) => service === name, from)
  const built = up.since('build.started', from).map(({ service }) => service)
  expect(built.sort()).toEqual([...names].sort())
})
