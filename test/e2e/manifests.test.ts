// The manifests before real tools: rendered by kubectl, laid out by helm, taken by an API server, rolled out under traffic.
import { copyFileSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/clients/process/run.ts'
import { type ManifestObject, type Overlay, parseManifests, renderOverlay } from '../../src/manifests/manifests.ts'
import { keepOverlay, keptOverlay, overlayNames, renewal, root } from '../manifests/rendered.ts'
import { system, Workspace } from './harness.ts'
import { PlainCluster } from './manifests-cluster.ts'

const never = new AbortController().signal
const render = (name: string) => renderOverlay(name, join(root, 'manifests/overlays', name), never)

describe('rendered', () => {
  test.each(overlayNames)('%s: as it is kept for the tests that have no kubectl', async (name) => {
    const overlay = await render(name)
    if (process.env['UPDATE_GOLDEN'] === '1') keepOverlay(overlay)
    expect(keptOverlay(name).objects, renewal).toEqual(overlay.objects)
  })

  test('the program says that nothing is wrong, and how overlays differ', async () => {
    const devenv = (...args: readonly string[]) =>
      run(process.execPath, [join(root, 'dist/main.mjs'), 'manifests', ...args], { cwd: root })
    const check = await devenv('check')
    expect(check.stdout.split('\n').filter((line) => line.includes('✔'))).toHaveLength(3)
    expect(check.exitCode).toBe(0)
    const one = await devenv('check', '--overlay', 'production', '--json')
    expect(JSON.parse(one.stdout)).toEqual([{ name: 'production', objects: 187, problems: [], server: null }])
    expect((await devenv('diff', 'staging', 'production')).stdout).toContain('most replicas 4 -> 10')
    const wrong = await devenv('check', '--overlay', 'prod')
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('there is no overlay "prod"')])
  })
})

describe('a workspace whose manifests are wrong', () => {
  const workspace = new Workspace('manifests', system)
  afterAll(() => workspace.remove())

  test('everything is told at once, with the line, and the exit code is 3', async () => {
    workspace.replace('manifests/base/giop-protocol/kustomization.yaml', 'PORT=50061', 'PORT=50099')
    workspace.replace('manifests/base/common/deployment.yaml', 'runAsNonRoot: true', 'runAsNonRoot: false')
    workspace.replace('manifests/base/common/disruption-budget.yaml', 'minAvailable: 1', 'minAvailible: 1')
    const { exitCode, stdout } = await workspace.run(['manifests', 'check', '--overlay', 'production'])
    expect(exitCode).toBe(3)
    const lines = stdout.split('\n')
    for (const expected of [
      ' ✘ DE0615 production: PodDisruptionBudget polyorb/orb-core spec.minAvailible is no field of it',
      ' ✘ DE0616 production: Deployment polyorb/orb-core container service may run as root',
      ' ✘ DE0616 production: Deployment polyorb/orb-core has no PodDisruptionBudget that keeps one pod',
      ' ✘ DE0617 production: Deployment polyorb/giop-protocol listens on PORT 50099, by Tiltfile.ts 50061',
    ])
      expect(lines).toContain(expected)
    for (const [place, word] of [
      ['manifests/base/common/disruption-budget.yaml', 'minAvailible'],
      ['manifests/base/common/deployment.yaml', 'runAsNonRoot'],
      ['manifests/base/giop-protocol/kustomization.yaml', 'PORT='],
    ] as const) {
      const line = lines.find((one) => one.includes(`${place}:`))
      expect(workspace.read(place).split('\n')[Number(line?.split(':')[1]) - 1]).toContain(word)
    }
  })

  test('what Kustomize can not render is an error of the catalogue', async () => {
    workspace.replace('manifests/overlays/staging/kustomization.yaml', 'resources:', 'resorces:')
    const { exitCode, stderr } = await workspace.run(['manifests', 'check', '--overlay', 'staging'])
    expect([exitCode, stderr]).toEqual([4, expect.stringMatching(/^✘ /)])
    expect(stderr).toContain('resorces')
  })
})

describe('the Helm chart', async () => {
  const chart = join(root, 'charts/devenv-services')
  const { startError, stdout: version } = await run('helm', ['version', '--short'])
  if (startError !== null)
    console.log('no helm on PATH: `npm run testbed -- up helm` makes it; the chart is not rendered')
  const inHelm = test.skipIf(startError !== null)
  const values = { production: [], staging: ['--values', join(chart, 'values-staging.yaml')] } as const

  inHelm.each(['production', 'staging'] as const)(`lint finds nothing in %s (${version})`, async (name) => {
    const { exitCode, stdout } = await run('helm', ['lint', '--strict', chart, ...values[name]])
    expect(stdout).not.toMatch(/\[(WARNING|ERROR)\]/)
    expect(exitCode).toBe(0)
  })

  inHelm.each(['production', 'staging'] as const)('it is the overlay %s, but for what is listed here', async (name) => {
    const { stdout, stderr } = await run('helm', ['template', 'release', chart, ...values[name]])
    expect(stderr).toBe('')
    expect(inCommon({ name, objects: parseManifests(stdout) })).toEqual(inCommon(await render(name)))
  })

  inHelm('a service that calls nobody of the table is refused', async () => {
    const { exitCode, stderr } = await run('helm', [
      'template',
      'release',
      chart,
      '--set',
      'services.soap-gateway.calls={nobody}',
    ])
    expect(exitCode).not.toBe(0)
    expect(stderr).toContain('soap-gateway calls nobody, which is not in the table')
  })
})

/**
 * What may differ, and why:
 * - names of ConfigMaps: Kustomize adds a hash so that pods follow new settings; Helm has the annotation checksum/settings for that;
 * - devenv.dev/replicas of ConfigMaps: a parameter of the Kustomize base, in Helm a value;
 * - the label helm.sh/chart: which chart made the object;
 * - the order of objects.
 */
function inCommon({ objects }: Overlay): Readonly<Record<string, unknown>> {
  const settings = new Map(
    objects.flatMap(({ kind, metadata }) =>
      kind === 'ConfigMap' ? [[metadata.name, metadata.labels!['app.kubernetes.io/name']!] as const] : [],
    ),
  )
  const left = new Set(['helm.sh/chart', 'checksum/settings', 'devenv.dev/replicas'])
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return settings.get(value) ?? value
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).filter(([key]) => !left.has(key))
    // Annotations of nothing but those are none.
    const kept = entries.filter(
      ([key, inner]) => key !== 'annotations' || Object.keys(inner as object).some((one) => !left.has(one)),
    )
    return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]))
  }
  return Object.fromEntries(
    objects.map((object) => {
      const { namespace = '', name } = object.metadata
      return [`${object.kind} ${namespace}/${settings.get(name) ?? name}`, plain(object)]
    }),
  )
}

describe('a cluster', () => {
  const cluster = new PlainCluster()
  let production: Overlay
  const ofService = (name: string) =>
    production.objects.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === name)

  beforeAll(async () => {
    production = await render('production')
    await cluster.create()
    await cluster.apply(production.objects.filter(({ kind }) => kind === 'Namespace' || kind === 'ServiceAccount'))
  })
  afterAll(async () => {
    await cluster.remove()
    cluster.dispose()
  })

  test.each(overlayNames)('the API server takes all of %s, and warns of nothing', async (name) => {
    const { objects } = await render(name)
    await cluster.apply(objects.filter(({ kind }) => kind === 'Namespace'))
    const { stdout, stderr } = await cluster.tryOut(objects)
    const taken = stdout.split('\n').filter((line) => line.endsWith('(server dry run)'))
    console.log(`${name}: ${taken.length} of ${objects.length} objects taken`)
    expect(stderr).toBe('')
    expect(taken).toHaveLength(objects.length)
  })

  test('`devenv manifests check --server` asks the cluster of the session', async () => {
    const workspace = new Workspace('manifests-server', system)
    try {
      const refused = await workspace.run(['manifests', 'check', '--server'])
      expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('needs runtime kind')])
      const [id] = readdirSync(workspace.stateDir)
      copyFileSync(cluster.kubeconfig, join(workspace.stateDir, id!, 'kubeconfig'))
      const server = async () => {
        const { stdout } = await workspace.run(['manifests', 'check', '--overlay', 'production', '--server', '--json'])
        return (
          JSON.parse(stdout) as readonly {
            server: { accepted: number; lines: readonly string[]; moved: readonly string[] }
          }[]
        )[0]!.server
      }
      expect(await server()).toEqual({ accepted: production.objects.length, lines: [], moved: [] })
      // The schema has no rule for it, the server has.
      workspace.replace(
        'manifests/base/common/disruption-budget.yaml',
        'minAvailable: 1',
        'minAvailable: 1\n  maxUnavailable: 1',
      )
      const { accepted, lines } = await server()
      expect(accepted).toBe(production.objects.length - 16)
      expect(lines.join('\n')).toContain('minAvailable and maxUnavailable cannot be both set')
    } finally {
      workspace.remove()
    }
  })

  test('pods with sidecars are let into restricted namespaces, one that is root is not', async () => {
    const pods = production.objects.filter(({ kind }) => kind === 'Deployment').map(podOf)
    const { stdout, stderr } = await cluster.tryOut(pods)
    expect(stderr).toBe('')
    expect(stdout.split('\n').filter((line) => line.startsWith('pod/'))).toHaveLength(16)
    const asRoot = structuredClone(pods[0]) as { spec: { securityContext: { runAsNonRoot: boolean } } }
    asRoot.spec.securityContext.runAsNonRoot = false
    expect((await cluster.tryOut([asRoot])).stderr).toContain('violates PodSecurity "restricted')
  })

  test('a rollout under traffic loses no request', async () => {
    const image = 'devenv/xrc-service:0.1.0'
    const build = [
      'build',
      '--file',
      'Dockerfiles/cpp.Dockerfile',
      '--build-arg',
      'SERVICE=xrc-service',
      '--tag',
      image,
      '.',
    ]
    const { exitCode, stderr } = await run('docker', build, { cwd: root, env: { DOCKER_BUILDKIT: '1' } })
    expect(exitCode, stderr.slice(-2000)).toBe(0)
    await cluster.load(image)
    // Without a sidecar, which can't start without Istio's CNI, and behind a node port: the way from here.
    await cluster.must('kubectl', ['label', 'namespace', 'wxwidgets', 'istio-injection=disabled', '--overwrite'])
    const own = ofService('xrc-service').filter(
      ({ apiVersion, kind }) => !apiVersion.includes('istio') && kind !== 'NetworkPolicy',
    )
    await cluster.apply([...own, wayIn])
    await settled(cluster)
    const before = await podNames(cluster)
    expect(before).toHaveLength(2)
    const traffic = new Traffic(`http://${await cluster.address()}:${NODE_PORT}/v1/classes`)
    await traffic.until(50)
    await cluster.must('kubectl', ['-n', 'wxwidgets', 'rollout', 'restart', 'deployment', 'xrc-service'])
    await settled(cluster)
    // Until the last of the old pods is gone.
    await cluster.must('kubectl', ['-n', 'wxwidgets', 'wait', '--for=delete', ...before, '--timeout', '60s'])
    const { sent, lost } = await traffic.stop()
    console.log(`rollout under traffic: ${sent} requests, ${lost.length} lost`)
    expect(lost).toEqual([])
    expect(sent).toBeGreaterThan(100)
  }, 600_000)

  test('what the table does not allow is refused where the CNI enforces policies', async () => {
    await cluster.apply(
      production.objects.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === 'wxwidgets'),
    )
    const url = `http://${await cluster.address()}:${NODE_PORT}/livez`
    if (await cluster.enforcesPolicies()) {
      await expect.poll(() => ask(url), { timeout: 60_000 }).not.toBeNull()
    } else {
      console.log('the CNI of this cluster is a plain bridge: NetworkPolicies are stored and have no effect')
      expect(await ask(url)).toBeNull()
    }
  })
})

const NODE_PORT = 30_080
const wayIn = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'way-in', namespace: 'wxwidgets' },
  spec: {
    type: 'NodePort',
    selector: { 'app.kubernetes.io/name': 'xrc-service' },
    ports: [{ port: 8080, targetPort: 'http', nodePort: NODE_PORT }],
  },
}

/** The pods of a Deployment, without its Deployment. */
function podOf({ metadata: { name, namespace }, ...deployment }: ManifestObject): unknown {
  const { metadata, spec } = (deployment['spec'] as { template: { metadata: object; spec: object } }).template
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: `${name}-try`, namespace }, spec }
}

async function podNames(cluster: PlainCluster): Promise<readonly string[]> {
  const { stdout } = await cluster.must('kubectl', [
    '-n',
    'wxwidgets',
    'get',
    'pods',
    '-l',
    'app.kubernetes.io/name=xrc-service',
    '-o',
    'name',
  ])
  return stdout.split('\n').filter((line) => line !== '')
}

/** All replicas there, which the autoscaler asks for a moment after the Deployment is made. */
async function settled(cluster: PlainCluster): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await cluster.must('kubectl', [
            '-n',
            'wxwidgets',
            'get',
            'deployment',
            'xrc-service',
            '-o',
            'jsonpath={.status.replicas}',
          ])
        ).stdout,
      { timeout: 90_000, interval: 500 },
    )
    .toBe('2')
  await cluster.must('kubectl', [
    '-n',
    'wxwidgets',
    'rollout',
    'status',
    'deployment',
    'xrc-service',
    '--timeout',
    '180s',
  ])
}

/** Two at once, each on a connection of its own, one after another until it is stopped. */
class Traffic {
  private readonly lost: string[] = []
  private sent = 0
  private isOver = false
  private readonly senders: readonly Promise<void>[]

  constructor(url: string) {
    this.senders = Array.from({ length: 2 }, async () => {
      while (!this.isOver) {
        const trouble = await ask(url)
        this.sent += 1
        if (trouble !== null) this.lost.push(trouble)
      }
    })
  }

  async until(count: number): Promise<void> {
    await expect.poll(() => this.sent, { timeout: 60_000 }).toBeGreaterThan(count)
  }

  async stop(): Promise<{ readonly sent: number; readonly lost: readonly string[] }> {
    this.isOver = true
    await Promise.all(this.senders)
    return { sent: this.sent, lost: this.lost }
  }
}

/** Null when it was answered with 200; else what happened. */
function ask(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const outgoing = request(url, { agent: false, timeout: 5000 }, (response) => {
      response.on('end', () => resolve(response.statusCode === 200 ? null : `status ${response.statusCode}`)).resume()
      response.on('error', (error) => resolve(String(error)))
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in 5 s')))
    outgoing.on('error', (error) => resolve(String(error)))
    outgoing.end()
  })
}
