// Services end with devenv, however it ends, or go on with --keep: all of them, never half.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, type Up } from '../../e2e/harness.ts'
import { isFree, openStory, processesIn, type Story } from '../story.ts'
import { expectConverged, expectNoProcess, isSupervisor, supervisorPid } from './left.ts'

const names = ['alder', 'birch', 'cedar'] as const
const main = 'alder/src/main.cpp'
const unchanged = { alder: 'none', birch: 'none', cedar: 'none' }

let story: Story

beforeAll(async () => {
  story = await openStory('lifetime')
  // It takes its whole grace of two seconds, so there is a moment at which half of them could be left.
  story.write(
    main,
    story
      .read(main)
      .replace(
        'return shared::serve("alder", answer);',
        'sigset_t ignored;\n    sigemptyset(&ignored);\n    sigaddset(&ignored, SIGTERM);\n    sigprocmask(SIG_BLOCK, &ignored, nullptr);\n    return shared::serve("alder", answer);',
      ),
  )
})
afterAll(() => story?.close())

const pids = () => Promise.all(names.map(async (name) => (await story.service(name)).pid!))
const supervisors = () => names.map((name) => supervisorPid(story, name))

async function expectPortsFree(): Promise<void> {
  for (const port of story.ports) expect(await isFree(port), `port ${port} is free`).toBe(true)
}

describe('without --keep', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`${signal} ends all services, and the exit waits for it`, async () => {
      const up = await story.up()
      up.child.kill(signal)
      expect(await up.exited).toBe(signal === 'SIGINT' ? 130 : 143)
      // At once, not eventually.
      expect(processesIn(story.base)).toEqual([])
      await expectPortsFree()
    })
  }

  test('devenv down ends a session and its services', async () => {
    const up = await story.up()
    expect((await story.run(['down'])).exitCode).toBe(0)
    expect(await up.exited).toBe(0)
    expect(processesIn(story.base)).toEqual([])
    await expectPortsFree()
  })

  test('SIGKILL ends all services within their grace', async () => {
    const up = await story.up()
    await up.kill()
    await expectNoProcess(story)
    await expectPortsFree()
  })

  test('SIGKILL, and up again at once: the old ones end, the new ones are ready', async () => {
    const up = await story.up()
    const before = [...(await pids()), ...supervisors()]
    await up.kill()
    const again = story.start()
    await expectConverged(story, again, unchanged)
    const now = new Set(processesIn(story.base).map(({ pid }) => pid))
    expect(before.filter((pid) => now.has(pid))).toEqual([])
    await again.stop()
  })

  test('a second SIGTERM ends it at once, and no service stays', async () => {
    const up = await story.up()
    up.child.kill('SIGTERM')
    up.child.kill('SIGTERM')
    await up.exited
    await expectNoProcess(story)
  })
})

describe('with --keep', () => {
  let kept: readonly number[]
  let keepers: readonly number[]

  const expectServing = async () => {
    for (const name of names) {
      const { url, serving } = await story.service(name)
      expect((await getJson(`${url}/status`)).body).toMatchObject({ name, buildId: serving.id })
    }
  }

  test('the services go on after a SIGINT', async () => {
    const up = await story.up(['--keep'])
    kept = await pids()
    keepers = supervisors()
    expect(await up.stop()).toBe(130)
    const left = processesIn(story.base).map(({ pid }) => pid)
    expect([...left].sort()).toEqual([...kept, ...keepers].sort())
  })

  test('status, url and logs tell about them without a session', async () => {
    const status = JSON.parse((await story.run(['status', '--json'])).stdout)
    expect(status).toMatchObject({ session: false, runtime: 'process' })
    expect(
      status.services.map(({ name, health, pid }: { name: string; health: string; pid: number }) => [
        name,
        health,
        pid,
      ]),
    ).toEqual(names.map((name, at) => [name, 'ready', kept[at]]))
    await expectServing()
    for (const [at, name] of names.entries()) {
      expect((await story.run(['url', name])).stdout.trim()).toBe(`http://127.0.0.1:${story.ports[at]}`)
    }
    expect((await story.run(['logs', 'alder'])).stdout).toContain('alder listens')
  })

  const adopt = async (args: readonly string[]): Promise<Up> => {
    const up = await story.up(args)
    expect(await pids()).toEqual(kept)
    expect(supervisors()).toEqual(keepers)
    expect((await story.status()).services.map(({ restarts }) => restarts)).toEqual([0, 0, 0])
    expect(up.since('build.started', 0)).toEqual([])
    return up
  }

  test('the next up takes them over as they are, and edits go on', async () => {
    const up = await adopt(['--keep'])
    const from = up.mark
    story.replace('birch/src/answer.cpp', '"none"', '"adopted"')
    await up.event('update.ready', ({ service }) => service === 'birch', from)
    expect(supervisors()).toEqual(keepers)
    kept = await pids()
    await up.kill()
    expect(
      processesIn(story.base)
        .filter(isSupervisor)
        .map(({ pid }) => pid)
        .sort(),
    ).toEqual([...keepers].sort())
    await expectServing()
  })

  test('a service whose Tiltfile.ts changed meanwhile gets another supervisor; the others keep theirs', async () => {
    story.replace('Tiltfile.ts', "calls: ['birch'],", "calls: ['birch'],\n      env: { MOOD: 'other' },")
    const up = await story.up(['--keep'])
    expect(supervisors()[0]).not.toBe(keepers[0])
    expect(supervisors().slice(1)).toEqual(keepers.slice(1))
    const now = await pids()
    expect(now[0]).not.toBe(kept[0])
    expect(now.slice(1)).toEqual(kept.slice(1))
    const running = processesIn(story.base).map(({ pid }) => pid)
    expect(running).not.toContain(kept[0])
    expect(running).not.toContain(keepers[0])
    kept = now
    keepers = supervisors()
    await up.stop()
  })

  test('an up without --keep takes them over and ends them with itself', async () => {
    const up = await adopt([])
    expect(await up.stop()).toBe(130)
    expect(processesIn(story.base)).toEqual([])
  })

  test('an up without --keep that is killed ends those that it took over too', async () => {
    const first = await story.up(['--keep'])
    await first.stop()
    kept = await pids()
    keepers = supervisors()
    const second = await adopt([])
    await second.kill()
    await expectNoProcess(story)
    await expectPortsFree()
  })

  test('an up with --keep lets those of one without go on', async () => {
    const first = await story.up()
    await first.kill()
    const up = story.start(['--keep'])
    await up.event('session.ready')
    await up.kill()
    await eventually('all go on', async () => {
      const left = processesIn(story.base)
      return left.length === 2 * names.length ? true : null
    })
    await expectServing()
  })

  test('devenv down ends them', async () => {
    expect((await story.run(['down'])).exitCode).toBe(0)
    expect(processesIn(story.base)).toEqual([])
    await expectPortsFree()
  })

  test('devenv down ends them also while Tiltfile.ts can not be used', async () => {
    const up = await story.up(['--keep'])
    await up.stop()
    story.replace('Tiltfile.ts', 'defineEnvironment(', 'defineEnvironment(((')
    expect((await story.run(['down'])).exitCode).toBe(0)
    await expectNoProcess(story)
    story.restore('Tiltfile.ts')
  })

  test('a SIGKILL before all are started leaves none that nobody knows of', async () => {
    const up = story.start(['--keep'])
    await eventually('one supervisor', async () => (processesIn(story.base).some(isSupervisor) ? true : null))
    await up.kill()
    expect((await story.run(['down'])).exitCode).toBe(0)
    await expectNoProcess(story)
  })
})
