// Updates, reverts, restarts and start order against real supervisors and real processes; only the API server is not real.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { supervisorPath } from '../../../src/clients/files/package-root.ts'
import { readLinks } from '../../../src/clients/supervisor/slot.ts'
import { DevenvError } from '../../../src/errors/errors.ts'
import type { Artifact } from '../../../src/model/build.ts'
import type { Environment, Service } from '../../../src/model/environment.ts'
import type { RuntimeEvent } from '../../../src/model/runtime-event.ts'
import { liveParts } from '../../../src/runtime/kind/live-parts.ts'
import { Fleet } from '../../../src/runtime/kind/observe/fleet.ts'
import type { RedeployParts } from '../../../src/runtime/kind/redeploy.ts'
import { World } from '../../../src/runtime/kind/world.ts'
import { keepSlots } from '../../../src/runtime/live/keeper.ts'
import { restartService, revertService } from '../../../src/runtime/live/restart.ts'
import { Slots } from '../../../src/runtime/live/slots.ts'
import { StartOrder } from '../../../src/runtime/live/start-order.ts'
import { updateService } from '../../../src/runtime/live/update.ts'
import { foldersIn } from '../../fakes/environment.ts'
import { makeService } from '../../fakes/service.ts'
import { buildTiny } from '../../fixtures/tiny-service/build-tiny.ts'
import { HostPods } from './host-pods.ts'

const { signal } = new AbortController()
let binaries: string
const built = {} as Record<'one' | 'two' | 'three' | 'crash' | 'never', Artifact>

beforeAll(async () => {
  binaries = mkdtempSync(join(tmpdir(), 'devenv-tiny-'))
  const make = async (version: keyof typeof built, ...flags: string[]) => {
    built[version] = await buildTiny(binaries, 'widget-core', version, ...flags)
  }
  await Promise.all([
    make('one'),
    make('two'),
    make('three'),
    make('crash', '-DCRASH=3'),
    make('never', '-DNEVER_READY'),
  ])
})
afterAll(() => rmSync(binaries, { recursive: true, force: true }))

let root: string
let pods: HostPods
let parts: RedeployParts
let service: Service
let port: number
let reverted: RuntimeEvent[]
let release: () => void

const begin = async (changes: Partial<Service> = {}, more: readonly Service[] = []) => {
  port = await freePort()
  service = makeService('widget-core', { port, readyTimeoutMs: 1500, graceMs: 2000, ...changes })
  const folders = foldersIn(root)
  const environment = { root, services: [service, ...more], cluster: { name: 'none' } } as unknown as Environment
  const now = () => performance.timeOrigin + performance.now()
  const world = new World({
    environment,
    folders,
    supervisor: supervisorPath(),
    keep: false,
    claims: root,
    version: '0',
    now,
  })
  pods = new HostPods(folders)
  world.kube = () => Promise.resolve(pods.kube)
  const fleet = new Fleet(world)
  const slots = new Slots(world.context, 'first')
  parts = liveParts(world, fleet, slots)
  reverted = []
  keepSlots(environment.services, fleet, slots, (event) => reverted.push(event))
  await slots.prepare(environment.services)
  release = fleet.use()
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-live-'))
})
afterEach(async () => {
  release()
  await pods.removeAll()
  rmSync(root, { recursive: true, force: true })
})

const update = (version: keyof typeof built) => updateService(parts, service, built[version], signal)
const served = async () => (await (await fetch(`http://127.0.0.1:${port}/`)).text()).trim()
const links = () => readLinks(parts.slots.of('widget-core'))
const codeOf = async (promise: Promise<unknown>): Promise<DevenvError> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DevenvError)
  return error as DevenvError
}
const pidOf = () => parts.fleet.pods('widget-core').map(({ state }) => state?.pid)

describe('an update', () => {
  test('resolves when the new build answers, with a split that adds up', async () => {
    await begin()
    pods.start(service, port)
    const times = await update('one')
    expect(await served()).toBe('one')
    expect(times.shipMs).toBeGreaterThan(0)
    expect(times.readyMs).toBeGreaterThan(0)
    expect(times.restartMs).toBeGreaterThanOrEqual(0)
    expect(links()).toEqual({ current: built.one.id, good: built.one.id })
    await update('two')
    expect(await served()).toBe('two')
    expect(links()).toEqual({ current: built.two.id, good: built.two.id })
  })

  test('ships what is loaded and leaves the symbols at home', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    const { statSync } = await import('node:fs')
    const shipped = statSync(join(root, 'slots', 'widget-core', `widget-core@${built.one.id}`))
    expect(shipped.size).toBe(built.one.bytes)
    expect(shipped.size).toBeLessThan(statSync(built.one.path).size)
  })

  test('of the same build restarts nothing', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    const before = pidOf()
    await update('one')
    expect(pidOf()).toEqual(before)
  })

  test('that crashes at start is reverted: DE0405 with its exit code, and new pods get the good build', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    const error = await codeOf(update('crash'))
    expect(error.code).toBe('DE0405')
    expect(error.details).toContainEqual({ label: 'reason', text: 'exit code 3' })
    expect(links()).toEqual({ current: built.one.id, good: built.one.id })
    expect(await served()).toBe('one')
    await update('two')
    expect(await served()).toBe('two')
  })

  test('that failed before is tried again when it comes again', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    expect((await codeOf(update('crash'))).code).toBe('DE0405')
    const swapsBefore = parts.fleet.pods('widget-core')[0]!.state!.seq
    expect((await codeOf(update('crash'))).code).toBe('DE0405')
    expect(parts.fleet.pods('widget-core')[0]!.state!.seq).toBeGreaterThan(swapsBefore)
    expect(await served()).toBe('one')
  })

  test('that never gets ready is reverted after its limit', async () => {
    await begin({ readyTimeoutMs: 300 })
    pods.start(service, port)
    await update('one')
    const error = await codeOf(update('never'))
    expect(error.code).toBe('DE0405')
    expect(error.details[0]!.text).toContain('not ready after 300 ms')
    expect(await served()).toBe('one')
  })

  test('is held when reverting is off: DE0407, and the next build starts in the same pod', async () => {
    await begin({ revert: false })
    pods.start(service, port)
    await update('one')
    expect((await codeOf(update('crash'))).code).toBe('DE0407')
    expect(parts.fleet.health('widget-core', 1).pods).toMatchObject([{ state: 'held', note: 'exit code 3' }])
    await update('two')
    expect(await served()).toBe('two')
  })

  test('without any good build is DE0406', async () => {
    await begin()
    pods.start(service, port)
    expect((await codeOf(update('crash'))).code).toBe('DE0406')
    expect(links().good).toBeNull()
  })

  test('waits for the replacement of a pod that is deleted meanwhile', async () => {
    await begin()
    const first = pods.start(service, port)
    await update('one')
    const removed = pods.remove(first)
    const updated = update('two')
    await removed
    pods.start(service, port)
    await updated
    expect(await served()).toBe('two')
    expect(parts.fleet.pods('widget-core').map(({ pod }) => pod.name)).not.toContain(first)
  })

  test('reaches every pod of the service', async () => {
    await begin()
    const other = await freePort()
    pods.start(service, port)
    pods.start(service, other)
    await update('one')
    await update('two')
    const answers = await Promise.all(
      [port, other].map(async (at) => (await (await fetch(`http://127.0.0.1:${at}/`)).text()).trim()),
    )
    expect(answers).toEqual(['two', 'two'])
  })

  test('that is aborted rejects at once and leaves no temporary file', async () => {
    await begin()
    const controller = new AbortController()
    const waiting = updateService(parts, service, built.one, controller.signal)
    controller.abort(new Error('a newer build'))
    await expect(waiting).rejects.toThrow('a newer build')
    expect(readdirSync(join(root, 'slots', 'widget-core')).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

describe('beside updates', () => {
  test('a restart is a new process of the same build', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    const before = pidOf()
    await restartService(parts, service, signal)
    expect(pidOf()).not.toEqual(before)
    expect(await served()).toBe('one')
  })

  test('revert goes one build back each time, and says when there is none', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    expect((await codeOf(revertService(parts, service, signal))).code).toBe('DE0406')
    await update('two')
    await update('three')
    expect(await revertService(parts, service, signal)).toEqual({ to: built.two.id })
    expect(await served()).toBe('two')
    expect(links()).toEqual({ current: built.two.id, good: built.two.id })
    expect(await revertService(parts, service, signal)).toEqual({ to: built.one.id })
    expect(await served()).toBe('one')
  })

  test('a build that was placed becomes the good one when it gets ready', async () => {
    await begin()
    pods.start(service, port)
    await parts.slots.write(service, built.one)
    parts.slots.name('widget-core', built.one.id)
    await parts.fleet.until('widget-core', () => (links().good === built.one.id ? true : null), signal)
  })

  test('a placed build that crashes loses the slot to the good one, and that is told once', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    await parts.slots.write(service, built.crash)
    parts.slots.name('widget-core', built.crash.id)
    await parts.fleet.until('widget-core', () => (reverted.length > 0 ? true : null), signal)
    expect(reverted).toEqual([
      { kind: 'reverted', service: 'widget-core', from: built.crash.id, to: built.one.id, reason: 'exit code 3' },
    ])
    expect(links().current).toBe(built.one.id)
  })

  test('a crash of a running process is a restart that nobody asked for', async () => {
    await begin()
    pods.start(service, port)
    await update('one')
    process.kill(pidOf()[0]!, 'SIGKILL')
    await parts.fleet.until(
      'widget-core',
      () => (parts.fleet.health('widget-core', 1).pods[0]?.restarts === 1 ? true : null),
      signal,
    )
  })

  test('sockets and status files of pods that are gone are removed', async () => {
    await begin()
    const first = pods.start(service, port)
    await update('one')
    const gone = parts.fleet.until(
      'widget-core',
      () => (parts.fleet.pods('widget-core').length === 0 ? true : null),
      signal,
    )
    await pods.remove(first)
    await gone
    const next = pods.start(service, port)
    await update('two')
    const owners = readdirSync(join(root, 'run', 'widget-core')).map((name) => name.replace(/\.(sock|json)$/, ''))
    expect(new Set(owners)).toEqual(new Set([next]))
  })
})

describe('the start order', () => {
  test('holds the first start of a service until what it calls is ready', async () => {
    const called = makeService('xrc-service', { port: await freePort() })
    await begin({ calls: ['xrc-service', 'not-of-this-environment'] }, [called])
    const order = new StartOrder([service, called], parts.fleet, parts.slots, 45_000)
    pods.start(service, port)
    pods.start(called, called.port)
    await parts.slots.write(service, built.one)
    order.start(service, built.one.id)
    expect(order.waitsFor(service)).toEqual(['xrc-service'])
    expect(links().current).toBeNull()
    expect(parts.slots.links('widget-core').current).toBe(built.one.id)
    await parts.slots.write(called, built.two)
    order.start(called, built.two.id)
    await parts.fleet.until('widget-core', () => (links().current === built.one.id ? true : null), signal)
    expect(parts.fleet.pods('xrc-service')[0]!.state!.state).toBe('ready')
  })

  test('does not wait for what is held, nor with a second build', async () => {
    const called = makeService('xrc-service', { port: await freePort(), revert: false })
    await begin({ calls: ['xrc-service'] }, [called])
    const order = new StartOrder([service, called], parts.fleet, parts.slots, 45_000)
    pods.start(called, called.port)
    await parts.slots.write(called, built.crash)
    order.start(called, built.crash.id)
    await parts.fleet.until('xrc-service', () => (order.waitsFor(service).length === 0 ? true : null), signal)
    await parts.slots.write(service, built.one)
    order.start(service, built.one.id)
    expect(links().current).toBe(built.one.id)
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}
