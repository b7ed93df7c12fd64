// All sixteen services as local processes: one `up`, the chains of both languages, shared edits.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allNames, sharedEditStories } from '../../e2e/day.ts'
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
sharedEditStories(day)
