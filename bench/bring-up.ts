// Cold and warm `devenv up` to session.ready on Kind, with the critical path.
import { Up, Workspace } from '../test/e2e/harness.ts'
import { verdict } from './figures.ts'

const workspace = new Workspace('bench')
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
