// Proves the node image on a throw-away cluster: pods, DNS, sidecars, strict mTLS, and Envoy's statistics.
import { readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stringify } from 'yaml'
import type { Commands } from '../command.ts'
import type { Docker } from '../docker.ts'
import { nodeImage, prometheusImage } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, isPublished, publish, slotPath, sources, sourcesKey } from '../store.ts'

/** One that a killed run left is deleted by the next, and by `down`. */
export const checkCluster = 'devenv-testbed-check'

const patienceMs = 120_000

/** `key` covers all that goes into a cluster. */
export function checkStep(cache: Cache, docker: Docker, clusterKey: string): Step {
  const key = contentKey(clusterKey, sourcesKey('istio', 'kind', 'steps/check.ts'))
  const slot = slotPath(cache, 'check', key)
  return {
    name: 'check',
    title: 'Try a cluster with Istio, about a minute',
    key,
    isDone: async () => isPublished(slot),
    run: (commands) => publish(slot, (folder) => check(commands, cache, docker, folder)),
  }
}

async function check(commands: Commands, cache: Cache, docker: Docker, folder: string): Promise<void> {
  const env = {
    ...docker.env,
    PATH: `${cache.bin}${delimiter}${process.env['PATH'] ?? ''}`,
    KUBECONFIG: join(folder, 'kubeconfig'),
  }
  const run = (tool: string, ...args: readonly string[]) => commands.run(join(cache.bin, tool), args, { env })
  const remove = () => run('kind', 'delete', 'cluster', '--name', checkCluster)
  writeFileSync(join(folder, 'kind.yaml'), stringify(kindConfig()))
  writeFileSync(join(folder, 'pods.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: resources() }))
  await remove()
  try {
    await run(
      'kind',
      'create',
      'cluster',
      '--name',
      checkCluster,
      '--image',
      nodeImage,
      '--config',
      join(folder, 'kind.yaml'),
      '--wait',
      '120s',
    )
    const overlays = ['istio/minimal.yaml', 'istio/plain-envoy.yaml'].flatMap((file) => [
      '--filename',
      join(sources, file),
    ])
    await run('istioctl', 'install', '--skip-confirmation', ...overlays)
    await run('kubectl', 'apply', '--filename', join(folder, 'pods.json'))
    const query = async (namespace: string, pod: string, text: string) => {
      const inside = ['exec', '--namespace', namespace, pod, '--container', 'prometheus', '--']
      const args = [...inside, 'promtool', 'query', 'instant', 'http://localhost:9090', text]
      return commands.read(join(cache.bin, 'kubectl'), args, { env }).catch(() => '')
    }
    await until('a pod with a sidecar reaches another', () => query('mesh', 'client', 'up{job="server"} == 1'))
    await until('the sidecar counts what reaches its pod', () =>
      query('mesh', 'server', 'envoy_cluster_upstream_rq_total{cluster_name="inbound|9090||"} > 0'),
    )
    await until('a pod without a sidecar is refused', () => query('default', 'outsider', 'up{job="server"} == 0'))
  } catch (error) {
    await run('kubectl', 'get', 'pods', '--all-namespaces', '--output', 'wide').catch(() => {})
    await run('kubectl', 'describe', 'pods', '--namespace', 'mesh').catch(() => {})
    throw error
  } finally {
    await remove()
  }
}

/** Waits until `ask` answers with some text. */
async function until(what: string, ask: () => Promise<string>): Promise<void> {
  const endMs = performance.now() + patienceMs
  while ((await ask()).trim() === '') {
    if (performance.now() > endMs) throw new Error(`not seen in ${patienceMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function kindConfig(): object {
  return {
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    kubeadmConfigPatches: [readFileSync(join(sources, 'kind/kubelet-patch.yaml'), 'utf8')],
  }
}

/** Each pod is a Prometheus that scrapes the server: its `up` tells whether it gets through. */
function resources(): object[] {
  const scrapeConfig = {
    global: { scrape_interval: '1s' },
    scrape_configs: [
      { job_name: 'server', static_configs: [{ targets: ['server.mesh.svc.cluster.local:9090'] }] },
      { job_name: 'sidecar', metrics_path: '/stats/prometheus', static_configs: [{ targets: ['localhost:15090'] }] },
    ],
  }
  const config = (namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'scrape', namespace },
    data: { 'prometheus.yml': stringify(scrapeConfig) },
  })
  const pod = (namespace: string, name: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      containers: [
        {
          name: 'prometheus',
          image: prometheusImage,
          imagePullPolicy: 'IfNotPresent',
          args: ['--config.file=/etc/scrape/prometheus.yml', '--storage.tsdb.path=/tmp'],
          volumeMounts: [
            { name: 'scrape', mountPath: '/etc/scrape' },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        { name: 'scrape', configMap: { name: 'scrape' } },
        { name: 'tmp', emptyDir: {} },
      ],
    },
  })
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mesh', labels: { 'istio-injection': 'enabled' } } },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'strict', namespace: 'mesh' },
      spec: { mtls: { mode: 'STRICT' } },
    },
    config('mesh'),
    config('default'),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'server', namespace: 'mesh' },
      spec: { selector: { app: 'server' }, ports: [{ name: 'http', port: 9090 }] },
    },
    pod('mesh', 'server'),
    pod('mesh', 'client'),
    pod('default', 'outsider'),
  ]
}
