// Two workspaces of one person at once, and ports that somebody else has.

import { realpathSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getJson, type Up } from '../../e2e/harness.ts'
import { isFree, openStory, processesIn, type Story } from '../story.ts'

const names = ['alder', 'birch', 'cedar'] as const

describe('two workspaces', () => {
  let first: Story
  let second: Story
  let firstUp: Up
  let secondUp: Up

  beforeAll(async () => {
    first = await openStory('first')
    second = await openStory('second', { beside: first })
    firstUp = first.start()
    await firstUp.event('bringup.step', ({ step, state }) => step === 'host' && state === 'done')
    secondUp = second.start()
    for (const up of [firstUp, secondUp]) await up.event('session.ready')
  })
  afterAll(async () => {
    await second?.close()
    await first?.close()
  })

  const expectOwn = async (story: Story) => {
    const { services, problems } = await story.status()
    expect(problems).toEqual([])
    for (const name of names) {
      const service = services.find((other) => other.name === name)!
      expect(service.health).toBe('ready')
      expect((await getJson(`${service.url}/status`)).body).toMatchObject({ name, buildId: service.serving.id })
      expect(
        processesIn(story.base).some(({ pid }) => pid === service.pid),
        `${name} is a process of its own`,
      ).toBe(true)
    }
  }

  test('both are ready, the ports of the second moved by a multiple of 100', async () => {
    await expectOwn(first)
    await expectOwn(second)
    const port = async (story: Story, name: string) => Number(new URL((await story.service(name)).url).port)
    const moves = await Promise.all(names.map(async (name) => (await port(second, name)) - (await port(first, name))))
    expect(new Set(moves).size).toBe(1)
    expect(moves[0]).toBeGreaterThan(0)
    expect(moves[0]! % 100).toBe(0)
    const said = secondUp.since('bringup.step', 0).find(({ step, state }) => step === 'host' && state === 'done')!
    expect(said.detail).toContain(`ports +${moves[0]}: ${realpathSync(first.folder)} has the usual ones`)
    const { stdout } = await second.run(['url', 'alder'])
    expect(stdout.trim()).toBe(`http://127.0.0.1:${first.ports[0]! + moves[0]!}`)
  })

  test('an edit of one does not reach the other', async () => {
    const before = (await second.status()).services.map(({ pid }) => pid)
    const marks = [firstUp.mark, secondUp.mark] as const
    first.replace('alder/src/answer.cpp', '"none"', '"of the first"')
    await firstUp.event('update.ready', ({ service }) => service === 'alder', marks[0])
    expect((await getJson(`${(await first.service('alder')).url}/edit`)).body['edit']).toBe('of the first')
    expect((await getJson(`${(await second.service('alder')).url}/edit`)).body['edit']).toBe('none')
    expect((await second.status()).services.map(({ pid }) => pid)).toEqual(before)
    expect(secondUp.since('build.started', marks[1])).toEqual([])
  })

  test('the first ends, the second goes on, where it was', async () => {
    const before = (await second.status()).services.map(({ url, pid }) => ({ url, pid }))
    expect(await firstUp.stop()).toBe(130)
    expect((await first.run(['down'])).exitCode).toBe(0)
    for (const port of first.ports) expect(await isFree(port)).toBe(true)
    await expectOwn(second)
    expect((await second.status()).services.map(({ url, pid }) => ({ url, pid }))).toEqual(before)
    const from = secondUp.mark
    second.replace('cedar/src/answers.adb', '"none"', '"alone"')
    await secondUp.event('update.ready', ({ service }) => service === 'cedar', from)
    expect((await getJson(`${(await second.service('cedar')).url}/edit`)).body['edit']).toBe('alone')
  })
})

describe('a port that a foreign process holds', () => {
  let story: Story
  let holder: Server

  beforeAll(async () => {
    story = await openStory('taken')
    holder = createServer()
    await new Promise<void>((resolve) => holder.listen(story.ports[1], '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await new Promise((resolve) => holder?.close(resolve))
    await story?.close()
  })

  test('is DE0104 with its holder, exit 4, and nothing is left running', async () => {
    const up = story.start()
    expect(await up.exited).toBe(4)
    const problem = up.since('problem.opened', 0).find(({ code }) => code === 'DE0104')
    expect(problem?.summary).toContain(String(story.ports[1]))
    expect(problem?.summary).toContain(String(process.pid))
    expect(up.stderr).toContain('DE0104')
    expect(processesIn(story.base)).toEqual([])
  })

  test('once it is free, up comes up', async () => {
    await new Promise((resolve) => holder.close(resolve))
    await story.up()
    expect((await story.service('birch')).health).toBe('ready')
  })
})
