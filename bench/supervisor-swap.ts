// Renamed into the slot -> ready over 100 swaps, beside the same service started alone by fork, exec and first answer.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { pathToFileURL } from 'node:url'
import { buildPrograms, Fixture } from '../test/supervisor/fixture.ts'

const serviceStartMs = 5

interface Spread {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export async function benchSupervisorSwap(
  swaps = 100,
): Promise<{ swap: Spread; alone: Spread; ratio: number; parts: Record<string, Spread> }> {
  buildPrograms()
  const fixture = await Fixture.make('plain')
  try {
    const alone: number[] = []
    const swap: number[] = []
    const parts = { stop: [] as number[], start: [] as number[], ready: [] as number[] }
    const words = `delay=${serviceStartMs}`
    fixture.place('first', words)
    const client = await fixture.up()
    await client.ready('first')
    const alonePort = fixture.port + 1
    for (let number = 0; number < swaps; number++) {
      // In turns, so that both see the same machine.
      const path = fixture.artifact(`b${number}`, words)
      alone.push(await firstAnswer(path, alonePort))
      const startedMs = performance.now()
      fixture.point(`b${number}`)
      const state = await client.ready(`b${number}`)
      swap.push(performance.now() - startedMs)
      parts.stop.push(state.times.stopUs / 1000)
      parts.start.push(state.times.startUs / 1000)
      parts.ready.push(state.times.readyUs / 1000)
    }
    const result = { swap: spread(swap), alone: spread(alone) }
    return {
      ...result,
      ratio: result.swap.p50 / result.alone.p50,
      parts: Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, spread(values)])),
    }
  } finally {
    await fixture.dispose()
  }
}

/** Start to the first answer, asked again at once while the connection is refused. */
async function firstAnswer(path: string, port: number): Promise<number> {
  const startedMs = performance.now()
  const child = spawn(path, [`port=${port}`], { stdio: 'ignore', env: { ...process.env, DEVENV_BUILD_ID: 'alone' } })
  try {
    while (!(await answers(port)));
    return performance.now() - startedMs
  } finally {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.write('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
    socket.once('data', (data) => {
      socket.resume()
      done(data.toString().startsWith('HTTP/1.1 200'))
    })
    socket.once('error', () => done(false))
  })
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { swap, alone, ratio, parts } = await benchSupervisorSwap()
  const row = (name: string, s: Spread) =>
    `${name.padEnd(34)} p50 ${s.p50.toFixed(1)} ms  p95 ${s.p95.toFixed(1)} ms  max ${s.max.toFixed(1)} ms`
  console.log(row('renamed -> ready, 100 swaps', swap))
  for (const [name, values] of Object.entries(parts)) console.log(row(`  of it ${name}`, values))
  console.log(row('service alone: start -> answer', alone))
  console.log(`ratio of the p50s                  ${ratio.toFixed(2)}`)
}
