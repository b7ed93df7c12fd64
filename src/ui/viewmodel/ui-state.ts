// What a front end remembers besides the snapshot: selection, focus, panes. Pure.
import type { LogLine } from '../../model/log.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { standing } from './state.ts'

export type LogSource = 'build' | 'pod' | 'both' | 'all'

export interface UiState {
  readonly focus: 'table' | 'log'
  readonly panel: 'none' | 'problem' | 'help'
  /** Bring-up was put into the background by a person. */
  readonly inBackground: boolean
  readonly selected: string | null
  readonly step: string | null
  readonly problem: number
  readonly fullLog: boolean
  readonly source: LogSource
  readonly follow: boolean
  /** Sequence number of the line at the top of the pane; null while following. */
  readonly top: number | null
  readonly wrap: boolean
  readonly time: boolean
  readonly filter: string
  /** What is typed into the status line, or asked there. */
  readonly input: 'none' | 'filter' | 'quit'
  /** One line about the last command, until the next key. */
  readonly message: string
  readonly isStopping: boolean
}

export const initialUi: UiState = {
  focus: 'table',
  panel: 'none',
  inBackground: false,
  selected: null,
  step: null,
  problem: 0,
  fullLog: false,
  source: 'both',
  follow: true,
  top: null,
  wrap: false,
  time: false,
  filter: '',
  input: 'none',
  message: '',
  isStopping: false,
}

export type Scope = 'table' | 'log' | 'problem' | 'bring-up' | 'help' | 'filter' | 'quit'

export function isBringUp(snapshot: Snapshot, ui: UiState): boolean {
  return !ui.inBackground && (snapshot.phase === 'bring-up' || snapshot.phase === 'failed')
}

/** The focused pane is the scope. */
export function scopeOf(snapshot: Snapshot, ui: UiState): Scope {
  if (ui.input === 'filter' || ui.input === 'quit') return ui.input
  if (ui.panel !== 'none') return ui.panel
  if (isBringUp(snapshot, ui) && !ui.fullLog) return 'bring-up'
  return ui.focus
}

/** The selected service: the first failing one, else the first, until a person chooses. */
export function selectedService(snapshot: Snapshot, ui: UiState): string | null {
  const { services } = snapshot
  if (services.some(({ name }) => name === ui.selected)) return ui.selected
  return (services.find((service) => standing(service) === 'failing') ?? services[0])?.name ?? null
}

/** The step a person chose, else the first that failed or runs. */
export function selectedStep(snapshot: Snapshot, ui: UiState): string | null {
  const { steps } = snapshot
  if (steps.some(({ name }) => name === ui.step)) return ui.step
  const first = steps.find(({ state }) => state === 'failed') ?? steps.find(({ state }) => state === 'running')
  return (first ?? steps.at(-1))?.name ?? null
}

/** The service whose log is shown; null: all of them. */
export function logService(snapshot: Snapshot, ui: UiState): string | null {
  if (isBringUp(snapshot, ui)) return 'devenv'
  return ui.source === 'all' ? null : selectedService(snapshot, ui)
}

export function logSources(ui: UiState): readonly LogLine['source'][] {
  switch (ui.source) {
    case 'build':
      return ['build']
    case 'pod':
      return ['pod']
    case 'both':
    case 'all':
      return ['devenv', 'build', 'pod']
  }
}
