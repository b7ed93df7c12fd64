// Services that print what no log should hold: nothing is harmed, and the next lines still come.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { openStory, residentBytes, type Story } from '../story.ts'

const FLOOD_LINES = 600_000

let story: Story
let up: Up
let url: string

beforeAll(async () => {
  story = await openStory('noise')
  up = await story.up(['alder'])
  url = (await story.service('alder')).url
})
afterAll(() => story?.close())

async function make(noise: string): Promise<void> {
  expect((await getJson(`${url}/noise/${noise}`)).status).toBe(200)
}

/** Its last lines as a person reads them, once the mark that was printed after the noise is among them. */
async function linesUntil(mark: string, ...args: string[]): Promise<readonly string[]> {
  await make(`say/${mark}`)
  return eventually(`the line ${mark}`, async () => {
    const { exitCode, stdout } = await story.run(['logs', 'alder', '--source', 'pod', '--tail', '400', ...args])
    expect(exitCode).toBe(0)
    return stdout.includes(mark) ? stdout.split('\n') : null
  })
}

// Anything but colours, which a terminal may show.
const harmful = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[0-9;]*m)/

for (const [noise, expected] of [
  ['garbage', null],
  ['nuls', /before.*after/],
  ['utf8', /half .* of .* a .* character/],
  // What stands before a carriage return is written over, as on a terminal.
  ['control', /back/],
  ['long', /x{1000}/],
] as const) {
  test(`${noise}: the text is cleaned, and the next lines come`, async () => {
    await make(noise)
    for (const args of [[], ['--json']]) {
      const lines = await linesUntil(`after-${noise}-${args.length}`, ...args)
      for (const line of lines) expect(harmful.test(line), JSON.stringify(line)).toBe(false)
      if (expected !== null) expect(lines.some((line) => expected.test(line))).toBe(true)
    }
    expect(await story.service('alder')).toMatchObject({ health: 'ready', restarts: 0 })
  })
}

function floodNumbers(path: string): number[] {
  return [...readFileSync(path, 'latin1').matchAll(/flood (\d+) of/g)].map(([, number]) => Number(number))
}

test('a flood: the session stays small, the disk is bounded by rotation, the last line is there', async () => {
  const before = residentBytes(up.child.pid!)
  await make(`flood/${FLOOD_LINES}`)
  const lines = await linesUntil('after-the-flood')
  expect(lines.some((line) => line.includes(`flood ${FLOOD_LINES} of ${FLOOD_LINES}`))).toBe(true)
  const logs = join(story.workspaceState, 'logs')
  const files = readdirSync(logs).filter((name) => name.startsWith('alder.out'))
  const sizes = files.map((name) => statSync(join(logs, name)).size)
  expect(files.length).toBeGreaterThan(1)
  expect(files.length).toBeLessThanOrEqual(4)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(17 * 1024 * 1024)
  // Oldest first: the file with the highest number. What rotation left is without a gap.
  const kept = files
    .sort()
    .reverse()
    .flatMap((name) => floodNumbers(join(logs, name)))
  expect(kept.at(-1)).toBe(FLOOD_LINES)
  expect(kept.findIndex((number, at) => at > 0 && number !== kept[at - 1]! + 1)).toBe(-1)
  const grown = residentBytes(up.child.pid!) - before
  console.log(`flood of ${FLOOD_LINES} lines: session +${Math.round(grown / 1024 ** 2)} MiB, files ${sizes.join(' ')}`)
  expect(grown).toBeLessThan(250 * 1024 ** 2)
})

test('a follower sees the same cleaned lines, each as it comes', async () => {
  const follower = story.begin(['logs', 'alder', '--source', 'pod', '--follow', '--tail', '1'])
  let seen = ''
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => seen.includes(text) && resolve()
      follower.stdout.on('data', look)
      look()
    })
  follower.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text
  })
  try {
    await make('say/before-the-follower')
    await said('before-the-follower')
    for (const noise of ['garbage', 'nuls', 'utf8', 'control', 'long']) await make(noise)
    await make('say/after-all-of-it')
    await said('after-all-of-it')
    expect(seen).toMatch(/half .* of .* a .* character/)
    for (const line of seen.split('\n')) expect(harmful.test(line), JSON.stringify(line)).toBe(false)
  } finally {
    follower.kill('SIGINT')
  }
})

test('the loop still turns', async () => {
  const from = up.mark
  story.replace('alder/src/answer.cpp', '"none"', '"after the noise"')
  await up.event('update.ready', (event) => event.service === 'alder', from)
  expect((await getJson(`${url}/edit`)).body['edit']).toBe('after the noise')
})
