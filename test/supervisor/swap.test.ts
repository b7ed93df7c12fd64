// From one build to the next: what counts as a change, and that the newest always wins.
import {
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, canBind, childrenOf, forEachVariant } from './fixture.ts'

forEachVariant((f) => {
  test('starts what the slot names and swaps at a rename', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    expect((await ask(f().port)).build).toBe('b1')
    f().place('b2')
    const state = await client.ready('b2')
    const info = await ask(f().port)
    expect(info).toMatchObject({ build: 'b2', pid: state.pid, group: state.pid })
    expect(state).toMatchObject({ slot: 'b2', good: 'b2', restarts: 0, swaps: 2, rejected: null, reason: '' })
    expect(client.states.map((s) => `${s.state} ${s.build}`).slice(-4)).toEqual([
      'ready b1',
      'stopping b1',
      'starting b2',
      'ready b2',
    ])
    expect(client.states.map((s) => s.seq)).toEqual(client.states.map((_, at) => client.states[0]!.seq + at))
    for (const part of Object.values(state.times)) expect(part).toBeGreaterThanOrEqual(0)
  })

  test('waits for the first artifact, and for one that the link names too early', async () => {
    const client = await f().up()
    expect(await client.reached('waiting')).toMatchObject({
      build: null,
      slot: null,
      pid: null,
      reason: 'no artifact yet: svc',
    })
    f().point('b1')
    await client.until('the missing artifact named', (s) => s.reason === 'the slot names a missing artifact: svc@b1')
    f().artifact('b1')
    await client.ready('b1')
  })

  test('takes a plain file without a link and knows it by inode, size and time', async () => {
    const path = f().artifact('one')
    renameSync(path, join(f().slot, 'svc'))
    const client = await f().up()
    const first = await client.reached('ready')
    expect(first.build).toMatch(/^\d+-\d+-\d+$/)
    renameSync(f().artifact('two'), join(f().slot, 'svc'))
    const second = await client.until('the second', (s) => s.state === 'ready' && s.build !== first.build)
    expect((await ask(f().port)).build).toBe(second.build)
  })

  test('the same build named again restarts nothing', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid, seq } = await client.ready('b1')
    for (let times = 0; times < 20; times++) f().point('b1')
    writeFileSync(join(f().slot, 'unrelated'), '')
    f().place('b2')
    const next = await client.until('the next change', (s) => s.seq > seq)
    expect(next).toMatchObject({ state: 'stopping', build: 'b1', slot: 'b2', pid })
  })

  test('the same id in a new file is a change', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    f().artifact('b1')
    await client.until('another process', (s) => s.state === 'ready' && s.pid !== pid)
  })

  test('runs on when the artifact is removed from the slot', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    rmSync(join(f().slot, 'svc'))
    rmSync(join(f().slot, 'svc@b1'))
    expect((await ask(f().port)).pid).toBe(pid)
    f().place('b2')
    await client.ready('b2')
  })

  test('a storm of 500 renames ends at the newest', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    const file = f().artifact('s0')
    for (let number = 1; number <= 500; number++) {
      linkSync(file, join(f().slot, `svc@s${number}`))
      f().point(`s${number}`)
      // The client must read meanwhile, or it is dropped as a slow one.
      if (number % 10 === 0) await new Promise(setImmediate)
    }
    const state = await client.ready('s500')
    expect(state).toMatchObject({ slot: 's500', good: 's500', rejected: null })
    expect((await ask(f().port)).build).toBe('s500')
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('a change while a build starts ends it at once', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--grace', '86400000', '--ready-timeout', '86400000'] })
    await client.ready('b1')
    f().place('slow', 'never ignore-term')
    await client.until('slow starts', (s) => s.state === 'starting' && s.build === 'slow')
    f().place('b3')
    const state = await client.ready('b3')
    expect(state.rejected).toBeNull()
    expect(client.history()).not.toContain('ready:slow')
  })

  test('a change while the old build stops goes straight to the newest', async () => {
    const gate = f().gate()
    f().place('b1', `term-gate=${gate.path}`)
    const client = await f().up({ args: ['--grace', '86400000'] })
    await client.ready('b1')
    f().place('b2')
    await client.until('b1 stops', (s) => s.state === 'stopping' && s.build === 'b1' && s.slot === 'b2')
    f().place('b3')
    await client.until('b3 seen', (s) => s.state === 'stopping' && s.slot === 'b3')
    gate.open()
    await client.ready('b3')
    expect(client.history()).not.toContain(':b2')
  })

  test('back to the running build while another starts', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--ready-timeout', '86400000'] })
    await client.ready('b1')
    f().place('slow', 'never')
    await client.until('slow starts', (s) => s.state === 'starting' && s.build === 'slow')
    f().point('b1')
    await client.ready('b1')
  })

  test('a file that is still open for writing is tried again until it can be executed', async () => {
    f().artifact('b1')
    const writer = openSync(join(f().slot, 'svc@b1'), 'r+')
    f().point('b1')
    const client = await f().up()
    await client.until(
      'the first try is over',
      (s) => s.state === 'starting' && s.reason === 'exec, trying again: Text file busy',
    )
    closeSync(writer)
    const state = await client.ready('b1')
    expect(state).toMatchObject({ rejected: null, restarts: 0 })
  })

  test('a file that stays open for writing is a failed start', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().artifact('b2')
    const writer = openSync(join(f().slot, 'svc@b2'), 'r+')
    f().point('b2')
    const state = await client.until('b1 is back', (s) => s.state === 'ready' && s.rejected !== null)
    closeSync(writer)
    expect(state).toMatchObject({ build: 'b1', slot: 'b2', rejected: { build: 'b2', reason: 'exec: Text file busy' } })
  })

  test('works by polling alone', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--poll', '10'] })
    await client.ready('b1')
    f().place('b2')
    await client.ready('b2')
    f().place('b3')
    await client.ready('b3')
  })

  test('a slot folder that is made later, and one that is replaced, are found', async () => {
    const slot = f().slot
    f().place('b1')
    renameSync(slot, `${slot}-later`)
    const client = await f().up()
    await client.reached('waiting')
    renameSync(`${slot}-later`, slot)
    await client.ready('b1')
    mkdirSync(`${slot}-new`)
    copyFileSync(join(slot, 'svc@b1'), join(`${slot}-new`, 'svc@b2'))
    symlinkSync('svc@b2', join(`${slot}-new`, 'svc'))
    renameSync(slot, `${slot}-old`)
    renameSync(`${slot}-new`, slot)
    await client.ready('b2')
  })

  test('500 swaps under requests: every one ready, no zombie, no port left bound', async () => {
    f().place('b0')
    const client = await f().up()
    await client.ready('b0')
    const stop = new AbortController()
    const answers = new Map<string, number>()
    const load = (async () => {
      while (!stop.signal.aborted) {
        const build = await ask(f().port).then(
          (info) => info.build,
          () => 'none',
        )
        answers.set(build, (answers.get(build) ?? 0) + 1)
      }
    })()
    for (let number = 1; number <= 500; number++) {
      f().place(`b${number}`)
      await client.ready(`b${number}`)
      rmSync(join(f().slot, `svc@b${number - 1}`))
    }
    stop.abort()
    await load
    expect(client.last).toMatchObject({ build: 'b500', swaps: 501, restarts: 0, rejected: null })
    expect(answers.size).toBeGreaterThan(100)
    expect(childrenOf(f().pid)).toEqual([{ pid: client.last.pid, state: expect.stringMatching(/[RSD]/) }])
    expect(f().stderr).toBe('')
    expect(await f().end()).toEqual({ code: 0, signal: null })
    expect(await canBind(f().port)).toBe(true)
  })
})
