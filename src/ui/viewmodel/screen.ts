// The whole window as panes of lines: exactly `rows` lines, none wider than `columns`. Pure.

import type { LogLine } from '../../model/log.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { helpLines, hintLine } from '../keys/hints.ts'
import type { Glyphs } from '../theme.ts'
import { bringUpHeader, bringUpTitle, stepLines, stepRows } from './bring-up.ts'
import { ruleTitle, secondLine, updateLine } from './detail.ts'
import { plural } from './format.ts'
import { countsLine, headerLine, wideFrom } from './header.ts'
import { cut, cutLine, type Line, padRight, span } from './line.ts'
import { type LogView, logTitle, logView } from './log-pane.ts'
import { problemPanel } from './problem-panel.ts'
import { rule } from './rule.ts'
import { statusLine } from './status-line.ts'
import { table, visibleServices } from './table.ts'
import { isBringUp, logService, logSources, scopeOf, selectedService, selectedStep, type UiState } from './ui-state.ts'

export interface ScreenInput {
  readonly snapshot: Snapshot
  readonly ui: UiState
  readonly columns: number
  readonly rows: number
  readonly glyphs: Glyphs
  readonly logs: (service: string | null, sources: readonly LogLine['source'][], last: number) => readonly LogLine[]
  readonly logCount: (service: string | null) => number
  /** For keys that scroll: all kept lines are read, not only those in view. */
  readonly isForKeys?: boolean
}

export interface Pane {
  readonly name: string
  readonly lines: readonly Line[]
}

export interface Screen {
  readonly panes: readonly Pane[]
  /** What the log pane shows, for the keys that move in it; null where there is none. */
  readonly log: { readonly view: LogView; readonly rows: number } | null
}

const minColumns = 60
const minRows = 15
/** From here two detail lines, and the problem panel leaves the table in view. */
const tallFrom = 36
const keptLines = 5_000

export function screen(input: ScreenInput): Screen {
  const { snapshot, ui, columns, rows } = input
  if (columns < minColumns || rows < minRows) return { panes: [pane('too-small', tooSmall(input), rows)], log: null }
  const body = bodyOf(input)
  const panes = [
    ...body.panes,
    pane('status', [bottomLine(input, body.log?.view ?? null)], 1),
    pane('hints', [hintLine(scopeOf(snapshot, ui), columns, input.glyphs.more)], 1),
  ]
  return {
    panes: panes.map(({ name, lines }) => ({
      name,
      lines: lines.map((line) => cutLine(line, columns, input.glyphs.more)),
    })),
    log: body.log,
  }
}

/** Everything above the status line: `rows - 2` lines. */
function bodyOf(input: ScreenInput): Screen {
  const { snapshot, ui, rows, columns, glyphs } = input
  if (ui.panel === 'help') return { panes: [header(input), pane('help', help(input), rows - 3)], log: null }
  if (ui.panel === 'problem' && (rows < tallFrom || isBringUp(snapshot, ui))) {
    return {
      panes: [
        header(input),
        pane('problem', problemPanel(snapshot.problems, ui.problem, columns, rows - 3, glyphs), rows - 3),
      ],
      log: null,
    }
  }
  if (ui.fullLog) return fullLog(input)
  return isBringUp(snapshot, ui) ? bringUp(input) : main(input)
}

function main(input: ScreenInput): Screen {
  const { snapshot, ui, columns, rows, glyphs } = input
  const detailRows = rows >= tallFrom ? 2 : 1
  const fixed = 5 + detailRows
  const tableRows = Math.min(Math.max(1, snapshot.services.length), rows - fixed - 2)
  const selected = selectedService(snapshot, ui)
  const shown = visibleServices(snapshot.services, selected, tableRows)
  const view = table(shown, selected, columns, { glyphs, nowMs: snapshot.nowMs, runtime: snapshot.runtime })
  const top = [header(input), pane('titles', [view.titles], 1), pane('table', view.rows, tableRows)]
  const logRows = rows - fixed - tableRows
  if (ui.panel === 'problem') {
    const panelRows = 1 + detailRows + logRows
    return {
      panes: [
        ...top,
        pane('problem', problemPanel(snapshot.problems, ui.problem, columns, panelRows, glyphs), panelRows),
      ],
      log: null,
    }
  }
  const service = snapshot.services.find(({ name }) => name === selected) ?? null
  const log = logOf(input, logRows)
  const title =
    ui.source === 'all'
      ? 'all services'
      : service === null
        ? 'no service'
        : ruleTitle(service, snapshot.nowMs, columns >= wideFrom)
  const details = service === null ? [] : [updateLine(service, rows >= tallFrom), secondLine(service, snapshot.nowMs)]
  return {
    panes: [
      ...top,
      pane(
        'rule',
        [rule(title, logTitle(ui, log, columns >= wideFrom, podWord(snapshot)), columns, ui.focus === 'log', glyphs)],
        1,
      ),
      pane(
        'detail',
        details.slice(0, detailRows).map((text) => [span(cut(text, columns, glyphs.more))]),
        detailRows,
      ),
      pane('log', log.lines, logRows),
    ],
    log: { view: log, rows: logRows },
  }
}

function fullLog(input: ScreenInput): Screen {
  const { snapshot, ui, columns, rows, glyphs } = input
  const log = logOf(input, rows - 4)
  const of = isBringUp(snapshot, ui) ? stepTitle(snapshot, ui) : (logService(snapshot, ui) ?? 'all services')
  const sources = isBringUp(snapshot, ui)
    ? ui.follow
      ? 'follow'
      : 'follow off'
    : logTitle(ui, log, columns >= wideFrom, podWord(snapshot))
  return {
    panes: [
      header(input),
      pane('rule', [rule(of, sources, columns, true, glyphs)], 1),
      pane('log', log.lines, rows - 4),
    ],
    log: { view: log, rows: rows - 4 },
  }
}

function bringUp(input: ScreenInput): Screen {
  const { snapshot, ui, columns, rows, glyphs } = input
  const fixed = 8
  const listRows = Math.max(1, Math.min(snapshot.steps.length, rows - fixed - 2))
  const logRows = rows - fixed - listRows
  const context = { glyphs, nowMs: snapshot.nowMs }
  const log = logOf(input, logRows)
  return {
    panes: [
      pane('header', [bringUpHeader(snapshot, columns, glyphs.more), [], [span(bringUpTitle(snapshot))], []], 4),
      pane('steps', stepRows(snapshot, selectedStep(snapshot, ui), columns, listRows, context), listRows + 1),
      pane('rule', [rule(stepTitle(snapshot, ui), ui.follow ? 'follow' : 'follow off', columns, false, glyphs)], 1),
      pane('log', log.lines, logRows),
    ],
    log: { view: log, rows: logRows },
  }
}

function logOf({ snapshot, ui, columns, glyphs, logs, logCount, isForKeys }: ScreenInput, rows: number): LogView {
  const name = logService(snapshot, ui)
  const service = snapshot.services.find((candidate) => candidate.name === name) ?? null
  const isTail =
    isForKeys !== true && ui.follow && ui.filter === '' && service?.build.state !== 'failed' && !isBringUp(snapshot, ui)
  const all = logs(name, logSources(ui), isTail ? rows : keptLines)
  const lines = isBringUp(snapshot, ui) ? stepLines(all, selectedStep(snapshot, ui)) : all
  const nameWidth = Math.max(6, ...snapshot.services.map((candidate) => candidate.name.length))
  return logView(
    lines,
    logCount(name),
    isBringUp(snapshot, ui) ? { ...ui, source: 'build', filter: '' } : ui,
    service,
    { columns, rows, glyphs, nameWidth, podWord: podWord(snapshot) },
  )
}

/** The status line, or what is asked or typed there. */
function bottomLine({ snapshot, ui, columns, glyphs }: ScreenInput, log: LogView | null): Line {
  if (ui.input === 'quit') return [span(`${plural(busyBuilds(snapshot), 'build')} running. Quit? y/n`)]
  if (ui.input === 'filter') return [span(`/${ui.filter}`), span(' ', 'focused')]
  if (ui.isStopping || snapshot.phase === 'stopping') return [span('stopping; ctrl-c again leaves at once', 'busy')]
  if (ui.message !== '') return [span(ui.message)]
  if (ui.filter !== '' && log !== null) {
    const warnings = log.warnings > 0 ? `, ${plural(log.warnings, 'warning')}` : ''
    const below = log.below > 0 ? `; ${plural(log.below, 'more line')} below` : ''
    return [span(`filter ${ui.filter}: ${log.kept === 1 ? '1 match' : `${log.kept} matches`}${warnings}${below}`)]
  }
  return statusLine(snapshot, columns, glyphs, ui.panel === 'problem' ? '' : 'e: problems')
}

export function busyBuilds(snapshot: Snapshot): number {
  return snapshot.services.filter(({ build }) => build.state === 'building').length
}

function help({ snapshot, ui, columns, rows, glyphs }: ScreenInput): readonly Line[] {
  const scope = scopeOf(snapshot, { ...ui, panel: 'none' })
  const room = rows - 4
  const isNarrow = helpLines(scope, false).length > room
  const keys = helpLines(scope, isNarrow)
  const width = isNarrow ? Math.floor(columns / 2) : columns
  const shown = Array.from({ length: Math.min(room, keys.length) }, (_row, row) => {
    const cells = [keys[row], width < columns ? keys[row + room] : undefined]
    return cells
      .map((cell) => padRight(cut(`  ${cell ?? ''}`, width - 1, glyphs.more), width))
      .join('')
      .trimEnd()
  })
  return [rule(`keys: ${scope}`, '', columns, true, glyphs), ...shown.map((text) => [span(text)])]
}

function tooSmall({ snapshot, columns, rows, glyphs }: ScreenInput): readonly Line[] {
  const size = `devenv needs ${minColumns}x${minRows}, this window is ${columns}x${rows}.`
  const lines: readonly Line[] = [
    [span(size)],
    [span('Make it larger, or run: devenv up --plain')],
    [],
    countsLine(snapshot),
    [],
    [span('q quit')],
  ]
  return lines.map((line) => cutLine(line, columns, glyphs.more))
}

function header(input: ScreenInput): Pane {
  return pane('header', [headerLine(input.snapshot, input.columns, input.glyphs)], 1)
}

function stepTitle(snapshot: Snapshot, ui: UiState): string {
  const name = selectedStep(snapshot, ui)
  return snapshot.steps.find((step) => step.name === name)?.title ?? 'bring-up'
}

function podWord(snapshot: Snapshot): string {
  return snapshot.runtime === 'process' ? 'process' : 'pod'
}

/** Filled or cut to exactly this many lines. */
function pane(name: string, lines: readonly Line[], rows: number): Pane {
  const empty = Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => [])
  return { name, lines: [...lines, ...empty].slice(0, rows) }
}
