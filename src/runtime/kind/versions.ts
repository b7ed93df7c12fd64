// cluster/versions.yaml, with what the environment of this run overrides.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { packageRoot } from '../../clients/package-root.ts'

export interface ToolRange {
  readonly tested: string
  readonly oldest: string
}

export interface Versions {
  readonly tools: Readonly<Record<'kind' | 'kubectl' | 'istioctl', ToolRange>>
  readonly nodeImage: string
  readonly istio: string
  readonly prometheusImage: string
  readonly registryImage: string
  /** One more IstioOperator file, laid over cluster/istio/operator.yaml. */
  readonly istioOverlay: string | null
  /** A file with one more kubeadm patch. */
  readonly kindPatch: string | null
}

/** The `cluster` folder of the workspace; of devenv itself where the workspace has none. */
export function clusterFolder(root: string): string {
  const own = join(root, 'cluster')
  return existsSync(join(own, 'versions.yaml')) ? own : join(packageRoot(), 'cluster')
}

export function readVersions(folder: string, env: NodeJS.ProcessEnv = process.env): Versions {
  return versionsOf(readFileSync(join(folder, 'versions.yaml'), 'utf8'), env)
}

export function versionsOf(text: string, env: Readonly<Record<string, string | undefined>>): Versions {
  const data = parse(text) as VersionsFile
  const set = (name: string) => (env[name] === '' ? undefined : env[name])
  return {
    tools: data.tools,
    nodeImage: set('DEVENV_NODE_IMAGE') ?? data.node,
    istio: String(data.istio),
    prometheusImage: set('DEVENV_IMAGE_PROMETHEUS') ?? data.prometheus,
    registryImage: set('DEVENV_IMAGE_REGISTRY') ?? data.registry,
    istioOverlay: set('DEVENV_ISTIO_OPERATOR') ?? null,
    kindPatch: set('DEVENV_KIND_PATCH') ?? null,
  }
}

interface VersionsFile {
  readonly tools: Versions['tools']
  readonly node: string
  readonly istio: string
  readonly prometheus: string
  readonly registry: string
}
