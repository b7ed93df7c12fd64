// One .cpp edit of widget-core and one body edit of orb-core: devenv's builder beside the plain build tool.
// Optional arguments: how many edits of each, and which of the two, `c++` or `ada`.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BuildOutcome } from '../src/model/build.ts'
import type { Service } from '../src/model/environment.ts'
import { libraryOf, serviceOf, Workbench } from '../test/build/workbench.ts'
import { percentile, summary, verdict } from './figures.ts'

const edits = Number(process.argv[2] ?? 20)
const only = process.argv[3]
const services = resolve(import.meta.dirname, '../services')

interface Case {
  readonly service: Service
  /** File that is edited, below the services folder. */
  readonly file: string
  readonly edit: (text: string, count: number) => string
  /** Prepares a build folder for the plain tool and returns the command of each edit. */
  readonly plain: (folder: string) => readonly string[]
  /** Ms of an edit that are neither compiler nor linker. */
  readonly overheadBar: number
}

const bench = new Workbench(
  (root) => ({
    services: [widgetCore(root), orbCore(root)],
    libraries: [libraryOf(root, 'cpp-kit', 'cpp/lib/kit'), libraryOf(root, 'ada-kit', 'ada/lib')],
  }),
  { from: services, builds: { timeoutMs: 1_800_000 } },
)
try {
  const [cpp, ada] = bench.environment.services as [Service, Service]
  console.log(`compiles run: ${await bench.builder.prepare(bench.report, new AbortController().signal)}`)
  await measure({
    service: cpp,
    file: 'cpp/widget-core/src/tree.cpp',
    edit: cppEdit,
    plain: plainNinja,
    overheadBar: 15,
  })
  await measure({
    service: ada,
    file: 'ada/orb-core/src/orb_core-web-objects.adb',
    edit: adaEdit,
    plain: plainGprbuild,
    overheadBar: 15,
  })
} finally {
  bench.remove()
}

async function measure({ service, file, edit, plain, overheadBar }: Case): Promise<void> {
  if (only !== undefined && only !== service.language) return
  const path = bench.path(file)
  const text = readFileSync(path, 'utf8')
  const cold = await bench.built(service)
  const command = plain(join(bench.home, `plain-${service.name}`))
  const ours: number[] = []
  const theirs: number[] = []
  const overheads: number[] = []
  const compiles: number[] = []
  const links: number[] = []
  const proofs: number[] = []
  for (let count = 1; count <= edits; count += 1) {
    writeFileSync(path, edit(text, count))
    const change = { files: [path], units: [path] }
    // Edits of a person lie further apart: by then the builder has written down what the last one was made of.
    await new Promise((done) => setTimeout(done, 300))
    const startedMs = performance.now()
    const outcome = await bench.built(service, change)
    const wallMs = performance.now() - startedMs
    ours.push(wallMs)
    compiles.push(outcome.timings.compileMs)
    links.push(outcome.timings.linkMs)
    overheads.push(wallMs - outcome.timings.compileMs - outcome.timings.linkMs)
    if (outcome.way === 'fast') proofs.push(await proofMs(service, change, outcome))
    theirs.push(timed(command))
  }
  console.log(
    `${service.name}: cold build ${(cold.timings.totalMs / 1000).toFixed(1)} s, one edit of ${file}, ${edits} times; by recorded commands ${proofs.length} times`,
  )
  console.log(`  plain ${command[0]}: ${summary(theirs)}`)
  verdict('  devenv', summary(ours), [
    { name: 'ratio to the plain tool', value: percentile(ours, 0.5) / percentile(theirs, 0.5), bar: 1, unit: 'x' },
  ])
  console.log(`  of it compile ${summary(compiles)}; link ${summary(links)}`)
  verdict('  overhead of the builder', summary(overheads), [
    { name: 'p50', value: percentile(overheads, 0.5), bar: overheadBar, unit: ' ms' },
  ])
  if (proofs.length > 0)
    console.log(`  proof by the build tool, in the background: ${summary(proofs)}; every one the same binary`)
}

async function proofMs(
  service: Service,
  change: { files: string[]; units: string[] },
  outcome: BuildOutcome & { kind: 'built' },
): Promise<number> {
  const startedMs = performance.now()
  const other = await bench.builder.prove(
    service,
    bench.order(service, change),
    outcome,
    bench.report,
    new AbortController().signal,
  )
  if (other !== null) throw new Error(`the fast path made something else: ${JSON.stringify(other)}`)
  return performance.now() - startedMs
}

function timed(command: readonly string[]): number {
  const startedMs = performance.now()
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout}${stderr}`)
  return performance.now() - startedMs
}

function plainNinja(folder: string): readonly string[] {
  timed(['cmake', '-G', 'Ninja', '-S', bench.path('cpp/widget-core'), '-B', folder])
  const command = ['ninja', '-C', folder, 'widget-core']
  timed(command)
  return command
}

function plainGprbuild(folder: string): readonly string[] {
  const command = [
    'gprbuild',
    '-q',
    '-p',
    '-P',
    bench.path('ada/orb-core/orb_core.gpr'),
    `--relocate-build-tree=${folder}`,
    `--root-dir=${bench.path('ada')}`,
    '-j2',
  ]
  spawnSync('mkdir', ['-p', folder])
  timed(command)
  return command
}

/** Another function each time: another object and another binary. */
function cppEdit(text: string, count: number): string {
  return `${text}\nextern "C" int bench_${count}(int value) { return value + ${count}; }\n`
}

function adaEdit(text: string, count: number): string {
  const body = `   procedure Bench_${count} (Value : in out Natural) is\n   begin\n      Value := Value + ${count};\n   end Bench_${count};\n\n`
  return text.replace(/^end [\w.]+;\s*$/m, (end) => `${body}${end}`)
}

function widgetCore(root: string): Service {
  return serviceOf(root, 'widget-core', 'cpp/widget-core', 'cpp-kit', {
    kind: 'cpp',
    sourceDir: join(root, 'cpp/widget-core'),
    target: 'widget-core',
    output: 'widget-core',
    buildType: 'Dev',
    cmakeArgs: [],
  })
}

function orbCore(root: string): Service {
  return serviceOf(root, 'orb-core', 'ada/orb-core', 'ada-kit', {
    kind: 'ada',
    projectFile: join(root, 'ada/orb-core/orb_core.gpr'),
    main: 'orb_core-main.adb',
    output: 'orb-core/bin/orb-core',
    scenario: {},
  })
}
