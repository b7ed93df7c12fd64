// One service as the cells of its row. Pure.
import type { RuntimeKind } from '../../model/environment.ts'
import type { ServiceSnapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { count, cpu, latency, measured, memory, percent, running } from './format.ts'
import type { Style } from './line.ts'
import { hasFailedUpdate, staleWords } from './state.ts'

interface Cell {
  readonly text: string
  readonly style?: Style
}

export type CellName =
  | 'service'
  | 'lang'
  | 'build'
  | 'update'
  | 'age'
  | 'health'
  | 'pods'
  | 'rst'
  | 'cpu'
  | 'mem'
  | 'rps'
  | 'last'
  | 'p50'
  | 'p95'
  | 'err'
  | 'note'

export type Cells = Readonly<Record<CellName, Cell>>

export interface CellContext {
  readonly glyphs: Glyphs
  readonly nowMs: number
  /** Of local processes, when not given of pods. */
  readonly runtime?: RuntimeKind
}

/** ERR% above this gets `!` in front. */
const errorLimit = 0.01

export function cells(service: ServiceSnapshot, context: CellContext): Cells {
  const { signals } = service
  return {
    service: { text: service.name },
    lang: { text: service.language },
    build: buildCell(service, context),
    update: updateCell(service, context),
    age: ageCell(service, context),
    health: healthCell(service, context),
    pods:
      context.runtime === 'process'
        ? known(service.pid, String)
        : { text: `${service.pods.ready}/${service.pods.wanted}` },
    rst: { text: service.restarts > 999 ? '1k' : String(service.restarts) },
    cpu: known(signals?.cpu, cpu),
    mem: known(signals?.memoryBytes, memory),
    rps: known(signals?.rps, count),
    last: { text: sparkline(service.rpsHistory, context.glyphs) },
    p50: known(signals?.p50Ms, latency),
    p95: known(signals?.p95Ms, latency),
    err: errorCell(signals?.errorRate),
    note: noteCell(service),
  }
}

/** The spinner's frame: ten a second, by the session's clock. */
export function spinner({ glyphs, nowMs }: CellContext): string {
  return glyphs.running[Math.floor(nowMs / 100) % glyphs.running.length]!
}

/** A total over twice the median of at least five updates. */
function isSlow(service: ServiceSnapshot): boolean {
  const { lastUpdate, updates } = service
  if (lastUpdate === null) return false
  const like = updates.filter(({ kind }) => kind === lastUpdate.kind)
  return like.length >= 5 && lastUpdate.ms > 2 * median(like.map(({ ms }) => ms))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

const DASH: Cell = { text: '-', style: 'dim' }

function buildCell(service: ServiceSnapshot, context: CellContext): Cell {
  const { build } = service
  const { glyphs } = context
  switch (build.state) {
    case 'none':
      return service.paused ? { text: `${glyphs.waiting} paused`, style: 'dim' } : DASH
    case 'queued':
    case 'paused':
      return { text: `${glyphs.waiting} ${build.state}`, style: 'dim' }
    case 'building':
      return {
        text: `${spinner(context)} build ${running(context.nowMs - (build.startedAtMs ?? context.nowMs))}`,
        style: 'busy',
      }
    case 'built':
      return { text: build.ms === null ? glyphs.ok : `${glyphs.ok} ${measured(build.ms)}`, style: 'good' }
    case 'failed':
      return { text: `${glyphs.failed} failed`, style: 'bad' }
    case 'cancelled':
      return { text: `${glyphs.waiting} cancelled`, style: 'dim' }
  }
}

function updateCell(service: ServiceSnapshot, context: CellContext): Cell {
  const { updating, lastUpdate, lastFailure } = service
  if (updating !== null) return { text: `${spinner(context)} ${updating.phase}`, style: 'busy' }
  if (hasFailedUpdate(service)) return { text: `${context.glyphs.failed} ${lastFailure?.phase}`, style: 'bad' }
  if (lastUpdate === null) return DASH
  const slow = isSlow(service)
  const text = `${lastUpdate.kind}${slow ? '!' : ' '}${measured(lastUpdate.ms)}`
  return slow ? { text, style: 'old' } : { text }
}

function ageCell(service: ServiceSnapshot, { nowMs }: CellContext): Cell {
  const since = service.updating?.sinceMs ?? service.lastUpdate?.atMs ?? service.serving.sinceMs
  return since === null ? DASH : { text: running(nowMs - since) }
}

function healthCell(service: ServiceSnapshot, { glyphs }: CellContext): Cell {
  switch (service.health) {
    case 'ready':
      return { text: `${glyphs.ready} ready`, style: 'good' }
    case 'stale': {
      const behind = service.editsBehind > 9 ? ' 9+' : service.editsBehind > 0 ? ` ${service.editsBehind}` : ''
      return { text: `${glyphs.old} stale${behind}`, style: 'old' }
    }
    case 'start':
      return { text: `${glyphs.waiting} start`, style: 'dim' }
    case 'crash':
    case 'probe':
      return { text: `${glyphs.failed} ${service.health}`, style: 'bad' }
    case 'unknown':
      return DASH
  }
}

function errorCell(share: number | null | undefined): Cell {
  if (share === null || share === undefined) return DASH
  return share > errorLimit ? { text: `!${percent(share)}`, style: 'old' } : { text: percent(share) }
}

function noteCell(service: ServiceSnapshot): Cell {
  const slow = isSlow(service) ? `slow: ${grownPhase(service)}` : ''
  const text = service.note !== '' ? service.note : service.health === 'stale' ? staleWords(service.editsBehind) : slow
  return { text }
}

/** The phase of the last update that grew most over its own median. */
function grownPhase(service: ServiceSnapshot): string {
  const last = service.lastUpdate!
  const phases = Object.keys(last.split) as (keyof typeof last.split)[]
  const growth = (phase: keyof typeof last.split) =>
    last.split[phase] - median(service.updates.map(({ split }) => split[phase]))
  return phases.reduce((most, phase) => (growth(phase) > growth(most) ? phase : most))
}

function known(value: number | null | undefined, format: (value: number) => string): Cell {
  return value === null || value === undefined ? DASH : { text: format(value) }
}

/**
 * Eight means over the history, against the highest point of it; below 10 RPS the scale stays, so that quiet looks
 * quiet.
 */
function sparkline(history: readonly number[], { bars }: Glyphs): string {
  const size = Math.max(1, history.length / 8)
  const count = Math.min(8, history.length)
  const top = Math.max(10, ...history)
  return Array.from({ length: count }, (_bar, at) => {
    const points = history.slice(Math.floor(at * size), Math.floor((at + 1) * size))
    const mean = points.reduce((sum, value) => sum + value, 0) / points.length
    return bars[Math.min(bars.length - 1, Math.max(0, Math.ceil((mean / top) * bars.length) - 1))]!
  }).join('')
}
