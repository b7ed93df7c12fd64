// What single declarations can not see: equal names and ports, names that are nowhere, circles of calls.
import { findCycle } from '../model/cycle.ts'
import type { SourceLocation } from '../model/environment.ts'
import type { Locate } from './locate.ts'
import { nearestName } from './nearest-name.ts'
import { anyOf, type ConfigProblem, show } from './problem.ts'

/** What was declared, as far as it can be read: a declaration with other problems takes part too. */
export interface Outline {
  readonly kind: 'service' | 'library'
  readonly name: string
  readonly port: number | null
  readonly calls: readonly string[]
  readonly libraries: readonly string[]
  readonly declaredAt: SourceLocation
}

export interface ReservedPort {
  readonly port: number
  readonly key: readonly string[]
}

export function checkTogether(
  outlines: readonly Outline[],
  reserved: readonly ReservedPort[],
  environmentAt: SourceLocation,
  locate: Locate,
): readonly ConfigProblem[] {
  return [
    ...equalNames(outlines),
    ...equalPorts(outlines, reserved, environmentAt, locate),
    ...unknownNames(outlines, locate),
    ...circles(outlines, locate),
  ]
}

function equalNames(outlines: readonly Outline[]): readonly ConfigProblem[] {
  return repeated(outlines.map((outline) => ({ key: outline.name, at: outline.declaredAt, what: outline.kind }))).map(
    ({ key, at, what }) => {
      const text = `the ${what} name "${key}" is declared twice`
      return { code: 'DE0606', text, at, values: { what: 'names', value: key } }
    },
  )
}

function equalPorts(
  outlines: readonly Outline[],
  reserved: readonly ReservedPort[],
  environmentAt: SourceLocation,
  locate: Locate,
): readonly ConfigProblem[] {
  const places = outlines.flatMap(({ name, port, declaredAt }) => {
    return port === null ? [] : [{ key: String(port), at: locate(declaredAt, ['port']), what: name }]
  })
  const ours = reserved.map(({ port, key }) => {
    return { key: String(port), at: locate(environmentAt, key), what: key.join('.') }
  })
  return repeated([...places, ...ours]).map(({ key, at, who }) => {
    const text = `port ${key} is used by ${who.join(' and ')}`
    return { code: 'DE0606', text, at, values: { what: 'ports', value: key } }
  })
}

interface Place {
  readonly key: string
  readonly at: SourceLocation
  readonly what: string
}

function repeated(places: readonly Place[]) {
  return [...Map.groupBy(places, ({ key }) => key)]
    .filter(([, group]) => group.length > 1)
    .map(([key, group]) => ({
      key,
      at: group.map(({ at }) => at),
      what: group.at(-1)!.what,
      who: group.map(({ what }) => what),
    }))
}

function unknownNames(outlines: readonly Outline[], locate: Locate): readonly ConfigProblem[] {
  return outlines.flatMap((outline) => {
    return (['calls', 'libraries'] as const).flatMap((key) => {
      const kind = key === 'calls' ? 'service' : 'library'
      const valid = outlines.filter((other) => other.kind === kind).map(({ name }) => name)
      const missing = outline[key].filter((name) => !valid.includes(name))
      return missing.map((name): ConfigProblem => {
        const nearest = nearestName(name, valid)
        const others = valid.length === 0 ? 'there is none' : `there are ${anyOf(valid)}`
        const help = nearest === null ? others : `did you mean "${nearest}"?`
        const text = `service "${outline.name}" ${key}: there is no ${kind} ${show(name)}; ${help}`
        return { code: 'DE0602', text, at: [locate(outline.declaredAt, [key], name)], values: {} }
      })
    })
  })
}

/** One circle at a time: cutting it may open the others too. */
function circles(outlines: readonly Outline[], locate: Locate): readonly ConfigProblem[] {
  const services = new Map(outlines.filter(({ kind }) => kind === 'service').map((outline) => [outline.name, outline]))
  const cycle = findCycle([...services.keys()], (name) => services.get(name)?.calls ?? [])
  if (cycle === null) return []
  const path = cycle.join(' -> ')
  const at = cycle
    .slice(0, -1)
    .map((name, index) => locate(services.get(name)!.declaredAt, ['calls'], cycle[index + 1]))
  return [{ code: 'DE0605', text: `services call each other in a circle: ${path}`, at, values: { path } }]
}
