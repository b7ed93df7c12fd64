// Whom a supervisor ends with: a pipe on its stdin, connections that are bound, and the word stop.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, canBind, forEachVariant, isAlive } from './fixture.ts'

forEachVariant((f) => {
  test('ends with the pipe on its stdin as on SIGTERM', async () => {
    f().place('b1', 'term-code=7 children=2 children-ignore-term')
    const client = await f().up({ stdin: 'pipe', args: ['--lifeline', '--grace', '100'] })
    const state = await client.ready('b1')
    expect(state.bound).toBe(true)
    const { family, stdin } = await ask(f().port)
    expect(stdin).toBe(0)
    // What is written to it means nothing.
    f().process!.stdin!.write('stop\n'.repeat(1000))
    f().place('b2', 'term-code=7 children=2 children-ignore-term')
    await client.ready('b2')
    f().process!.stdin!.end()
    expect(await f().ended()).toEqual({ code: 7, signal: null })
    expect(client.history()).toContain('stopping:b2 (asked to stop)')
    expect(client.last.bound).toBe(false)
    expect([state.pid!, ...family].map(isAlive)).toEqual([false, false, false])
    expect(await canBind(f().port)).toBe(true)
  })

  test('the grace is kept when the pipe ends after SIGTERM', async () => {
    const gate = f().gate()
    f().place('b1', `term-code=5 term-gate=${gate.path}`)
    const client = await f().up({ stdin: 'pipe', args: ['--lifeline', '--grace', '86400000'] })
    await client.ready('b1')
    f().process!.kill('SIGTERM')
    await client.reached('stopping')
    f().process!.stdin!.end()
    await client.until('the lost lifeline', (s) => !s.bound)
    gate.open()
    expect((await f().ended()).code).toBe(5)
  })

  test('a stdin that has ended already leaves nothing running', async () => {
    f().place('b1')
    f().start({ args: ['--lifeline'] })
    expect((await f().ended()).signal).toBeNull()
    expect(await canBind(f().port)).toBe(true)
  })

  test('without the option the end of stdin means nothing', async () => {
    f().place('b1')
    const client = await f().up({ stdin: 'pipe' })
    expect((await client.ready('b1')).bound).toBe(false)
    f().process!.stdin!.end()
    f().place('b2')
    await client.ready('b2')
  })

  test('a bound connection that closes ends it, one that has let go does not', async () => {
    f().place('b1', 'term-code=7')
    const watcher = await f().up()
    await watcher.ready('b1')
    const holder = await f().connect()
    holder.send('bind')
    await holder.until('bound', (s) => s.bound)
    await watcher.until('bound', (s) => s.bound)
    holder.send('unbind')
    await watcher.until('let go', (s) => !s.bound)
    holder.close()
    const next = await f().connect()
    next.send('bind')
    await watcher.until('bound again', (s) => s.bound)
    expect((await ask(f().port)).build).toBe('b1')
    next.close()
    expect(await f().ended()).toEqual({ code: 7, signal: null })
    expect(watcher.history()).toContain('stopping:b1 (asked to stop)')
  })

  test('each word is answered, also one that changes nothing', async () => {
    const client = await f().up()
    await client.reached('waiting')
    for (const [word, bound] of [
      ['unbind', false],
      ['bind', true],
      ['bind', true],
      ['unbind', false],
    ] as const) {
      const { length } = client.states
      client.send(word)
      await client.until(`the answer to ${word}`, () => client.states.length > length)
      expect(client.last.bound).toBe(bound)
    }
    expect(client.states.map((s) => s.seq - client.states[0]!.seq)).toEqual([0, 0, 1, 1, 2])
  })

  test('two bound connections: it ends with the first that closes', async () => {
    f().place('b1')
    const one = await f().up()
    const two = await f().connect()
    await one.ready('b1')
    one.send('bind')
    await two.until('bound', (s) => s.bound)
    two.send('bind')
    await two.until('the answer', () => two.states.filter((s) => s.bound).length === 2)
    two.close()
    expect(await f().ended()).toEqual({ code: 0, signal: null })
  })

  test('ends with a process that was bound and is killed', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    const script = `require('node:net').connect(${JSON.stringify(join(f().run, 'svc-0.sock'))}).resume().write('bind\\n')`
    const holder = spawn(process.execPath, ['-e', script], { stdio: 'ignore' })
    await client.until('bound', (s) => s.bound)
    holder.kill('SIGKILL')
    expect(await f().ended()).toEqual({ code: 0, signal: null })
    expect(isAlive(pid!)).toBe(false)
  })

  test('a bound connection that is halted is kept, and gets the newest state when it reads again', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    const halted = connect(join(f().run, 'svc-0.sock')).pause()
    halted.setEncoding('utf8')
    halted.write('bind\n')
    await client.until('bound', (s) => s.bound)
    halted.write('status\n'.repeat(20_000))
    for (let number = 2; number < 30; number++) {
      f().place(`b${number}`)
      await client.ready(`b${number}`)
    }
    let text = ''
    halted.on('data', (more: string) => {
      text += more
    })
    halted.resume()
    f().place('last')
    const { seq } = await client.ready('last')
    const lines = () => text.split('\n').slice(0, -1)
    while (!lines().some((line) => JSON.parse(line).seq === seq)) await new Promise(setImmediate)
    expect(client.last.bound).toBe(true)
    halted.destroy()
    expect((await f().ended()).code).toBe(0)
  })

  test('the word stop ends it as SIGTERM does, the second one kills', async () => {
    f().place('b1', 'term-code=4')
    const first = await f().up()
    await first.ready('b1')
    first.send('stop')
    expect(await f().ended()).toEqual({ code: 4, signal: null })
    f().place('b2', 'ignore-term')
    const second = await f().up({ args: ['--grace', '86400000'] })
    await second.ready('b2')
    second.send('stop')
    await second.reached('stopping')
    second.send('stop')
    expect((await f().ended()).code).toBe(137)
  })

  test('the word stop without a child', async () => {
    const client = await f().up()
    await client.reached('waiting')
    client.send('stop')
    expect(await f().ended()).toEqual({ code: 0, signal: null })
  })
})
