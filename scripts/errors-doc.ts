// Writes docs/errors.md from the catalogue: node scripts/errors-doc.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalog } from '../src/errors/catalog.ts'
import { explain } from '../src/errors/explain.ts'

const GROUPS: Readonly<Record<string, string>> = {
  '01': 'Host and tools',
  '02': 'Cluster',
  '03': 'Build',
  '04': 'Deploy and run',
  '05': 'Observe',
  '06': 'Configuration and command line',
  '07': 'Session',
  '09': 'devenv itself',
}

export const errorsDocPath = join(import.meta.dirname, '../docs/errors.md')

export function errorsDoc(): string {
  const intro = [
    '# Errors',
    '',
    'Every error and problem has a code that never changes its meaning. `devenv explain DE0104` prints what follows for one of them.',
    'This page is made from the catalogue in `src/errors/` by `node scripts/errors-doc.ts`.',
    '',
    '| exit code | when |',
    '| --: | --- |',
    '| 0 | fine; also when a session ends in which services fail |',
    '| 1 | a service failed to build, deploy or get ready |',
    '| 2 | usage: unknown command, flag or service name |',
    '| 3 | configuration: Tiltfile.ts and what it names |',
    '| 4 | environment: Docker, tools, ports, disk, cluster |',
    '| 5 | bug in devenv |',
    '| 130, 143 | interrupted, terminated |',
  ]
  const groups = Object.entries(GROUPS).flatMap(([group, title]) => {
    const codes = catalog()
      .map(({ code }) => code)
      .filter((code) => code.slice(2, 4) === group)
    return ['', `## ${title}`, ...codes.flatMap(entryLines)]
  })
  return `${[...intro, ...groups].join('\n')}\n`
}

function entryLines(code: string): readonly string[] {
  const { meaning, cause, hints, exitCode } = explain(code)
  const remedies = hints.flatMap(({ label, effect, command }) => [
    `- ${escaped(label)}: ${escaped(effect)}`,
    ...(command === undefined ? [] : ['', '  ```sh', `  ${command}`, '  ```', '']),
  ])
  return [
    '',
    `### ${code}: ${escaped(meaning)}`,
    '',
    escaped(cause),
    '',
    `Exit code ${exitCode}. What to do:`,
    '',
    ...remedies,
  ].filter((line, at, all) => !(line === '' && all[at - 1] === ''))
}

/** Angle brackets would be read as HTML. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<')
}

if (process.argv[1] === import.meta.filename) writeFileSync(errorsDocPath, errorsDoc())
