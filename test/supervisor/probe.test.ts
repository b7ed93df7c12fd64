// When a build counts as ready: http, tcp and exec probes, and none.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, forEachVariant, freePort } from './fixture.ts'

forEachVariant((f) => {
  /** Three probes were answered, so the supervisor has judged two of them. */
  const askedAgain = async () => {
    for (let asked = 0; asked < 3; )
      asked = await ask(f().port).then(
        (info) => info.asked,
        () => 0,
      )
  }

  test('http: ready from the first good answer on', async () => {
    const gate = f().gate()
    f().place('b1', `health-gate=${gate.path}`)
    const client = await f().up()
    await askedAgain()
    expect(client.last).toMatchObject({ state: 'starting', build: 'b1' })
    gate.open()
    await client.ready('b1')
  })

  test.each([200, 204, 302, 399])('http: status %d is ready', async (status) => {
    f().place('b1', `status=${status}`)
    const client = await f().up()
    await client.ready('b1')
  })

  test.each([400, 404, 500, 503])('http: status %d is not', async (status) => {
    f().place('b1', `status=${status}`)
    const client = await f().up()
    await askedAgain()
    expect(client.last).toMatchObject({ state: 'starting', build: 'b1' })
  })

  test('http: the status that kept a build from being ready is the reason', async () => {
    f().place('b1', 'status=503')
    const client = await f().up({ args: ['--ready-timeout', '1000'] })
    expect((await client.reached('held')).reason).toBe('not ready after 1000 ms: HTTP status 503')
  })

  test('http: an answer of another build is not ready; one without the header is taken as it is', async () => {
    f().place('b1', 'wrong-id')
    const client = await f().up({ args: ['--ready-timeout', '1000'] })
    expect((await client.reached('held')).reason).toBe('not ready after 1000 ms: another build answered')
    f().place('b2', 'no-header')
    await client.ready('b2')
  })

  test('http: an answer in pieces neither blocks nor ends a service that minds SIGPIPE', async () => {
    f().place('b1', 'chunks=3')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    expect((await ask(f().port)).pid).toBe(pid)
    expect(client.last).toMatchObject({ state: 'ready', pid, restarts: 0 })
  })

  test('http: something else on the port is not taken for the service', async () => {
    const port = await freePort()
    // Without the header it could not be told from a service that sends none.
    const stranger = createServer((_, response) => response.setHeader('x-build-id', 'another').end('I am another'))
    await new Promise<void>((done) => stranger.listen(port, '127.0.0.1', done))
    f().place('b1', 'exit=97')
    const client = await f().up({ probe: `http:${port}/health` })
    await client.until('held', (s) => s.state === 'held' && s.pid === null)
    expect(client.last.reason).toBe('exit code 97')
    stranger.closeAllConnections()
    await new Promise((done) => stranger.close(done))
  })

  test('http: a server that accepts and says nothing is not ready', async () => {
    f().place('b1', 'never')
    const port = await freePort()
    const silent = createServer(() => {})
    await new Promise<void>((done) => silent.listen(port, '127.0.0.1', done))
    const client = await f().up({ probe: `http:${port}/`, args: ['--ready-timeout', '1300'] })
    expect((await client.reached('held')).reason).toBe('not ready after 1300 ms: no answer in time')
    silent.closeAllConnections()
    await new Promise((done) => silent.close(done))
  })

  test('three failures in a row make it unready, one success ready again', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    await ask(f().port, '/fail')
    expect(await client.reached('unready')).toMatchObject({ build: 'b1', pid, reason: 'HTTP status 503' })
    await ask(f().port, '/heal')
    expect(await client.reached('ready')).toMatchObject({ pid, restarts: 0, swaps: 1, reason: '' })
  })

  test('a known good build that is slow to start again is unready, not taken back', async () => {
    const gate = f().gate()
    f().place('b1', `health-gate=${gate.path}`)
    f().point('b1', 'svc.good')
    const client = await f().up({ args: ['--ready-timeout', '1000'] })
    expect((await client.reached('unready')).reason).toBe('not ready after 1000 ms: HTTP status 503')
    gate.open()
    expect(await client.ready('b1')).toMatchObject({ restarts: 0, rejected: null })
  })

  test('tcp: ready when the port accepts', async () => {
    f().place('b1', 'delay=30')
    const client = await f().up({ probe: `tcp:${f().port}` })
    await client.ready('b1')
    expect((await ask(f().port)).build).toBe('b1')
    f().place('b2', 'never')
    await client.until('b2 starts', (s) => s.state === 'starting' && s.build === 'b2')
    f().place('b3')
    await client.ready('b3')
    expect(client.history()).not.toContain('ready:b2')
  })

  test('exec: ready when the command ends with 0; it gets the build id and words split at spaces', async () => {
    const script = join(f().root, 'probe.sh')
    const flag = join(f().root, 'flag')
    writeFileSync(script, `#!/bin/sh\n[ "$1 $2" = "one two" ] && [ -e "${flag}-$DEVENV_BUILD_ID" ]\n`, { mode: 0o755 })
    f().place('b1')
    const client = await f().up({ probe: `exec:${script} one  two`, serviceArgs: ['never'] })
    await client.reached('starting')
    writeFileSync(`${flag}-b1`, '')
    await client.ready('b1')
    rmSync(`${flag}-b1`)
    expect((await client.reached('unready')).reason).toBe('the probe ended with exit code 1')
    writeFileSync(`${flag}-b2`, '')
    f().place('b2')
    await client.ready('b2')
  })

  test('exec: a command that cannot be run, and one that leaves processes behind', async () => {
    f().place('b1')
    const client = await f().up({
      probe: 'exec:/no/such/command',
      args: ['--ready-timeout', '60'],
      serviceArgs: ['never'],
    })
    expect((await client.reached('held')).reason).toBe('not ready after 60 ms: the probe ended with exit code 127')
    const probing = join(f().root, 'probing')
    await f().end()
    writeFileSync(join(f().root, 'slow.sh'), `#!/bin/sh\n: > "${probing}"\nsleep 3600 & sleep 3600\n`, { mode: 0o755 })
    const second = await f().up({ probe: `exec:${join(f().root, 'slow.sh')}`, serviceArgs: ['never'] })
    await second.reached('starting')
    while (!existsSync(probing)) await new Promise(setImmediate)
    expect((await f().end()).code).toBeTypeOf('number')
  })

  test('without a probe ready means still running', async () => {
    f().place('b1')
    const client = await f().up({ probe: null })
    await client.ready('b1')
    f().place('b2', 'exit=3')
    expect((await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)).rejected!.reason).toBe(
      'exit code 3',
    )
  })
})
