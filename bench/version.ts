// Start-up: `devenv --version` through the launcher against `node -e 0` with the same Node, in turns.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { percentile, summary, verdict } from './figures.ts'

const root = join(import.meta.dirname, '..')
const runs = 30

function time(file: string, args: readonly string[]): number {
  const startedMs = performance.now()
  execFileSync(file, [...args], { stdio: 'ignore' })
  return performance.now() - startedMs
}

const ours: number[] = []
const bare: number[] = []
for (let run = 0; run < runs; run++) {
  bare.push(time(process.execPath, ['-e', '0']))
  ours.push(time(join(root, 'devenv'), ['--version']))
}
verdict('node -e 0', summary(bare), [])
verdict('devenv --version', summary(ours), [
  { name: 'ratio', value: percentile(ours, 0.5) / percentile(bare, 0.5), bar: 2, unit: 'x' },
])
