// Processes: groups, descendants, zombies, signals, exit codes, and what the child inherits.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ask, canBind, childrenOf, forEachVariant, isAlive } from './fixture.ts'

const isRoot = process.getuid?.() === 0

forEachVariant((f) => {
  test('the child gets arguments, environment, its own group, and nothing else', async () => {
    f().place('b1')
    const client = await f().up({
      serviceArgs: [`port=${f().port}`, 'two words', ''],
      env: { DEVENV_BUILD_ID: 'outer' },
    })
    const { pid } = await client.ready('b1')
    const info = await ask(f().port)
    expect(info).toMatchObject({
      args: `port=${f().port} two words `,
      build: 'b1',
      group: pid,
      parent: f().pid,
      inherited: 0,
      blocked: 0,
      pipeIgnored: false,
      stdin: 0,
      uid: process.getuid!(),
    })
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    expect(environment.filter((entry) => entry.startsWith('DEVENV_BUILD_ID='))).toEqual(['DEVENV_BUILD_ID=b1'])
    expect(environment).toContain(`PATH=${process.env['PATH']}`)
    expect(f().stdout).toBe('service b1 up\n')
    expect(f().stderr).toBe('')
  })

  test('grandchildren of the group end with it, also those that ignore SIGTERM', async () => {
    f().place('b1', 'children=3 children-ignore-term')
    const client = await f().up({ args: ['--grace', '100'] })
    await client.ready('b1')
    const { family } = await ask(f().port)
    expect(family.map(isAlive)).toEqual([true, true, true])
    f().place('b2')
    await client.ready('b2')
    expect(family.map(isAlive)).toEqual([false, false, false])
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('a daemon that left the group and holds the port is ended before the next build starts', async () => {
    f().place('b1', 'daemon')
    const client = await f().up()
    await client.ready('b1')
    const { family } = await ask(f().port)
    expect(family.map(isAlive)).toEqual([true])
    f().place('b2')
    expect((await client.ready('b2')).rejected).toBeNull()
    expect(family.map(isAlive)).toEqual([false])
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('orphans of a running service are reaped', async () => {
    f().place('b1', 'children=4')
    const client = await f().up()
    await client.ready('b1')
    const { family } = await ask(f().port)
    const first = family[0]!
    f().place('b2', 'daemon forget')
    // b2's first process leaves at once, its daemon becomes our child and must go too.
    await client.until('b2 is rejected', (s) => s.state === 'ready' && s.rejected?.build === 'b2')
    expect(isAlive(first)).toBe(false)
    expect(client.last.rejected!.reason).toBe('exit code 0')
    expect(childrenOf(f().pid)).toHaveLength(1)
  })

  test('SIGTERM is forwarded and the exit code passed on', async () => {
    f().place('b1', 'term-code=7')
    const client = await f().up()
    await client.ready('b1')
    expect(await f().end()).toEqual({ code: 7, signal: null })
    expect(client.history()).toContain('stopping:b1 (asked to stop)')
    expect(await canBind(f().port)).toBe(true)
  })

  test('SIGINT is forwarded as it is', async () => {
    f().place('b1', 'term-code=9')
    const client = await f().up()
    await client.ready('b1')
    expect(await f().end('SIGINT')).toEqual({ code: 9, signal: null })
  })

  test('a child that needs SIGKILL after the grace gives 137', async () => {
    f().place('b1', 'ignore-term children=1 children-ignore-term')
    const client = await f().up({ args: ['--grace', '50'] })
    await client.ready('b1')
    const { family, pid } = await ask(f().port)
    expect((await f().end()).code).toBe(137)
    expect([pid, ...family].map(isAlive)).toEqual([false, false])
  })

  test('a second SIGTERM kills at once', async () => {
    f().place('b1', 'ignore-term')
    const client = await f().up({ args: ['--grace', '86400000'] })
    await client.ready('b1')
    f().process!.kill('SIGTERM')
    await client.reached('stopping')
    expect((await f().end()).code).toBe(137)
  })

  test('a slow goodbye within the grace is waited for', async () => {
    f().place('b1', 'term-delay=150 term-code=5')
    const client = await f().up({ args: ['--grace', '60000'] })
    await client.ready('b1')
    expect(await f().end()).toEqual({ code: 5, signal: null })
  })

  test('without a child the exit code is 0', async () => {
    const client = await f().up()
    await client.reached('waiting')
    expect(await f().end()).toEqual({ code: 0, signal: null })
  })

  test('SIGTERM while a build starts ends that build', async () => {
    f().place('b1', 'never')
    const client = await f().up()
    await client.until('its process', (s) => s.state === 'starting' && s.pid !== null)
    // 143 when the signal came before the service had its own handler.
    expect([0, 143]).toContain((await f().end()).code)
  })

  test.each([
    ['SIGUSR1', 10],
    ['SIGUSR2', 12],
    ['SIGHUP', 1],
  ] as const)('%s is forwarded', async (signal, number) => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    f().process!.kill(signal)
    expect((await client.reached('crashed')).reason).toBe(`signal ${number}`)
    await client.ready('b1')
  })

  test('SIGWINCH reaches the child and harms nobody', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    f().process!.kill('SIGWINCH')
    f().place('b2')
    await client.until('b2', (s) => s.state === 'ready' && s.pid !== pid)
    expect(client.last.restarts).toBe(0)
  })

  test('the child dies with a supervisor that is killed', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    expect(await f().end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
    while (isAlive(pid!)) await new Promise(setImmediate)
    expect(await canBind(f().port)).toBe(true)
  })

  test('a signal disposition or mask that the supervisor came with is not passed on', async () => {
    f().place('b1')
    const client = await f().up({ within: ['sh', '-c', 'trap \'\' PIPE CHLD HUP; exec "$@"', 'sh'] })
    const { pid } = await client.ready('b1')
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(/^SigIgn:\t(\w+)$/m.exec(status)![1]).toBe('0000000000000000')
    expect(/^SigBlk:\t(\w+)$/m.exec(status)![1]).toBe('0000000000000000')
    f().place('b2')
    await client.ready('b2')
  })

  test('descriptors the supervisor was started with do not reach the child', async () => {
    f().place('b1')
    const client = await f().up({ within: ['sh', '-c', 'exec 7</dev/null 9</dev/null; exec "$@"', 'sh'] })
    await client.ready('b1')
    expect((await ask(f().port)).inherited).toBe(0)
  })

  test('works with its standard streams closed', async () => {
    f().place('b1')
    const client = await f().up({ within: ['sh', '-c', 'exec "$@" <&- >&- 2>&-', 'sh'] })
    await client.ready('b1')
    expect((await ask(f().port)).inherited).toBe(0)
  })

  describe.skipIf(!isRoot)('as root (skipped otherwise: needs other uids and namespaces)', () => {
    test('uid, gid and capabilities are kept', async () => {
      f().place('b1')
      const client = await f().up({ uid: 65534 })
      const { pid } = await client.ready('b1')
      expect(await ask(f().port)).toMatchObject({ uid: 65534, gid: 65534 })
      const capabilities = (of: number) =>
        readFileSync(`/proc/${of}/status`, 'utf8').match(/^Cap(Inh|Prm|Eff|Bnd|Amb):.*$/gm)
      expect(capabilities(pid!)).toEqual(capabilities(f().pid))
      f().place('b2')
      await client.ready('b2')
    })

    test('works on a read-only root, with a status folder that is writable and without one', async () => {
      f().place('b1')
      const script =
        'mount --bind "$0" "$0" && mount -o remount,bind,ro / && ! touch /forbidden 2>/dev/null && exec "$@"'
      const within = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, f().run]
      const client = await f().up({ within })
      await client.ready('b1')
      f().place('b2')
      await client.ready('b2')
      expect((await f().end()).code).toBe(0)
      f().place('b3')
      f().start({ within, statusDir: null })
      for (let build = ''; build !== 'b3'; )
        build = await ask(f().port).then(
          (info) => info.build,
          () => '',
        )
      expect((await f().end()).code).toBe(0)
    })

    test('as PID 1 of a container it reaps, swaps and passes the exit code on', async () => {
      f().place('b1', 'daemon children=2')
      const within = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
      const client = await f().up({ within })
      const { pid } = await client.ready('b1')
      expect(await ask(f().port)).toMatchObject({ parent: 1, pid })
      f().place('b2', 'term-code=4')
      await client.ready('b2')
      const init = childrenOf(f().pid)[0]!.pid
      expect(childrenOf(init)).toHaveLength(1)
      process.kill(init, 'SIGTERM')
      expect((await f().ended()).code).toBe(4)
    })
  })

  test('a script is a build like any other; a broken one is reported', async () => {
    const script = join(f().slot, 'svc@sh')
    f().artifact('real')
    writeFileSync(script, `#!/bin/sh\nexec "${join(f().slot, 'svc@real')}" "$@"\n`, { mode: 0o755 })
    f().point('sh')
    const client = await f().up()
    await client.ready('sh')
    writeFileSync(join(f().slot, 'svc@bad'), '#!/no/such/interpreter\n', { mode: 0o755 })
    f().point('bad')
    await client.until(
      'bad is rejected',
      (s) => s.state === 'ready' && s.rejected?.reason === 'exec: No such file or directory',
    )
    writeFileSync(join(f().slot, 'svc@text'), 'no program at all', { mode: 0o755 })
    f().point('text')
    await client.until(
      'text is rejected',
      (s) => s.state === 'ready' && s.rejected?.reason === 'exec: Exec format error',
    )
    writeFileSync(join(f().slot, 'svc@mode'), 'not executable', { mode: 0o644 })
    f().point('mode')
    await client.until(
      'mode is rejected',
      (s) => s.state === 'ready' && s.rejected?.reason === 'exec: Permission denied',
    )
    expect(client.last).toMatchObject({ build: 'sh', slot: 'mode', good: 'sh' })
  })
})
