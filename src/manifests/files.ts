// The files that the manifests are written in, and the line of one that a finding speaks of.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { Environment } from '../model/environment.ts'
import { type ManifestObject, serviceOf } from './object.ts'

export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The folders beside the one that devenv applies; each with a kustomization is an overlay. */
export async function overlayFolders(environment: Environment): Promise<ReadonlyMap<string, string>> {
  const parent = dirname(environment.cluster.overlay)
  const names = await readdir(parent).catch((): string[] => [])
  const found = await Promise.all(
    names
      .sort()
      .map(async (name) => ((await isOverlay(join(parent, name))) ? [[name, join(parent, name)] as const] : [])),
  )
  return new Map(found.flat())
}

async function isOverlay(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'kustomization.yaml')).catch(() => null)) !== null
}

/** Every YAML file of the bases and overlays, sorted. */
export async function manifestFiles(environment: Environment): Promise<readonly SourceFile[]> {
  const folders = new Set([
    dirname(environment.cluster.overlay),
    ...environment.services.map(({ manifests }) => dirname(manifests)),
  ])
  const lists = await Promise.all([...folders].map(yamlFiles))
  const paths = [...new Set(lists.flat())].sort()
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })))
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

export interface Place {
  readonly file: string
  readonly line: number | null
}

/** Where the words stand that a finding is about: in the base of its service, in what all share, in the overlay. */
export function placeOf(
  files: readonly SourceFile[],
  environment: Environment,
  overlay: string,
  object: ManifestObject | null,
  words: readonly RegExp[],
): Place {
  const own = environment.services.find(({ name }) => object !== null && name === serviceOf(object))?.manifests
  const folder = join(dirname(environment.cluster.overlay), overlay)
  const isBelow = (path: string, parent: string) => path.startsWith(`${parent}${sep}`)
  const isOfOther = (path: string) =>
    environment.services.some(({ manifests }) => manifests !== own && isBelow(path, manifests)) ||
    (isBelow(path, dirname(folder)) && !isBelow(path, folder))
  const ranked = [
    ...files.filter(({ path }) => isBelow(path, folder)),
    ...files.filter(({ path }) => own !== undefined && isBelow(path, own)),
    ...files.filter(
      ({ path }) => !isBelow(path, folder) && !isOfOther(path) && (own === undefined || !isBelow(path, own)),
    ),
  ]
  const kind = object?.kind ?? null
  for (const pattern of words) {
    for (const { path, text } of ranked) {
      const lines = text.split('\n')
      const index = lines.findIndex((line) => pattern.test(line))
      // A word such as `image:` may stand for any kind: only files that speak of this one count.
      if (index !== -1 && (kind === null || isAbout(text, path, kind))) return { file: path, line: index + 1 }
    }
  }
  return { file: own === undefined ? folder : join(own, 'kustomization.yaml'), line: null }
}

function isAbout(text: string, path: string, kind: string): boolean {
  return basename(path) === 'kustomization.yaml' || new RegExp(`^kind: ${kind}$`, 'm').test(text)
}
