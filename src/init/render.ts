// Tiltfile.ts as text, in the style of this one: two spaces, single quotes, 120 columns.
import type { Draft, DraftLibrary, DraftService } from './draft.ts'

const maxWidth = 120

export function tiltfileText(draft: Draft, hasTypes: boolean): string {
  const body = [
    `name: ${quote(draft.name)},`,
    ...(draft.libraries.length === 0 ? [] : ['libraries: [', ...indent(draft.libraries.flatMap(libraryLines)), '],']),
    'services: [',
    ...indent(draft.services.flatMap(serviceLines)),
    '],',
    ...clusterLines(draft),
  ]
  return `${[
    ...(hasTypes ? ['/// <reference path="devenv.d.ts" />'] : []),
    ...comment(
      'Written by `devenv init` from what it found here; it is yours now. A comment beside a value says where it comes from, "Guess" what nobody said. `devenv up` builds, runs and watches it all.',
    ),
    ...draft.head.flatMap((text) => comment(text)),
    `import { ${importsOf(draft).join(', ')} } from 'devenv'`,
    '',
    'export default defineEnvironment({',
    ...indent(body),
    '})',
  ].join('\n')}\n`
}

function importsOf({ services, libraries }: Draft): readonly string[] {
  const names = [
    'defineEnvironment',
    'service',
    ...services.map(({ build }) => (build.kind === 'cpp' ? 'cppBuild' : 'adaBuild')),
    ...services.map(({ probePath }) => (probePath === null ? 'tcpProbe' : 'httpProbe')),
    ...(libraries.length === 0 ? [] : ['library']),
  ]
  return [...new Set(names)].sort()
}

function libraryLines({ name, language, folders }: DraftLibrary): readonly string[] {
  return [`library(${quote(name)}, { language: ${quote(language)}, sources: ${list(folders)} }),`]
}

function serviceLines(service: DraftService): readonly string[] {
  const { name, remarks, port, portRemark, sources, libraries, calls, probePath, probeRemark, args, argsRemark, env } =
    service
  const key = (text: string, remark: string) => withRemark(`${text},`, remark)
  return [
    ...remarks.flatMap((text) => comment(text)),
    `service(${quote(name)}, {`,
    ...indent([
      ...key(`port: ${port}`, portRemark),
      ...buildLines(service),
      ...(sources === null ? [] : key(`sources: ${list(sources)}`, '')),
      ...(libraries.length === 0 ? [] : key(`libraries: ${list(libraries)}`, '')),
      ...(calls.length === 0
        ? []
        : key(`calls: ${list(calls.map((call) => call.name))}`, calls.map(({ remark }) => remark).join('; '))),
      ...key(probePath === null ? 'probe: tcpProbe()' : `probe: httpProbe(${quote(probePath)})`, probeRemark),
      ...(args.length === 0 ? [] : key(`args: ${list(args)}`, argsRemark)),
      ...(env.length === 0
        ? []
        : [
            'env: {',
            ...indent(env.flatMap(({ name: variable, value, remark }) => key(`${variable}: ${quote(value)}`, remark))),
            '},',
          ]),
    ]),
    '}),',
  ]
}

function buildLines({ name, build }: DraftService): readonly string[] {
  if (build.kind === 'cpp') {
    return call('build: cppBuild', [
      `sourceDir: ${quote(build.sourceDir)}`,
      ...(build.target === name ? [] : [`target: ${quote(build.target)}`]),
      ...(build.output === name ? [] : [`output: ${quote(build.output ?? name)}`]),
      `buildType: 'Debug'`,
    ])
  }
  const scenario = Object.entries(build.scenario).map(([key, value]) => `${key}: ${quote(value)}`)
  return call('build: adaBuild', [
    `projectFile: ${quote(build.projectFile)}`,
    `main: ${quote(build.main)}`,
    ...(build.output === `${name}/bin/${name}` ? [] : [`output: ${quote(build.output ?? name)}`]),
    ...(scenario.length === 0 ? [] : [`scenario: { ${scenario.join(', ')} }`]),
  ])
}

/** On one line when it fits, eight columns of indentation counted. */
function call(name: string, keys: readonly string[]): readonly string[] {
  const line = `${name}({ ${keys.join(', ')} }),`
  if (line.length + 6 <= maxWidth) return [line]
  return [`${name}({`, ...indent(keys.map((key) => `${key},`)), '}),']
}

function clusterLines({ moved }: Draft): readonly string[] {
  const keys = Object.entries(moved).flatMap(([name, port]) => (port === null ? [] : [`${name}: ${port}`]))
  return keys.length === 0 ? [] : [`cluster: { ${keys.join(', ')} }, // a service has devenv's usual one`]
}

function withRemark(line: string, remark: string): readonly string[] {
  if (remark === '') return [line]
  const whole = `${line} // ${remark}`
  return whole.length + 6 <= maxWidth ? [whole] : [...comment(remark, maxWidth - 10), line]
}

function comment(text: string, width = maxWidth - 6): readonly string[] {
  const lines: string[] = []
  for (const word of text.replace(/[\r\n]+/g, ' ').split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(`// ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const indent = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `  ${line}`))
const list = (words: readonly string[]) => `[${words.map(quote).join(', ')}]`

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
}
