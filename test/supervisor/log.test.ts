// What a service prints, in the file of `--log`: stamped, whole, in order, and there before anybody hears of an end.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, childrenOf, forEachVariant, isAlive } from './fixture.ts'
import { lastLine, logBytes, logLines, stampedLines } from './log-reader.ts'

forEachVariant((f) => {
  const log = () => join(f().root, 'svc.out')
  const up = (...args: string[]) => f().up({ args: ['--log', log(), ...args] })

  test('stdout and stderr in one order, each line with the time before it, in a file of the user alone', async () => {
    f().script('b1', 'i=0; while [ $i -lt 100 ]; do echo "out $i"; echo "err $i" >&2; i=$((i + 1)); done')
    const beforeMs = Date.now()
    const client = await up()
    await client.ready('b1')
    await f().end()
    const lines = stampedLines(log())
    const pairs = Array.from({ length: 100 }, (_, at) => [`out ${at}`, `err ${at}`])
    expect(lines.map(({ text }) => text)).toEqual([...pairs.flat(), 'service b1 up'])
    const times = [beforeMs, ...lines.map(({ atMs }) => atMs), Date.now()]
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(statSync(log()).mode & 0o777).toBe(0o600)
    expect([f().stdout, f().stderr]).toEqual(['', ''])
  })

  test('without it the output goes where that of the supervisor goes', async () => {
    f().script('b1', 'echo to-err >&2')
    const client = await f().up()
    await client.ready('b1')
    await f().end()
    expect([f().stdout, f().stderr]).toEqual(['service b1 up\n', 'to-err\n'])
  })

  test('a line of 90,000 bytes, NULs, binary bytes, broken UTF-8, and empty lines pass as they are', async () => {
    const lines = [
      Buffer.alloc(90_000, 'long '),
      Buffer.alloc(70_000, 0),
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 10)),
      Buffer.from([0xc3, 0x28, 0xf0, 0x9f, 0xff, 0xfe]),
      Buffer.from('carriage\rreturn\r'),
      ...Array.from({ length: 3000 }, () => Buffer.alloc(0)),
      Buffer.from('end'),
    ]
    const raw = join(f().root, 'raw')
    writeFileSync(raw, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])))
    f().script('b1', `cat '${raw}'`)
    const client = await up()
    await client.ready('b1')
    await f().end()
    let rest = logBytes(log())
    for (const line of lines) {
      expect(rest.toString('latin1', 0, 14)).toMatch(/^\d{13} $/)
      expect(rest.subarray(14, 15 + line.length).equals(Buffer.concat([line, Buffer.from('\n')]))).toBe(true)
      rest = rest.subarray(15 + line.length)
    }
    expect(rest.toString()).toMatch(/^\d{13} service b1 up\n$/)
  })

  test('a line that grows is in the file as far as it is', async () => {
    const gate = f().gate()
    f().script('b1', `printf 'name: '; while [ ! -e '${gate.path}' ]; do sleep 0.01; done; echo given`)
    const client = await up()
    while (!/^\d{13} name: $/.test(logBytes(log()).toString())) await new Promise(setImmediate)
    gate.open()
    await client.ready('b1')
    await f().end()
    expect(logLines(log())).toEqual(['name: given', 'service b1 up'])
  })

  test('a process that ends within a line does not share it with the next one or with the supervisor', async () => {
    f().script('b1', `printf 'half of b1'; printf ', still' >&2`)
    const client = await up()
    await client.ready('b1')
    f().script('b2', `printf 'half of b2'`)
    await client.ready('b2')
    f().script('b3', `printf 'half of b3'; exit 3`)
    await client.until('b2 is back', (s) => s.state === 'ready' && s.rejected !== null)
    await f().end()
    expect(logLines(log())).toEqual([
      'half of b1, stillservice b1 up',
      'half of b2service b2 up',
      'half of b3',
      'supervisor: b3: going back to the last good build: exit code 3',
      'half of b2service b2 up',
    ])
  })

  test('the end of a line is added when its process ends, also the last one', async () => {
    f().script('b1', 'echo first')
    const client = await up()
    await client.ready('b1')
    f().script('b2', `trap 'printf bye; exit 6' TERM; printf hello; '${join(f().slot, 'real')}' "$@" & wait`)
    await client.ready('b2')
    expect((await f().end()).code).toBe(6)
    const lines = logLines(log())
    expect(lines.slice(0, 2)).toEqual(['first', 'service b1 up'])
    expect(lines.at(-1)).toMatch(/bye$/)
  })

  test('a supervisor that was killed within a line leaves it to the next one to end it', async () => {
    f().script('b1', `echo whole; printf cut; exec '${join(f().slot, 'real')}' "$@" >/dev/null`)
    const first = await up()
    const { pid } = await first.ready('b1')
    while (!/cut$/.test(logBytes(log()).toString())) await new Promise(setImmediate)
    await f().end('SIGKILL')
    while (isAlive(pid!)) await new Promise(setImmediate)
    f().script('b2', 'echo next')
    const second = await up()
    await second.ready('b2')
    await f().end()
    expect(logLines(log())).toEqual(['whole', 'cut', 'next', 'service b2 up'])
  })

  test('the last lines are in the file before anybody is told that the build was rejected or crashed', async () => {
    f().script('good', '')
    await up()
    // Who connected last is told first: the others give a supervisor that writes too late the time to be caught.
    for (let times = 0; times < 28; times++) await f().connect()
    const client = await f().connect()
    await client.ready('good')
    const seen: string[] = []
    let wanted = ''
    client.socket.prependListener('data', (text: string) => {
      if (wanted === '' || !text.includes(wanted)) return
      seen.push(readFileSync(log()).subarray(-60_000).toString())
      wanted = ''
    })
    for (let times = 0; times < 10; times++) {
      wanted = `"rejected":{"build":"bad${times}"`
      const gate = f().gate()
      const wait = `while [ ! -e '${gate.path}' ]; do sleep 0.01; done`
      // One of its group is left, so that the state is told before everything is over.
      const words = `sleep 60 & ${wait}; head -c 60000 /dev/zero | tr '\\0' x; echo; echo 'last of ${times}'; exit 3`
      f().script(`bad${times}`, words)
      const { pid } = await client.until('its process', (s) => s.build === `bad${times}` && s.pid !== null)
      // Halted until the child has ended: all that it printed is still in the pipe.
      f().process!.kill('SIGSTOP')
      gate.open()
      while (!childrenOf(f().pid).some((child) => child.pid === pid && child.state === 'Z'))
        await new Promise(setImmediate)
      f().process!.kill('SIGCONT')
      await client.until('good is back', (s) => s.state === 'ready' && s.rejected?.build === `bad${times}`)
    }
    expect(seen.map((text) => /last of \d+/.exec(text)?.[0])).toEqual(
      Array.from({ length: 10 }, (_, times) => `last of ${times}`),
    )
    f().script('crash', `trap 'echo last words; exit 9' USR1; '${join(f().slot, 'real')}' "$@" & wait`)
    await client.ready('crash')
    wanted = '"state":"crashed"'
    process.kill(client.last.pid!, 'SIGUSR1')
    await client.reached('crashed')
    expect(seen.at(-1)).toContain('last words')
  })

  test('a build that made its output non-blocking does not do so for the next one', async () => {
    f().place('b1', 'nonblock')
    const client = await up()
    await client.ready('b1')
    expect((await ask(f().port)).nonblocking).toBe(true)
    f().place('b2')
    await client.ready('b2')
    expect((await ask(f().port)).nonblocking).toBe(false)
  })

  test('what orphans print while they are ended neither hangs the swap nor is mixed up', async () => {
    const real = join(f().slot, 'real')
    f().script('b1', `trap '' TERM; (while :; do echo noise; done) & exec '${real}' "$@"`)
    const client = await up('--grace', '50')
    await client.ready('b1')
    f().script('b2', 'echo b2 begins')
    await client.ready('b2')
    await ask(f().port, '/print/more')
    await lastLine(log(), 'more')
    await f().end()
    const lines = logLines(log())
    const begin = lines.lastIndexOf('b2 begins')
    expect(lines.slice(begin)).toEqual(['b2 begins', 'service b2 up', 'more'])
    expect(new Set(lines.slice(0, begin).filter((line) => !line.startsWith('service')))).toContain('noise')
  })
})
