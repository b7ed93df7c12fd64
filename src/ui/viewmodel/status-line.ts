// The status line: what needs me. Failures first, then holds; empty when nothing does. Pure.
import type { ServiceSnapshot, Snapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { plural } from './format.ts'
import { justified, type Line, lineText, type Span, span, widthOf } from './line.ts'
import { place } from './place.ts'
import { staleWords, standing } from './state.ts'

export function statusLine(snapshot: Snapshot, columns: number, glyphs: Glyphs, right: string): Line {
  const end: Line = snapshot.problems.length > 0 && right !== '' ? [span(right)] : []
  const room = columns - (end.length > 0 ? widthOf(right) + 1 : 0)
  const failing = snapshot.services.filter((service) => standing(service) === 'failing')
  const others = snapshot.problems
    .filter(({ services }) => services.length === 0)
    .map(({ summary }) => span(`${glyphs.failed} ${summary}`, 'bad'))
  const brief = [...failing.map((service) => failure(service, glyphs, false)), ...others]
  const full = [...failing.map((service) => failure(service, glyphs, true)), ...others]
  const holds = snapshot.services
    .filter((service) => standing(service) === 'busy' && service.note.startsWith('waits'))
    .map((service) => span(`${glyphs.waiting} ${service.name} ${service.note}`, 'dim'))
  const candidates = [[...full, ...holds], full, brief]
  const shown = candidates.map(spaced).find((line) => widthOf(lineText(line)) <= room) ?? spaced(brief)
  return justified(shown, end, columns, glyphs.more)
}

function failure(service: ServiceSnapshot, glyphs: Glyphs, isFull: boolean): Span {
  return span(`${glyphs.failed} ${service.name}: ${failureWords(service, isFull)}`, 'bad')
}

function failureWords(service: ServiceSnapshot, isFull: boolean): string {
  const { build, health, lastFailure } = service
  if (health === 'crash' || health === 'probe')
    return service.note === '' ? (health === 'crash' ? 'crashes' : 'not ready') : service.note
  if (build.state === 'failed') {
    const first = service.diagnostics.find(({ severity }) => severity === 'error')
    const at = isFull && first?.at !== undefined ? `, ${place(first.at)}` : ''
    return build.errors === 0 ? `build #${build.number} failed` : `${plural(build.errors, 'build error')}${at}`
  }
  if (lastFailure !== null) return `build #${lastFailure.build} failed in ${lastFailure.phase}`
  return staleWords(service.editsBehind)
}

function spaced(parts: readonly Span[]): Line {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [span('   '), part]))
}
