// One key: what changes on the screen, and what is asked of the session. Pure.
import type { SessionCommand } from '../../engine/session.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { busyBuilds, type Screen } from '../viewmodel/screen.ts'
import { type LogSource, scopeOf, selectedService, selectedStep, type UiState } from '../viewmodel/ui-state.ts'
import { commandFor, type KeyCommand } from './keymap.ts'

export type KeyEffect =
  | { readonly kind: 'dispatch'; readonly command: SessionCommand; readonly words: string }
  | { readonly kind: 'quit' }
  /** Asked a second time: leave at once. */
  | { readonly kind: 'leave' }

export interface KeyResult {
  readonly ui: UiState
  readonly effect: KeyEffect | null
}

export function handleKey(before: UiState, name: string, snapshot: Snapshot, log: Screen['log']): KeyResult {
  const ui = before.message === '' ? before : { ...before, message: '' }
  const scope = scopeOf(snapshot, ui)
  const command = commandFor(name, scope)
  if (command !== null) return run(command, ui, snapshot, log)
  return only(scope === 'filter' ? typed(ui, name) : ui)
}

function run(command: KeyCommand, ui: UiState, snapshot: Snapshot, log: Screen['log']): KeyResult {
  switch (command) {
    case 'down':
      return only(moved(ui, snapshot, log, 1))
    case 'up':
      return only(moved(ui, snapshot, log, -1))
    case 'half-down':
      return only(moved(ui, snapshot, log, halfPage(ui, log)))
    case 'half-up':
      return only(moved(ui, snapshot, log, -halfPage(ui, log)))
    case 'first':
      return only(moved(ui, snapshot, log, Number.NEGATIVE_INFINITY))
    case 'last':
      return only(moved(ui, snapshot, log, Number.POSITIVE_INFINITY))
    case 'enter':
      return only(
        scopeOf(snapshot, ui) === 'bring-up' ? { ...ui, fullLog: true, focus: 'log' } : { ...ui, focus: 'log' },
      )
    case 'next-pane':
      return only({ ...ui, focus: ui.focus === 'table' ? 'log' : 'table' })
    case 'back':
      return only(back(ui))
    case 'problems':
      return only(
        snapshot.problems.length === 0
          ? { ...ui, message: 'no problems' }
          : { ...ui, panel: 'problem', problem: problemOf(ui, snapshot) },
      )
    case 'next-problem':
      return only({ ...ui, problem: Math.min(snapshot.problems.length - 1, ui.problem + 1) })
    case 'previous-problem':
      return only({ ...ui, problem: Math.max(0, ui.problem - 1) })
    case 'help':
      return only({ ...ui, panel: ui.panel === 'help' ? 'none' : 'help' })
    case 'source-build':
      return only(withSource(ui, 'build'))
    case 'source-pod':
      return only(withSource(ui, 'pod'))
    case 'source-both':
      return only(withSource(ui, 'both'))
    case 'source-all':
      return only(withSource(ui, 'all'))
    case 'full-log':
      return only(ui.fullLog ? { ...ui, fullLog: false, focus: 'table' } : { ...ui, fullLog: true, focus: 'log' })
    case 'wrap':
      return only({ ...ui, wrap: !ui.wrap })
    case 'time':
      return only({ ...ui, time: !ui.time })
    case 'follow':
      return only(ui.follow ? stopped(ui, log, 0) : { ...ui, follow: true, top: null })
    case 'filter':
      return only({ ...ui, input: 'filter' })
    case 'filter-done':
      return only({ ...ui, input: 'none' })
    case 'filter-clear':
      return only({ ...ui, input: 'none', filter: '' })
    case 'background':
      return only({ ...ui, inBackground: true })
    case 'quit':
      return busyBuilds(snapshot) > 0 ? only({ ...ui, input: 'quit' }) : quit(ui)
    case 'yes':
      return quit(ui)
    case 'no':
      return only({ ...ui, input: 'none' })
    case 'interrupt':
      return ui.isStopping ? { ui, effect: { kind: 'leave' } } : quit(ui)
    default:
      return { ui, effect: asked(command, ui, snapshot) }
  }
}

/** Commands of the session; null where there is nothing they could be about. */
function asked(command: KeyCommand, ui: UiState, snapshot: Snapshot): KeyEffect | null {
  if (command === 'retry-step' || command === 'skip-step') {
    const step = selectedStep(snapshot, ui)
    if (step === null) return null
    return {
      kind: 'dispatch',
      command: { kind: command, step },
      words: `${step}: ${command === 'retry-step' ? 'tried again' : 'skipped'}`,
    }
  }
  if (command === 'pause-all') {
    const kind = snapshot.services.every(({ paused }) => paused) ? 'resume-all' : 'pause-all'
    return {
      kind: 'dispatch',
      command: { kind },
      words: kind === 'pause-all' ? 'watching is paused' : 'watching again',
    }
  }
  const service = snapshot.services.find(({ name }) => name === selectedService(snapshot, ui))
  if (service === undefined) return null
  const kinds = { trigger: 'build', restart: 'restart', pause: service.paused ? 'resume' : 'pause' } as const
  if (command !== 'trigger' && command !== 'restart' && command !== 'pause') return null
  const kind = kinds[command]
  return { kind: 'dispatch', command: { kind, service: service.name }, words: `${service.name}: ${ASKED[kind]}` }
}

const ASKED = {
  build: 'build asked for',
  restart: 'restart asked for',
  pause: 'watching is paused',
  resume: 'watching again',
} as const

/** In the table the selection, in the log its lines; moving one never changes the other. */
function moved(ui: UiState, snapshot: Snapshot, log: Screen['log'], by: number): UiState {
  const scope = scopeOf(snapshot, ui)
  if (scope === 'log') return scrolled(ui, log, by)
  if (scope === 'bring-up') return { ...ui, step: neighbour(snapshot.steps, selectedStep(snapshot, ui), by) }
  return { ...ui, selected: neighbour(snapshot.services, selectedService(snapshot, ui), by) }
}

function neighbour(items: readonly { readonly name: string }[], name: string | null, by: number): string | null {
  const index = Math.max(
    0,
    items.findIndex((item) => item.name === name),
  )
  return items[Math.min(items.length - 1, Math.max(0, index + by))]?.name ?? null
}

/** Upwards turns follow off; to the end turns it on again. */
function scrolled(ui: UiState, log: Screen['log'], by: number): UiState {
  if (by === Number.POSITIVE_INFINITY) return { ...ui, follow: true, top: null }
  return ui.follow && by > 0 ? ui : stopped(ui, log, by)
}

function stopped(ui: UiState, log: Screen['log'], by: number): UiState {
  if (log === null) return ui
  const { keptLines, start } = log.view
  const last = Math.max(0, keptLines.length - log.rows)
  const index = Math.min(Math.max(last, start), Math.max(0, start + by))
  return { ...ui, follow: false, top: keptLines[index]?.seq ?? null }
}

function halfPage(ui: UiState, log: Screen['log']): number {
  return ui.focus === 'log' && log !== null ? Math.max(1, Math.floor(log.rows / 2)) : 8
}

/** One level: panel, full screen, filter, focus. */
function back(ui: UiState): UiState {
  if (ui.panel !== 'none') return { ...ui, panel: 'none' }
  if (ui.filter !== '') return { ...ui, filter: '' }
  if (ui.fullLog) return { ...ui, fullLog: false, focus: 'table' }
  return { ...ui, focus: 'table' }
}

function withSource(ui: UiState, source: LogSource): UiState {
  return { ...ui, source, follow: true, top: null }
}

/** The problem of the selected service first. */
function problemOf(ui: UiState, snapshot: Snapshot): number {
  const selected = selectedService(snapshot, ui)
  return Math.max(
    0,
    snapshot.problems.findIndex(({ services }) => selected !== null && services.includes(selected)),
  )
}

function typed(ui: UiState, name: string): UiState {
  if (name === 'backspace') return { ...ui, filter: [...ui.filter].slice(0, -1).join('') }
  return [...name].length === 1 ? { ...ui, filter: ui.filter + name } : ui
}

function quit(ui: UiState): KeyResult {
  return { ui: { ...ui, input: 'none', isStopping: true }, effect: { kind: 'quit' } }
}

function only(ui: UiState): KeyResult {
  return { ui, effect: null }
}
