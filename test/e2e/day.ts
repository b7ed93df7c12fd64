// Stories of a working day that every runtime has to tell alike: edits, edits that are none, commands.
import { describe, expect, test } from 'vitest'
import { $ } from 'zx'
import { adaEdits } from './ada-edits.ts'
import { editCpp, editSharedHeader } from './edits.ts'
import { eventually, getJson, type Up, type Workspace } from './harness.ts'

export const pilotNames = ['widget-core', 'xrc-service', 'orb-core'] as const

export const cppNames = [
  'widget-core',
  'render-manager',
  'event-manager',
  'windows-adapter',
  'macos-adapter',
  'linux-adapter',
  'xrc-service',
] as const

export const adaNames = [
  'orb-core',
  'giop-protocol',
  'poa-manager',
  'naming-service',
  'event-service',
  'notification-service',
  'interface-repository',
  'soap-gateway',
  'security-service',
] as const

export const allNames = [...cppNames, ...adaNames] as const

export interface Day {
  /** Of the services in the environment. */
  readonly names: readonly string[]
  readonly workspace: Workspace
  readonly up: Up
  /** What an update must leave alone: the pod, or the supervisor where there are no pods. */
  identify(name: string): Promise<{ readonly id: string; readonly restarts: number }>
}

type Today = () => Day

export interface Seen {
  readonly uid: string
  readonly restarts: number
  readonly id: string | null
  readonly startedAt: number
}

export async function lookAt({ workspace, identify }: Day, name: string): Promise<Seen> {
  const { id: uid, restarts } = await identify(name)
  const service = await workspace.service(name)
  const { body } = await getJson(`${service.url}/status`)
  return {
    uid,
    restarts: restarts + service.restarts,
    id: service.serving.id,
    startedAt: Math.round(Date.now() / 1000 - Number(body['uptimeSeconds'])),
  }
}

/** Makes the edit, waits until the affected services serve it, and proves that the others were left alone. */
async function edit(day: Day, affected: readonly string[], change: (workspace: Workspace) => void): Promise<void> {
  const { names, workspace, up } = day
  const before = new Map(await Promise.all(names.map(async (name) => [name, await lookAt(day, name)] as const)))
  const from = up.mark
  change(workspace)
  for (const name of affected) await up.event('update.ready', (event) => event.service === name, from)
  for (const name of names) {
    const was = before.get(name)!
    const is = await lookAt(day, name)
    expect(is.uid, `${name} keeps its pod`).toBe(was.uid)
    expect(is.restarts, `${name} keeps its restart count`).toBe(was.restarts)
    if (affected.includes(name)) expect(is.id, `${name} serves another build`).not.toBe(was.id)
    else {
      expect(is.id, `${name} keeps its build`).toBe(was.id)
      expect(Math.abs(is.startedAt - was.startedAt), `${name} keeps its process`).toBeLessThanOrEqual(1)
    }
  }
  const started = up.since('build.started', from).map((event) => event.service)
  expect(started.sort(), 'each affected service is built once').toEqual([...affected].sort())
}

export function sharedEditStories(today: Today): void {
  describe('an edit of what services share restarts exactly those, each built once', () => {
    test('a header that all C++ services include', async () => {
      const { names } = today()
      const affected = cppNames.filter((name) => names.includes(name))
      await edit(today(), affected, (workspace) => editSharedHeader(workspace, 1))
    })

    test('a spec that all Ada services with', async () => {
      const { names } = today()
      const affected = adaNames.filter((name) => names.includes(name))
      await edit(today(), affected, (workspace) => adaEdits.sharedSpec(workspace, 1))
    })
  })
}

export function editStories(today: Today): void {
  describe('an edit restarts exactly the affected services', () => {
    test('one .cpp of widget-core', async () => {
      await edit(today(), ['widget-core'], (workspace) => editCpp(workspace, 'first'))
      const { url } = await today().workspace.service('widget-core')
      expect((await getJson(`${url}/v1/trees`)).body['edit']).toBe('first')
    })

    test('an Ada body', async () => {
      await edit(today(), ['orb-core'], (workspace) => adaEdits.body(workspace, 'second'))
      const { url } = await today().workspace.service('orb-core')
      expect(JSON.stringify((await getJson(`${url}${adaEdits.path}`)).body)).toContain('second')
    })

    test('an Ada spec', async () => {
      await edit(today(), ['orb-core'], (workspace) => adaEdits.spec(workspace, 1))
    })
  })
  sharedEditStories(today)
}

export function quietStories(today: Today): void {
  describe('no work for nothing', () => {
    test('the same bytes written again restart nothing', async () => {
      const { workspace, up } = today()
      const before = await lookAt(today(), 'widget-core')
      const from = up.mark
      workspace.write(
        'services/cpp/widget-core/src/tree-routes.cpp',
        workspace.read('services/cpp/widget-core/src/tree-routes.cpp'),
      )
      // An edit elsewhere comes after it: once that one is served, nothing of the first can still be under way.
      adaEdits.body(workspace, 'barrier')
      await up.event('update.ready', (event) => event.service === 'orb-core', from)
      expect(up.since('build.started', from).map(({ service }) => service)).toEqual(['orb-core'])
      expect((await lookAt(today(), 'widget-core')).id).toBe(before.id)
    })

    test('git checkout away and back restarts nothing', async () => {
      const { workspace, up } = today()
      const git = (...args: string[]) =>
        $({ cwd: workspace.folder })`git -c user.name=t -c user.email=t@example.invalid ${args}`
      await git('init', '-q', '-b', 'main')
      await git('add', '.')
      await git('commit', '-q', '-m', 'here')
      await git('checkout', '-q', '-b', 'elsewhere')
      await workspace.run(['pause', 'widget-core'])
      const before = await lookAt(today(), 'widget-core')
      editCpp(workspace, 'on the other branch')
      await git('commit', '-q', '-am', 'there')
      const from = up.mark
      await git('checkout', '-q', 'main')
      await workspace.run(['resume', 'widget-core'])
      adaEdits.body(workspace, 'after the checkout')
      await up.event('update.ready', (event) => event.service === 'orb-core', from)
      await workspace.run(['wait', 'widget-core', '--for', 'ready'])
      const after = await lookAt(today(), 'widget-core')
      expect(after.id).toBe(before.id)
      expect(Math.abs(after.startedAt - before.startedAt)).toBeLessThanOrEqual(1)
      expect(up.since('update.started', from).map(({ service }) => service)).not.toContain('widget-core')
    })
  })
}

export function commandStories(today: Today): void {
  describe('commands', () => {
    test('logs answer with a session, and follow', async () => {
      const { workspace } = today()
      const { exitCode, stdout } = await workspace.run(['logs', 'orb-core', '--tail', '20', '--json'])
      expect(exitCode).toBe(0)
      expect(stdout.trim().split('\n').length).toBeGreaterThan(0)
      for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ service: 'orb-core' })
    })

    test('plan tells what an edit would do, and does nothing', async () => {
      const { workspace, up } = today()
      const from = up.mark
      const { exitCode, stdout } = await workspace.run(['plan', 'services/cpp/lib/kit/include/kit/limits.hpp'])
      expect(exitCode).toBe(0)
      expect(stdout).toContain('widget-core')
      expect(stdout).toContain('xrc-service')
      expect(up.since('build.started', from)).toEqual([])
    })

    test('restart keeps the build and counts as nobody’s fault', async () => {
      const { workspace } = today()
      const before = await lookAt(today(), 'orb-core')
      expect((await workspace.run(['restart', 'orb-core'])).exitCode).toBe(0)
      await workspace.run(['wait', 'orb-core'])
      const after = await lookAt(today(), 'orb-core')
      expect(after).toMatchObject({ uid: before.uid, restarts: before.restarts, id: before.id })
    })

    test('revert puts the build before back', async () => {
      const { workspace } = today()
      const before = await workspace.service('orb-core')
      expect((await workspace.run(['revert', 'orb-core'])).exitCode).toBe(0)
      const after = await eventually('another build', async () => {
        const service = await workspace.service('orb-core')
        return service.serving.id !== before.serving.id && service.health !== 'start' ? service : null
      })
      expect((await getJson(`${after.url}/status`)).body['buildId']).toBe(after.serving.id)
      expect((await workspace.run(['build', 'orb-core'])).exitCode).toBe(0)
      await eventually('the newest build', async () =>
        (await workspace.service('orb-core')).serving.id === before.serving.id ? true : null,
      )
    })

    test('wait names what it waits for when the time is over', async () => {
      const { workspace } = today()
      const { exitCode, stderr } = await workspace.run([
        'wait',
        'orb-core',
        '--for',
        'build=0000000000000000',
        '--timeout',
        '1s',
      ])
      expect(exitCode).toBe(1)
      expect(stderr).toContain('orb-core')
    })

    test('a second up in the same workspace is refused', async () => {
      const { workspace } = today()
      const { exitCode, stderr } = await workspace.run(['up', '--json'])
      expect(exitCode).toBe(4)
      expect(stderr).toContain('DE0701')
    })
  })
}
