// A binary of 200 MB, half of it debug information: it is shipped without that, and the session stays small.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getJson, type Up } from '../../e2e/harness.ts'
import { openStory, type Story } from '../story.ts'

const MIB = 1024 ** 2
const HALF_BYTES = 100 * MIB

// Through the assembler: a C++ array of this size would cost the compiler more memory than there may be.
const ballast = `// 100 MiB of data and 100 MiB of what a debugger would read.
asm(".data\\n.globl ballast\\nballast:\\n.fill ${HALF_BYTES / 4}, 4, 0x5a5a5a5a\\n"
    ".section .debug_ballast,\\"\\",%progbits\\n.fill ${HALF_BYTES / 4}, 4, 0x11111111\\n.text\\n");
`

let story: Story
let up: Up

beforeAll(async () => {
  story = await openStory('big')
  up = await story.up(['birch'], { CCACHE_DISABLE: '1' })
})
afterAll(() => story?.close())

/** The most that the session ever had in memory. */
function peakBytes(): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${up.child.pid}/status`, 'utf8'))?.[1]
  return Number(kib) * 1024
}

function shippedBytes(id: string): number {
  return statSync(join(story.workspaceState, 'slots', 'birch', `birch@${id}`)).size
}

/** The largest file that the build made: the executable. */
function builtBytes(): number {
  const folder = join(story.cacheDir, 'builds')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name === 'birch',
  )
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size))
}

test('it is served, stripped, and neither it nor the next edits make the session large', async () => {
  const before = peakBytes()
  const from = up.mark
  story.add('birch/src/ballast.cpp', ballast)
  story.replace('birch/CMakeLists.txt', 'src/answer.cpp', 'src/answer.cpp src/ballast.cpp')
  story.replace(
    'birch/src/answer.cpp',
    'static const char *edit',
    'extern const char ballast[];\nstatic const char *edit',
  )
  story.replace('birch/src/answer.cpp', '"{\\"edit\\":\\"%s\\"}", edit', '"{\\"edit\\":\\"%s %d\\"}", edit, ballast[0]')
  const first = await up.event('update.ready', ({ service }) => service === 'birch', from)
  const { url } = await story.service('birch')
  expect((await getJson(`${url}/edit`)).body['edit']).toBe('none 90')
  const built = builtBytes()
  expect(built).toBeGreaterThan(2 * HALF_BYTES)
  const shipped = [shippedBytes(first.id)]
  const swaps = [first]
  for (const text of ['one', 'two', 'three']) {
    const mark = up.mark
    story.replace('birch/src/answer.cpp', /edit = "\w+"/, `edit = "${text}"`)
    const ready = await up.event('update.ready', ({ service }) => service === 'birch', mark)
    expect((await getJson(`${url}/edit`)).body['edit']).toBe(`${text} 90`)
    shipped.push(shippedBytes(ready.id))
    swaps.push(ready)
  }
  const grown = peakBytes() - before
  console.log(
    `built ${Math.round(built / MIB)} MiB, shipped ${Math.round(shipped[0]! / MIB)} MiB, session +${Math.round(grown / MIB)} MiB at most; ` +
      swaps.map(({ ms, split }) => `${Math.round(ms)} ms ${JSON.stringify(split)}`).join('; '),
  )
  for (const bytes of shipped) expect(bytes).toBeLessThan(HALF_BYTES + 4 * MIB)
  expect(grown).toBeLessThan(3 * built)
  const slot = readdirSync(join(story.workspaceState, 'slots', 'birch')).filter((name) => name.startsWith('birch@'))
  expect(slot.length).toBeLessThanOrEqual(4)
})
