// Edit-to-healthy for one edit in each of the sixteen services: kind, total, split. In local processes, or on Kind with BENCH_RUNTIME=kind.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { allNames } from '../test/e2e/day.ts'
import { system, Up, Workspace } from '../test/e2e/harness.ts'
import { openStory } from '../test/stories/story.ts'
import { percentile } from './figures.ts'
import { printLoad } from './host.ts'

const phases = ['detect', 'hold', 'compile', 'link', 'ship', 'restart', 'ready'] as const
const edits = Number(process.env['BENCH_EDITS'] ?? 3)
const isKind = process.env['BENCH_RUNTIME'] === 'kind'
const pauseMs = 1_000

/** A text that a refused request is answered with: every change of it changes the binary, and no other service. */
const refusal =
  /((?:HttpError\(\s*4\d\d,\s*"[a-z-]+",\s*|Refuse\s*\(\s*4\d\d,\s*|refuse(?:Native)?\([^")]*)")([A-Za-z][^"\\]{5,})(")/

const { workspace, up, end } = isKind ? await onKind() : await inProcesses()
try {
  printLoad('before')
  console.log(['service', 'unit', 'kind', 'total', ...phases].join(' | '))
  for (const name of allNames) await measure(name)
  printLoad('after')
} finally {
  await end()
}

async function measure(name: string): Promise<void> {
  const unit = unitOf(name)
  const totals: number[] = []
  const splits: Record<string, number[]> = Object.fromEntries(phases.map((phase) => [phase, []]))
  let kind = ''
  for (let number = 1; number <= edits; number++) {
    const from = up.mark
    workspace.restore(unit)
    workspace.replace(unit, refusal, `$1$2 (${number})$3`)
    const event = await up.event('update.ready', ({ service }) => service === name, from)
    totals.push(event.ms)
    kind = event.kind
    for (const phase of phases) splits[phase]!.push(event.split[phase])
    await setTimeout(pauseMs)
  }
  const middle = (values: readonly number[]) => percentile(values, 0.5).toFixed(0)
  const words = phases.map((phase) => middle(splits[phase]!))
  console.log([name, unit.replace(/^.*\//, ''), kind, `${middle(totals)} ms`, ...words].join(' | '))
}

/** The first source of the service with such a text. */
function unitOf(name: string): string {
  for (const folder of [`services/cpp/${name}/src`, `services/ada/${name}/src`]) {
    const files = listOrNone(join(workspace.folder, folder)).filter((file) => /\.(cpp|adb)$/.test(file))
    const found = files.sort().find((file) => refusal.test(workspace.read(`${folder}/${file}`)))
    if (found !== undefined) return `${folder}/${found}`
  }
  throw new Error(`no source of ${name} refuses anything`)
}

function listOrNone(folder: string): readonly string[] & { sort(): string[] } {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

async function inProcesses() {
  const story = await openStory('each', { tree: 'system' })
  return { workspace: story as Workspace, up: await story.up(), end: () => story.close() }
}

async function onKind() {
  const own = new Workspace('each', system)
  const session = new Up(own, ['--runtime', 'kind'])
  await session.event('session.ready', () => true, 0, 900_000)
  const end = async () => {
    await session.stop()
    if (process.env['BENCH_KEEP'] !== '1') await own.run(['down'])
    own.remove()
  }
  return { workspace: own, up: session, end }
}
