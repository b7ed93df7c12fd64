// `devenv explain`: a code of the catalogue, or a service with what it does and why. Pure.
import { explain } from '../../errors/explain.ts'
import type { ServiceSnapshot, Snapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { secondLine, updateLine } from './detail.ts'
import { count, latency, percent, plural, running } from './format.ts'
import { diagnosticLine, errorsOf } from './place.ts'
import { healthWords, standing } from './state.ts'
import { wrapText } from './wrap-text.ts'

const WIDTH = 78

export function explainLines(code: string): readonly string[] {
  const { meaning, cause, hints, faultWords, exitCode } = explain(code)
  const commands = hints.flatMap(({ command }) => (command === undefined ? [] : [`  ${command}`]))
  return [
    ...wrapText(`${code}  ${meaning}`, WIDTH),
    '',
    'Why',
    ...indent(cause),
    ...indent(`It is ${faultWords}; a command that ends with it has exit code ${exitCode}.`),
    '',
    'What to do',
    ...hints.flatMap(({ label, effect }, index) => numbered(index + 1, `${label}: ${effect}`)),
    ...(commands.length === 0 ? [] : ['', 'From a shell', ...commands]),
  ]
}

export function serviceLines(service: ServiceSnapshot, snapshot: Snapshot, glyphs: Glyphs): readonly string[] {
  const { nowMs } = snapshot
  const since = service.serving.sinceMs
  const age = since === null ? '' : ` (${running(nowMs - since)} old)`
  const mark =
    standing(service) === 'failing' ? glyphs.failed : standing(service) === 'busy' ? glyphs.waiting : glyphs.ready
  const problems = snapshot.problems.filter(({ services }) => services.includes(service.name))
  const second = secondLine(service, nowMs)
  return [
    `${mark} ${service.name}: ${healthWords(service, age)}`,
    `  language   ${service.language}`,
    `  address    ${service.url ?? 'not reachable yet'}`,
    `  pods       ${service.pods.ready} of ${service.pods.wanted} ready, ${plural(service.restarts, 'restart')} that nobody asked for`,
    `  build      #${service.build.number} ${service.build.state}${service.build.errors > 0 ? `, ${plural(service.build.errors, 'error')}` : ''}`,
    `  update     ${updateLine(service, true)}`,
    ...(second === '' ? [] : [`             ${second}`]),
    `  signals    ${signalWords(service)}`,
    ...(service.note === '' ? [] : [`  why        ${service.note}`]),
    ...errorsOf(service.diagnostics)
      .slice(0, 3)
      .map((diagnostic) => `  ${diagnosticLine(diagnostic)}`),
    ...problems.map(({ code, summary }) => `  ${code}     ${summary}: devenv explain ${code}`),
  ]
}

function signalWords({ signals }: ServiceSnapshot): string {
  if (signals === null) return 'unknown'
  const shown = (value: number | null, format: (value: number) => string) => (value === null ? '-' : format(value))
  return `${shown(signals.rps, count)} requests/s, p95 ${shown(signals.p95Ms, latency)}, errors ${shown(signals.errorRate, percent)} %`
}

function numbered(number: number, text: string): readonly string[] {
  return wrapText(text, WIDTH - 5).map((line, at) => (at === 0 ? `  ${number}  ${line}` : `     ${line}`))
}

function indent(text: string): readonly string[] {
  return wrapText(text, WIDTH - 2).map((line) => `  ${line}`)
}
