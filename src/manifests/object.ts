// An object of a manifest, and how a place in it is read without trusting its shape.
import { isAlias, isMap, parseAllDocuments } from 'yaml'
import type { KubeObject } from '../clients/kube/kube.ts'

export type Data = Readonly<Record<string, unknown>>

export type ManifestObject = KubeObject & Data

/** One overlay, rendered. */
export interface Overlay {
  readonly name: string
  readonly objects: readonly ManifestObject[]
}

export const NAME = 'app.kubernetes.io/name'

/** The objects of a YAML stream; documents that are no objects of Kubernetes are left out. */
export function parseManifests(text: string): readonly ManifestObject[] {
  return parseAllDocuments(text).flatMap((document): ManifestObject[] => {
    if (!isMap(document.contents) || isAlias(document.contents)) return []
    const object: unknown = document.toJS({ maxAliasCount: 100 })
    return isManifestObject(object) ? [object] : []
  })
}

function isManifestObject(value: unknown): value is ManifestObject {
  const { apiVersion, kind, metadata } = dataOf(value)
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof dataOf(metadata)['name'] === 'string'
}

/** `Deployment polyorb/orb-core` */
export function objectName({ kind, metadata }: ManifestObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`
}

/** The service it belongs to; null: to all of its namespace. */
export function serviceOf({ metadata }: ManifestObject): string | null {
  return metadata.labels?.[NAME] ?? null
}

export function ofKind(objects: readonly ManifestObject[], kind: string): readonly ManifestObject[] {
  return objects.filter((object) => object.kind === kind)
}

/** What lies at `path`; undefined where a step is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)]
    return dataOf(inner)[step]
  }, value)
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

export function dataAt(value: unknown, ...path: readonly (string | number)[]): Data {
  return dataOf(at(value, ...path))
}

export function dataOf(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {}
}

/** True when every label of the selector is among the labels. */
export function selects(selector: Data, labels: Data): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}
