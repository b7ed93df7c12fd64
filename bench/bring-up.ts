// Cold and warm `devenv up` of all sixteen services to session.ready on Kind, with the critical path; then the memory of each and of
// the whole system at rest.
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { system, Up, Workspace } from '../test/e2e/harness.ts'
import { verdict } from './figures.ts'

const restMs = 60_000
const barBytes = 24 * 1024 ** 3
const availableBefore = availableBytes()

const workspace = new Workspace('bench', system)
try {
  const cold = new Up(workspace)
  const ready = await cold.event('session.ready', () => true, 0, 900_000)
  const path = ready.criticalPath.reduce((sum, { ms }) => sum + ms, 0)
  console.log(
    `critical path: ${ready.criticalPath.map(({ step, ms }) => `${step} ${(ms / 1000).toFixed(1)} s`).join(', ')}`,
  )
  verdict('cold devenv up', `${(ready.ms / 1000).toFixed(1)} s, longest path ${(path / 1000).toFixed(1)} s`, [
    { name: 'ratio', value: ready.ms / path, bar: 1.1, unit: 'x' },
  ])
  await printMemory()
  await cold.stop()
  for (let run = 1; run <= 5; run++) {
    const startedMs = performance.now()
    const warm = new Up(workspace)
    const event = await warm.event('session.ready', () => true, 0, 60_000)
    const wallMs = performance.now() - startedMs
    verdict(
      `warm devenv up, run ${run}`,
      `process start -> session.ready ${wallMs.toFixed(0)} ms, of it bring-up ${event.ms} ms`,
      [{ name: 'wall', value: wallMs / 1000, bar: 2, unit: ' s' }],
    )
    if (run === 5) console.log(`warm path: ${event.criticalPath.map(({ step, ms }) => `${step} ${ms} ms`).join(', ')}`)
    await warm.stop()
  }
} finally {
  if (process.env['BENCH_KEEP'] !== '1') await workspace.run(['down'])
  workspace.remove()
}

/** Each service without its sidecar, as cAdvisor counts it; the whole as what the host has less than before. */
async function printMemory(): Promise<void> {
  await setTimeout(restMs)
  const { services } = await workspace.status()
  const known = services.map(({ name, signals }) => ({ name, bytes: signals?.memoryBytes ?? null }))
  for (const { name, bytes } of known) console.log(`  ${name}: ${bytes === null ? 'not known' : megabytes(bytes)}`)
  const pods = known.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
  const whole = availableBefore - availableBytes()
  console.log(`  all services: ${megabytes(pods)}`)
  verdict('the whole system at rest (cluster, mesh, Prometheus, services, session)', megabytes(whole), [
    { name: 'of a laptop', value: whole / 1024 ** 3, bar: barBytes / 1024 ** 3, unit: ' GiB' },
  ])
}

function availableBytes(): number {
  return Number(/^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))![1]) * 1024
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(0)} MiB`
}
