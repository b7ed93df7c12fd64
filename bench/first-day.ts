// A new engineer's first `./devenv up --yes`: a fresh clone with empty folders of state and cache (the cache of npm is as it is)
// to `session.ready`, and how much of it compilers and npm took. Then a warm `up`, process start to `session.ready`.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SessionEvent } from '../src/model/session-event.ts'
import { freePorts, processesIn } from '../test/stories/story.ts'
import { percentile, summary, verdict } from './figures.ts'
import { printLoad } from './host.ts'

type Ready = SessionEvent & { event: 'session.ready' }

interface Span {
  readonly name: string
  readonly fromMs: number
  readonly toMs: number
}

interface Started {
  readonly child: ChildProcess
  readonly wallMs: number
  readonly ready: Ready
  /** Of set-up, and of builds from start to end. */
  readonly spans: readonly Span[]
  /** Whether a compiler, linker or build tool ran: a build that only waits is no work of theirs. */
  readonly looks: readonly boolean[]
}

const root = join(import.meta.dirname, '..')
const lookEveryMs = 250
const isTool =
  /^(\S*\/)?(cmake|ninja|cc1|cc1plus|c\+\+|g\+\+|gcc|as|ar|ranlib|ld|collect2|mold|ccache|gnat1|gprbuild|gprbind|gprlib|gnatbind)(-\d+)?( |$)/
const warmRuns = Number(process.env['BENCH_RUNS'] ?? 5)
const base = mkdtempSync(join(tmpdir(), 'devenv-first-day-'))
const clone = join(base, 'clone')
const launcher = join(clone, 'devenv')
const env = cleanEnvironment()
try {
  for (const folder of ['state', 'cache', 'run']) mkdirSync(join(base, folder), { mode: 0o700 })
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone])
  await takePorts()
  printLoad('before')
  const cold = await up()
  printLoad('after')
  const work = covered(cold.spans)
  verdict('fresh clone, ./devenv up --yes -> session.ready', `${(cold.wallMs / 1000).toFixed(1)} s`, [
    { name: 'not compilers and npm', value: 1 - work / cold.wallMs, bar: 0.1, unit: '' },
  ])
  console.log(`  compilers and npm: ${(work / 1000).toFixed(1)} s, share ${(work / cold.wallMs).toFixed(3)}`)
  const busy = cold.looks.filter((hasTool) => hasTool).length
  console.log(
    `  from the first build on, a tool of a build ran in ${busy} of ${cold.looks.length} looks at the processes`,
  )
  for (const { name, fromMs, toMs } of cold.spans)
    console.log(`  ${seconds(fromMs)} - ${seconds(toMs)}  ${name} ${seconds(toMs - fromMs)}`)
  console.log(`  critical path of the session: ${pathOf(cold.ready)}`)
  await stop(cold.child)
  const walls: number[] = []
  let path = ''
  for (let run = 0; run < warmRuns; run++) {
    const warm = await up()
    walls.push(warm.wallMs)
    path = pathOf(warm.ready)
    await stop(warm.child)
  }
  printLoad('after the warm runs')
  verdict('warm ./devenv up, process start -> session.ready', summary(walls), [
    { name: 'p50', value: percentile(walls, 0.5), bar: 1000, unit: ' ms' },
    { name: 'max', value: Math.max(...walls), bar: 1000, unit: ' ms' },
  ])
  console.log(`  critical path of the last: ${path}`)
} finally {
  await stop(spawn(launcher, ['down'], { cwd: clone, env, stdio: 'ignore' }), null)
  rmSync(base, { recursive: true, force: true })
}

async function takePorts(): Promise<void> {
  const file = join(clone, 'Tiltfile.ts')
  const text = readFileSync(file, 'utf8')
  const ports = [...(await freePorts([...text.matchAll(/\bport: \d+/g)].length))]
  writeFileSync(
    file,
    text.replaceAll(/\bport: \d+/g, () => `port: ${ports.shift()}`),
  )
}

function up(): Promise<Started> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const child = spawn(launcher, ['up', '--yes', '--runtime', 'process', '--json'], {
      cwd: clone,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const spans: Span[] = []
    const open = new Map<string, number>()
    const said: string[] = []
    const end = (name: string) => {
      const fromMs = open.get(name)
      if (fromMs !== undefined) spans.push({ name, fromMs, toMs: performance.now() - startedMs })
      open.delete(name)
    }
    const looks: boolean[] = []
    let timer: NodeJS.Timeout | undefined
    const look = () => {
      const tools = processesIn(base).filter(({ command, isZombie }) => !isZombie && isTool.test(command))
      looks.push(tools.length > 0)
    }
    let setUpStep = ''
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      const step = /^ • (.*) \.\.\.$/.exec(line)?.[1]
      if (step === undefined) return
      end(setUpStep)
      setUpStep = step
      open.set(step, performance.now() - startedMs)
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      end(setUpStep)
      const event = JSON.parse(line) as SessionEvent
      if (event.event === 'build.started') {
        open.set(`build of ${event.service}`, performance.now() - startedMs)
        timer ??= setInterval(look, lookEveryMs)
      }
      if (event.event === 'build.finished') end(`build of ${event.service}`)
      if (event.event === 'problem.opened') said.push(`${event.code} ${event.summary}`)
      if (event.event !== 'session.ready') return
      clearInterval(timer)
      resolve({ child, wallMs: performance.now() - startedMs, ready: event, spans, looks })
    })
    child.once('close', (code) => {
      clearInterval(timer)
      reject(new Error(`devenv up ended with ${code}:\n${said.slice(-20).join('\n')}`))
    })
  })
}

/** `signal` null: it ends by itself. */
async function stop(child: ChildProcess, signal: NodeJS.Signals | null = 'SIGINT'): Promise<void> {
  const ended = new Promise((done) => {
    child.once('close', done)
    child.once('error', done)
  })
  if (signal !== null) child.kill(signal)
  await ended
}

/** Time in which at least one of them went on. */
function covered(spans: readonly Span[]): number {
  let sum = 0
  let end = 0
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    sum += Math.max(0, toMs - Math.max(end, fromMs))
    end = Math.max(end, toMs)
  }
  return sum
}

function pathOf({ criticalPath }: Ready): string {
  return criticalPath.map(({ step, ms }) => `${step} ${ms} ms`).join(', ')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

/** As of a new terminal: nothing of this checkout on PATH, nothing of the npm that runs this. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|execpath|node)|^npm_config_local_prefix$|^DEVENV_|^INIT_CWD$/.test(name),
  )
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(root))
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    DEVENV_STATE_DIR: join(base, 'state'),
    DEVENV_CACHE_DIR: join(base, 'cache'),
    XDG_RUNTIME_DIR: join(base, 'run'),
  }
}
