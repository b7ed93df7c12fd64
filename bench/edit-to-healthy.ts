// Edit-to-healthy on Kind: 50 edits of one .cpp of widget-core and of one Ada body of orb-core, from the write to `update.ready`;
// and the same edits through the plain build tools (ninja, gprbuild) in a build folder of their own, right after.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { adaEdits } from '../test/e2e/ada-edits.ts'
import { editCpp } from '../test/e2e/edits.ts'
import { Up, Workspace } from '../test/e2e/harness.ts'
import { percentile, summary, verdict } from './figures.ts'

const edits = Number(process.env['BENCH_EDITS'] ?? 50)
const pauseMs = 1_200
const phases = ['detect', 'hold', 'compile', 'link', 'ship', 'restart', 'ready'] as const

const workspace = new Workspace('bench')
const plain = new Workspace('plain')
const up = new Up(workspace)
try {
  await up.event('session.ready', () => true, 0, 900_000)
  await measure('widget-core', 'one .cpp', (of, text) => editCpp(of, text), ninja(), 500)
  await measure('orb-core', 'one Ada body', (of, text) => adaEdits.body(of, text), gprbuild(), 300)
} finally {
  await up.stop()
  if (process.env['BENCH_KEEP'] !== '1') await workspace.run(['down'])
  workspace.remove()
  plain.remove()
}

async function measure(
  service: string,
  what: string,
  edit: (of: Workspace, text: string) => void,
  tool: () => void,
  barMs: number,
): Promise<void> {
  const walls: number[] = []
  const overheads: number[] = []
  const tools: number[] = []
  const split: Record<string, number[]> = Object.fromEntries(phases.map((phase) => [phase, []]))
  for (let number = 1; number <= edits; number++) {
    const from = up.mark
    const startedMs = performance.now()
    edit(workspace, `bench ${number}`)
    const event = await up.event('update.ready', (entry) => entry.service === service, from)
    walls.push(performance.now() - startedMs)
    overheads.push(event.ms - event.split.compile - event.split.link - event.split.hold)
    for (const phase of phases) split[phase]!.push(event.split[phase])
    // A person looks at the result before the next save; the proof of a fast build ends meanwhile.
    await setTimeout(pauseMs)
  }
  for (let number = 1; number <= edits; number++) {
    edit(plain, `plain ${number}`)
    const startedMs = performance.now()
    tool()
    tools.push(performance.now() - startedMs)
  }
  verdict(`${service}, ${what}: saved -> ready, all in`, summary(walls), [
    { name: 'p50', value: percentile(walls, 0.5), bar: barMs, unit: ' ms' },
  ])
  verdict(`${service}, ${what}: saved -> ready less compile and link`, summary(overheads), [
    { name: 'p50', value: percentile(overheads, 0.5), bar: 60, unit: ' ms' },
    { name: 'p95', value: percentile(overheads, 0.95), bar: 120, unit: ' ms' },
  ])
  console.log(
    `  split, p50: ${phases.map((phase) => `${phase} ${percentile(split[phase]!, 0.5).toFixed(0)}`).join('  ')} ms`,
  )
  verdict(`${service}, ${what}: the plain build tool alone`, summary(tools), [])
  console.log(`  all in / build tool alone: ${(percentile(walls, 0.5) / percentile(tools, 0.5)).toFixed(2)}x`)
}

function ninja(): () => void {
  const build = join(plain.stateDir, 'widget-core')
  const source = join(plain.folder, 'services/cpp/widget-core')
  execFileSync('cmake', ['-G', 'Ninja', '-S', source, '-B', build, '-DCMAKE_BUILD_TYPE=Dev'], { stdio: 'ignore' })
  execFileSync('ninja', ['-C', build, 'widget-core'], { stdio: 'ignore' })
  return () => execFileSync('ninja', ['-C', build, 'widget-core'], { stdio: 'ignore' })
}

function gprbuild(): () => void {
  const build = join(plain.stateDir, 'orb-core')
  mkdirSync(build, { recursive: true })
  const args = [
    '-q',
    '-p',
    '-P',
    join(plain.folder, 'services/ada/orb-core/orb_core.gpr'),
    `--relocate-build-tree=${build}`,
    `--root-dir=${join(plain.folder, 'services/ada')}`,
  ]
  execFileSync('gprbuild', args, { stdio: 'ignore' })
  return () => execFileSync('gprbuild', args, { stdio: 'ignore' })
}
