// A plain Kind cluster with Istio, for what the manifests of staging and production are: no devenv runs in it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllDocuments, stringify } from 'yaml'
import { type RunResult, run } from '../../src/clients/process/run.ts'
import { readVersions } from '../../src/runtime/kind/versions.ts'
import { root } from '../manifests/rendered.ts'

const name = 'devenv-e2e-manifests'

export class PlainCluster {
  private readonly folder = mkdtempSync(join(tmpdir(), 'devenv-manifests-'))
  readonly kubeconfig = join(this.folder, 'kubeconfig')
  readonly node = `${name}-control-plane`
  private readonly env = { KUBECONFIG: this.kubeconfig }

  async create(): Promise<void> {
    const { nodeImage, kindPatch, istioOverlay } = readVersions(join(root, 'cluster'))
    const config = {
      kind: 'Cluster',
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      kubeadmConfigPatches: kindPatch === null ? [] : [readFileSync(kindPatch, 'utf8')],
    }
    writeFileSync(join(this.folder, 'kind.yaml'), stringify(config))
    await this.remove()
    const create = ['create', 'cluster', '--name', name, '--image', nodeImage, '--wait', '120s']
    await this.must('kind', [...create, '--config', join(this.folder, 'kind.yaml')])
    const files = [join(root, 'cluster/istio/operator.yaml'), ...(istioOverlay === null ? [] : [istioOverlay])]
    const overlays = files.flatMap((file) => ['--filename', file])
    await this.must('istioctl', ['install', '--skip-confirmation', ...overlays])
    await this.injectAsWithCni(overlays)
  }

  /** Injects sidecars as a cluster with Istio's CNI does, which `restricted` needs. The CNI itself is not there: such pods do not start. */
  private async injectAsWithCni(overlays: readonly string[]): Promise<void> {
    const generate = ['manifest', 'generate', ...overlays, '--set', 'components.cni.enabled=true']
    const { stdout } = await this.must('istioctl', generate)
    const injector = parseAllDocuments(stdout)
      .map((document) => document.toJS() as { kind: string; metadata: { name: string } } | null)
      .find((object) => object?.kind === 'ConfigMap' && object.metadata.name === 'istio-sidecar-injector')
    await this.apply([injector], '--server-side', '--force-conflicts')
    await this.must('kubectl', ['-n', 'istio-system', 'rollout', 'restart', 'deployment', 'istiod'])
    await this.must('kubectl', ['-n', 'istio-system', 'rollout', 'status', 'deployment', 'istiod', '--timeout', '120s'])
  }

  apply(objects: readonly unknown[], ...flags: readonly string[]): Promise<RunResult> {
    return this.must('kubectl', ['apply', ...flags, '-f', '-'], listOf(objects))
  }

  /** Refusals are in stderr. */
  tryOut(objects: readonly unknown[]): Promise<RunResult> {
    return run('kubectl', ['apply', '--dry-run=server', '--validate=strict', '-f', '-'], {
      env: this.env,
      input: listOf(objects),
    })
  }

  async must(tool: string, args: readonly string[], input?: string): Promise<RunResult> {
    const result = await run(tool, args, { env: this.env, ...(input === undefined ? {} : { input }) })
    if (result.exitCode !== 0) throw new Error(`${result.command}: ${result.stderr.slice(-2000)}`)
    return result
  }

  async load(image: string): Promise<void> {
    await this.must('kind', ['load', 'docker-image', image, '--name', name])
  }

  /** Where node ports of the cluster answer. */
  async address(): Promise<string> {
    const format = '{{(index .NetworkSettings.Networks "kind").IPAddress}}'
    return (await this.must('docker', ['inspect', this.node, '--format', format])).stdout.trim()
  }

  /** A plain bridge knows nothing of NetworkPolicy; the CNI that kind brings does. */
  async enforcesPolicies(): Promise<boolean> {
    const { stdout } = await this.must('docker', ['exec', this.node, 'sh', '-c', 'cat /etc/cni/net.d/*'])
    return !/"type":\s*"bridge"/.test(stdout)
  }

  async remove(): Promise<void> {
    await run('kind', ['delete', 'cluster', '--name', name], { env: this.env })
  }

  dispose(): void {
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true })
  }
}

function listOf(objects: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
}
