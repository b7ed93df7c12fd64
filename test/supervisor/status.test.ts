// The status channel: lines, clients, the file, and the commands that ask a running supervisor.
import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ask, forEachVariant, isAlive, statusFile, supervisorOf } from './fixture.ts'

const execute = promisify(execFile)

forEachVariant((f, variant) => {
  const run = (...args: string[]) =>
    execute(supervisorOf(variant), args).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        stdout: error.stdout,
        stderr: error.stderr,
      }),
    )

  test('a line has exactly the agreed fields, in order', async () => {
    f().place('b1')
    const client = await f().up()
    const state = await client.ready('b1')
    expect(Object.keys(state)).toEqual([
      'v',
      'seq',
      'state',
      'build',
      'slot',
      'good',
      'pid',
      'restarts',
      'swaps',
      'rejected',
      'reason',
      'times',
      'bound',
    ])
    expect(Object.keys(state.times)).toEqual(['stopUs', 'startUs', 'readyUs'])
  })

  test('every client gets the state at once and each change', async () => {
    f().place('b1')
    const clients = [await f().up(), await f().connect(), await f().connect()]
    for (const client of clients) await client.ready('b1')
    f().place('b2')
    for (const client of clients) await client.ready('b2')
    const late = await f().connect()
    await late.ready('b2')
    expect(late.states).toEqual([clients[0]!.last])
    late.send('status')
    await late.ready('b2')
    expect(late.states).toEqual([clients[0]!.last, clients[0]!.last])
  })

  test('the file holds the same line, without a temporary file beside it, readable by others', async () => {
    f().place('b1')
    const client = await f().up()
    const state = await client.ready('b1')
    while (statusFile(f().run) !== `${JSON.stringify(state)}\n`) await new Promise(setImmediate)
    expect(readdirSync(f().run).toSorted()).toEqual(['svc-0.json', 'svc-0.sock'])
    expect(statSync(join(f().run, 'svc-0.json')).mode & 0o777).toBe(0o644)
    expect(statSync(join(f().run, 'svc-0.sock')).mode & 0o777).toBe(0o666)
    await f().end()
    expect(readdirSync(f().run)).toEqual(['svc-0.json'])
    expect(JSON.parse(statusFile(f().run)!)).toMatchObject({ state: 'stopping', reason: 'asked to stop' })
  })

  test('the commands status and ready', async () => {
    const where = ['--status-dir', f().run, '--instance', 'svc-0']
    expect((await run('status', ...where)).code).toBe(1)
    expect((await run('ready', ...where)).code).toBe(1)
    const client = await f().up()
    await client.reached('waiting')
    expect((await run('ready', ...where)).code).toBe(1)
    f().place('b1')
    const state = await client.ready('b1')
    expect((await run('ready', ...where)).code).toBe(0)
    const { code, stdout } = await run('status', ...where)
    expect([code, JSON.parse(stdout)]).toEqual([0, state])
    await f().end('SIGKILL')
    expect((await run('status', ...where)).code).toBe(1)
  })

  test('a stale socket is replaced', async () => {
    f().place('b1')
    const first = await f().up()
    const { pid } = await first.ready('b1')
    await f().end('SIGKILL')
    // Its child dies with it, but not at once: until then the port is taken.
    while (isAlive(pid!)) await new Promise(setImmediate)
    expect(existsSync(join(f().run, 'svc-0.sock'))).toBe(true)
    const second = await f().up()
    await second.ready('b1')
    expect((await f().end()).code).toBe(0)
  })

  test('a folder with a path longer than a socket address works', async () => {
    const long = join(f().run, 'x'.repeat(120), 'y'.repeat(120))
    mkdirSync(long, { recursive: true })
    f().place('b1')
    const client = await f().up({ statusDir: long })
    await client.ready('b1')
    expect((await run('ready', '--status-dir', long, '--instance', 'svc-0')).code).toBe(0)
  })

  test('a client that does not read is dropped and stops nobody', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    const descriptors = () => readdirSync(`/proc/${f().pid}/fd`).length
    const before = descriptors()
    const slow = connect(join(f().run, 'svc-0.sock')).pause()
    await new Promise((done) => slow.once('connect', done))
    slow.on('error', () => {})
    while (descriptors() === before) await new Promise(setImmediate)
    slow.write('status\n'.repeat(20_000))
    while (descriptors() > before) await new Promise(setImmediate)
    f().place('b2')
    await client.ready('b2')
    slow.destroy()
  })

  test('words that are none, too long or in pieces do no harm', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    const odd = await f().connect()
    odd.send('what')
    odd.socket.write('sta')
    odd.socket.write('tus\r\n')
    await odd.until('the second line', () => odd.states.length === 2)
    odd.send('x'.repeat(10_000))
    await new Promise((done) => (odd.isClosed ? done(null) : odd.socket.once('close', done)))
    expect((await ask(f().port)).pid).toBe(pid)
  })

  test('a client that has closed its sending side still gets the answer', async () => {
    f().place('b1')
    const client = await f().up()
    const { pid } = await client.ready('b1')
    const half = await f().connect()
    half.socket.end('restart')
    await half.until('a new process', (s) => s.state === 'ready' && s.pid !== pid)
  })

  test('more clients than there is room for are turned away, and room comes back', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    const others = await Promise.all(Array.from({ length: 60 }, () => f().connect()))
    const told = others.map((other) =>
      other.ready('b1').then(
        () => true,
        () => false,
      ),
    )
    expect((await Promise.all(told)).filter(Boolean)).toHaveLength(31)
    for (const other of others) other.close()
    f().place('b2')
    await client.ready('b2')
    await (await f().connect()).ready('b2')
  })

  test('without a status folder, and with one that cannot be written to, it works and says so once', async () => {
    f().place('b1')
    f().start({ statusDir: join(f().root, 'none') })
    const serving = async (build: string) => {
      for (let found = ''; found !== build; )
        found = await ask(f().port).then(
          (info) => info.build,
          () => '',
        )
    }
    await serving('b1')
    f().place('b2')
    await serving('b2')
    expect(f().stderr).toBe(`supervisor: no status channel in ${join(f().root, 'none')}; going on without\n`)
  })

  test.skipIf(process.getuid?.() !== 0)('a status folder of another user (skipped unless root)', async () => {
    chmodSync(f().run, 0o755)
    f().place('b1')
    f().start({ uid: 65534 })
    for (let found = ''; found !== 'b1'; )
      found = await ask(f().port).then(
        (info) => info.build,
        () => '',
      )
    expect(f().stderr).toBe(`supervisor: no status channel in ${f().run}; going on without\n`)
    expect(readdirSync(f().run)).toEqual([])
  })

  test('a status folder that comes later, or is removed and made again, is used', async () => {
    const folder = join(f().root, 'later')
    f().place('b1')
    f().start({ statusDir: folder })
    for (let found = ''; found !== 'b1'; )
      found = await ask(f().port).then(
        (info) => info.build,
        () => '',
      )
    for (let times = 0; times < 2; times++) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      const client = await f().connect('svc-0', folder)
      await client.ready('b1')
      while (!statusFile(folder)) await new Promise(setImmediate)
    }
  })

  test('ids with odd characters stay valid JSON', async () => {
    const id = 'a"b\\c\u00e9 {}'
    f().place(id)
    const client = await f().up({ serviceArgs: [`port=${f().port}`, 'no-header'] })
    const state = await client.reached('ready')
    expect(Buffer.from(state.build!, 'latin1').toString()).toBe(id)
  })

  test('version, and command lines that are wrong', async () => {
    expect(await run('version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^supervisor \d+\.\d+\.\d+\n$/),
    })
    const slot = ['--slot', f().slot, '--name', 'svc']
    for (const [args, words] of [
      [[], 'usage: supervisor run'],
      [['walk'], 'usage: supervisor run'],
      [['run'], '--slot and --name are needed'],
      [['run', ...slot, '--probe', 'udp:1'], 'bad --probe: udp:1'],
      [['run', ...slot, '--probe', 'tcp:70000'], 'bad --probe: tcp:70000'],
      [['run', ...slot, '--probe', 'http:0/x'], 'bad --probe: http:0/x'],
      [['run', ...slot, '--grace', '-1'], 'bad --grace: -1'],
      [['run', ...slot, '--poll', '0'], 'bad --poll: 0'],
      [['run', ...slot, '--on-fail', 'retry'], 'bad --on-fail: retry'],
      [['run', ...slot, '--status-dir', '/tmp'], '--status-dir and --instance go together'],
      [['run', ...slot, '--instance'], 'value missing: --instance'],
      [['run', ...slot, '--what', 'x'], 'unknown option: --what'],
      [['run', ...slot, '--log', ''], 'bad --log'],
      [['run', ...slot, '--log', 'x'.repeat(1020)], 'bad --log: xxx'],
      [['run', ...slot, '--log-max', '0'], 'bad --log-max: 0'],
      [['run', ...slot, '--log-max', '99999999999999999999'], 'bad --log-max: 99999999999999999999'],
      [['run', ...slot, '--log-keep', '100'], 'bad --log-keep: 100'],
      [['run', ...slot, '--rlimit', 'cpu=1'], 'bad --rlimit: cpu=1'],
      [['run', ...slot, '--rlimit', 'core'], 'bad --rlimit: core'],
      [['run', ...slot, '--rlimit', 'core=-1'], 'bad --rlimit: core=-1'],
      [['run', ...slot, ...'abcde'.split('').flatMap((name) => ['--cgroup', name])], 'bad --cgroup: e'],
      [['run', ...slot, '--lifeline', '--cgroup'], 'value missing: --cgroup'],
      [['run', '--slot', f().slot, '--name', '../svc'], '--name must be a plain file name: ../svc'],
      [['status'], '--status-dir and --instance are needed'],
    ] as const) {
      const result = await run(...args)
      expect(result.code).toBe(2)
      expect(result.stderr).toContain(words)
    }
  })

  test('a socket that is not ours any more is left alone', async () => {
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    const path = join(f().run, 'svc-0.sock')
    const { ino } = statSync(path)
    const first = f().process!
    const firstEnded = f().ended()
    f().start({ probe: null, serviceArgs: ['never'] })
    while (statSync(path).ino === ino) await new Promise(setImmediate)
    first.kill('SIGTERM')
    await firstEnded
    const { code, stdout } = await run('status', '--status-dir', f().run, '--instance', 'svc-0')
    expect([code, JSON.parse(stdout).build]).toEqual([0, 'b1'])
    await f().end()
    expect(existsSync(path)).toBe(false)
  })

  test('answers of a stuck server do not hang the commands', async () => {
    const stuck = createServer(() => {})
    await new Promise<void>((done) => stuck.listen(join(f().run, 'svc-0.sock'), done))
    expect((await run('ready', '--status-dir', f().run, '--instance', 'svc-0')).code).toBe(1)
    await new Promise((done) => stuck.close(done))
  })

  test('the file of an earlier life is replaced', async () => {
    writeFileSync(join(f().run, 'svc-0.json'), 'old')
    writeFileSync(join(f().run, '.svc-0.json.new'), 'half')
    writeFileSync(join(f().run, '.svc-0.sock.new'), 'half')
    f().place('b1')
    const client = await f().up()
    await client.ready('b1')
    while (!statusFile(f().run)?.includes('"ready"')) await new Promise(setImmediate)
    expect(readdirSync(f().run).toSorted()).toEqual(['svc-0.json', 'svc-0.sock'])
    expect(readFileSync(join(f().run, 'svc-0.json'), 'utf8')).toMatch(/^\{.*\}\n$/)
  })
})
