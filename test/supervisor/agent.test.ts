// The command agent on real processes: what a command gets, how it ends, and that nothing outlives devenv.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endFrame, type Frame, FrameReader, runFrame } from '../../src/clients/supervisor/spawn-protocol.ts'
import { buildPrograms, childrenOf, isAlive, supervisorOf, type Variant } from './fixture.ts'

type End = Frame & { kind: 'exited' | 'killed' | 'failed' }

interface RunOptions {
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly nice?: number
}

/** One agent, spoken to in frames. */
class Agent {
  readonly child: ChildProcess
  readonly frames: { readonly id: number; readonly frame: Frame }[] = []
  readonly ended: Promise<unknown[]>
  private lastId = 0

  constructor(variant: Variant) {
    this.child = spawn(supervisorOf(variant), ['agent'], { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
    const reader = new FrameReader((id, frame) => void this.frames.push({ id, frame }))
    this.child.stdout!.on('data', (chunk: Buffer) => reader.take(chunk))
    this.child.stdin!.on('error', () => {})
    this.ended = once(this.child, 'exit')
  }

  run(words: readonly string[], { folder = '/', env = {}, nice = 0 }: RunOptions = {}): number {
    this.lastId += 1
    const whole = { PATH: process.env['PATH'], ...env }
    this.child.stdin!.write(runFrame(this.lastId, { folder, words, env: whole, nice })!)
    return this.lastId
  }

  sh(script: string, args: readonly string[] = [], options: RunOptions = {}): number {
    return this.run(['sh', '-c', script, 'sh', ...args], options)
  }

  end(id: number, graceMs: number): void {
    this.child.stdin!.write(endFrame(id, graceMs))
  }

  endOf(id: number): End | undefined {
    const found = this.frames.find(({ id: own, frame }) => own === id && endKinds.has(frame.kind))
    return found?.frame as End | undefined
  }

  async over(id: number): Promise<End> {
    await expect.poll(() => this.endOf(id), { interval: 5, timeout: 20_000 }).toBeDefined()
    return this.endOf(id)!
  }

  output(id: number, from: 'stdout' | 'stderr' = 'stdout'): string {
    const bytes = this.frames.flatMap(({ id: own, frame }) =>
      own === id && frame.kind === 'output' && frame.from === from ? [frame.bytes] : [],
    )
    return Buffer.concat(bytes).toString()
  }

  /** The pids it printed, one a line; the first is its own. */
  async pids(id: number, count: number): Promise<readonly number[]> {
    const lines = () => this.output(id).split('\n').slice(0, -1)
    await expect.poll(() => lines().length, { interval: 5 }).toBeGreaterThanOrEqual(count)
    return lines().map(Number)
  }

  group(id: number): number {
    const found = this.frames.find(({ id: own, frame }) => own === id && frame.kind === 'started')
    return (found?.frame as (Frame & { kind: 'started' }) | undefined)?.group ?? 0
  }

  descriptors(): number {
    return readdirSync(`/proc/${this.child.pid}/fd`).length
  }

  residentKib(): number {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))![1])
  }
}

const endKinds = new Set(['exited', 'killed', 'failed'])
const stubborn = 'trap "" TERM; echo $$; exec sleep 1000'
/** Resolves when the agent has read what it has room for. */
async function hasReadItsFill({ child }: Agent): Promise<void> {
  const readBytes = () => Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${child.pid}/io`, 'utf8'))![1])
  let before = 0
  const isStill = () => {
    const last = before
    before = readBytes()
    return before > 256 * 1024 && before === last
  }
  await expect.poll(isStill, { interval: 50 }).toBe(true)
}

const gone = (pids: readonly number[]) => expect.poll(() => pids.filter(isAlive), { interval: 5 }).toEqual([])

beforeAll(buildPrograms)

describe.each(['plain', 'asan', 'ubsan'] as const)('%s', (variant) => {
  let agent: Agent
  let folder: string
  const left: number[] = []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'devenv-agent-'))
    agent = new Agent(variant)
  })
  afterEach(async () => {
    agent.child.stdin!.end()
    agent.child.stdout!.resume()
    await agent.ended
    for (const pid of left.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  /** Blocks whoever reads it until somebody writes. */
  const gate = (): string => {
    const path = join(folder, `gate-${readdirSync(folder).length}`)
    execFileSync('mkfifo', [path])
    return path
  }

  describe('a command', () => {
    test('gets its arguments and its folder, and what it prints comes back by stream', async () => {
      const script = 'printf "<%s>" "$@"; pwd; cat; printf bad >&2; exit 3'
      const id = agent.sh(script, ['two words', '', 'line\nline', 'é'], { folder })
      expect(await agent.over(id)).toEqual({ kind: 'exited', exitCode: 3 })
      expect(agent.output(id)).toBe(`<two words><><line\nline><é>${folder}\n`)
      expect(agent.output(id, 'stderr')).toBe('bad')
    })

    test('gets the environment of the request and nothing of the agent', async () => {
      const id = agent.run(['env'], { env: { WORD: 'a=b\nc', DEVENV_COMMAND: 'outer' } })
      await agent.over(id)
      const lines = agent.output(id).split('\n').slice(0, -1).sort()
      const mark = `DEVENV_COMMAND=${agent.child.pid}.${id}`
      expect(lines).toEqual([mark, `PATH=${process.env['PATH']}`, 'WORD=a=b', 'c'].sort())
    })

    test('leads a group, with default signals and no other descriptor', async () => {
      const id = agent.sh('echo $$; cat /proc/self/status; ls /proc/self/fd')
      await agent.over(id)
      const text = agent.output(id)
      expect(Number(/^\d+/.exec(text)![0])).toBe(agent.group(id))
      expect(/^SigIgn:\t(\w+)$/m.exec(text)![1]).toBe('0000000000000000')
      expect(/^SigBlk:\t(\w+)$/m.exec(text)![1]).toBe('0000000000000000')
      // The fourth is that of `ls`.
      expect(text.split('\n').slice(-5, -1)).toEqual(['0', '1', '2', '3'])
    })

    test('is looked up on its own PATH', async () => {
      writeFileSync(join(folder, 'only-here'), '#!/bin/sh\necho found\n', { mode: 0o755 })
      const id = agent.run(['only-here'], { env: { PATH: `/nowhere:${folder}:/bin:/usr/bin` } })
      await agent.over(id)
      expect(agent.output(id)).toBe('found\n')
      expect(await agent.over(agent.run(['only-here']))).toEqual({ kind: 'failed', error: 'ENOENT' })
    })

    test('that cannot be started says why', async () => {
      const text = join(folder, 'text')
      writeFileSync(text, 'no program')
      chmodSync(text, 0o644)
      expect(await agent.over(agent.run(['/no/such/program']))).toEqual({ kind: 'failed', error: 'ENOENT' })
      expect(await agent.over(agent.run([text]))).toEqual({ kind: 'failed', error: 'EACCES' })
      const elsewhere = agent.run(['true'], { folder: join(folder, 'missing') })
      expect(await agent.over(elsewhere)).toEqual({ kind: 'failed', error: 'ENOENT' })
      expect(childrenOf(agent.child.pid!)).toEqual([])
    })

    test('that a signal ends says which', async () => {
      expect(await agent.over(agent.sh('kill -s SEGV $$'))).toEqual({ kind: 'killed', endedBy: 'SIGSEGV' })
    })

    test('stands back as far as it was told', async () => {
      const id = agent.run(['nice'], { nice: 7 })
      await agent.over(id)
      expect(Number(agent.output(id))).toBe(getPriority() + 7)
    })

    test('is over when its output is, not when its first process is', async () => {
      const path = gate()
      const id = agent.sh('echo $$; (read word < "$1"; echo "late $word") & exit 5', [path])
      await gone(await agent.pids(id, 1))
      expect(agent.endOf(id)).toBeUndefined()
      writeFileSync(path, 'word\n')
      expect(await agent.over(id)).toEqual({ kind: 'exited', exitCode: 5 })
      expect(agent.output(id)).toContain('late word')
    })

    test('runs beside others', async () => {
      const path = gate()
      const waits = agent.sh('read word < "$1"; echo "$word"', [path])
      const writes = agent.sh('echo word > "$1"', [path])
      await Promise.all([agent.over(waits), agent.over(writes)])
      expect(agent.output(waits)).toBe('word\n')
    })
  })

  describe('an end that is asked for', () => {
    test('is SIGTERM, and its own exit code', async () => {
      const id = agent.sh('trap "exit 7" TERM; sleep 1000 & echo $$; wait')
      const [leader] = await agent.pids(id, 1)
      // A child that the shell has only just forked may lose the signal: then the grace ends it.
      agent.end(id, 500)
      expect(await agent.over(id)).toEqual({ kind: 'exited', exitCode: 7 })
      expect(isAlive(leader!)).toBe(false)
    })

    test('is SIGKILL after the grace, for all of the group', async () => {
      const id = agent.sh('trap "" TERM; sleep 1000 & echo $$; echo $!; exec sleep 1000')
      const pids = await agent.pids(id, 2)
      agent.end(id, 50)
      expect(await agent.over(id)).toEqual({ kind: 'killed', endedBy: 'SIGKILL' })
      expect(pids.filter(isAlive)).toEqual([])
    })

    test('waits for a group that outlives its leader', async () => {
      const script = 'sh -c "trap \\"\\" TERM; echo ready; exec sleep 1000" & echo $$ $! >&2; wait'
      const id = agent.sh(script)
      await expect.poll(() => agent.output(id), { interval: 5 }).toBe('ready\n')
      agent.end(id, 100)
      expect(await agent.over(id)).toEqual({ kind: 'killed', endedBy: 'SIGTERM' })
      expect(agent.output(id, 'stderr').trim().split(' ').map(Number).filter(isAlive)).toEqual([])
    })

    test('reaches what left the group, and what that started; the rest lives on', async () => {
      const script = 'setsid sleep 1000 & echo $$; echo $!; setsid sh -c "setsid sleep 1000 & echo \\$!; wait" & wait'
      const other = agent.sh(stubborn)
      const daemon = agent.sh('setsid sleep 1000 >/dev/null 2>&1 & echo $!')
      left.push(...(await agent.pids(daemon, 1)))
      await agent.over(daemon)
      const id = agent.sh(script)
      const pids = await agent.pids(id, 3)
      agent.end(id, 60_000)
      await agent.over(id)
      expect(pids.filter(isAlive)).toEqual([])
      expect([...left, ...(await agent.pids(other, 1))].map(isAlive)).toEqual([true, true])
    })

    test('of a command that is over is no fault', async () => {
      const id = agent.run(['true'])
      await agent.over(id)
      agent.end(id, 0)
      expect(await agent.over(agent.run(['true']))).toEqual({ kind: 'exited', exitCode: 0 })
    })
  })

  describe('when devenv', () => {
    test('ends its requests, commands end, also those that will not', async () => {
      const stays = agent.sh(stubborn)
      const escapes = agent.sh('setsid sleep 1000 & echo $$; echo $!; wait')
      const pids = [...(await agent.pids(stays, 1)), ...(await agent.pids(escapes, 2))]
      agent.child.stdin!.end()
      expect(await agent.ended).toEqual([0, null])
      expect(pids.filter(isAlive)).toEqual([])
      expect(await agent.over(stays)).toEqual({ kind: 'killed', endedBy: 'SIGKILL' })
      expect(await agent.over(escapes)).toEqual({ kind: 'killed', endedBy: 'SIGTERM' })
    })

    test('is killed while much is printed, nothing is left', async () => {
      const path = gate()
      const id = agent.sh('trap "" TERM; echo $$; read word < "$1"; yes', [path])
      const pids = await agent.pids(id, 1)
      writeFileSync(path, 'go\n')
      await once(agent.child.stdout!, 'data')
      agent.child.stdout!.destroy()
      agent.child.stdin!.destroy()
      expect(await agent.ended).toEqual([0, null])
      expect(pids.filter(isAlive)).toEqual([])
    })

    test('asks by SIGTERM, it ends its commands and tells their ends', async () => {
      const id = agent.sh('echo $$; sleep 1000')
      const pids = await agent.pids(id, 1)
      agent.child.kill('SIGTERM')
      expect(await agent.ended).toEqual([0, null])
      expect(await agent.over(id)).toEqual({ kind: 'killed', endedBy: 'SIGTERM' })
      expect(pids.filter(isAlive)).toEqual([])
    })

    test('loses the agent, the leaders of its groups are told to end', async () => {
      const id = agent.sh('sleep 1000 & echo $$; echo $!; wait')
      const [leader, member] = await agent.pids(id, 2)
      left.push(member!)
      agent.child.kill('SIGKILL')
      await gone([leader!])
    })

    test('does not read, requests are handled all the same and memory stays', async () => {
      const path = gate()
      const id = agent.sh('echo $$; read word < "$1"; exec yes', [path])
      const pids = await agent.pids(id, 1)
      agent.child.stdout!.pause()
      writeFileSync(path, 'go\n')
      await hasReadItsFill(agent)
      const beside = agent.sh(': > "$1"', [join(folder, 'done')])
      await expect.poll(() => existsSync(join(folder, 'done')), { interval: 5 }).toBe(true)
      agent.end(id, 60_000)
      await gone(pids)
      if (variant === 'plain') expect(agent.residentKib()).toBeLessThan(2048)
      agent.child.stdout!.resume()
      expect(await agent.over(id)).toEqual({ kind: 'killed', endedBy: 'SIGTERM' })
      expect(await agent.over(beside)).toEqual({ kind: 'exited', exitCode: 0 })
    })
  })

  describe('a request', () => {
    const words = Array.from({ length: 20 }, (_, at) => String(at).repeat(60_000))

    test('may be long, and may come in pieces', async () => {
      const long = agent.sh('echo $#', words)
      expect(await agent.over(long)).toEqual({ kind: 'exited', exitCode: 0 })
      expect(agent.output(long)).toBe('20\n')
      const request = { folder: '/', words: ['echo', 'piece'], env: { PATH: process.env['PATH'] }, nice: 0 }
      for (const byte of runFrame(99, request)!) agent.child.stdin!.write(Buffer.of(byte))
      await agent.over(99)
      expect(agent.output(99)).toBe('piece\n')
    })

    const request = { folder: '/', words: ['true'], env: {}, nice: 0 }
    const changed = (at: number, byte: number) => {
      const frame = runFrame(7, request)!
      frame[at] = byte
      return frame
    }
    test.each([
      ['of an unknown kind', changed(4, 0x3f)],
      ['without arguments', changed(13, 0)],
      ['with other counts', changed(17, 9)],
      ['that is too long', changed(8, 0xff)],
      ['with an open end', changed(runFrame(7, request)!.length - 1, 1)],
    ])('%s ends the agent and its commands', async (_, frame) => {
      const id = agent.sh('echo $$; exec sleep 1000')
      const pids = await agent.pids(id, 1)
      agent.child.stdin!.write(frame)
      expect(await agent.ended).toEqual([2, null])
      expect(pids.filter(isAlive)).toEqual([])
    })
  })

  test('a thousand commands leave neither memory, descriptors nor zombies', async () => {
    await agent.over(agent.run(['true']))
    const before = agent.descriptors()
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 50 }, () => agent.over(agent.run(['true']))))
    expect(agent.descriptors()).toBe(before)
    expect(childrenOf(agent.child.pid!)).toEqual([])
    if (variant === 'plain') expect(agent.residentKib()).toBeLessThan(2048)
  })
})
