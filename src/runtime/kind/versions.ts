// cluster/versions.yaml, with what the environment of this run overrides.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { packageRoot } from '../../clients/files/package-root.ts'
import { type ClusterTool, preferOwnTools, type ToolPin } from '../../clients/tools/tool-folder.ts'

export interface Versions {
  readonly tools: Readonly<Record<ClusterTool, ToolPin>>
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

/** Also settles which of devenv's own tools are started from now on: those of exactly these versions. */
export function readVersions(folder: string, env: NodeJS.ProcessEnv = process.env): Versions {
  const versions = versionsOf(readFileSync(join(folder, 'versions.yaml'), 'utf8'), env)
  preferOwnTools(versions.tools)
  return versions
}

export function versionsOf(text: string, env: Readonly<Record<string, string | undefined>>): Versions {
  const data = parse(text) as VersionsFile
  const set = (name: string) => (env[name] === '' ? undefined : env[name])
  return {
    tools: { kind: pinOf(data.tools.kind), kubectl: pinOf(data.tools.kubectl), istioctl: pinOf(data.tools.istioctl) },
    nodeImage: set('DEVENV_NODE_IMAGE') ?? data.node,
    istio: String(data.istio),
    prometheusImage: set('DEVENV_IMAGE_PROMETHEUS') ?? data.prometheus,
    registryImage: set('DEVENV_IMAGE_REGISTRY') ?? data.registry,
    istioOverlay: set('DEVENV_ISTIO_OPERATOR') ?? null,
    kindPatch: set('DEVENV_KIND_PATCH') ?? null,
  }
}

/** A workspace's own versions.yaml may leave out where a tool comes from: it has to be on PATH then. */
function pinOf(entry: Partial<ToolPin> & Pick<ToolPin, 'tested' | 'oldest'>): ToolPin {
  const { tested, oldest, url = null, checksum = null, sha256 = {}, os = {} } = entry
  return { tested: String(tested), oldest: String(oldest), url, checksum, sha256, os }
}

interface VersionsFile {
  readonly tools: Readonly<Record<ClusterTool, Partial<ToolPin> & Pick<ToolPin, 'tested' | 'oldest'>>>
  readonly node: string
  readonly istio: string
  readonly prometheus: string
  readonly registry: string
}
