// Who calls whom, seen by ports, addresses, environment variables and compose files; and the variables that say where.
import type { Candidate } from './candidates.ts'
import { wordsOf } from './seen/patterns.ts'

export interface Named {
  readonly name: string
  readonly candidate: Candidate
  readonly port: number
}

export interface Call {
  readonly to: string
  readonly remark: string
}

export interface Variable {
  readonly name: string
  readonly value: string
  readonly remark: string
}

const addressWords = new Set(
  'url uri addr address host hostname port endpoint service server target base grpc http'.split(' '),
)

export function callsOf(from: Named, all: readonly Named[], meanings: ReadonlyMap<string, Candidate>): readonly Call[] {
  const { code, containers } = from.candidate
  const others = all.filter((other) => other !== from)
  const byWord = (words: readonly string[]) =>
    others.find(({ candidate }) => words.some((word) => meanings.get(word) === candidate))
  const byPort = (port: number) => others.find((other) => other.port === port)
  const calls: Call[] = []
  const add = (other: Named | undefined, remark: string) => {
    if (other !== undefined && !calls.some(({ to }) => to === other.name)) calls.push({ to: other.name, remark })
  }
  for (const { value, at } of code.addresses)
    add(byWord([value.host.toLowerCase(), ...wordsOf(value.host)]) ?? byPort(value.port), at)
  for (const { value, at } of code.variables) add(calledBy(value, from, byWord, byPort), `${value.name}, ${at}`)
  for (const { value, at } of code.ports) {
    const other = byWord(wordsOf(value.name))
    const differs = other === undefined || other.port === value.port ? '' : `, which says ${value.port}`
    if (value.port !== from.port) add(other, `${at}${differs}`)
  }
  const isNamed = (other: Named, text: string) => [other.name, other.candidate.program.name].includes(text)
  for (const { value, at } of code.names)
    add(
      others.find((other) => isNamed(other, value)),
      at,
    )
  for (const { dependsOn, at } of containers)
    for (const name of dependsOn) add(byWord([name.toLowerCase(), ...wordsOf(name)]), at)
  return calls
}

/** Variables that name another service get its address of the moment, which another workspace may have moved. */
export function variablesFor(
  from: Named,
  all: readonly Named[],
  meanings: ReadonlyMap<string, Candidate>,
): readonly Variable[] {
  const { code, containers } = from.candidate
  const others = all.filter((other) => other !== from)
  const byWord = (words: readonly string[]) =>
    others.find(({ candidate }) => words.some((word) => meanings.get(word) === candidate))
  const byPort = (port: number) => others.find((other) => other.port === port)
  const given = Object.assign({}, ...containers.map(({ variables }) => variables).reverse()) as Record<string, string>
  const read = new Map(code.variables.map(({ value, at }) => [value.name, { value, at }]))
  const names = [...new Set([...read.keys(), ...Object.keys(given)])]
  return names.flatMap((name): Variable[] => {
    const seen = read.get(name)
    const example = given[name] ?? seen?.value.byDefault ?? ''
    const remark = seen?.at ?? containers.find(({ variables }) => variables[name] !== undefined)?.at ?? ''
    const other = calledBy({ name, byDefault: example }, from, byWord, byPort)
    if (other !== undefined) return [{ name, value: addressFor(name, example, other), remark }]
    // What a container is given and the code reads; a secret is nothing for a file that is committed.
    if (given[name] === undefined || seen === undefined || wordsOf(name).includes('port') || isSecret(name)) return []
    return [{ name, value: given[name], remark }]
  })
}

function calledBy(
  { name, byDefault }: { readonly name: string; readonly byDefault: string | null },
  from: Named,
  byWord: (words: readonly string[]) => Named | undefined,
  byPort: (port: number) => Named | undefined,
): Named | undefined {
  const words = wordsOf(name)
  if (!words.some((word) => addressWords.has(word))) return undefined
  const rest = words.filter((word) => !addressWords.has(word))
  const [, host = '', written = '0'] =
    /^(?:\w+:\/\/)?([A-Za-z][\w.-]*|\d+\.\d+\.\d+\.\d+)?:?(\d{2,5})?(?:\/.*)?$/.exec(byDefault ?? '') ?? []
  const port = Number(written)
  const named = byWord([...rest, host.toLowerCase(), ...wordsOf(host)])
  return named ?? (rest.length > 0 && port !== from.port ? byPort(port) : undefined)
}

function addressFor(name: string, example: string, { name: service }: Named): string {
  const variable = service.toUpperCase().replaceAll('-', '_')
  const host = `$(${variable}_SERVICE_HOST)`
  const port = `$(${variable}_SERVICE_PORT)`
  const words = wordsOf(name)
  if (words.at(-1) === 'port') return port
  if (words.at(-1) === 'host' || words.at(-1) === 'hostname') return host
  const written = /^(\w+:\/\/)?[^/:\s]+(?::\d+)?(\/.*)?$/.exec(example)
  const scheme = written?.[1] ?? (/^(url|uri)$/.test(words.at(-1) ?? '') ? 'http://' : '')
  return `${scheme}${host}:${port}${written?.[2] ?? ''}`
}

const isSecret = (name: string) => /SECRET|PASSWORD|PASSWD|TOKEN|KEY|CREDENTIAL/i.test(name)

/** Edges that close no circle, in their order; the start order of a circle has no first one. */
export function withoutCircles(calls: ReadonlyMap<string, readonly Call[]>): {
  readonly kept: ReadonlyMap<string, readonly Call[]>
  readonly dropped: ReadonlyMap<string, readonly Call[]>
} {
  const kept = new Map<string, Call[]>()
  const dropped = new Map<string, Call[]>()
  const reaches = (from: string, to: string): boolean =>
    from === to || (kept.get(from) ?? []).some((call) => reaches(call.to, to))
  for (const [from, list] of calls) {
    for (const call of list) {
      const target = reaches(call.to, from) ? dropped : kept
      target.set(from, [...(target.get(from) ?? []), call])
    }
  }
  return { kept, dropped }
}
