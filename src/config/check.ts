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
  const places = outlines.map(({ name, kind, declaredAt }) => ({ value: name, at: declaredAt, who: kind }))
  return repeated('names', places, (value, who) => `the ${who} name "${value}"`)
}

function equalPorts(
  outlines: readonly Outline[],
  reserved: readonly ReservedPort[],
  environmentAt: SourceLocation,
  locate: Locate,
): readonly ConfigProblem[] {
  const places = outlines.flatMap(({ name, port, declaredAt }) => {
    return port === null ? [] : [{ value: String(port), at: locate(declaredAt, ['port']), who: name }]
  })
  const ours = reserved.map(({ port, key }) => {
    return { value: String(port), at: locate(environmentAt, key), who: key.join('.') }
  })
  return repeated('ports', [...places, ...ours], (value, who) => `port ${value} of ${who}`)
}

interface Place {
  readonly value: string
  readonly at: SourceLocation
  readonly who: string
}

function repeated(
  what: string,
  places: readonly Place[],
  words: (value: string, who: string) => string,
): readonly ConfigProblem[] {
  return [...Map.groupBy(places, ({ value }) => value)].flatMap(([value, [first, ...others]]): ConfigProblem[] => {
    if (first === undefined || others.length === 0) return []
    const also = others.map(({ at, who }) => ({ at, text: `${words(value, who)}: the same` }))
    const text = `${words(value, first.who)} is taken twice`
    return [{ code: 'DE0606', text, at: first.at, also, values: { what, value } }]
  })
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
        return { code: 'DE0602', text, at: locate(outline.declaredAt, [key], name), values: {} }
      })
    })
  })
}

/** Requests to services that are nowhere. */
export function checkTraffic(
  { traffic }: { readonly traffic: readonly { readonly service: string }[] },
  outlines: readonly Outline[],
  at: SourceLocation,
  locate: Locate,
): readonly ConfigProblem[] {
  const valid = outlines.filter(({ kind }) => kind === 'service').map(({ name }) => name)
  return traffic.flatMap(({ service }, index): ConfigProblem[] => {
    if (valid.includes(service)) return []
    const nearest = nearestName(service, valid)
    const help = nearest === null ? `there are ${anyOf(valid)}` : `did you mean "${nearest}"?`
    const text = `traffic[${index}].service: there is no service ${show(service)}; ${help}`
    return [{ code: 'DE0602', text, at: locate(at, ['traffic', 'service'], service), values: {} }]
  })
}

/** One circle at a time: cutting it may open the others too. */
function circles(outlines: readonly Outline[], locate: Locate): readonly ConfigProblem[] {
  const services = new Map(outlines.filter(({ kind }) => kind === 'service').map((outline) => [outline.name, outline]))
  const cycle = findCycle([...services.keys()], (name) => services.get(name)?.calls ?? [])
  if (cycle === null) return []
  const path = cycle.join(' -> ')
  const edges = cycle.slice(0, -1).map((name, index) => {
    const called = cycle[index + 1]!
    return { text: `${name} calls ${called}`, at: locate(services.get(name)!.declaredAt, ['calls'], called) }
  })
  const [first, ...also] = edges
  const text = `services call each other in a circle, ${path}: ${first!.text}`
  return [{ code: 'DE0605', text, at: first!.at, also, values: { path } }]
}
