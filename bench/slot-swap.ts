// Renamed into the slot -> ready, over 100 swaps of a service in its Kind pod beside its sidecar.
// Baseline in the same run: the same binary started on this host, to its first answer.
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Up, Workspace } from '../test/e2e/harness.ts'
import { percentile, summary, verdict } from './figures.ts'

const swaps = 100
const service = process.argv[2] ?? 'widget-core'

interface Line {
  readonly state: string
  readonly build: string | null
}

const workspace = new Workspace('bench')
const up = new Up(workspace)
try {
  await up.event('session.ready', () => true, 0, 600_000)
  const id = readdirSync(workspace.stateDir)[0]!
  const slot = join(workspace.stateDir, id, 'slots', service)
  const run = join(workspace.stateDir, id, 'run', service)
  const first = readlinkSync(join(slot, service))
  const second = `${service}@bench00000000000`
  copyFileSync(join(slot, first), join(slot, second))
  // Another id must be another file; a byte after the loaded content changes nothing that runs.
  writeFileSync(join(slot, second), Buffer.concat([readFileSync(join(slot, first)), Buffer.from([0])]), { mode: 0o755 })
  const wait = await listen(join(run, readdirSync(run).find((name) => name.endsWith('.sock'))!))
  const times: number[] = []
  for (let swap = 0; swap < swaps; swap++) {
    const target = swap % 2 === 0 ? second : first
    const ready = wait((line) => line.state === 'ready' && line.build === target.split('@')[1])
    symlinkSync(target, join(slot, '.tmp-bench'))
    const startedMs = performance.now()
    renameSync(join(slot, '.tmp-bench'), join(slot, service))
    await ready
    times.push(performance.now() - startedMs)
  }
  rmSync(join(slot, second), { force: true })
  const bare: number[] = []
  for (let start = 0; start < 20; start++) bare.push(await startBare(join(slot, first)))
  verdict(`${service} alone on the host, exec -> first answer`, summary(bare), [])
  verdict(`${service} renamed into the slot -> ready`, summary(times), [
    { name: 'p50', value: percentile(times, 0.5), bar: 15, unit: ' ms' },
    { name: 'p95', value: percentile(times, 0.95), bar: 30, unit: ' ms' },
  ])
  console.log(`ratio to the bare start: ${(percentile(times, 0.5) / percentile(bare, 0.5)).toFixed(2)}x`)
} finally {
  await up.stop()
  if (process.env['BENCH_KEEP'] !== '1') await workspace.run(['down'])
  workspace.remove()
}

/** Resolves with a function that waits for the next state line that matches. */
async function listen(path: string): Promise<(match: (line: Line) => boolean) => Promise<void>> {
  const socket: Socket = connect(path)
  const waiting = new Set<{ match: (line: Line) => boolean; resolve: () => void }>()
  createInterface({ input: socket }).on('line', (text) => {
    const line = JSON.parse(text) as Line
    for (const entry of waiting) {
      if (!entry.match(line)) continue
      waiting.delete(entry)
      entry.resolve()
    }
  })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  process.once('exit', () => socket.destroy())
  return (match) => new Promise((resolve) => waiting.add({ match, resolve }))
}

async function startBare(binary: string): Promise<number> {
  const port = 45_000 + Math.floor(Math.random() * 1_000)
  const startedMs = performance.now()
  const child = spawn(binary, [], { env: { ...process.env, PORT: String(port), BIND: '127.0.0.1' }, stdio: 'ignore' })
  for (;;) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.write('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
      socket.once('data', () => {
        socket.destroy()
        resolve(true)
      })
    })
    if (answered) break
  }
  const ms = performance.now() - startedMs
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  return ms
}
