// Objects against the schemas of cluster/schemas, strictly: a field that the API server does not know is a mistake, as it is
// for `kubectl apply --validate=strict`. Own code because the part of JSON Schema that Kubernetes uses is small; the rules in CEL
// that CRDs carry besides are the server's alone.
import { dataOf, type ManifestObject } from './object.ts'

export type Schema = Readonly<Record<string, unknown>>

export interface SchemaSet {
  readonly version: string
  /** `apps/v1 Deployment` -> name of a definition. */
  readonly kinds: Readonly<Record<string, string>>
  readonly definitions: Readonly<Record<string, Schema>>
}

/** One sentence for each mistake; null when no set knows the kind. */
export function schemaMistakes(object: ManifestObject, sets: readonly SchemaSet[]): readonly string[] | null {
  const kind = `${object.apiVersion} ${object.kind}`
  const set = sets.find(({ kinds }) => kind in kinds)
  if (set === undefined) return null
  return mistakes(set.definitions[set.kinds[kind]!]!, object, '', set.definitions, true)
}

type Definitions = SchemaSet['definitions']

const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity'
const quantityPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?$/

/** `isStrict`: fields without a schema are mistakes; inside of oneOf and the like they are not. */
function mistakes(
  schema: Schema,
  value: unknown,
  path: string,
  all: Definitions,
  isStrict: boolean,
): readonly string[] {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = reference.slice('#/definitions/'.length)
    if (name === quantity) return quantityMistakes(value, path)
    return mistakes(all[name] ?? {}, value, path, all, isStrict)
  }
  const wrong = typeMistake(schema, value)
  if (wrong !== null) return [`${path || 'the object'} is ${shown(value)}, wanted ${wrong}`]
  return [
    ...valueMistakes(schema, value, path),
    ...combinedMistakes(schema, value, path, all),
    ...(Array.isArray(value) ? itemMistakes(schema, value, path, all, isStrict) : []),
    ...(isMapping(value) ? fieldMistakes(schema, value, path, all, isStrict) : []),
  ]
}

function quantityMistakes(value: unknown, path: string): readonly string[] {
  if (typeof value === 'number' || (typeof value === 'string' && quantityPattern.test(value))) return []
  return [`${path} is ${shown(value)}, wanted a quantity such as 250m or 256Mi`]
}

/** What was wanted, or null when the type fits. */
function typeMistake(schema: Schema, value: unknown): string | null {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return typeof value === 'string' || Number.isInteger(value) ? null : 'a whole number or a text'
  switch (schema['type']) {
    case 'string':
      return typeof value === 'string' ? null : 'a text'
    case 'integer':
      return Number.isInteger(value) ? null : 'a whole number'
    case 'number':
      return typeof value === 'number' ? null : 'a number'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false'
    case 'array':
      return Array.isArray(value) ? null : 'a list'
    case 'object':
      return isMapping(value) ? null : 'a mapping'
    default:
      return null
  }
}

function valueMistakes(schema: Schema, value: unknown, path: string): readonly string[] {
  const found: string[] = []
  const { enum: choices, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  const say = (wanted: string) => found.push(`${path} is ${shown(value)}, wanted ${wanted}`)
  if (Array.isArray(choices) && !choices.includes(value))
    say(choices.map((choice) => JSON.stringify(choice)).join(' or '))
  if (typeof pattern === 'string' && typeof value === 'string' && !new RegExp(pattern, 'u').test(value))
    say(`a text that matches ${pattern}`)
  if (typeof minimum === 'number' && Number(value) < minimum) say(`${minimum} or more`)
  if (typeof maximum === 'number' && Number(value) > maximum) say(`${maximum} or less`)
  const { length } = typeof value === 'string' || Array.isArray(value) ? value : { length: null }
  const least = typeof value === 'string' ? minLength : minItems
  const most = typeof value === 'string' ? maxLength : maxItems
  if (length !== null && typeof least === 'number' && length < least) say(`${least} at least`)
  if (length !== null && typeof most === 'number' && length > most) say(`${most} at most`)
  return found
}

function combinedMistakes(schema: Schema, value: unknown, path: string, all: Definitions): readonly string[] {
  const fits = (inner: unknown) => mistakes(dataOf(inner), value, path, all, false).length === 0
  const count = (key: string) => (schema[key] as readonly unknown[]).filter(fits).length
  const at = path || 'the object'
  if (Array.isArray(schema['oneOf']) && count('oneOf') !== 1)
    return [`${at} has ${Object.keys(dataOf(value)).join(', ') || shown(value)}, which can not stand together`]
  if (Array.isArray(schema['anyOf']) && count('anyOf') === 0) return [`${at} is ${shown(value)}, which fits nothing`]
  if (schema['not'] !== undefined && fits(schema['not'])) return [`${at} is ${shown(value)}, which may not be`]
  return []
}

function itemMistakes(
  schema: Schema,
  value: readonly unknown[],
  path: string,
  all: Definitions,
  isStrict: boolean,
): readonly string[] {
  const items = dataOf(schema['items'])
  return value.flatMap((item, index) => mistakes(items, item, `${path}[${itemName(item, index)}]`, all, isStrict))
}

function fieldMistakes(
  schema: Schema,
  value: Schema,
  path: string,
  all: Definitions,
  isStrict: boolean,
): readonly string[] {
  const dotted = (key: string) => (path === '' ? key : `${path}.${key}`)
  const properties = dataOf(schema['properties'])
  const rest = schema['additionalProperties']
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true
  const isClosed = isStrict && !isOpen && rest === undefined && 'properties' in schema
  const missing = (Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [])
    .filter((key) => value[key] === undefined)
    .map((key) => `${dotted(key)} is missing`)
  const wrong = Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return []
    if (key in properties) return mistakes(dataOf(properties[key]), inner, dotted(key), all, isStrict)
    if (isMapping(rest)) return mistakes(rest, inner, dotted(key), all, isStrict)
    return isClosed ? [`${dotted(key)} is no field of it`] : []
  })
  return [...missing, ...wrong]
}

/** Items of a list are told by their name where they have one. */
function itemName(item: unknown, index: number): string {
  const { name } = dataOf(item)
  return typeof name === 'string' ? name : String(index)
}

function isMapping(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
