// Builds that fail: revert, hold, crashes with back-off, and the commands of the status channel.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, childrenOf, forEachVariant, statusFile } from './fixture.ts'

forEachVariant((f) => {
  test.each([
    ['exits', 'exit=3', 'exit code 3'],
    ['exits with 0', 'exit=0', 'exit code 0'],
    ['crashes', 'signal=11', 'signal 11'],
    ['aborts after a while', 'delay=30 signal=6', 'signal 6'],
  ])('a new build that %s is taken back', async (_, words, reason) => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().place('b2', words)
    const state = await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    expect(state).toMatchObject({
      build: 'b1',
      slot: 'b2',
      good: 'b1',
      rejected: { build: 'b2', reason },
      restarts: 0,
      swaps: 1,
    })
    expect((await ask(f().port)).build).toBe('b1')
    expect(f().stderr).toBe(`supervisor: b2: going back to the last good build: ${reason}\n`)
  })

  test('a new build that never gets ready is taken back after the timeout', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--ready-timeout', '100', '--grace', '86400000'] })
    await client.ready('b1')
    f().place('b2', 'never ignore-term children=2 children-ignore-term')
    const state = await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    expect(state).toMatchObject({
      build: 'b1',
      rejected: { build: 'b2', reason: 'not ready after 100 ms: connection refused' },
    })
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('a rejected build is not tried again until the slot changes, and a newer one clears the mark', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().place('b2', 'exit=3')
    const back = await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    f().artifact('b2', 'exit=4')
    f().point('b2')
    f().place('b3')
    const next = await client.until('the next change', (s) => s.seq > back.seq)
    expect(next).toMatchObject({ state: 'stopping', build: 'b1', slot: 'b3', rejected: { build: 'b2' } })
    expect((await client.ready('b3')).rejected).toBeNull()
    // The slot named something else meanwhile, so b2 is new again.
    f().point('b2')
    await client.until('b2 fails again', (s) => s.state === 'ready' && s.rejected?.reason === 'exit code 4')
  })

  test('the slot put back to the running build restarts nothing and keeps the mark', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().place('b2', 'exit=3')
    const back = await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    f().point('b1')
    expect(await client.until('the slot', (s) => s.slot === 'b1')).toMatchObject({
      state: 'ready',
      pid: back.pid,
      rejected: { build: 'b2', reason: 'exit code 3' },
    })
  })

  test('a first build that fails is held, and the next one starts at once', async () => {
    f().place('b1', 'exit=3')
    const client = await f().up()
    const held = await client.until('held', (s) => s.state === 'held' && s.build === null)
    expect(held).toMatchObject({
      slot: 'b1',
      pid: null,
      reason: 'exit code 3',
      rejected: { build: 'b1', reason: 'exit code 3' },
      good: null,
    })
    f().place('b2')
    expect(await client.ready('b2')).toMatchObject({ rejected: null, good: 'b2' })
  })

  test('the first build of a new supervisor falls back to what the host marked good', async () => {
    f().place('b1')
    f().point('b1', 'svc.good')
    f().place('b2', 'exit=3')
    const client = await f().up()
    const state = await client.ready('b1')
    expect(state).toMatchObject({ slot: 'b2', good: 'b1', rejected: { build: 'b2', reason: 'exit code 3' } })
  })

  test('with hold nothing is taken back', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--on-fail', 'hold'] })
    await client.ready('b1')
    f().place('b2', 'signal=11')
    const held = await client.until('held', (s) => s.state === 'held' && s.pid === null)
    expect(held).toMatchObject({
      build: null,
      slot: 'b2',
      good: 'b1',
      reason: 'signal 11',
      rejected: { build: 'b2', reason: 'signal 11' },
    })
    expect(f().process!.exitCode).toBeNull()
    f().place('b3')
    await client.ready('b3')
  })

  test('a held build that only needs longer stays, and is ready when it answers', async () => {
    const gate = f().gate()
    f().place('b1', `gate=${gate.path}`)
    const client = await f().up({ args: ['--ready-timeout', '50'] })
    const held = await client.reached('held')
    expect(held).toMatchObject({ build: 'b1', reason: 'not ready after 50 ms: connection refused' })
    gate.open()
    expect(await client.ready('b1')).toMatchObject({ pid: held.pid, rejected: null, good: 'b1' })
  })

  test('a held build that is still alive gives way at once', async () => {
    f().place('b1', 'never ignore-term')
    const client = await f().up({ args: ['--ready-timeout', '50', '--grace', '86400000'] })
    await client.reached('held')
    f().place('b2')
    await client.ready('b2')
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('a ready build that exits is started again, with back-off when it goes on', async () => {
    f().place('b1')
    const client = await f().up()
    const first = await client.ready('b1')
    for (const [path, reason] of [
      ['/exit/3', 'exit code 3'],
      ['/kill/11', 'signal 11'],
    ] as const) {
      await ask(f().port, path).catch(() => null)
      expect(await client.reached('crashed')).toMatchObject({ slot: 'b1', good: 'b1', reason, rejected: null })
      await client.ready('b1')
    }
    expect(client.last).toMatchObject({ build: 'b1', restarts: 2, swaps: 1, times: first.times })
    expect(client.last.pid).not.toBe(first.pid)
  })

  test('a crash waits for its back-off; a new build does not', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    for (let times = 0; times < 3; times++) {
      await ask(f().port, '/exit/1').catch(() => null)
      await client.until('crashed', (s) => s.state === 'crashed' && s.pid === null)
      if (times < 2) await client.ready('b1')
    }
    f().place('b2')
    await client.ready('b2')
    expect(client.last.rejected).toBeNull()
    expect((await f().end()).code).toBe(0)
  })

  test('asked to stop between two starts of a crashing build', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    for (let times = 0; times < 5; times++) {
      await ask(f().port, '/exit/9').catch(() => null)
      await client.until('crashed', (s) => s.state === 'crashed' && s.pid === null)
      if (times < 4) await client.ready('b1')
    }
    // The fifth back-off is 1.6 s: nothing runs now.
    expect(await f().end()).toEqual({ code: 0, signal: null })
    expect(JSON.parse(statusFile(f().run)!)).toMatchObject({ restarts: 4, pid: null })
  })

  test('the grandchildren of a crashed build are ended before it starts again', async () => {
    f().place('b1', 'children=2 children-ignore-term')
    const client = await f().up({ args: ['--grace', '50'] })
    await client.ready('b1')
    await ask(f().port, '/exit/1').catch(() => null)
    await client.reached('crashed')
    await client.ready('b1')
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('a build the host marked good is started again, not held, when it fails at start', async () => {
    f().place('b1', 'exit=3')
    f().point('b1', 'svc.good')
    const client = await f().up()
    await client.until('two more tries', (s) => s.restarts === 2)
    expect(client.last.rejected).toBeNull()
    f().place('b2')
    await client.ready('b2')
  })

  test('the command restart starts the build again, also a rejected and a held one', async () => {
    f().place('b1')
    const client = await f().up()
    const first = await client.ready('b1')
    client.send('restart')
    await client.until('a new process', (s) => s.state === 'ready' && s.pid !== first.pid)
    f().place('b2', 'exit=3')
    await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    client.send('restart')
    await client.until('b2 again', (s) => s.state === 'starting' && s.build === 'b2')
    await client.until('b1 is back again', (s) => s.state === 'ready' && s.build === 'b1')
    expect(client.last).toMatchObject({ restarts: 0, rejected: { build: 'b2' } })
  })

  test('the command restart starts a held build again', async () => {
    f().place('b1', 'exit=3')
    const client = await f().up()
    await client.until('held', (s) => s.state === 'held' && s.pid === null)
    client.send('restart')
    await client.until('b1 again', (s) => s.state === 'starting')
    await client.until('held again', (s) => s.state === 'held' && s.pid === null)
  })

  test('the command revert starts the last good build and says that it was asked', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().place('b2')
    await client.ready('b2')
    client.send('revert')
    expect(await client.ready('b1')).toMatchObject({
      slot: 'b2',
      rejected: { build: 'b2', reason: 'reverted by command' },
    })
    f().place('b3')
    expect((await client.ready('b3')).rejected).toBeNull()
  })

  test('a last good build whose file is gone is not tried', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().artifact('b2', 'exit=3')
    rmSync(join(f().slot, 'svc@b1'))
    f().point('b2')
    expect(await client.until('held', (s) => s.state === 'held' && s.pid === null)).toMatchObject({
      reason: 'exit code 3',
      good: 'b1',
    })
  })
})
