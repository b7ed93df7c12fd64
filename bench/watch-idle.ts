// What watching 20,000 files costs while nobody saves: CPU and memory, beside a Node process that only waits; then the
// latency from a save to its batch.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWatch } from '../src/watch/watch.ts'
import { percentile, summary, verdict } from './figures.ts'

const files = 20_000
const folders = 500
const seconds = 20
const saves = 50

interface Usage {
  readonly cpuMs: number
  readonly rssMiB: number
  readonly readyMs: number
  readonly latenciesMs: readonly number[]
}

if (process.argv[2] === 'child') await watchTree(process.argv[3]!)
else await compare()

async function compare(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'devenv-bench-watch-'))
  try {
    for (let index = 0; index < files; index += 1) {
      const folder = join(root, 'src', String(index % folders))
      if (index < folders) mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${index}.cpp`), `// ${index}\n${'int x;\n'.repeat(100)}`)
    }
    const idle = `setTimeout(() => { const { user, system } = process.cpuUsage(); process.send({ cpuMs: (user + system) / 1000, rssMiB: process.memoryUsage.rss() / 1048576 }); process.disconnect() }, ${seconds * 1000})`
    const [baseline, watching] = await Promise.all([
      usageOf(spawn(process.execPath, ['-e', idle], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })),
      usageOf(
        spawn(process.execPath, [import.meta.filename, 'child', root], {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        }),
      ),
    ])
    const share = (usage: Usage) => (usage.cpuMs / (seconds * 1000)) * 100
    verdict(
      `idle, ${files.toLocaleString('en')} files in ${folders} folders, ${seconds} s`,
      `${share(watching).toFixed(2)} % of a core; RSS ${watching.rssMiB.toFixed(0)} MiB, ` +
        `${(watching.rssMiB / baseline.rssMiB).toFixed(1)} x the ${baseline.rssMiB.toFixed(0)} MiB of a Node process that waits ` +
        `(start and all: ${share(baseline).toFixed(2)} % of a core); ready after ${watching.readyMs.toFixed(0)} ms`,
      [{ name: 'share', value: share(watching), bar: 1, unit: ' %' }],
    )
    verdict(`save -> batch less the quiet period, ${saves} saves`, summary(watching.latenciesMs), [
      { name: 'p50', value: percentile(watching.latenciesMs, 0.5), bar: 5, unit: ' ms' },
    ])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function usageOf(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve, reject) => {
    child.once('message', (usage) => resolve(usage as Usage))
    child.once('exit', (code) => reject(new Error(`a process ended with ${code} and told no figures`)))
  })
}

async function watchTree(root: string): Promise<void> {
  const now = () => performance.timeOrigin + performance.now()
  const quietMs = 25
  let onBatch: (closedAtMs: number) => void = () => {}
  const startedMs = performance.now()
  const watch = startWatch(
    { root, folders: [join(root, 'src')], files: [], quietMs, capMs: 2000, ignore: [], now },
    { onBatch: (batch) => onBatch(batch.closedAtMs), onSettling: () => {}, onProblem: () => {}, onCount: () => {} },
  )
  await watch.ready
  const readyMs = performance.now() - startedMs
  await after(1000)
  const before = process.cpuUsage()
  await after(seconds * 1000)
  const { user, system } = process.cpuUsage(before)
  const rssMiB = process.memoryUsage.rss() / 1048576
  const latenciesMs: number[] = []
  for (let save = 0; save < saves; save += 1) {
    const batch = new Promise<number>((resolve) => {
      onBatch = resolve
    })
    writeFileSync(join(root, 'src/7/7.cpp'), `// save ${save}\n`)
    const savedAtMs = now()
    latenciesMs.push((await batch) - savedAtMs - quietMs)
  }
  process.send!({ cpuMs: (user + system) / 1000, rssMiB, readyMs, latenciesMs } satisfies Usage)
  await watch.close()
  process.disconnect()
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
