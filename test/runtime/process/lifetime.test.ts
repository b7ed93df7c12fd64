// Processes that outlive a session, are taken over by the next, and come back when somebody ends them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTicks } from '../../../src/clients/process/process-stats.ts'
import type { Artifact } from '../../../src/model/build.ts'
import type { RuntimeEvent } from '../../../src/model/runtime-event.ts'
import { readStarted } from '../../../src/runtime/process/started.ts'
import type { Runtime } from '../../../src/runtime/runtime.ts'
import { buildTiny } from '../../fixtures/tiny-service/build-tiny.ts'
import { bringUp, Place, quiet, tinyService } from './fixture.ts'

const { signal } = new AbortController()
let binaries: string
let artifact: Artifact
let place: Place

beforeAll(async () => {
  binaries = mkdtempSync(join(tmpdir(), 'devenv-lifetime-'))
  artifact = await buildTiny(binaries, 'alpha', 'one')
})
afterAll(() => rmSync(binaries, { recursive: true, force: true }))
afterEach(() => place.remove())

interface Opened {
  readonly runtime: Runtime
  readonly events: RuntimeEvent[]
  readonly end: () => Promise<void>
}

const open = async (keep: boolean): Promise<Opened> => {
  const opened = await place.open(keep)
  await opened.runtime.place(place.environment.services[0]!, artifact, signal)
  await bringUp(opened.runtime)
  await ready(opened)
  return opened
}

/** Pid of the service once it is ready, and another one than `not`. */
async function ready({ events }: Pick<Opened, 'events'>, not: number | null = null): Promise<number> {
  return until(() => {
    const last = events.findLast((event) => event.kind === 'health')
    const pod = last?.kind === 'health' ? last.health.pods[0] : undefined
    return pod?.state === 'ready' && pod.pid !== null && pod.pid !== not ? pod.pid : null
  })
}

async function until<T>(look: () => T | null): Promise<T> {
  for (;;) {
    const found = look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const isGone = (pid: number) => startTicks(pid) === null
const supervisor = () => readStarted(join(place.folders.run, 'alpha'))!.pid

describe('without --keep', () => {
  test('the end of a session ends supervisor and service, and is over when both are gone', async () => {
    place = new Place([await tinyService('alpha')])
    const opened = await open(false)
    const pids = [await ready(opened), supervisor()]
    await opened.end()
    expect(pids.map(isGone)).toEqual([true, true])
  })
})

describe('with --keep', () => {
  test('the service goes on, and the next session takes over the same process', async () => {
    place = new Place([await tinyService('alpha')])
    const first = await open(true)
    const pid = await ready(first)
    await first.end()
    expect(isGone(pid)).toBe(false)
    const second = await open(true)
    expect(await ready(second)).toBe(pid)
    await second.end()
    expect(isGone(pid)).toBe(false)
  })

  test('a session without --keep takes it over and ends it with itself', async () => {
    place = new Place([await tinyService('alpha')])
    const first = await open(true)
    const pid = await ready(first)
    await first.end()
    const second = await open(false)
    expect(await ready(second)).toBe(pid)
    await second.end()
    expect(isGone(pid)).toBe(true)
  })

  test('a service with other variables gets another process', async () => {
    const service = await tinyService('alpha')
    place = new Place([service])
    const first = await open(true)
    const pid = await ready(first)
    await first.end()
    place.change([{ ...service, env: { MODE: 'other' } }])
    const second = await open(true)
    expect(await ready(second)).not.toBe(pid)
    expect(isGone(pid)).toBe(true)
  })

  test('what is named no more is ended by the next bring-up', async () => {
    const service = await tinyService('alpha')
    place = new Place([service])
    const first = await open(true)
    const pid = await ready(first)
    await first.end()
    place.change([await tinyService('beta')])
    const { runtime } = await place.open(true)
    await bringUp(runtime)
    expect(isGone(pid)).toBe(true)
  })

  test('tear-down ends it', async () => {
    place = new Place([await tinyService('alpha')])
    const first = await open(true)
    const pid = await ready(first)
    await first.end()
    const { runtime } = await place.open(true)
    await runtime.tearDown({ keepCluster: false, step: null }, quiet, signal)
    expect(isGone(pid)).toBe(true)
  })
})

describe('when somebody ends one', () => {
  test('the service is started again by its supervisor, and the restart is counted', async () => {
    place = new Place([await tinyService('alpha')])
    const opened = await open(false)
    const pid = await ready(opened)
    process.kill(pid, 'SIGKILL')
    await ready(opened, pid)
    const last = opened.events.findLast((event) => event.kind === 'health')
    expect(last?.kind === 'health' && last.health.pods[0]?.restarts).toBe(1)
  })

  test('its supervisor is started again by devenv', async () => {
    place = new Place([await tinyService('alpha')])
    const opened = await open(false)
    const pid = await ready(opened)
    const before = supervisor()
    process.kill(before, 'SIGKILL')
    await ready(opened, pid)
    expect(supervisor()).not.toBe(before)
    expect(isGone(pid)).toBe(true)
  })
})
