// `devenv logs orb-core` through the launcher while a session runs: process start -> first line, against `node -e 0`, in turns.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { openStory } from '../test/stories/story.ts'
import { percentile, summary, verdict } from './figures.ts'
import { printLoad } from './host.ts'

const launcher = join(import.meta.dirname, '../devenv')
const runs = Number(process.env['BENCH_RUNS'] ?? 20)

const story = await openStory('logs', { tree: 'pilots' })
try {
  await story.up(['orb-core'])
  const ours: number[] = []
  const bare: number[] = []
  // The first run writes the compile cache of Node, and makes devenv where the sources are newer.
  await firstLineMs(launcher, ['logs', 'orb-core'])
  printLoad('before')
  for (let run = 0; run < runs; run++) {
    bare.push(await firstLineMs(process.execPath, ['-e', 'console.log(0)']))
    ours.push(await firstLineMs(launcher, ['logs', 'orb-core']))
  }
  printLoad('after')
  verdict('node -e "console.log(0)"', summary(bare), [])
  verdict('devenv logs orb-core: process start -> first line', summary(ours), [
    { name: 'p50', value: percentile(ours, 0.5), bar: 200, unit: ' ms' },
    { name: 'p95', value: percentile(ours, 0.95), bar: 200, unit: ' ms' },
  ])
  console.log(`  ratio of the p50s: ${(percentile(ours, 0.5) / percentile(bare, 0.5)).toFixed(2)}x`)
} finally {
  await story.close()
}

function firstLineMs(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const child = spawn(file, [...args], {
      cwd: story.folder,
      env: story.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let firstMs: number | null = null
    child.stdout.on('data', () => {
      firstMs ??= performance.now() - startedMs
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (firstMs === null || code !== 0) reject(new Error(`${file} ${args.join(' ')}: exit code ${code}, no line`))
      else resolve(firstMs)
    })
  })
}
