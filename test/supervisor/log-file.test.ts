// The file of `--log`: rotated without losing a line, full, removed, replaced, or not there.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, forEachVariant } from './fixture.ts'
import { lastLine, logFiles, logLines, stampedLines, taken } from './log-reader.ts'

const count = (lines: number) => `awk 'BEGIN { for (i = 0; i < ${lines}; i++) print "line", i }'`
const numbered = (lines: number) => Array.from({ length: lines }, (_, at) => `line ${at}`)

forEachVariant((f) => {
  const log = () => join(f().root, 'svc.out')
  const up = (...args: string[]) => f().up({ args: ['--log', log(), ...args] })

  test('200,000 lines over many files: none lost, none doubled, none cut', async () => {
    const max = 100_000
    f().script('b1', count(200_000))
    const client = await up('--log-max', String(max), '--log-keep', '99')
    await client.ready('b1')
    await f().end()
    const lines = stampedLines(log())
    expect(lines.map(({ text }) => text)).toEqual([...numbered(200_000), 'service b1 up'])
    const times = lines.map(({ atMs }) => atMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const files = logFiles(log())
    expect(files.length).toBeGreaterThan(40)
    for (const file of files.slice(0, -1)) {
      expect(statSync(file).size).toBeGreaterThan(max)
      expect(statSync(file).size).toBeLessThan(max + 60)
      expect(readFileSync(file).at(-1)).toBe(10)
      expect(statSync(file).mode & 0o777).toBe(0o600)
    }
  })

  test('only as many old files stay as are kept, and they hold the newest lines', async () => {
    f().script('b1', count(20_000))
    const client = await up('--log-max', '50000', '--log-keep', '2')
    await client.ready('b1')
    await f().end()
    expect(
      readdirSync(f().root)
        .filter((name) => name.startsWith('svc.out'))
        .toSorted(),
    ).toEqual(['svc.out', 'svc.out.1', 'svc.out.2'])
    const lines = logLines(log())
    expect(lines).toEqual([...numbered(20_000), 'service b1 up'].slice(-lines.length))
    expect(lines.length).toBeGreaterThan(4000)
  })

  test('with none to keep there is one file', async () => {
    f().script('b1', count(20_000))
    const client = await up('--log-max', '50000', '--log-keep', '0')
    await client.ready('b1')
    await f().end()
    expect(logFiles(log())).toEqual([log()])
    expect(statSync(log()).size).toBeLessThan(50_100)
    expect(logLines(log()).at(-1)).toBe('service b1 up')
  })

  test('a line longer than the file may be stays whole', async () => {
    f().script('b1', `head -c 90000 /dev/zero | tr '\\0' x; echo; echo after`)
    const client = await up('--log-max', '1000', '--log-keep', '9')
    await client.ready('b1')
    await f().end()
    expect(logLines(log())).toEqual(['x'.repeat(90_000), 'after', 'service b1 up'])
    expect(statSync(`${log()}.1`).size).toBe(90_015)
  })

  test('when old files cannot be renamed the log goes on in the same file and says so', async () => {
    mkdirSync(join(`${log()}.1`, 'full'), { recursive: true })
    f().script('b1', count(5000))
    const client = await up('--log-max', '20000', '--log-keep', '1')
    await client.ready('b1')
    await f().end()
    rmSync(`${log()}.1`, { recursive: true })
    const lines = logLines(log())
    expect(lines.filter((line) => !line.startsWith('supervisor: '))).toEqual([...numbered(5000), 'service b1 up'])
    expect(lines).toContain('supervisor: cannot rotate the log: Is a directory')
  })

  test('a full disk costs lines, which are counted, and never the service', async () => {
    symlinkSync('/dev/full', log())
    f().script('b1', count(50_000))
    const client = await up()
    const { pid } = await client.ready('b1')
    await ask(f().port, '/print/lost')
    await taken(client)
    writeFileSync(join(f().root, 'new'), '')
    renameSync(join(f().root, 'new'), log())
    // Told by itself, though nothing follows: 50,000, `service b1 up` and `lost`.
    while (!readFileSync(log()).toString().includes('lines lost')) await new Promise(setImmediate)
    await ask(f().port, '/print/kept')
    await lastLine(log(), 'kept')
    expect(logLines(log())).toEqual(['… 50002 lines lost: No space left on device', 'kept'])
    expect(client.last).toMatchObject({ state: 'ready', pid, restarts: 0 })
  })

  test('a limit that is met within a line: each line is whole or counted', async () => {
    f().place('b1')
    const client = await up()
    await client.ready('b1')
    await lastLine(log(), 'service b1 up')
    for (let more = 0; more < 40; more++) await ask(f().port, `/print/before-${more}`)
    await lastLine(log(), 'before-39')
    const limit = (soft: string) => execFileSync('prlimit', ['--pid', String(f().pid), `--fsize=${soft}:`])
    limit(String(statSync(log()).size + 40))
    for (let more = 0; more < 9; more++) await ask(f().port, `/print/while-${more}`)
    await taken(client)
    limit('unlimited')
    await ask(f().port, '/print/after')
    await lastLine(log(), 'after')
    const lines = logLines(log()).slice(41)
    // 22 bytes each: the second one is cut.
    expect(lines).toEqual(['while-0', 'whil', '… 8 lines lost: File too large', 'after'])
    expect(client.last.restarts).toBe(0)
  })

  test.skipIf(process.getuid?.() !== 0)('a small file system that fills up (skipped unless root: mounts)', async () => {
    const folder = join(f().root, 'small')
    mkdirSync(folder)
    f().place('b1')
    const script = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"'
    const within = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, folder]
    const client = await f().up({ within, args: ['--log', join(folder, 'svc.out')] })
    await client.ready('b1')
    const inside = join(`/proc/${f().pid}/root`, folder)
    const path = join(inside, 'svc.out')
    const ballast = join(inside, 'ballast')
    expect(() => writeFileSync(ballast, Buffer.alloc(128 * 1024))).toThrow('ENOSPC')
    // The page that the log has already is filled first.
    for (let more = 0; more < 300; more++) await ask(f().port, `/print/line-${more}`)
    await taken(client)
    const text = readFileSync(path).toString()
    rmSync(ballast)
    await ask(f().port, '/print/after')
    await lastLine(path, 'after')
    const lines = logLines(path)
    // Every line is in the file with its end, or counted; of one that was counted the beginning may be there.
    const whole = text.split('\n').length - 1
    const cut = text.endsWith('\n') ? [] : [/\d{13} (.*)$/.exec(text)?.[1] ?? '']
    expect(whole).toBeLessThan(300)
    expect(lines).toEqual([
      'service b1 up',
      ...Array.from({ length: whole - 1 }, (_, at) => `line-${at}`),
      ...cut,
      `… ${301 - whole} lines lost: No space left on device`,
      'after',
    ])
    expect(client.last.restarts).toBe(0)
  })

  test('a file that is removed, renamed, replaced or emptied is opened anew', async () => {
    f().place('b1')
    const client = await up()
    await client.ready('b1')
    await lastLine(log(), 'service b1 up')
    const others = [
      () => rmSync(log()),
      () => renameSync(log(), `${log()}.aside`),
      () => {
        writeFileSync(`${log()}.new`, '')
        renameSync(`${log()}.new`, log())
      },
      () => truncateSync(log()),
    ]
    for (const [at, change] of others.entries()) {
      change()
      await ask(f().port, `/print/change-${at}`)
      await lastLine(log(), `change-${at}`)
      expect(logLines(log())).toEqual([`change-${at}`])
    }
  })

  test('what follows of a line whose file was removed has a stamp of its own', async () => {
    const gate = f().gate()
    f().script('b1', `printf 'begin'; while [ ! -e '${gate.path}' ]; do sleep 0.01; done; echo end`)
    const client = await up()
    while (!(existsSync(log()) && readFileSync(log()).toString().endsWith('begin'))) await new Promise(setImmediate)
    rmSync(log())
    gate.open()
    await client.ready('b1')
    await f().end()
    expect(logLines(log())).toEqual(['end', 'service b1 up'])
  })

  test('a folder that is not there yet is said on stderr; the log begins when it comes', async () => {
    const folder = join(f().root, 'later')
    f().place('b1')
    const client = await f().up({ args: ['--log', join(folder, 'svc.out')] })
    await client.ready('b1')
    await ask(f().port, '/print/lost')
    await taken(client)
    mkdirSync(folder)
    const path = join(folder, 'svc.out')
    while (!existsSync(path) || !readFileSync(path).toString().includes('lines lost')) await new Promise(setImmediate)
    await ask(f().port, '/print/kept')
    await lastLine(path, 'kept')
    expect(logLines(path)).toEqual(['… 2 lines lost: No such file or directory', 'kept'])
    await f().end()
    expect(f().stderr).toBe(`supervisor: cannot write the log ${path}; going on without until it can be\n`)
  })
})
