import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  connectSupervisor,
  parseState,
  readStatusFile,
  type SupervisorState,
} from '../../../src/clients/supervisor/supervisor-socket.ts'

const line = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    v: 1,
    seq: 7,
    state: 'ready',
    build: 'aaaa',
    slot: 'aaaa',
    good: 'aaaa',
    pid: 42,
    restarts: 1,
    swaps: 5,
    rejected: null,
    reason: '',
    times: { stopUs: 1000, startUs: 200, readyUs: 3000 },
    ...changes,
  })

describe('a state line', () => {
  test('is read whole', () => {
    expect(parseState(line({ rejected: { build: 'bbbb', reason: 'exit code 3' } }))).toEqual({
      seq: 7,
      state: 'ready',
      build: 'aaaa',
      slot: 'aaaa',
      good: 'aaaa',
      pid: 42,
      restarts: 1,
      swaps: 5,
      rejected: { build: 'bbbb', reason: 'exit code 3' },
      reason: '',
      times: { stopUs: 1000, startUs: 200, readyUs: 3000 },
    })
  })

  test('has nothing where the supervisor has nothing', () => {
    const state = parseState(line({ state: 'waiting', build: null, slot: null, good: null, pid: null }))
    expect(state).toMatchObject({ state: 'waiting', build: null, slot: null, good: null, pid: null })
  })

  test.each([
    ['no JSON', '{"v":1'],
    ['no object', '42'],
    ['another version', line({ v: 2 })],
    ['a state nobody knows', line({ state: 'dancing' })],
  ])('is refused when it is %s', (_what, text) => {
    expect(parseState(text)).toBeNull()
  })
})

describe('a link', () => {
  let root: string
  let server: Server
  let clients: Socket[]
  let words: string[]
  let onWord: (() => void) | null

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'devenv-sock-'))
    clients = []
    words = []
    onWord = null
    server = createServer((socket) => {
      clients.push(socket)
      socket.write(`${line({ seq: 1, state: 'starting' })}\n`)
      socket.on('data', (data) => {
        words.push(...data.toString().trim().split('\n'))
        onWord?.()
      })
    })
  })
  afterEach(async () => {
    for (const client of clients) client.destroy()
    await new Promise((resolve) => server.close(resolve))
    rmSync(root, { recursive: true, force: true })
  })

  const listen = (path: string) => new Promise<void>((resolve) => server.listen(path, resolve))

  const follow = (path: string) => {
    const states: SupervisorState[] = []
    let wake: () => void = () => {}
    let ended: (code: string | null) => void = () => {}
    const end = new Promise<string | null>((resolve) => {
      ended = resolve
    })
    const link = connectSupervisor(path, {
      onState: (state) => {
        states.push(state)
        wake()
      },
      onEnd: (code) => ended(code),
    })
    const until = async (count: number) => {
      while (states.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return states
    }
    return { link, until, end }
  }

  test('hears the state at once and each change after it, also when lines come in pieces', async () => {
    const path = join(root, 'pod.sock')
    await listen(path)
    const { link, until } = follow(path)
    await until(1)
    const whole = `${line({ seq: 2 })}\n${line({ seq: 3, state: 'unready' })}\n`
    clients[0]!.write(whole.slice(0, 40))
    clients[0]!.write(whole.slice(40))
    const states = await until(3)
    expect(states.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'starting'],
      [2, 'ready'],
      [3, 'unready'],
    ])
    link.close()
  })

  test('says words', async () => {
    const path = join(root, 'pod.sock')
    await listen(path)
    const { link, until } = follow(path)
    await until(1)
    const heard = new Promise<void>((resolve) => {
      onWord = resolve
    })
    link.send('restart')
    await heard
    expect(words).toEqual(['restart'])
    link.close()
  })

  test('ends with the reason when nobody is there', async () => {
    expect(await follow(join(root, 'none.sock')).end).toBe('ENOENT')
  })

  test('ends without a reason when the other side goes', async () => {
    const path = join(root, 'pod.sock')
    await listen(path)
    const { until, end } = follow(path)
    await until(1)
    clients[0]!.end()
    expect(await end).toBeNull()
  })

  test('reaches a socket whose path is longer than an address may be', async () => {
    const folder = join(root, 'x'.repeat(60), 'y'.repeat(60))
    mkdirSync(folder, { recursive: true })
    const before = process.cwd()
    process.chdir(folder)
    await listen('pod.sock')
    process.chdir(before)
    const { link, until } = follow(join(folder, 'pod.sock'))
    expect((await until(1))[0]!.state).toBe('starting')
    link.close()
  })

  test('has the status file for mounts that sockets do not cross', async () => {
    expect(await readStatusFile(join(root, 'pod.sock'))).toBeNull()
    writeFileSync(join(root, 'pod.json'), `${line()}\n`)
    expect((await readStatusFile(join(root, 'pod.sock')))?.seq).toBe(7)
  })
})
