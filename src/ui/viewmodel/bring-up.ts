// Bring-up: one line a step with its state, what it waits for, and its time. Pure.
import type { LogLine } from '../../model/log.ts'
import type { Snapshot, StepSnapshot } from '../../model/snapshot.ts'
import { type CellContext, spinner } from './cells.ts'
import { stepTime, total } from './format.ts'
import { cut, justified, type Line, padRight, type Style, span } from './line.ts'

const TITLE_WIDTH = 24

export function bringUpHeader(snapshot: Snapshot, columns: number, more: string): Line {
  return justified(
    [span('devenv up')],
    [span(`elapsed ${total(snapshot.nowMs - snapshot.startedAtMs)}`)],
    columns,
    more,
  )
}

export function bringUpTitle(snapshot: Snapshot): string {
  const services = snapshot.services.length
  if (snapshot.runtime === 'process') return `  Starting ${services} services as local processes`
  return `  Bringing up ${snapshot.cluster ?? 'a cluster'} with ${services} services`
}

/** The steps that fit, scrolled so that the selected one is in view. */
export function stepRows(
  snapshot: Snapshot,
  selected: string | null,
  columns: number,
  rows: number,
  context: CellContext,
): readonly Line[] {
  const { steps } = snapshot
  const index = Math.max(
    0,
    steps.findIndex(({ name }) => name === selected),
  )
  const start = Math.min(Math.max(0, index - rows + 1), Math.max(0, steps.length - rows))
  return steps.slice(start, start + rows).map((step) => stepRow(step, steps, step.name === selected, columns, context))
}

/** Lines of one step out of the log of devenv itself. */
export function stepLines(lines: readonly LogLine[], step: string | null): readonly LogLine[] {
  const prefix = `${step}: `
  return lines
    .filter(({ text }) => text.startsWith(prefix))
    .map((line) => ({ ...line, text: line.text.slice(prefix.length) }))
}

/** `waits: Load images, Build services`. */
function stepDetail(step: StepSnapshot, steps: readonly StepSnapshot[]): string {
  if (step.detail !== '' || step.state !== 'waiting' || step.waitsFor.length === 0) return step.detail
  const titles = step.waitsFor.map((name) => steps.find((other) => other.name === name)?.title ?? name)
  return `waits: ${titles.join(', ')}`
}

function stepRow(
  step: StepSnapshot,
  steps: readonly StepSnapshot[],
  isSelected: boolean,
  columns: number,
  context: CellContext,
): Line {
  const { glyphs, nowMs } = context
  const [glyph, style] = stepGlyph(step, context)
  const time = step.ms !== null ? stepTime(step.ms) : step.startedAtMs !== null ? total(nowMs - step.startedAtMs) : ''
  const widest = Math.max(TITLE_WIDTH - 1, ...steps.map(({ title }) => title.length))
  const title = padRight(cut(step.title, widest, glyphs.more), widest + 1)
  const head = [
    span(isSelected ? `${glyphs.marker} ` : '  '),
    span(glyph, style),
    span(` ${title}`, isSelected ? 'selected' : undefined),
  ]
  const detail = cut(stepDetail(step, steps), Math.max(0, columns - widest - 5 - time.length - 3), glyphs.more)
  return justified(
    [...head, span(detail, step.state === 'failed' ? 'bad' : step.state === 'waiting' ? 'dim' : undefined)],
    time === '' ? [] : [span(`${time} `)],
    columns,
    glyphs.more,
  )
}

function stepGlyph(step: StepSnapshot, context: CellContext): readonly [string, Style] {
  const { glyphs } = context
  switch (step.state) {
    case 'done':
      return [glyphs.ok, 'good']
    case 'running':
      return [spinner(context), 'busy']
    case 'failed':
      return [glyphs.failed, 'bad']
    case 'waiting':
      return [glyphs.waiting, 'dim']
    case 'skipped':
      return ['-', 'dim']
  }
}
