// Somebody ends a service, or its supervisor, from outside: both come back.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'

let story: Story
let up: Up

beforeAll(async () => {
  story = await openStory('killed')
  up = await story.up()
})
afterAll(() => story?.close())

const supervisorPid = (name: string) =>
  (JSON.parse(readFileSync(join(story.workspaceState, 'run', name, 'started.json'), 'utf8')) as { pid: number }).pid

const isThere = (pid: number) => processesIn(story.base).some((running) => running.pid === pid)

/** The service once it is ready in another process. */
function ready(name: string, not: number) {
  return eventually(`${name} is back`, async () => {
    const service = await story.service(name)
    return service.health === 'ready' && service.pid !== null && service.pid !== not ? service : null
  })
}

describe('SIGKILL from outside', () => {
  for (const name of ['alder', 'cedar'] as const) {
    test(`${name} comes back with the same build, and the restart is counted and told`, async () => {
      const before = await story.service(name)
      const from = up.mark
      process.kill(before.pid!, 'SIGKILL')
      const after = await ready(name, before.pid!)
      expect(after.restarts).toBe(before.restarts + 1)
      expect(after.serving.id).toBe(before.serving.id)
      expect((await getJson(`${after.url}/status`)).body['buildId']).toBe(before.serving.id)
      await up.event('service.health', (event) => event.service === name && event.health === 'ready', from)
      expect(up.since('build.started', from)).toEqual([])
    })
  }

  test('the supervisor of birch comes back, with a service that is its own, and edits go on', async () => {
    const before = await story.service('birch')
    const supervisor = supervisorPid('birch')
    process.kill(supervisor, 'SIGKILL')
    const after = await ready('birch', before.pid!)
    expect(supervisorPid('birch')).not.toBe(supervisor)
    expect(isThere(before.pid!)).toBe(false)
    expect(after.restarts).toBe(before.restarts + 1)
    expect(after.serving.id).toBe(before.serving.id)
    const from = up.mark
    story.replace('birch/src/answer.cpp', '"none"', '"after the supervisor"')
    await up.event('update.ready', (event) => event.service === 'birch', from)
    expect((await getJson(`${after.url}/edit`)).body['edit']).toBe('after the supervisor')
  })

  test('both at once', async () => {
    const before = await story.service('alder')
    process.kill(supervisorPid('alder'), 'SIGKILL')
    process.kill(before.pid!, 'SIGKILL')
    const after = await ready('alder', before.pid!)
    expect(after.restarts).toBeGreaterThan(before.restarts)
    expect((await getJson(`${after.url}/status`)).body['buildId']).toBe(before.serving.id)
    expect(processesIn(story.base).filter(({ isZombie }) => isZombie)).toEqual([])
  })
})
