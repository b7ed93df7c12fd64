// 500 swaps of a running binary while requests come in: the slot, the supervisor and what an update waits for.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { artifactId, gnuBuildId, shippable } from '../../../src/clients/files/elf.ts'
import { followStamped } from '../../../src/clients/logs/log-tail.ts'
import type { Artifact } from '../../../src/model/build.ts'
import type { Service } from '../../../src/model/environment.ts'
import type { Runtime } from '../../../src/runtime/runtime.ts'
import { bringUp, Place, tinyService } from '../../runtime/process/fixture.ts'
import { freePorts, isFree, processesIn } from '../story.ts'

const SWAPS = 500
/** Every so many comes a build that exits at start. */
const FAILING_EVERY = 25
const source = join(import.meta.dirname, '../../fixtures/tiny-service/tiny.c')
const mark = 'version-0000'
const { signal } = new AbortController()

let binaries: string
let place: Place
let service: Service
let runtime: Runtime
let end: () => Promise<void>
let good: Buffer
let failing: Buffer

const compile = (name: string, ...flags: string[]): Buffer => {
  const path = join(binaries, name)
  execFileSync('gcc', ['-O1', '-g', '-static', `-DVERSION="${mark}"`, ...flags, '-o', path, source])
  return readFileSync(path)
}

/** One binary of its own for each swap: the same program with another version in its text. */
function artifactOf(elf: Buffer, swap: number): Artifact {
  const bytes = Buffer.from(elf.toString('latin1').replaceAll(mark, versionOf(swap)), 'latin1')
  const path = join(binaries, 'next')
  writeFileSync(path, bytes)
  const id = artifactId(bytes)
  return { service: service.name, id, path, bytes: shippable(bytes).length, gnuBuildId: gnuBuildId(bytes) }
}

const versionOf = (swap: number) => `version-${String(swap).padStart(4, '0')}`

beforeAll(async () => {
  binaries = mkdtempSync(join(tmpdir(), 'devenv-swaps-'))
  good = compile('good')
  failing = compile('failing', '-DCRASH=3')
  const [port] = await freePorts(1)
  service = await tinyService('swapped', { port: port! })
  place = new Place([service])
  const opened = await place.open()
  runtime = opened.runtime
  end = opened.end
  await runtime.place(service, artifactOf(good, 0), signal)
  await bringUp(runtime)
})

afterAll(async () => {
  await place?.remove()
  rmSync(binaries, { recursive: true, force: true })
})

interface Load {
  answered: number
  refused: number
  readonly strange: string[]
}

/** Asks again as soon as there is an answer, over connections of their own, until told to stop. */
async function ask(url: string, load: Load, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const text = await (await fetch(url, { headers: { connection: 'close' } })).text()
      load.answered++
      if (!/^version-\d{4}\n$/.test(text)) load.strange.push(text)
    } catch {
      load.refused++
      // Otherwise the refusals of one swap keep this loop from hearing of its end.
      await new Promise(setImmediate)
    }
  }
}

test(`${SWAPS} swaps under load are each ready or reverted, with nothing torn, left or bound`, {
  timeout: 170_000,
}, async () => {
  const load: Load = { answered: 0, refused: 0, strange: [] }
  const stop = new AbortController()
  const printed: string[] = []
  const url = `${runtime.url(service)!}/`
  const log = followStamped(
    join(place.folders.logs, `${service.name}.out`),
    null,
    (lines) => printed.push(...lines.map(({ text }) => text)),
    stop.signal,
  ).catch(() => {})
  const asking = [ask(url, load, stop.signal), ask(url, load, stop.signal)]
  let reverted = 0
  let serving = 0
  for (let swap = 1; swap <= SWAPS; swap++) {
    if (swap % FAILING_EVERY === 0) {
      const update = runtime.update(service, artifactOf(failing, swap), signal)
      await expect(update).rejects.toMatchObject({ code: 'DE0405' })
      reverted++
    } else {
      await runtime.update(service, artifactOf(good, swap), signal)
      serving = swap
    }
    // A connection of its own, so it can only be the process that was said to be ready.
    expect(await (await fetch(url, { headers: { connection: 'close' } })).text()).toBe(`${versionOf(serving)}\n`)
  }
  stop.abort()
  await Promise.all([...asking, log])
  console.log(
    `${SWAPS} swaps, ${reverted} reverted; ${load.answered} requests answered, ${load.refused} failed while a process was away`,
  )
  expect(reverted).toBe(SWAPS / FAILING_EVERY)
  expect(load.strange).toEqual([])
  expect(load.answered).toBeGreaterThan(SWAPS)
  expect(printed.filter((line) => /text file busy|exec format|address already in use/i.test(line))).toEqual([])
  const running = processesIn(place.folder)
  expect(running.filter(({ isZombie }) => isZombie)).toEqual([])
  // The supervisor and its service.
  expect(running).toHaveLength(2)
  const slot = readdirSync(join(place.folders.slots, service.name))
  expect(slot.filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(slot.length, slot.join(' ')).toBeLessThan(10)
})

test('at its end the port is free and no process is left', async () => {
  await end()
  expect(processesIn(place.folder)).toEqual([])
  expect(await isFree(service.port)).toBe(true)
})
