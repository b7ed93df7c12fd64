// The door: what `devenv manifests` does. Overlays are rendered as the runtime renders them, and checked without a cluster.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../clients/files/package-root.ts'
import { kustomize } from '../clients/kube/kubectl.ts'
import { fail } from '../errors/errors.ts'
import type { Environment } from '../model/environment.ts'
import { manifestFiles, overlayFolders } from './files.ts'
import { type Overlay, parseManifests } from './object.ts'
import type { SchemaSet } from './schema.ts'

export { checkOverlay, type ManifestProblem } from './check.ts'
export { compareOverlays, differenceLines } from './compare.ts'
export { type ManifestObject, type Overlay, parseManifests } from './object.ts'
export { dryRun } from './server.ts'

/** Those asked for, or all; DE0604 for a name that is none. */
export async function chooseOverlays(
  environment: Environment,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const all = await overlayFolders(environment)
  if (all.size === 0) fail('DE0607', { path: `${environment.cluster.overlay}/kustomization.yaml` })
  for (const name of wanted) {
    if (!all.has(name)) fail('DE0604', { kind: 'overlay', name, nearest: [...all.keys()].join(', ') })
  }
  return wanted.length === 0 ? all : new Map(wanted.map((name) => [name, all.get(name)!]))
}

export async function renderOverlay(name: string, folder: string, signal: AbortSignal): Promise<Overlay> {
  return { name, objects: parseManifests(await kustomize(folder, signal)) }
}

/** `folder`: the `cluster` folder, whose versions these are; one of a workspace may have none. */
export async function readSchemas(folder: string): Promise<readonly SchemaSet[]> {
  const own = join(folder, 'schemas')
  const from = existsSync(own) ? own : join(packageRoot(), 'cluster', 'schemas')
  const read = async (name: string) => JSON.parse(await readFile(join(from, name), 'utf8')) as SchemaSet
  return Promise.all(['kubernetes.json', 'istio.json'].map(read))
}

/** What a check needs besides the overlays. */
export async function checkInputs(environment: Environment, folder: string) {
  const [schemas, files] = await Promise.all([readSchemas(folder), manifestFiles(environment)])
  return { schemas, files }
}
