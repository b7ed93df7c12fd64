// Edits as a person makes them, measured from the write to `update.ready`; and the same edits through the plain build tools
// (ninja, gprbuild) in a build folder of their own, right after.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { adaEdits } from '../test/e2e/ada-edits.ts'
import { editCpp } from '../test/e2e/edits.ts'
import type { Up, Workspace } from '../test/e2e/harness.ts'
import { percentile, summary, verdict } from './figures.ts'

const pauseMs = 1_200
const phases = ['detect', 'hold', 'compile', 'link', 'ship', 'restart', 'ready'] as const

export interface Bars {
  /** All in, by language; null: none. */
  readonly cppMs: number | null
  readonly adaMs: number | null
  /** Less compile and link. */
  readonly overheadP50Ms: number
  readonly overheadP95Ms: number
}

export interface EditBench {
  readonly up: Up
  readonly workspace: Workspace
  /** A copy that devenv does not watch. */
  readonly plain: Workspace
  readonly edits: number
  readonly bars: Bars
}

/** `only` narrows it to one language. */
export async function measureEdits(bench: EditBench, only = process.env['BENCH_ONLY']): Promise<void> {
  const { bars, plain } = bench
  if (only !== 'ada') await measure(bench, 'widget-core', 'one .cpp', editCpp, ninja(plain), bars.cppMs)
  if (only !== 'cpp')
    await measure(bench, 'orb-core', 'one Ada body', (of, text) => adaEdits.body(of, text), gprbuild(plain), bars.adaMs)
}

async function measure(
  { up, workspace, plain, edits, bars }: EditBench,
  service: string,
  what: string,
  edit: (of: Workspace, text: string) => void,
  tool: () => void,
  barMs: number | null,
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
    ...(barMs === null ? [] : [{ name: 'p50', value: percentile(walls, 0.5), bar: barMs, unit: ' ms' }]),
  ])
  verdict(`${service}, ${what}: saved -> ready less compile and link`, summary(overheads), [
    { name: 'p50', value: percentile(overheads, 0.5), bar: bars.overheadP50Ms, unit: ' ms' },
    { name: 'p95', value: percentile(overheads, 0.95), bar: bars.overheadP95Ms, unit: ' ms' },
  ])
  console.log(
    `  split, p50: ${phases.map((phase) => `${phase} ${percentile(split[phase]!, 0.5).toFixed(0)}`).join('  ')} ms`,
  )
  verdict(`${service}, ${what}: the plain build tool alone`, summary(tools), [])
  console.log(`  all in / build tool alone: ${(percentile(walls, 0.5) / percentile(tools, 0.5)).toFixed(2)}x`)
}

function ninja(plain: Workspace): () => void {
  const build = join(plain.stateDir, 'widget-core')
  const source = join(plain.folder, 'services/cpp/widget-core')
  execFileSync('cmake', ['-G', 'Ninja', '-S', source, '-B', build, '-DCMAKE_BUILD_TYPE=Dev'], { stdio: 'ignore' })
  execFileSync('ninja', ['-C', build, 'widget-core'], { stdio: 'ignore' })
  return () => execFileSync('ninja', ['-C', build, 'widget-core'], { stdio: 'ignore' })
}

function gprbuild(plain: Workspace): () => void {
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
