// The reference part of docs/tiltfile.md, one table for each function of Tiltfile.ts.
import { type Key, readTypes } from './types.ts'

/** A heading, the function whose comment stands below it, the interface of its options. */
const sections = [
  { heading: 'defineEnvironment({ … })', of: 'defineEnvironment', options: 'EnvironmentOptions' },
  { heading: 'service(name, { … })', of: 'service', options: 'ServiceOptions' },
  { heading: 'library(name, { … })', of: 'library', options: 'LibraryOptions' },
  { heading: 'request(service, { … })', of: 'request', options: 'RequestOptions' },
  { heading: 'cppBuild({ … })', of: 'cppBuild', options: 'CppBuildOptions' },
  { heading: 'adaBuild({ … })', of: 'adaBuild', options: 'AdaBuildOptions' },
] as const

const probes = [
  { call: 'httpProbe(path, { port })', of: 'httpProbe', options: 'HttpProbe' },
  { call: 'tcpProbe({ port })', of: 'tcpProbe', options: 'TcpProbe' },
  { call: 'execProbe(command)', of: 'execProbe', options: 'ExecProbe' },
] as const

export function keysReference(): string {
  const { interfaces, functions } = readTypes()
  const keysOf = (name: string) => known(interfaces.get(name), name).filter(({ name: key }) => key !== 'kind')
  const tables = sections.flatMap(({ heading, of, options }) => [
    `### ${heading}`,
    '',
    known(functions.get(of), of),
    '',
    '| key | type | default | means |',
    '|---|---|---|---|',
    ...keysOf(options).map(row),
    '',
  ])
  const probeRows = probes.map(({ call, of, options }) => {
    const more = keysOf(options).flatMap(({ default: byDefault, name }) =>
      byDefault === null ? [] : [`Default of \`${name}\`: ${byDefault}.`],
    )
    return `| \`${call}\` | ${cell([known(functions.get(of), of), ...more].join(' '))} |`
  })
  return [...tables, '### Probes', '', '| call | means |', '|---|---|', ...probeRows].join('\n')
}

function row({ name, type, isOptional, means, default: byDefault }: Key): string {
  const when = byDefault ?? (type === 'object' ? '' : isOptional ? 'none' : 'required')
  return `| \`${name}\` | \`${cell(type)}\` | ${cell(literal(when))} | ${cell(means)} |`
}

/** Numbers and words of code look like code. */
function literal(words: string): string {
  return words.replace(/^(\d+|true|false)\b/, '`$1`')
}

function cell(words: string): string {
  return words.replaceAll('|', '\\|')
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`src/config/api.ts exports no ${name}`)
  return value
}
