// Commands through the agent: the same results as without it, and nothing left behind when either side is killed.
import { type ChildProcess, execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StreamResult, stream } from '../../../src/clients/process/stream.ts'
import { SpawnAgent } from '../../../src/clients/supervisor/spawn-agent.ts'

type Run = (file: string, args: readonly string[], options: Parameters<typeof stream>[2]) => Promise<StreamResult>

const never = new AbortController().signal
const isLinux = process.platform === 'linux'
let folder: string
let agent: SpawnAgent
const sessions: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-spawn-'))
  agent = new SpawnAgent()
})
afterEach(async () => {
  for (const child of sessions.splice(0)) child.kill('SIGKILL')
  await agent.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a run gave: its result but for the time, and its lines by stream. */
async function outcome(run: Run, file: string, args: readonly string[], more: Partial<Parameters<Run>[2]> = {}) {
  const lines = { stdout: [] as string[], stderr: [] as string[] }
  const onLine = (line: string, from: 'stdout' | 'stderr') => void lines[from].push(line)
  const { ms, ...result } = await run(file, args, { signal: never, ...more, onLine })
  expect(ms).toBeGreaterThanOrEqual(0)
  return { ...result, ...lines }
}

const byAgent: Run = (file, args, options) => agent.stream(file, args, options)
const sh = (script: string) => ['sh', ['-c', script]] as const
const agentIs = (state: 'there' | 'gone') => (state === 'there' ? expect.any(Number) : null)

describe('a command', () => {
  test.each([
    ['that prints and fails', ...sh('echo one; echo two >&2; printf three; exit 4')],
    ['with lines of all kinds', ...sh('printf "a\\r\\nb\\n\\n"; yes é | head -n 60000; printf "\\377last"')],
    ['that prints much', ...sh('i=0; while [ $i -lt 20000 ]; do echo "line $i of many"; i=$((i+1)); done')],
    ['that a signal ends', ...sh('echo before; kill -s ABRT $$')],
    ['whose child holds the output', ...sh('seq 20000 & exit 2')],
    ['that is not there', 'no-such-program', []],
    ['that reads nothing', 'cat', []],
    ['with words of all kinds', 'printf', ['<%s>', '', 'two words', 'new\nline', '$HOME', 'é']],
  ])('%s gives what it gives without the agent', async (_, file, args) => {
    const direct = await outcome(stream, file, args)
    expect(await outcome(byAgent, file, args)).toEqual(direct)
    expect(agent.pid).toEqual(agentIs(isLinux ? 'there' : 'gone'))
  })

  test('gets folder, environment and niceness', async () => {
    const more = { cwd: folder, env: { WORD: 'a b' }, nice: 6 }
    const args = sh('pwd; echo "$WORD $LC_ALL $PATH"; nice')
    const direct = await outcome(stream, ...args, more)
    expect(await outcome(byAgent, ...args, more)).toEqual(direct)
    const missing = { cwd: join(folder, 'missing') }
    expect(await outcome(byAgent, 'true', [], missing)).toEqual(await outcome(stream, 'true', [], missing))
  })

  test('sees what devenv set in its own environment since', async () => {
    agent.start()
    process.env['DEVENV_TEST_WORD'] = 'later'
    try {
      expect((await outcome(byAgent, ...sh('echo $DEVENV_TEST_WORD'))).stdout).toEqual(['later'])
    } finally {
      delete process.env['DEVENV_TEST_WORD']
    }
  })

  test('that no frame can hold is refused as without the agent', async () => {
    await expect(outcome(byAgent, 'echo', ['a\0b'])).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' })
    await expect(outcome(byAgent, 'true', ['x'.repeat(5_000_000)])).rejects.toMatchObject({ code: 'E2BIG' })
  })

  test('fifty at once each get their own lines', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, number) => outcome(byAgent, ...sh(`echo ${number}; echo ${number} >&2`))),
    )
    expect(all.map(({ stdout, stderr }) => [...stdout, ...stderr])).toEqual(
      all.map((_, number) => [`${number}`, `${number}`]),
    )
  })
})

describe('an abort', () => {
  test('before the start starts nothing', async () => {
    expect(await outcome(byAgent, 'touch', [join(folder, 'made')], { signal: AbortSignal.abort() })).toMatchObject({
      exitCode: null,
      endedBy: 'SIGTERM',
    })
    expect(agent.pid).toBeNull()
  })

  test.each([
    ['SIGTERM', 'sleep 1000 & echo $$; echo $!; wait'],
    ['SIGKILL', 'trap "" TERM; sleep 1000 & echo $$; echo $!; exec sleep 1000'],
  ])('ends the whole group by %s', async (endedBy, script) => {
    const controller = new AbortController()
    const pids: number[] = []
    const result = await agent.stream('sh', ['-c', script], {
      signal: controller.signal,
      graceMs: 100,
      onLine: (line) => {
        if (pids.push(Number(line)) === 2) controller.abort()
      },
    })
    expect(result).toMatchObject({ exitCode: null, endedBy, startError: null })
    await expect.poll(() => pids.filter(isAlive), { interval: 5 }).toEqual([])
  })
})

describe.skipIf(!isLinux)('the agent (skipped elsewhere: it is a Linux program)', () => {
  test('that is killed is started again; what ran is reported as killed, and is', async () => {
    const first = startedBy('trap "" TERM; echo $$; exec sleep 1000')
    const [pid] = await first.lines(1)
    const before = agent.pid!
    process.kill(before, 'SIGKILL')
    expect(await first.result).toMatchObject({ exitCode: null, endedBy: 'SIGKILL', startError: null })
    await expect.poll(() => isAlive(Number(pid)), { interval: 5 }).toBe(false)
    expect((await outcome(byAgent, 'echo', ['again'])).stdout).toEqual(['again'])
    expect(agent.pid).not.toBe(before)
  })

  test('leaves nothing of what is aborted, at whatever moment that comes', async () => {
    const scripts = [
      'exec sleep 1000',
      'trap "" TERM; sleep 1000',
      'setsid sleep 1000 & setsid sh -c "setsid sleep 1000 >/dev/null 2>&1 & sleep 1000" & wait',
      'while :; do setsid sleep 1000 & setsid sleep 1000 >/dev/null 2>&1 & sleep 0.002; done',
    ]
    const abortOne = async (number: number) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), (number * 7) % 23)
      const options = { signal: controller.signal, graceMs: 20, onLine: () => {} }
      return agent.stream('sh', ['-c', scripts[number % scripts.length]!], options)
    }
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.all([0, 1, 2, 3].map((number) => abortOne(round * 5 + number)))
      expect(results.map(({ exitCode }) => exitCode)).toEqual([null, null, null, null])
      expect(marked(agent.pid!)).toEqual([])
    }
  })

  test('ends with its session, and can be used after', async () => {
    await outcome(byAgent, 'true', [])
    const before = agent.pid!
    await agent.close()
    expect(isAlive(before)).toBe(false)
    expect(agent.pid).toBeNull()
    expect(await outcome(byAgent, 'true', [])).toMatchObject({ exitCode: 0 })
  })

  test('does without a program that is missing, another one, or of another machine', async () => {
    const broken = join(folder, 'broken')
    writeFileSync(broken, '\x7fELF of another machine', { mode: 0o755 })
    const plain = join(folder, 'plain')
    writeFileSync(plain, 'text', { mode: 0o644 })
    for (const binary of [join(folder, 'missing'), '/bin/false', '/bin/true', broken, plain]) {
      agent = new SpawnAgent(binary)
      expect(await outcome(byAgent, ...sh('echo still; exit 3'))).toMatchObject({ exitCode: 3, stdout: ['still'] })
      expect(agent.pid).toBeNull()
    }
  })

  test('that is idle does not keep node alive, and ends with it', async () => {
    const { stdout } = await node(`
      await agent.stream('true', [], { signal, onLine: () => {} })
      console.log(agent.pid)`).done
    expect(Number(stdout)).toBeGreaterThan(0)
    await expect.poll(() => isAlive(Number(stdout)), { interval: 5 }).toBe(false)
  })

  test('keeps node alive while a command runs', async () => {
    const { stdout } = await node(`
      void agent.stream('sh', ['-c', 'seq 100000 | tail -n 1'], { signal, onLine })`).done
    expect(stdout).toBe('100000\n')
  })

  test('ends what devenv ran when that is killed, also what does not want to and what left its group', async () => {
    const script = 'trap "" TERM; setsid sleep 1000 & echo $$; echo $!; exec sleep 1000'
    const { child } = node(`
      void agent.stream('sh', ['-c', ${JSON.stringify(script)}], { signal, onLine })`)
    let text = ''
    child.stdout!.on('data', (chunk: string) => {
      text += chunk
    })
    await expect.poll(() => text.split('\n').length, { interval: 5, timeout: 20_000 }).toBe(3)
    const pids = text.trim().split('\n').map(Number)
    expect(pids.map(isAlive)).toEqual([true, true])
    child.kill('SIGKILL')
    await expect.poll(() => pids.filter(isAlive), { interval: 5, timeout: 10_000 }).toEqual([])
  })
})

function startedBy(script: string) {
  const seen: string[] = []
  const result = agent.stream('sh', ['-c', script], { signal: never, onLine: (line) => seen.push(line) })
  const lines = async (count: number) => {
    await expect.poll(() => seen.length, { interval: 5 }).toBeGreaterThanOrEqual(count)
    return seen
  }
  return { result, lines }
}

/** A devenv of its own that runs this code with an `agent` and a `signal`. */
function node(code: string) {
  const source = resolve(import.meta.dirname, '../../../src/clients/supervisor/spawn-agent.ts')
  const script = join(folder, 'session.ts')
  const opening = `import { SpawnAgent } from ${JSON.stringify(source)}
    const agent = new SpawnAgent()
    const { signal } = new AbortController()
    const onLine = (line) => console.log(line)`
  writeFileSync(script, `${opening}\n${code}\n`)
  const running = promisify(execFile)(process.execPath, [script], { env: { ...process.env, NODE_NO_WARNINGS: '1' } })
  sessions.push(running.child)
  // Killed on purpose in one test: its end is no fault then.
  running.catch(() => {})
  return { child: running.child, done: running }
}

/** Processes that carry the mark of this agent's commands. */
function marked(pid: number): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return readFileSync(`/proc/${name}/environ`, 'latin1').includes(`DEVENV_COMMAND=${pid}.`)
    } catch {
      return false
    }
  })
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
