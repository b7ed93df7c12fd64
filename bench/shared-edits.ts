// A header that all C++ services include, a spec that all Ada services with: from the save until every affected service is
// ready, against the plain build tools alone with the same edit, as fast as they can do it on this machine.
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { adaEdits } from '../test/e2e/ada-edits.ts'
import { adaNames, cppNames } from '../test/e2e/day.ts'
import { editSharedHeader } from '../test/e2e/edits.ts'
import type { Workspace } from '../test/e2e/harness.ts'
import { openStory } from '../test/stories/story.ts'
import { percentile, summary, verdict } from './figures.ts'
import { printLoad } from './host.ts'

const run = promisify(execFile)
const edits = Number(process.env['BENCH_EDITS'] ?? 5)
const atOnce = 2
const pauseMs = 3_000

const story = await openStory('shared', { tree: 'system' })
const plain = await openStory('plain', { tree: 'system' })
try {
  const up = await story.up()
  printLoad('before')
  const tools = { cpp: prepareNinja(), ada: prepareGprbuild() }
  await measure('a header of the C++ kit', cppNames, editSharedHeader, tools.cpp)
  await measure('a spec of the Ada kit', adaNames, (of, number) => adaEdits.sharedSpec(of, number), tools.ada)
  printLoad('after')

  async function measure(
    what: string,
    names: readonly string[],
    edit: (of: Workspace, number: number) => void,
    build: (name: string, jobs: number) => Promise<unknown>,
  ): Promise<void> {
    const walls: number[] = []
    const alone: number[] = []
    for (let number = 1; number <= edits; number++) {
      const from = up.mark
      const startedMs = performance.now()
      edit(story, number)
      await Promise.all(names.map((name) => up.event('update.ready', ({ service }) => service === name, from)))
      walls.push(performance.now() - startedMs)
      const builds = up.since('build.started', from).length
      if (builds !== names.length) console.log(`  edit ${number}: ${builds} builds of ${names.length} services`)
      // The proofs of the fast builds end meanwhile.
      await setTimeout(pauseMs)
      // The better of: two services at once with a job each, one after another with two jobs.
      const times: number[] = []
      for (const [lanes, jobs] of [
        [atOnce, 1],
        [1, atOnce],
      ] as const) {
        edit(plain, 1_000 + number * 10 + jobs)
        const fromMs = performance.now()
        const left = [...names]
        const lane = async () => {
          for (let name = left.shift(); name !== undefined; name = left.shift()) await build(name, jobs)
        }
        await Promise.all(Array.from({ length: lanes }, lane))
        times.push(performance.now() - fromMs)
      }
      alone.push(Math.min(...times))
    }
    const ratio = percentile(walls, 0.5) / percentile(alone, 0.5)
    verdict(`${what}: saved -> all ${names.length} ready`, summary(walls), [
      { name: 'against the build tools alone', value: ratio, bar: 1.1, unit: 'x' },
    ])
    console.log(`  the build tools alone: ${summary(alone)}`)
  }
} finally {
  await story.close()
  plain.remove()
}

function prepareNinja() {
  for (const name of cppNames) {
    const source = join(plain.folder, 'services/cpp', name)
    execFileSync('cmake', ['-G', 'Ninja', '-S', source, '-B', join(plain.stateDir, name), '-DCMAKE_BUILD_TYPE=Dev'], {
      stdio: 'ignore',
    })
    execFileSync('ninja', ['-C', join(plain.stateDir, name), name], { stdio: 'ignore' })
  }
  return (name: string, jobs: number) => run('ninja', [`-j${jobs}`, '-C', join(plain.stateDir, name), name])
}

function prepareGprbuild() {
  const argsOf = (name: string, jobs: number) => [
    '-q',
    '-p',
    `-j${jobs}`,
    '-P',
    join(plain.folder, 'services/ada', name, `${name.replaceAll('-', '_')}.gpr`),
    `--relocate-build-tree=${join(plain.stateDir, name)}`,
    `--root-dir=${join(plain.folder, 'services/ada')}`,
  ]
  for (const name of adaNames) {
    mkdirSync(join(plain.stateDir, name), { recursive: true })
    execFileSync('gprbuild', argsOf(name, atOnce), { stdio: 'ignore' })
  }
  return (name: string, jobs: number) => run('gprbuild', argsOf(name, jobs))
}
