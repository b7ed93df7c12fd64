// The main loop on a real cluster, as one long working day: each story goes on where the one before ended.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { $ } from 'zx'
import { adaEdits } from './ada-edits.ts'
import { breakCpp, crashAtStart, editCpp, editSharedHeader, neverReady, restoreCpp } from './edits.ts'
import { eventually, getJson, podOf, Up, Workspace } from './harness.ts'

const names = ['widget-core', 'xrc-service', 'orb-core'] as const

let workspace: Workspace
let up: Up
let kubeconfig: string

beforeAll(async () => {
  workspace = new Workspace('day')
  await workspace.run(['down'])
  up = new Up(workspace)
  await up.event('session.ready', () => true, 0, 800_000)
  kubeconfig = join(workspace.stateDir, readdirSync(workspace.stateDir)[0]!, 'kubeconfig')
})

afterAll(async () => {
  await up?.stop()
  await workspace?.run(['down'])
  workspace?.remove()
})

interface Seen {
  readonly uid: string
  readonly restarts: number
  readonly id: string | null
  readonly startedAt: number
}

async function look(name: string): Promise<Seen> {
  const { uid, restarts } = await podOf(name, kubeconfig)
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
async function edit(affected: readonly string[], change: () => void): Promise<void> {
  const before = new Map(await Promise.all(names.map(async (name) => [name, await look(name)] as const)))
  const from = up.mark
  change()
  for (const name of affected) await up.event('update.ready', (event) => event.service === name, from)
  for (const name of names) {
    const was = before.get(name)!
    const is = await look(name)
    expect(is.uid, `${name} keeps its pod`).toBe(was.uid)
    expect(is.restarts, `${name} keeps its restart count`).toBe(was.restarts)
    if (affected.includes(name)) expect(is.id, `${name} serves another build`).not.toBe(was.id)
    else {
      expect(is.id, `${name} keeps its build`).toBe(was.id)
      expect(Math.abs(is.startedAt - was.startedAt), `${name} keeps its process`).toBeLessThanOrEqual(1)
    }
  }
  const started = up.since('build.started', from).map((event) => event.service)
  expect([...new Set(started)].sort()).toEqual([...affected].sort())
}

describe('from nothing', () => {
  test('three services are ready, each with the build it says', async () => {
    const status = await workspace.status()
    expect(status.services.map(({ name, health }) => `${name} ${health}`).sort()).toEqual(
      names.map((name) => `${name} ready`).sort(),
    )
    for (const service of status.services) {
      const { status: code, body, buildId } = await getJson(`${service.url}/status`)
      expect(code).toBe(200)
      expect(body['name']).toBe(service.name)
      expect(body['buildId']).toBe(service.serving.id)
      expect(buildId).toBe(service.serving.id)
    }
  })

  test('each pod has a sidecar', async () => {
    for (const name of names) {
      const pods =
        await $`kubectl --kubeconfig ${kubeconfig} get pods -A -l app.kubernetes.io/name=${name} -o jsonpath={.items[*].spec.containers[*].name}{.items[*].spec.initContainers[*].name}`
      expect(pods.stdout).toContain('istio-proxy')
    }
  })

  test('mutual TLS is in force: a pod without a sidecar is refused, one with a sidecar is not', async () => {
    const ask =
      'exec 3<>/dev/tcp/widget-core.wxwidgets/50051 && printf "GET /livez HTTP/1.1\\r\\nHost: widget-core\\r\\nConnection: close\\r\\n\\r\\n" >&3 && cat <&3'
    const { pod } = await podOf('xrc-service', kubeconfig)
    const image = (
      await $`kubectl --kubeconfig ${kubeconfig} -n wxwidgets get pod ${pod} -o jsonpath={.spec.containers[0].image}`
    ).stdout
    await $`kubectl --kubeconfig ${kubeconfig} -n default run outsider --image=${image} --restart=Never --command -- sleep 3600`
    try {
      await $`kubectl --kubeconfig ${kubeconfig} -n default wait --for=condition=Ready pod/outsider --timeout=60s`
      const outside =
        await $`kubectl --kubeconfig ${kubeconfig} -n default exec outsider -- timeout 5 bash -c ${ask}`.nothrow()
      expect(outside.stdout).not.toContain('200 OK')
      const inside =
        await $`kubectl --kubeconfig ${kubeconfig} -n wxwidgets exec ${pod} -c service -- timeout 5 bash -c ${ask}`.nothrow()
      expect(inside.stdout).toContain('200 OK')
    } finally {
      await $`kubectl --kubeconfig ${kubeconfig} -n default delete pod outsider --now`
    }
  })

  test('signals from Prometheus agree with 200 requests', async () => {
    const counted = async () => {
      const query =
        'sum(istio_requests_total{reporter="destination",destination_workload="widget-core"}) or sum(envoy_cluster_upstream_rq_total{cluster_name=~"inbound.50051.*",app_kubernetes_io_name="widget-core"}) or sum(envoy_cluster_upstream_rq_total{cluster_name=~"inbound.50051.*"})'
      const { body } = await getJson(`http://127.0.0.1:9090/api/v1/query?query=${encodeURIComponent(query)}`)
      const result = (body['data'] as { result: { value: [number, string] }[] }).result
      return result.length === 0 ? 0 : Number(result[0]!.value[1])
    }
    const { url } = await workspace.service('widget-core')
    const before = await counted()
    for (let request = 0; request < 200; request++) expect((await getJson(`${url}/v1/trees`)).status).toBe(200)
    await eventually('200 requests counted', async () => ((await counted()) - before === 200 ? true : null))
    const signals = await eventually('signals in the status', async () => {
      const found = (await workspace.service('widget-core')).signals
      return found !== null && found.rps !== null && found.rps > 0 && found.p95Ms !== null ? found : null
    })
    expect(signals.errorRate).toBe(0)
  })
})

describe('an edit restarts exactly the affected services', () => {
  test('one .cpp of widget-core', async () => {
    await edit(['widget-core'], () => editCpp(workspace, 'first'))
    const { url } = await workspace.service('widget-core')
    expect((await getJson(`${url}/v1/trees`)).body['edit']).toBe('first')
  })

  test('a header that both C++ services include', async () => {
    await edit(['widget-core', 'xrc-service'], () => editSharedHeader(workspace, 1))
  })

  test('an Ada body', async () => {
    await edit(['orb-core'], () => adaEdits.body(workspace, 'second'))
    const { url } = await workspace.service('orb-core')
    expect(JSON.stringify((await getJson(`${url}${adaEdits.path}`)).body)).toContain('second')
  })

  test('an Ada spec', async () => {
    await edit(['orb-core'], () => adaEdits.spec(workspace, 1))
  })
})

describe('what goes wrong', () => {
  test('a compile error: the old build serves, the first error comes first, the fix heals', async () => {
    const good = (await workspace.service('widget-core')).serving.id
    const from = up.mark
    breakCpp(workspace)
    const failed = await up.event(
      'build.finished',
      (event) => event.service === 'widget-core' && event.state === 'failed',
      from,
    )
    expect(failed.errors).toBeGreaterThan(0)
    const service = await workspace.service('widget-core')
    expect(service).toMatchObject({ health: 'stale', editsBehind: 1 })
    expect((await getJson(`${service.url}/status`)).body['buildId']).toBe(good)
    const problem = (await workspace.status()).problems.find(({ services }) => services.includes('widget-core'))!
    expect(problem.code).toBe('DE0301')
    expect(problem.details[0]!.label).toMatch(/tree-routes\.cpp:\d+/)
    expect((await workspace.run(['problems', 'widget-core'])).stdout).toContain('tree-routes.cpp')
    editCpp(workspace, 'healed')
    await up.event('update.ready', (event) => event.service === 'widget-core', from)
    expect(await workspace.service('widget-core')).toMatchObject({ health: 'ready', editsBehind: 0 })
    expect((await workspace.status()).problems).toEqual([])
  })

  for (const [what, change, reason] of [
    ['crashes at start', () => crashAtStart(workspace, 3), /exit/],
    ['never gets ready', () => neverReady(workspace), /not ready|refused|probe/],
  ] as const) {
    test(`a new binary that ${what} is reverted, with the reason, and the next edit heals`, async () => {
      const { uid } = await podOf('widget-core', kubeconfig)
      const good = (await workspace.service('widget-core')).serving.id
      const from = up.mark
      change()
      const reverted = await up.event('update.reverted', (event) => event.service === 'widget-core', from)
      expect(reverted).toMatchObject({ to: good })
      expect(reverted.reason).toMatch(reason)
      const service = await workspace.service('widget-core')
      // Kubernetes takes a second to send requests to a pod again that was not ready for long.
      await eventually('the good build answers', async () =>
        (await getJson(`${service.url}/status`)).body['buildId'] === good ? true : null,
      )
      expect((await workspace.status()).problems.map(({ code }) => code)).toContain('DE0405')
      const pod = await podOf('widget-core', kubeconfig)
      expect(pod.uid).toBe(uid)
      expect(pod.reasons).not.toContain('CrashLoopBackOff')
      const healing = up.mark
      restoreCpp(workspace)
      editCpp(workspace, `after a binary that ${what}`)
      await up.event('update.ready', (event) => event.service === 'widget-core', healing)
      expect((await workspace.status()).problems).toEqual([])
    })
  }
})

describe('no work for nothing', () => {
  test('twenty saves during one compile give one more build, of the last content', async () => {
    const from = up.mark
    editCpp(workspace, 'save 0')
    await up.event('build.started', (event) => event.service === 'widget-core', from)
    for (let save = 1; save <= 20; save++) editCpp(workspace, `save ${save}`)
    await up.event('update.ready', (event) => event.service === 'widget-core', from)
    const { url } = await workspace.service('widget-core')
    await eventually('the last content', async () =>
      (await getJson(`${url}/v1/trees`)).body['edit'] === 'save 20' ? true : null,
    )
    expect(up.since('build.finished', from).filter(({ state }) => state === 'built').length).toBeLessThanOrEqual(2)
  })

  test('the same bytes written again restart nothing', async () => {
    const before = await look('widget-core')
    const from = up.mark
    workspace.write(
      'services/cpp/widget-core/src/tree-routes.cpp',
      workspace.read('services/cpp/widget-core/src/tree-routes.cpp'),
    )
    // An edit elsewhere comes after it: once that one is served, nothing of the first can still be under way.
    adaEdits.body(workspace, 'barrier')
    await up.event('update.ready', (event) => event.service === 'orb-core', from)
    expect(up.since('build.started', from).map(({ service }) => service)).toEqual(['orb-core'])
    expect((await look('widget-core')).id).toBe(before.id)
  })

  test('git checkout away and back restarts nothing', async () => {
    const git = (...args: string[]) =>
      $({ cwd: workspace.folder })`git -c user.name=t -c user.email=t@example.invalid ${args}`
    await git('init', '-q', '-b', 'main')
    await git('add', '.')
    await git('commit', '-q', '-m', 'here')
    await git('checkout', '-q', '-b', 'elsewhere')
    await workspace.run(['pause', 'widget-core'])
    const before = await look('widget-core')
    editCpp(workspace, 'on the other branch')
    await git('commit', '-q', '-am', 'there')
    const from = up.mark
    await git('checkout', '-q', 'main')
    await workspace.run(['resume', 'widget-core'])
    adaEdits.body(workspace, 'after the checkout')
    await up.event('update.ready', (event) => event.service === 'orb-core', from)
    await workspace.run(['wait', 'widget-core', '--for', 'ready'])
    const after = await look('widget-core')
    expect(after.id).toBe(before.id)
    expect(Math.abs(after.startedAt - before.startedAt)).toBeLessThanOrEqual(1)
    expect(up.since('update.started', from).map(({ service }) => service)).not.toContain('widget-core')
  })

  test('a deleted pod comes back with the latest good build', async () => {
    const before = await look('widget-core')
    const { pod } = await podOf('widget-core', kubeconfig)
    await $`kubectl --kubeconfig ${kubeconfig} -n wxwidgets delete pod ${pod} --wait=false`
    const service = await eventually('a new pod', async () => {
      const found = await podOf('widget-core', kubeconfig)
      return found.uid !== before.uid && found.ready ? workspace.service('widget-core') : null
    })
    expect(service.serving.id).toBe(before.id)
    expect((await eventually('an answer', () => getJson(`${service.url}/status`))).body['buildId']).toBe(before.id)
    const from = up.mark
    editCpp(workspace, 'in the new pod')
    await up.event('update.ready', (event) => event.service === 'widget-core', from)
  })
})

describe('commands', () => {
  test('logs answer with a session, and follow', async () => {
    const { exitCode, stdout } = await workspace.run(['logs', 'orb-core', '--tail', '20', '--json'])
    expect(exitCode).toBe(0)
    expect(stdout.trim().split('\n').length).toBeGreaterThan(0)
    for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ service: 'orb-core' })
  })

  test('plan tells what an edit would do, and does nothing', async () => {
    const from = up.mark
    const { exitCode, stdout } = await workspace.run(['plan', 'services/cpp/lib/kit/include/kit/limits.hpp'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('widget-core')
    expect(stdout).toContain('xrc-service')
    expect(up.since('build.started', from)).toEqual([])
  })

  test('restart keeps the build and counts as nobody’s fault', async () => {
    const before = await look('orb-core')
    expect((await workspace.run(['restart', 'orb-core'])).exitCode).toBe(0)
    await workspace.run(['wait', 'orb-core'])
    const after = await look('orb-core')
    expect(after).toMatchObject({ uid: before.uid, restarts: before.restarts, id: before.id })
  })

  test('revert puts the build before back', async () => {
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
    const { exitCode, stderr } = await workspace.run(['up', '--json'])
    expect(exitCode).toBe(4)
    expect(stderr).toContain('DE0701')
  })
})
