// 5,000 log lines a second over four services for a minute, most of them of one: every line is in the files of the log, and
// what the session uses for it, beside the same session at rest.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { eventually } from '../test/e2e/harness.ts'
import { Story } from '../test/stories/story.ts'
import { verdict } from './figures.ts'
import { cpuMs, printLoad, residentMb, sessionTree, supervisorsIn } from './host.ts'

const seconds = Number(process.env['BENCH_SECONDS'] ?? 60)
/** Lines a second; what the first prints fills several files. */
const rates: Readonly<Record<string, number>> = { loud: 3_800, left: 400, middle: 400, right: 400 }
const services = Object.keys(rates)
const restSeconds = 10
const barMb = 250

const story = new Story('flood', { folder: import.meta.dirname, paths: ['flood'] }, null)
story.add('Tiltfile.ts', declaration())
await story.takePorts(null)
try {
  const up = await story.up()
  const session = sessionTree(up.child.pid!, story.base)
  const supervisors = supervisorsIn(story.base)
  await setTimeout(restSeconds * 1000)
  printLoad('before')
  const rest = await shareOf(restSeconds, () => setTimeout(restSeconds * 1000))
  const before = residentMb(session)
  let highestMb = before.now
  const busy = await shareOf(seconds, () => flood(() => (highestMb = Math.max(highestMb, residentMb(session).now))))
  printLoad('after')
  const wanted = services.reduce((sum, name) => sum + linesOf(name), 0)
  const counts = services.map((name) => ({ name, ...countLines(name) }))
  const lost = counts.reduce((sum, { missing }) => sum + missing, 0)
  for (const { name, files, bytes, again } of counts)
    console.log(
      `  ${name}: ${linesOf(name).toLocaleString('en')} lines in ${files} files, ${(bytes / 1e6).toFixed(1)} MB${again > 0 ? `, ${again} of them twice` : ''}`,
    )
  verdict(`${wanted.toLocaleString('en')} lines in ${seconds} s`, `lines that no file has: ${lost}`, [
    { name: 'lost', value: lost, bar: 0, unit: '' },
  ])
  const settled = residentMb(sessionTree(up.child.pid!, story.base))
  verdict('memory of the session', `${before.now.toFixed(0)} MB at rest, ${settled.now.toFixed(0)} MB after it`, [
    { name: 'highest', value: highestMb, bar: barMb, unit: ' MB' },
    { name: 'growth', value: settled.now - before.now, bar: 64, unit: ' MB' },
  ])
  console.log(
    `CPU of the session: ${busy.session.toFixed(1)} % of a core, at rest ${rest.session.toFixed(1)} %; of the supervisors ${busy.supervisors.toFixed(1)} %`,
  )

  async function shareOf(span: number, work: () => Promise<unknown>) {
    const from = { session: cpuMs(session), supervisors: cpuMs(supervisors), atMs: performance.now() }
    await work()
    const ms = performance.now() - from.atMs
    if (ms > span * 1100) console.log(`  it took ${(ms / 1000).toFixed(1)} s, not ${span} s: the machine is too slow`)
    const share = (used: number) => (used / ms) * 100
    return {
      session: share(cpuMs(session) - from.session),
      supervisors: share(cpuMs(supervisors) - from.supervisors),
    }
  }
} finally {
  await story.close()
}

function declaration(): string {
  const declared = services.map(
    (name) =>
      `    service('${name}', {\n      port: 21000,\n      build: cppBuild({ sourceDir: 'flood', target: 'flood', output: 'flood' }),\n    }),\n`,
  )
  return `import { cppBuild, defineEnvironment, service } from 'devenv'\n\nexport default defineEnvironment({\n  name: 'flood',\n  services: [\n${declared.join('')}  ],\n})\n`
}

function linesOf(service: string): number {
  return (rates[service] ?? 0) * seconds
}

/** Until each has printed its lines and the last of them can be read. */
async function flood(sample: () => void): Promise<void> {
  const asked = services.map((name, at) => ask(at, `flood/${linesOf(name)}/${seconds}`))
  await Promise.all(asked)
  await eventually(
    'the end of the flood',
    async () => {
      sample()
      const printed = await Promise.all(services.map((_, at) => ask(at, 'printed')))
      await setTimeout(500)
      return services.every((name, at) => printed[at] === linesOf(name)) ? true : null
    },
    seconds * 3000,
  )
  await eventually('the last line of each', async () => {
    const last = services.every((name) => countLines(name).last === linesOf(name))
    return last ? true : null
  })
}

async function ask(at: number, path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${story.ports[at]}/${path}`, { headers: { connection: 'close' } })
  return Number(await answer.text())
}

/** By the numbers in the lines, over the file that is written and those that were rotated away. */
function countLines(service: string): { missing: number; again: number; last: number; files: number; bytes: number } {
  const folder = join(story.workspaceState, 'logs')
  const names = readdirSync(folder).filter((name) => name === `${service}.out` || name.startsWith(`${service}.out.`))
  const seen = new Uint8Array(linesOf(service) + 1)
  let again = 0
  let last = 0
  let bytes = 0
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'latin1')
    bytes += text.length
    // Whole lines only: a stamp, the object, the end.
    for (const [, digits] of text.matchAll(/^\d{13} \{"level":.*"number":(\d+)\}$/gm)) {
      const number = Number(digits)
      if (seen[number] === 1) again += 1
      seen[number] = 1
      last = Math.max(last, number)
    }
  }
  const missing = seen.subarray(1).reduce((sum, is) => sum + (1 - is), 0)
  return { missing, again, last, files: names.length, bytes }
}
