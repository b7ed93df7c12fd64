// Resident memory of a session that watches 20,000 files more than the services have: after a cold start, after edits, after
// a warm start; beside a Node process that only waits. Services, supervisors and compilers are not counted.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { editCpp } from '../test/e2e/edits.ts'
import type { Up } from '../test/e2e/harness.ts'
import { openStory } from '../test/stories/story.ts'
import { verdict } from './figures.ts'
import { printLoad, residentMb, sessionTree } from './host.ts'

const files = 20_000
const folders = 500
const edits = Number(process.env['BENCH_EDITS'] ?? 20)
const barMb = 250
/** Builds are over, and what the collector gives back by itself is given back. */
const restMs = 15_000

const story = await openStory('memory', { tree: 'pilots' })
try {
  const bareMb = await waitingNodeMb()
  addFiles()
  printLoad('before')
  const cold = await story.up()
  await setTimeout(restMs)
  report('after a cold start', cold, bareMb)
  for (let number = 1; number <= edits; number++) {
    const from = cold.mark
    editCpp(story, `memory ${number}`)
    await cold.event('update.ready', ({ service }) => service === 'widget-core', from)
  }
  await setTimeout(restMs)
  report(`after ${edits} edits`, cold, bareMb)
  await cold.stop()
  const warm = await story.up()
  await setTimeout(restMs)
  report('after a warm start', warm, bareMb)
  printLoad('after')
} finally {
  await story.close()
}

function addFiles(): void {
  const base = join(story.folder, 'services/cpp/lib/kit/many')
  for (let index = 0; index < files; index++) {
    const folder = join(base, String(index % folders))
    if (index < folders) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${index}.hpp`), `// ${index}\n${'int x();\n'.repeat(100)}`)
  }
}

function report(when: string, up: Up, bareMb: number): void {
  const tree = sessionTree(up.child.pid!, story.base)
  const { now, peak } = residentMb(tree)
  verdict(
    `session with ${files.toLocaleString('en')} files, ${when}`,
    `${tree.length} processes, ${(now / bareMb).toFixed(1)} x the ${bareMb.toFixed(0)} MB of a Node process that waits`,
    [
      { name: 'resident', value: now, bar: barMb, unit: ' MB' },
      { name: 'peak so far', value: peak, bar: barMb, unit: ' MB' },
    ],
  )
}

async function waitingNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.send(0); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    await new Promise((done) => child.once('message', done))
    return residentMb([child.pid!]).now
  } finally {
    child.kill()
  }
}
