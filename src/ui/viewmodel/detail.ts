// The lines about the selected service: the rule's title, and the time of its last update with the split. Pure.
import type { ServiceSnapshot } from '../../model/snapshot.ts'
import { median, quantile } from './cells.ts'
import { measured, plural, running } from './format.ts'
import { splitWords } from './split.ts'
import { healthWords } from './state.ts'

/** `orb-core: stale, 3 edits behind, build #41 serves`; wide: with the age of that build. */
export function ruleTitle(service: ServiceSnapshot, nowMs: number, isWide: boolean): string {
  const { sinceMs } = service.serving
  const age = isWide && sinceMs !== null ? ` (${running(nowMs - sinceMs)} old)` : ''
  return `${service.name}: ${healthWords(service, age)}`
}

/** `live 0.9s: detect 21  compile 433 …`; with history also median and p95. */
export function updateLine(service: ServiceSnapshot, hasHistory: boolean): string {
  const { lastUpdate, updates } = service
  if (lastUpdate === null)
    return service.build.state === 'building' ? 'no update measured yet' : 'no update measured yet; save a file of it'
  const time = `${lastUpdate.kind} ${measured(lastUpdate.ms)}: ${splitWords(lastUpdate.split, lastUpdate.kind)}`
  const why = lastUpdate.reason === undefined ? '' : `   not live: ${lastUpdate.reason}`
  if (!hasHistory || updates.length < 2) return time + why
  const times = updates.map(({ ms }) => ms)
  return `${time}   median ${measured(median(times))}  p95 ${measured(quantile(times, 0.95))} of ${times.length}${why}`
}

/** What runs now, else the newest failure, else the files of the last edit. */
export function secondLine(service: ServiceSnapshot, nowMs: number): string {
  const { build, updating, lastFailure } = service
  const files = changedWords(service.lastFiles)
  const changed = files === '' ? '' : `   changed: ${files}`
  if (updating !== null)
    return `now: build #${build.number}, ${updating.phase} ${running(nowMs - updating.sinceMs)}${changed}`
  if (build.state === 'building')
    return `now: build #${build.number}, ${running(nowMs - (build.startedAtMs ?? nowMs))}${changed}`
  if (lastFailure !== null) {
    const split = splitWords(lastFailure.split, 'live')
    return `last try: build #${lastFailure.build}, ${running(nowMs - lastFailure.atMs)} ago, failed in ${lastFailure.phase}${split === '' ? '' : `: ${split}`}${changed}`
  }
  return changed.trim()
}

/** The first file by its name, the others counted. */
function changedWords(files: readonly string[]): string {
  const [first] = files
  if (first === undefined) return ''
  const name = first.split('/').at(-1)!
  return files.length === 1 ? name : `${name}, ${plural(files.length - 1, 'more file')}`
}
