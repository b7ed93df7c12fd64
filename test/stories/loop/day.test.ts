// A working day on local processes, with the services of this repository: each story goes on where the one before ended.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandStories, editStories, pilotNames, quietStories } from '../../e2e/day.ts'
import { editCpp } from '../../e2e/edits.ts'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { isFree, openStory, processesIn, type Story } from '../story.ts'

let story: Story
let up: Up

beforeAll(async () => {
  story = await openStory('day', { tree: 'pilots' })
  up = await story.up()
})
afterAll(() => story?.close())

const day = () => ({
  names: pilotNames,
  workspace: story,
  up,
  identify: (name: string) => {
    const text = readFileSync(join(story.workspaceState, 'run', name, 'started.json'), 'utf8')
    return Promise.resolve({ id: String((JSON.parse(text) as { pid: number }).pid), restarts: 0 })
  },
})

const windowMs = 11_000

describe('from nothing', () => {
  test('three services are ready, each with the build it says, in a process of its own', async () => {
    const { services, runtime, cluster } = await story.status()
    expect({ runtime, cluster }).toEqual({ runtime: 'process', cluster: null })
    expect(services.map(({ name, health }) => `${name} ${health}`).sort()).toEqual(
      pilotNames.map((name) => `${name} ready`).sort(),
    )
    const running = processesIn(story.base)
    for (const service of services) {
      const { body, buildId } = await getJson(`${service.url}/status`)
      expect(body).toMatchObject({ name: service.name, buildId: service.serving.id })
      expect(buildId).toBe(service.serving.id)
      expect(running.some(({ pid }) => pid === service.pid)).toBe(true)
    }
  })

  test('url tells the port of Tiltfile.ts', async () => {
    for (const [at, name] of pilotNames.entries()) {
      const { stdout } = await story.run(['url', name])
      expect(stdout.trim()).toBe(`http://127.0.0.1:${story.ports[at]}`)
    }
  })

  test('a service reaches the one it calls by the same name as in a cluster', async () => {
    const { url } = await story.service('widget-core')
    const xrc = await story.service('xrc-service')
    const handled = async () => (await getJson(`${xrc.url}/metrics`)).body['text'] as string
    const before = await handled()
    const answer = await fetch(`${url}/v1/import/xrc?name=main`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml', connection: 'close' },
      body: '<?xml version="1.0"?><resource version="2.5.3.0"><object class="wxFrame" name="main"><title>T</title></object></resource>',
    })
    const text = await answer.text()
    expect(answer.status, text).toBeLessThan(300)
    expect(await handled()).not.toBe(before)
  })

  test('the rate that status tells is the rate that was sent, without an error', async () => {
    const { url } = await story.service('widget-core')
    const sentAtMs: number[] = []
    const controller = new AbortController()
    const sending = (async () => {
      while (!controller.signal.aborted) {
        expect((await getJson(`${url}/v1/trees`)).status).toBe(200)
        sentAtMs.push(performance.now())
      }
    })()
    // The rate is over 10 s and at most one scrape more; how fast this loop is changes with the machine.
    const signals = await eventually('the rate of the requests', async () => {
      const found = (await story.service('widget-core')).signals
      const fromMs = performance.now() - windowMs
      if (found?.rps == null || sentAtMs[0]! > fromMs) return null
      const share = found.rps / (sentAtMs.filter((atMs) => atMs >= fromMs).length / (windowMs / 1000))
      return share > 0.7 && share < 1.4 ? found : null
    })
    controller.abort()
    await sending
    expect(signals.errorRate).toBe(0)
    expect(signals.p95Ms).toBeGreaterThan(0)
  })
})

editStories(day)
quietStories(day)
commandStories(day)

describe('more commands', () => {
  test('pause keeps edits, resume builds them', async () => {
    const before = await story.service('widget-core')
    expect((await story.run(['pause', 'widget-core'])).exitCode).toBe(0)
    const from = up.mark
    editCpp(story, 'while paused')
    await up.event('change.batch', ({ affected }) => affected.includes('widget-core'), from)
    const explained = await story.run(['explain', 'widget-core'])
    expect(explained.stdout).toContain('paused')
    expect(await story.service('widget-core')).toMatchObject({ pid: before.pid, serving: before.serving })
    expect(up.since('build.started', from)).toEqual([])
    expect((await story.run(['resume', 'widget-core'])).exitCode).toBe(0)
    await up.event('update.ready', ({ service }) => service === 'widget-core', from)
    expect((await getJson(`${before.url}/v1/trees`)).body['edit']).toBe('while paused')
  })

  test('traffic is off, is sent when asked for, shows in the signals and ends', async () => {
    const trafficNow = async () => JSON.parse((await story.run(['status', '--json'])).stdout).traffic
    expect(await trafficNow()).toBeNull()
    expect((await story.run(['traffic', 'stop'])).stdout).toContain('no traffic was sent')
    const tooMuch = await story.run(['traffic', 'start', '--rate', '1000'])
    expect([tooMuch.exitCode, tooMuch.stderr]).toEqual([2, expect.stringContaining('from 1 to 200 a second')])
    const { exitCode, stdout } = await story.run(['traffic', 'start', '--rate', '20', '--for', '5m', '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ perSecond: 20, requests: 3 })
    await eventually('requests in the signals of each service', async () => {
      const { services } = await story.status()
      return services.every(({ signals }) => (signals?.rps ?? 0) > 0) ? true : null
    })
    expect((await story.run(['status'])).stdout).toContain('traffic 20/s')
    expect(await trafficNow()).toMatchObject({ perSecond: 20, failed: 0, skipped: 0, lastFailure: null })
    expect((await story.run(['traffic', 'stop'])).stdout).toMatch(/traffic stopped: \d+ sent, 0 failed/)
    expect(await trafficNow()).toBeNull()
  })

  test('events tells a listener what happens, as up does', async () => {
    const listener = story.begin(['events', '--json'])
    let heard = ''
    listener.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard += text
    })
    const ended = new Promise((resolve) => listener.once('close', resolve))
    let edits = 0
    // Only what happens after it has connected is told.
    await eventually('the listener heard of an edit', async () => {
      const from = up.mark
      edits += 1
      editCpp(story, `listened to ${edits}`)
      await up.event('update.ready', ({ service }) => service === 'widget-core', from)
      return heard.includes('"event":"update.ready"') ? true : null
    })
    expect((await story.run(['problems', '--json'])).exitCode).toBe(0)
    expect(await up.stop()).toBe(130)
    await ended
  })
})

test('down leaves no process, no port and no file but logs and builds', async () => {
  expect((await story.run(['down'])).exitCode).toBe(0)
  expect(processesIn(story.base)).toEqual([])
  for (const port of story.ports) expect(await isFree(port)).toBe(true)
  for (const name of ['slots', 'run']) expect(existsSync(join(story.workspaceState, name))).toBe(false)
  // No socket, no claim of ports.
  expect(readdirSync(join(story.runtimeDir, 'devenv'))).toEqual([])
  expect(readdirSync(story.workspaceState).sort()).toEqual(['boot', 'logs'])
})
