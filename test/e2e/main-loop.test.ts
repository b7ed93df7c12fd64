// The main loop on a real cluster, as one long working day: each story goes on where the one before ended.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { $ } from 'zx'
import { allNames, commandStories, editStories, lookAt, quietStories } from './day.ts'
import { breakCpp, crashAtStart, editCpp, neverReady, restoreCpp } from './edits.ts'
import { eventually, getJson, podOf, system, Up, Workspace } from './harness.ts'
import { systemStories } from './system.ts'

let workspace: Workspace
let up: Up
let kubeconfig: string

beforeAll(async () => {
  workspace = new Workspace('day', system)
  await workspace.run(['down'])
  up = new Up(workspace)
  await up.event('session.ready', () => true, 0, 800_000)
  kubeconfig = join(workspace.stateDir, readdirSync(workspace.stateDir)[0]!, 'kubeconfig')
})

const day = () => ({
  names: allNames,
  workspace,
  up,
  identify: async (name: string) => {
    const { uid, restarts } = await podOf(name, kubeconfig)
    return { id: uid, restarts }
  },
})

const look = (name: string) => lookAt(day(), name)

afterAll(async () => {
  await up?.stop()
  await workspace?.run(['down'])
  workspace?.remove()
})

describe('from nothing', () => {
  test('all sixteen services are ready, each with the build it says', async () => {
    const status = await workspace.status()
    expect(status.services.map(({ name, health }) => `${name} ${health}`).sort()).toEqual(
      allNames.map((name) => `${name} ready`).sort(),
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
    for (const name of allNames) {
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

systemStories(day)

describe('a rollout', () => {
  test.each([
    ['render-manager', 'wxwidgets', '/v1/render?format=svg'],
    ['interface-repository', 'polyorb', '/v1/lookup?name=polyorb::Echo'],
  ])('of %s under traffic loses no request', async (name, namespace, path) => {
    const { url } = await workspace.service(name)
    const before = await podOf(name, kubeconfig)
    const body = path.includes('render')
      ? JSON.stringify({ scene: { size: [10, 10], widgets: [{ id: 'w1', kind: 'panel', rect: [0, 0, 10, 10] }] } })
      : null
    const controller = new AbortController()
    const statuses: (number | string)[] = []
    const client = async () => {
      while (!controller.signal.aborted) {
        const answer = await fetch(`${url}${path}`, {
          ...(body === null ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
        }).catch((thrown: Error) => String(thrown.cause ?? thrown))
        if (typeof answer !== 'string') await answer.arrayBuffer()
        statuses.push(typeof answer === 'string' ? answer : answer.status)
      }
    }
    const clients = [client(), client(), client()]
    await $`kubectl --kubeconfig ${kubeconfig} -n ${namespace} rollout restart deployment/${name}`
    await $`kubectl --kubeconfig ${kubeconfig} -n ${namespace} rollout status deployment/${name} --timeout=120s`
    // The old pod is gone too, and the new one answers alone.
    const after = await eventually('one new pod', async () => {
      const found = await podOf(name, kubeconfig)
      return found.uid !== before.uid && found.ready ? found : null
    })
    await $`kubectl --kubeconfig ${kubeconfig} -n ${namespace} wait --for=delete pod/${before.pod} --timeout=60s`
    controller.abort()
    await Promise.all(clients)
    expect(after.uid).not.toBe(before.uid)
    expect(statuses.length).toBeGreaterThan(50)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    await eventually('ready again in the table', async () =>
      (await workspace.service(name)).health === 'ready' ? true : null,
    )
  })
})

editStories(day)

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

quietStories(day)
commandStories(day)
