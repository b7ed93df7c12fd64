// Two overlays side by side, in the words that people have for the fields. What differs alike in many objects is said once.
import { at, dataOf, type ManifestObject, type Overlay, serviceOf } from './object.ts'

export interface Difference {
  /** Field by field: `replicas`, `requests of cpu`. */
  readonly field: string
  readonly kind: string
  /** Names of the objects in which it differs so. */
  readonly objects: readonly string[]
  /** How many objects of the kind both have. */
  readonly of: number
  readonly from: string | null
  readonly to: string | null
}

export interface Comparison {
  readonly differences: readonly Difference[]
  /** Objects that only one has. */
  readonly onlyLeft: readonly string[]
  readonly onlyRight: readonly string[]
}

export function compareOverlays(left: Overlay, right: Overlay): Comparison {
  const [ours, theirs] = [byIdentity(left), byIdentity(right)]
  const both = [...ours.keys()].filter((key) => theirs.has(key))
  const counts = Map.groupBy(both, (key) => ours.get(key)!.kind)
  const found = new Map<string, { difference: Omit<Difference, 'objects'>; objects: string[] }>()
  for (const key of both) {
    const [a, b] = [ours.get(key)!, theirs.get(key)!]
    const [before, after] = [fieldsOf(a, left), fieldsOf(b, right)]
    for (const path of new Set([...before.keys(), ...after.keys()])) {
      const [from, to] = [before.get(path) ?? null, after.get(path) ?? null]
      if (from === to) continue
      const difference = { field: words(a.kind, path), kind: a.kind, of: counts.get(a.kind)!.length, from, to }
      const id = JSON.stringify(difference)
      const entry = found.get(id) ?? { difference, objects: [] }
      entry.objects.push(identityName(a))
      found.set(id, entry)
    }
  }
  const only = (mine: typeof ours, others: typeof ours) => [...mine.keys()].filter((key) => !others.has(key))
  return {
    differences: [...found.values()].map(({ difference, objects }) => ({ ...difference, objects })),
    onlyLeft: only(ours, theirs),
    onlyRight: only(theirs, ours),
  }
}

/** For people: by kind of object, then by field. */
export function differenceLines(
  { differences, onlyLeft, onlyRight }: Comparison,
  left: string,
  right: string,
): readonly string[] {
  const groups = Map.groupBy(differences, ({ kind }) => kind)
  const lines = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, ofKind]) => [
      kind,
      ...ofKind.map((one) => `  ${who(one)}: ${one.field} ${one.from ?? '(none)'} -> ${one.to ?? '(none)'}`),
    ])
  const only = [
    ...summed(onlyLeft).map((words) => `  only in ${left}: ${words}`),
    ...summed(onlyRight).map((words) => `  only in ${right}: ${words}`),
  ]
  return lines.length + only.length === 0
    ? [`${left} and ${right} are the same`]
    : [...lines, ...(only.length === 0 ? [] : ['objects', ...only])]
}

function who({ objects, of }: Difference): string {
  if (objects.length === of && of > 2) return `all ${of}`
  return objects.join(', ')
}

/** `16 NetworkPolicy`, or the one name. */
function summed(keys: readonly string[]): readonly string[] {
  const groups = Map.groupBy(keys, (key) => key.split(' ')[0]!)
  return [...groups].map(([kind, all]) => (all.length > 3 ? `${all.length} ${kind}` : all.join(', ')))
}

/** Without what the name of an overlay adds: its namespace, the hash of a ConfigMap. */
function byIdentity({ objects }: Overlay): ReadonlyMap<string, ManifestObject> {
  return new Map(objects.map((object) => [`${object.kind} ${identityName(object)}`, object]))
}

function identityName(object: ManifestObject): string {
  const { kind, metadata } = object
  const service = serviceOf(object)
  if (kind === 'ConfigMap' && service !== null) return service
  if (service !== null) return metadata.name
  const area = /^[a-z0-9]+/.exec(metadata.namespace ?? metadata.name)?.[0] ?? ''
  return kind === 'Namespace' ? area : `${area}/${metadata.name}`
}

/** Leaves by their paths; the hash of a ConfigMap's name says nothing that its data does not. */
function fieldsOf(object: ManifestObject, overlay: Overlay): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const maps = new Map(
    overlay.objects.flatMap((one) =>
      one.kind === 'ConfigMap' ? [[one.metadata.name, serviceOf(one) ?? one.metadata.name]] : [],
    ),
  )
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item !== 'object')) fields.set(path, value.join(', ') || '(empty)')
      else for (const [index, item] of value.entries()) walk(item, `${path}[${itemName(item, index)}]`)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(dataOf(value))) walk(inner, path === '' ? key : `${path}.${key}`)
    } else fields.set(path, maps.get(String(value)) ?? String(value))
  }
  walk(object, '')
  if (object.kind === 'ConfigMap') fields.delete('metadata.name')
  // Said once, by the Namespace itself.
  fields.delete('metadata.namespace')
  return fields
}

/** A subject of a RoleBinding is a value by its name, everything else a place. */
function itemName(item: unknown, index: number): string {
  const name = at(item, 'name')
  return typeof name === 'string' && at(item, 'apiGroup') === undefined ? name : String(index)
}

const known: readonly (readonly [RegExp, string])[] = [
  [/^HorizontalPodAutoscaler spec\.minReplicas$/, 'replicas'],
  [/^HorizontalPodAutoscaler spec\.maxReplicas$/, 'most replicas'],
  [/^Deployment spec\.replicas$/, 'replicas'],
  [/^Deployment spec\.template\.spec\.containers\[service\]\.resources\.(requests|limits)\.(\w+)$/, '$2 $1'],
  [/^Deployment spec\.template\.spec\.containers\[(\w+)\]\.image$/, 'image'],
  [/^Deployment spec\.template\.spec\.containers\[service\]\.(\w+)Probe\.(\w+)$/, '$1 probe $2'],
  [/^Deployment spec\.template\.metadata\.(labels|annotations)\.(.+)$/, 'pod $1 $2'],
  [/^Deployment spec\.template\.spec\.containers\[service\]\.(.+)$/, 'container $1'],
  [/^Deployment spec\.template\.spec\.(.+)$/, 'pod $1'],
  [/^ConfigMap data\.(\w+)$/, '$1'],
  [/^Namespace metadata\.name$/, 'name'],
  [/^RoleBinding subjects\[.*\]\.name$/, 'group'],
]

function words(kind: string, path: string): string {
  const full = `${kind} ${path}`
  for (const [pattern, text] of known) if (pattern.test(full)) return full.replace(pattern, text)
  return path
}
