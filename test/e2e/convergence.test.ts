// Whatever happens to devenv, its cluster or its machine: the next `devenv up` converges and nothing is left behind.
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { $ } from 'zx'
import { editCpp } from './edits.ts'
import { eventually, getJson, podOf, Up, Workspace } from './harness.ts'

let workspace: Workspace
let kubeconfig: string

beforeAll(async () => {
  workspace = new Workspace('night')
  await workspace.run(['down'])
})

afterAll(async () => {
  await workspace?.run(['down'])
  workspace?.remove()
})

function processesOfWorkspace(): string[] {
  return (
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ')
          return words.includes(workspace.folder) || words.includes(workspace.stateDir) ? [`${pid} ${words}`] : []
        } catch {
          return []
        }
      })
      // Supervisors and services of the pods are the cluster's, not ours.
      .filter((line) => !line.includes('/devenv/'))
  )
}

async function converges(up: Up): Promise<void> {
  await up.event('session.ready', () => true, 0, 800_000)
  const status = await workspace.status()
  expect(status.services.map(({ name, health }) => `${name} ${health}`)).toEqual(
    status.services.map(({ name }) => `${name} ready`),
  )
  for (const service of status.services)
    expect((await getJson(`${service.url}/status`)).body['buildId']).toBe(service.serving.id)
  expect(temporaryFiles()).toEqual([])
}

function temporaryFiles(): string[] {
  return readdirSync(workspace.stateDir, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)\.?tmp|\.tmp$/.test(path),
  )
}

describe('SIGKILL of devenv, then devenv up', () => {
  for (const step of ['cluster', 'istio', 'manifests']) {
    test(`during the ${step} step of bring-up`, async () => {
      const up = new Up(workspace)
      await Promise.race([
        up.event('bringup.step', (event) => event.step === step && event.state === 'running', 0, 800_000),
        up.event('session.ready', () => true, 0, 800_000),
      ])
      await up.kill()
    })
  }

  test('converges after all of them', async () => {
    const up = new Up(workspace)
    await converges(up)
    kubeconfig = join(workspace.stateDir, readdirSync(workspace.stateDir)[0]!, 'kubeconfig')
    await up.stop()
    await eventually('no process left', async () => (processesOfWorkspace().length === 0 ? true : null))
  })

  test('during a build', async () => {
    const up = new Up(workspace)
    await converges(up)
    const from = up.mark
    editCpp(workspace, 'killed while it compiles')
    await up.event('build.started', (event) => event.service === 'widget-core', from)
    await up.kill()
    const again = new Up(workspace)
    await converges(again)
    const { url } = await workspace.service('widget-core')
    expect((await getJson(`${url}/v1/trees`)).body['edit']).toBe('killed while it compiles')
    await again.stop()
    await eventually('no process left', async () => (processesOfWorkspace().length === 0 ? true : null))
  })

  test('during an update', async () => {
    const up = new Up(workspace)
    await converges(up)
    const from = up.mark
    editCpp(workspace, 'killed while it ships')
    await up.event('update.started', (event) => event.service === 'widget-core', from)
    await up.kill()
    const again = new Up(workspace)
    await converges(again)
    const { url } = await workspace.service('widget-core')
    expect((await getJson(`${url}/v1/trees`)).body['edit']).toBe('killed while it ships')
    await again.stop()
  })
})

test('200 swaps under load: none fails, each is reported, no zombie stays', async () => {
  const up = new Up(workspace)
  await converges(up)
  const { url } = await workspace.service('widget-core')
  const { pod } = await podOf('widget-core', kubeconfig)
  let isOver = false
  let answered = 0
  const load = (async () => {
    while (!isOver) {
      const ok = await fetch(`${url}/v1/trees`).then(
        async (response) => {
          await response.arrayBuffer()
          return response.ok
        },
        () => false,
      )
      if (ok) answered += 1
    }
  })()
  const from = up.mark
  for (let swap = 1; swap <= 200; swap++) {
    const mark = up.mark
    editCpp(workspace, `swap ${swap}`)
    await up.event('update.ready', (event) => event.service === 'widget-core', mark)
  }
  isOver = true
  await load
  expect(up.since('update.ready', from)).toHaveLength(200)
  expect(up.since('update.reverted', from)).toEqual([])
  expect(answered).toBeGreaterThan(200)
  expect((await getJson(`${url}/v1/trees`)).body['edit']).toBe('swap 200')
  const after = await podOf('widget-core', kubeconfig)
  expect(after).toMatchObject({ pod, restarts: 0 })
  const states =
    await $`kubectl --kubeconfig ${kubeconfig} -n wxwidgets exec ${pod} -c service -- sh -c ${'cat /proc/[0-9]*/stat'}`
  expect(states.stdout.split('\n').filter((line) => /\) Z /.test(line))).toEqual([])
  await up.stop()
}, 900_000)

describe('what the machine does to it', () => {
  test('a stopped node is started again', async () => {
    const status = await workspace.status()
    await $`docker stop ${status.cluster.replace(/^kind-/, '')}-control-plane`
    const up = new Up(workspace)
    await converges(up)
    await up.stop()
  })

  test('a cluster deleted behind its back is made again', async () => {
    const status = await workspace.status()
    await $`docker rm -f -v ${status.cluster.replace(/^kind-/, '')}-control-plane`
    const up = new Up(workspace)
    await converges(up)
    await up.stop()
  })

  test('a warm up builds nothing, applies nothing, restarts nothing', async () => {
    const before = await podOf('orb-core', kubeconfig)
    const up = new Up(workspace)
    await converges(up)
    expect(up.since('build.started', 0)).toEqual([])
    expect(await podOf('orb-core', kubeconfig)).toEqual(before)
    await up.stop()
  })

  test('down removes what is ours, and a port taken is DE0104 with who holds it', async () => {
    expect((await workspace.run(['down'])).exitCode).toBe(0)
    expect((await $`docker ps -a --filter label=io.x-k8s.kind.cluster --format {{.Names}}`).stdout).toBe('')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(50051, '127.0.0.1', resolve))
    try {
      const { exitCode, stderr } = await workspace.run(['up', '--json'])
      expect(exitCode).toBe(4)
      expect(stderr).toContain('DE0104')
      expect(stderr).toContain('50051')
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  test('a missing compiler is DE0305, with what to install', async () => {
    // With an engine the builder container would stand in.
    workspace.replace('Tiltfile.ts', "name: 'devenv',", "name: 'devenv',\n  builds: { where: 'host' },")
    const { exitCode, stderr } = await workspace.run(['up', '--json', '--once'], { PATH: withoutGnat() })
    expect(exitCode).toBe(4)
    expect(stderr).toContain('DE0305')
  })
})

/** PATH with everything but the Ada tools, as links in a folder of the workspace. */
function withoutGnat(): string {
  const folder = join(workspace.stateDir, '..', 'path')
  const names = (process.env['PATH'] ?? '').split(':').flatMap((path) => {
    try {
      return readdirSync(path).map((name) => join(path, name))
    } catch {
      return []
    }
  })
  return linkAll(
    folder,
    names.filter((path) => !/\/(gnat|gpr)[^/]*$/.test(path)),
  )
}

function linkAll(folder: string, paths: readonly string[]): string {
  mkdirSync(folder, { recursive: true })
  for (const path of paths) {
    try {
      symlinkSync(path, join(folder, path.split('/').at(-1)!))
    } catch {
      // The first on PATH wins.
    }
  }
  return folder
}
