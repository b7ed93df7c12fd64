// The list of codes in docs/troubleshooting.md, from the catalogue.
import { catalog } from '../../src/errors/catalog.ts'
import { explain } from '../../src/errors/explain.ts'

const groups: Readonly<Record<string, string>> = {
  '01': 'Host and tools',
  '02': 'Cluster',
  '03': 'Build',
  '04': 'Deploy and run',
  '05': 'Observe',
  '06': 'Configuration and command line',
  '07': 'Session',
  '09': 'devenv itself',
}

/** Each code has an anchor of its own, so that links outlive a change of its words. */
export function errorsReference(): string {
  const codes = catalog().map(({ code }) => code)
  const lost = codes.filter((code) => groups[groupOf(code)] === undefined)
  if (lost.length > 0) throw new Error(`no group for ${lost.join(', ')}`)
  return Object.entries(groups)
    .flatMap(([group, title]) => [
      `### ${title}`,
      '',
      ...codes.filter((code) => groupOf(code) === group).flatMap((code) => [...entryLines(code), '']),
    ])
    .join('\n')
    .trimEnd()
}

function groupOf(code: string): string {
  return code.slice(2, 4)
}

function entryLines(code: string): readonly string[] {
  const { meaning, cause, hints, faultWords, exitCode } = explain(code)
  const remedies = hints.flatMap(({ label, effect, command }) => [
    `- ${escaped(label)}: ${escaped(effect)}`,
    ...(command === undefined ? [] : ['', '  ```sh', `  ${command}`, '  ```', '']),
  ])
  const lines = [
    `#### <a id="${code.toLowerCase()}"></a>${code}: ${escaped(meaning)}`,
    '',
    escaped(cause),
    '',
    `It is ${faultWords}; exit code ${exitCode}. What to do:`,
    '',
    ...remedies,
  ]
  while (lines.at(-1) === '') lines.pop()
  return lines
}

/** Angle brackets would be read as HTML. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<')
}
