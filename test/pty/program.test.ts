// The screen of `devenv up` on a machine without a container engine: local processes, from bring-up to q.
import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openStory, processesIn, type Story } from '../stories/story.ts'
import { openScreen, quit, type Screen } from './screen.ts'

let story: Story
const screens: Screen[] = []

beforeAll(async () => {
  story = await openStory('pty')
})
afterEach(() => {
  for (const screen of screens.splice(0)) screen.kill()
})
afterAll(() => story?.close())

function start(...args: readonly string[]): Screen {
  const screen = openScreen(story, args)
  screens.push(screen)
  return screen
}

const has = (screen: Screen, ...words: readonly string[]) => words.every((word) => screen.text().includes(word))

describe('a step that fails', () => {
  let holder: Server

  beforeAll(async () => {
    holder = createServer()
    await new Promise<void>((resolve) => holder.listen(story.ports[0], '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => holder.close(resolve)))

  test('stays on the screen with its reason; q leaves the terminal as it was, and no process', async () => {
    const screen = start('up')
    await screen.until(() => has(screen, 'Check host', '✘', `port ${story.ports[0]} is taken by`))
    expect(screen.isAlternate()).toBe(true)
    expect(await quit(screen)).toBe(0)
    expect(screen.isAlternate()).toBe(false)
    expect(processesIn(story.base)).toEqual([])
  })

  test('in a window that is too small: says how large it has to be, and comes back', async () => {
    const screen = start('up')
    await screen.until(() => has(screen, 'Check host'))
    screen.resize(44, 6)
    await screen.until(() => has(screen, '60x15'))
    screen.resize(100, 30)
    await screen.until(() => has(screen, 'Check host'))
    await quit(screen)
  })

  test('ctrl-c leaves the alternate screen', async () => {
    const screen = start('up')
    await screen.until(() => screen.isAlternate())
    screen.type('\u0003')
    await screen.until(() => !screen.isAlternate())
    await screen.exited
    expect(processesIn(story.base)).toEqual([])
  })
})

describe('up without a container engine', () => {
  test('takes local processes and says so: the list of steps, the header, a column of pids', async () => {
    const screen = openScreen(story, ['up'], { columns: 140, rows: 40 })
    screens.push(screen)
    await screen.until(() => has(screen, 'Choose runtime', 'local processes: no container engine'))
    await screen.until(() => has(screen, 'devenv  local processes', '3 ok') && /SERVICE .* PID /.test(screen.text()))
    for (const { name, pid } of (await story.status()).services)
      expect(screen.text()).toMatch(new RegExp(`${name} .*\\b${pid}\\b`))
    expect(await quit(screen)).toBe(0)
    expect(screen.isAlternate()).toBe(false)
    expect(processesIn(story.base)).toEqual([])
  })

  test('ctrl-c ends the services before it ends itself', async () => {
    const screen = start('up')
    await screen.until(() => has(screen, 'devenv  local processes', '3 ok'))
    screen.type('\u0003')
    await screen.exited
    expect(screen.isAlternate()).toBe(false)
    expect(processesIn(story.base)).toEqual([])
  })

  test('with --runtime kind: DE0101, and the terminal is as it was', async () => {
    const screen = start('up', '--runtime', 'kind')
    expect(await screen.exited).toBe(4)
    expect(screen.isAlternate()).toBe(false)
    expect(screen.text()).toContain('DE0101')
  })
})

describe('a session in the background', () => {
  beforeAll(async () => {
    const screen = start('up', '-d')
    expect(await screen.exited, screen.text()).toBe(0)
    expect(screen.text()).toContain('up in the background')
  })
  afterAll(async () => {
    await story.run(['down'])
  })

  for (const [how, keys] of [
    ['q', 'q'],
    ['ctrl-c', '\u0003'],
  ] as const) {
    test(`attach shows it; ${how} leaves the screen, and the session as it was`, async () => {
      const pids = (await story.status()).services.map(({ pid }) => pid)
      const screen = start('attach')
      await screen.until(() => has(screen, 'devenv  local processes', '3 ok'))
      screen.type(keys)
      await screen.exited
      expect(screen.isAlternate()).toBe(false)
      const { services } = await story.status()
      expect(services.map(({ pid }) => pid)).toEqual(pids)
      expect(services.map(({ health }) => health)).toEqual(['ready', 'ready', 'ready'])
      expect(JSON.parse((await story.run(['status', '--json'])).stdout)).toMatchObject({ session: true })
    })
  }

  test('down ends it', async () => {
    const screen = start('attach')
    await screen.until(() => has(screen, '3 ok'))
    expect((await story.run(['down'])).exitCode).toBe(0)
    await screen.exited
    expect(screen.isAlternate()).toBe(false)
    expect(processesIn(story.base)).toEqual([])
  })
})
