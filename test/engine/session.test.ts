// Stories of the main loop on a runtime and a builder in memory.
import { afterEach, describe, expect, test } from 'vitest'
import { type Fixture, makeFixture } from './fixture.ts'

let f: Fixture
afterEach(() => f.close())

async function up(...args: Parameters<typeof makeFixture>): Promise<Fixture> {
  f = makeFixture(...args)
  const result = await f.session.bringUp()
  expect(result.error).toBeNull()
  return f
}

describe('bring-up', () => {
  test('everything is compiled, placed and proven ready, and the path is told', async () => {
    await up()
    const ready = await f.event('session.ready')
    expect(ready.services).toBe(2)
    expect(ready.criticalPath.at(-1)!.step).toBe('ready')
    expect(f.service('alpha')).toMatchObject({
      health: 'ready',
      build: { number: 1, state: 'built', id: f.builder.idOf('alpha') },
    })
    expect(f.session.getSnapshot()).toMatchObject({ phase: 'watching', watchedFiles: 2_341 })
  })

  test('what an earlier session built is not built again', async () => {
    await up(['alpha'], ({ builder }) => builder.built.add('alpha'))
    expect(f.builder.calls).toEqual([])
    expect(f.service('alpha').health).toBe('ready')
  })

  test('a service that does not compile does not stop the others', async () => {
    await up(['alpha', 'beta'], ({ builder, runtime }) => {
      builder.break('beta', "expected ';'")
      void runtime
    })
    expect(f.service('alpha').health).toBe('ready')
    expect(f.service('beta').build).toMatchObject({ state: 'failed', errors: 1 })
    expect(f.session.getSnapshot().problems).toMatchObject([{ code: 'DE0301', services: ['beta'] }])
  })
})

describe('an edit', () => {
  test('updates the affected service only, and the split adds up to the time', async () => {
    await up()
    const calls = f.runtime.calls.length
    f.edit('alpha', 'new')
    const update = await f.event('update.ready', 'alpha')
    expect(Object.values(update.split).reduce((sum, ms) => sum + ms, 0)).toBe(update.ms)
    expect(update.id).toBe(f.builder.idOf('alpha'))
    expect(f.runtime.calls.slice(calls)).toEqual([`update alpha ${update.id}`])
    expect(f.service('alpha')).toMatchObject({
      health: 'ready',
      editsBehind: 0,
      lastUpdate: { kind: 'live', build: 2 },
    })
  })

  test('with the same binary restarts nothing', async () => {
    await up()
    const calls = f.runtime.calls.length
    f.edit('alpha', '')
    const finished = await f.event('build.finished', 'alpha', f.events.length)
    expect(finished.state).toBe('unchanged')
    expect(f.runtime.calls.length).toBe(calls)
  })

  test('that does not compile leaves the old build serving and counts the edits behind; the fix heals', async () => {
    await up()
    const good = f.service('alpha').serving.id
    f.breakIt('alpha', "expected ';'")
    await f.event('problem.opened')
    f.breakIt('alpha', "expected ')'")
    await f.until(() => f.service('alpha').editsBehind === 2 && f.service('alpha').build.state === 'failed')
    expect(f.service('alpha')).toMatchObject({ health: 'stale', serving: { id: good } })
    f.edit('alpha', 'fixed')
    await f.event('update.ready', 'alpha')
    expect(f.service('alpha')).toMatchObject({ health: 'ready', editsBehind: 0 })
    expect(f.session.getSnapshot().problems).toEqual([])
  })

  test('that crashes at start is reverted, with the reason, and the next edit heals', async () => {
    await up()
    const good = f.service('alpha').serving.id
    f.runtime.nextBuild('alpha', { kind: 'crash', exitCode: 3 })
    f.edit('alpha', 'crashes')
    const reverted = await f.event('update.reverted', 'alpha')
    expect(reverted).toMatchObject({ to: good, reason: 'exit code 3' })
    expect(f.service('alpha')).toMatchObject({ health: 'stale', editsBehind: 1, serving: { id: good } })
    expect(f.session.getSnapshot().problems).toMatchObject([{ code: 'DE0405', services: ['alpha'] }])
    f.edit('alpha', 'fixed')
    await f.event('update.ready', 'alpha')
    expect(f.session.getSnapshot().problems).toEqual([])
  })

  test('undone after a failure is "unchanged" and no longer stale', async () => {
    await up()
    f.breakIt('alpha', "expected ';'")
    await f.until(() => f.service('alpha').health === 'stale')
    f.edit('alpha', '')
    await f.until(() => f.service('alpha').health === 'ready')
    expect(f.session.getSnapshot().problems).toEqual([])
  })

  test('twenty saves during one compile give one more build, of the last content', async () => {
    await up()
    const before = f.builder.calls.length
    f.builder.hold('alpha')
    f.edit('alpha', 'first')
    await f.event('build.started', 'alpha', f.events.length - 1)
    for (let save = 1; save <= 20; save++) f.edit('alpha', `save ${save}`)
    f.builder.release('alpha')
    const update = await f.event('update.ready', 'alpha')
    expect(update.id).toBe(f.builder.idOf('alpha'))
    expect(f.builder.calls.slice(before).length).toBeLessThanOrEqual(2)
    expect(f.events.filter((event) => event.event === 'update.ready')).toHaveLength(1)
  })

  test('of a paused service waits, says why, and is built on resume', async () => {
    await up()
    await f.session.dispatch({ kind: 'pause', service: 'alpha' })
    f.edit('alpha', 'while paused')
    expect(f.service('alpha')).toMatchObject({ build: { state: 'paused' } })
    expect(f.service('alpha').note).toContain('paused')
    await f.session.dispatch({ kind: 'resume', service: 'alpha' })
    await f.event('update.ready', 'alpha')
  })

  test('proved by the build tool after the fast path', async () => {
    await up()
    f.builder.way = 'fast'
    f.edit('alpha', 'quick')
    await f.event('update.ready', 'alpha')
    await f.until(() => f.builder.calls.includes('prove alpha'))
  })
})

describe('commands and the cluster', () => {
  test('build rejects with the code of the failure', async () => {
    await up()
    f.builder.break('alpha', "expected ';'")
    await expect(f.session.dispatch({ kind: 'build', service: 'alpha' })).rejects.toMatchObject({
      code: 'DE0301',
      exitCode: 1,
    })
  })

  test('an unknown service is a usage error', async () => {
    await up()
    await expect(f.session.dispatch({ kind: 'restart', service: 'gamma' })).rejects.toMatchObject({
      code: 'DE0604',
      exitCode: 2,
    })
  })

  test('a lost cluster is shown as unknown, never as good', async () => {
    await up()
    f.runtime.loseCluster('the node container is gone')
    expect(f.service('alpha').health).toBe('unknown')
  })

  test('a failed addon is a problem and costs nothing else', async () => {
    await up()
    f.runtime.emit({ kind: 'addon', addon: 'prometheus', state: 'failed', note: 'connection refused' })
    expect(f.session.getSnapshot().problems).toMatchObject([{ code: 'DE0501' }])
    f.edit('alpha', 'still works')
    await f.event('update.ready', 'alpha')
    f.runtime.emit({ kind: 'addon', addon: 'prometheus', state: 'ready', note: '' })
    expect(f.session.getSnapshot().problems).toEqual([])
  })
})

test('a cluster that is lost is a problem with a way out, and its return ends it', async () => {
  await up()
  f.runtime.loseCluster('the node container is gone')
  expect(f.session.getSnapshot().problems).toMatchObject([{ code: 'DE0206' }])
  f.runtime.emit({ kind: 'cluster', ok: true, nodes: 1, note: '' })
  expect(f.session.getSnapshot().problems).toEqual([])
})
