// The log pane: which lines are kept by the filter, where the pane starts, and how a line looks. Pure.
import type { LogLine } from '../../model/log.ts'
import { withoutColour } from '../../model/log-text.ts'
import type { ServiceSnapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { clock, grouped } from './format.ts'
import { cut, type Line, padRight, span, widthOf } from './line.ts'
import { diagnosticLine, errorsOf, severityStyle } from './place.ts'
import type { LogSource, UiState } from './ui-state.ts'

export interface LogView {
  readonly lines: readonly Line[]
  /** Lines the filter keeps, of those there are. */
  readonly kept: number
  readonly total: number
  /** Lines that came in below the pane while it does not follow. */
  readonly below: number
  readonly warnings: number
  /** What the filter keeps, and the index of the first line shown. */
  readonly keptLines: readonly LogLine[]
  readonly start: number
}

export interface LogLayout {
  readonly columns: number
  readonly rows: number
  readonly glyphs: Glyphs
  readonly nameWidth: number
  /** `pod`, or `process` where there are no pods. */
  readonly podWord: string
}

/** `total`: lines ever taken, where `all` holds fewer. */
export function logView(
  all: readonly LogLine[],
  total: number,
  ui: UiState,
  service: ServiceSnapshot | null,
  layout: LogLayout,
): LogView {
  const kept = filterLines(all, ui.filter)
  const start = startOf(kept, ui, service, layout.rows)
  const lines = kept
    .slice(start)
    .flatMap((line) => shownLine(line, ui, layout))
    .slice(0, layout.rows)
  const shown = countShown(kept.slice(start), ui, layout)
  return {
    lines,
    kept: kept.length,
    total: ui.filter === '' ? total : all.length,
    below: Math.max(0, kept.length - start - shown),
    warnings: ui.filter === '' ? 0 : kept.filter(({ text }) => /\bwarn(ing)?\b/i.test(text)).length,
    keptLines: kept,
    start,
  }
}

/** Plain text with smart case; `!text` excludes; `~text` is a regular expression. */
export function filterLines(lines: readonly LogLine[], filter: string): readonly LogLine[] {
  if (filter === '' || filter === '!' || filter === '~') return lines
  const matches = matcher(filter)
  return lines.filter((line) => matches(withoutColour(line.text)))
}

/** `[1 build]  2 pod  3 both  4 all   412 lines   follow`, or shorter where there is no room. */
export function logTitle(ui: UiState, view: LogView, isWide: boolean, podWord: string): string {
  const names: readonly (readonly [LogSource, string])[] = [
    ['build', '1 build'],
    ['pod', `2 ${podWord}`],
    ['both', '3 both'],
    ['all', '4 all'],
  ]
  const sources = names.map(([source, name]) => (source === ui.source ? `[${name}]` : name))
  const follow = ui.follow ? 'follow' : `follow off${view.below > 0 ? `, ${grouped(view.below)} below` : ''}`
  const filtered = `${grouped(view.kept)} of ${grouped(view.total)}`
  if (!isWide)
    return `${sources.find((name) => name.startsWith('['))}  ${ui.filter === '' ? '' : `${filtered}  `}${follow}`
  return `${sources.join('  ')}   ${ui.filter === '' ? `${grouped(view.total)} lines` : filtered}   ${follow}`
}

function matcher(filter: string): (text: string) => boolean {
  const isNegated = filter.startsWith('!')
  const words = isNegated ? filter.slice(1) : filter
  if (words.startsWith('~')) {
    const pattern = safePattern(words.slice(1))
    return (text) => (pattern === null ? text.includes(words.slice(1)) : pattern.test(text)) !== isNegated
  }
  const isCaseless = words === words.toLowerCase()
  return (text) => (isCaseless ? text.toLowerCase() : text).includes(words) !== isNegated
}

/** While it is being typed an expression is often not valid yet. */
function safePattern(source: string): RegExp | null {
  try {
    return new RegExp(source, source === source.toLowerCase() ? 'i' : '')
  } catch {
    return null
  }
}

/** Following, the tail; after a failed build, its first error; else the line that was put on top. */
function startOf(lines: readonly LogLine[], ui: UiState, service: ServiceSnapshot | null, rows: number): number {
  const tail = Math.max(0, lines.length - rows)
  if (!ui.follow) {
    const index = lines.findIndex(({ seq }) => ui.top === null || seq >= ui.top)
    return index === -1 ? tail : index
  }
  if (ui.source === 'pod' || ui.source === 'all' || service === null || service.build.state !== 'failed') return tail
  return Math.min(tail, firstErrorIndex(lines, service) ?? tail)
}

/** Where the newest build prints its first error. */
function firstErrorIndex(lines: readonly LogLine[], service: ServiceSnapshot): number | null {
  const [first] = errorsOf(service.diagnostics)
  if (first === undefined) return null
  const wanted = first.at === undefined ? first.message : diagnosticLine(first)
  const index = lines.findLastIndex(({ text, source }) => source === 'build' && withoutColour(text).includes(wanted))
  return index === -1 ? null : index
}

function shownLine(line: LogLine, ui: UiState, layout: LogLayout): readonly Line[] {
  const prefix = prefixOf(line, ui, layout)
  const text = withoutColour(line.text)
  const style = line.source === 'devenv' ? 'dim' : severityStyle(text)
  const room = layout.columns - prefix.length
  const head = prefix === '' ? [] : [span(prefix, 'dim')]
  if (!ui.wrap) return [[...head, span(cut(text, room, layout.glyphs.more), style)]]
  return wrapped(text, room).map((part, index) => [
    ...(index === 0 ? head : [span(' '.repeat(prefix.length))]),
    span(part, style),
  ])
}

/** Time and source once there is room for them, or when asked for; the service when several are shown. */
function prefixOf(line: LogLine, ui: UiState, { columns, nameWidth, podWord }: LogLayout): string {
  const isWide = columns >= 120
  const time = isWide || ui.time ? `${clock(line.atMs)} ` : ''
  const name = ui.source === 'all' ? `${padRight(line.service, nameWidth)} ` : ''
  const source =
    isWide && ui.source !== 'build' && ui.source !== 'pod'
      ? `${padRight(line.source === 'pod' ? podWord : line.source, Math.max(6, podWord.length))} `
      : ''
  return time + name + source
}

function countShown(lines: readonly LogLine[], ui: UiState, layout: LogLayout): number {
  if (!ui.wrap) return Math.min(lines.length, layout.rows)
  let used = 0
  let shown = 0
  for (const line of lines) {
    used += shownLine(line, ui, layout).length
    if (used > layout.rows) break
    shown += 1
  }
  return shown
}

function wrapped(text: string, columns: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const character of text) {
    const width = widthOf(character)
    if (used + width > columns) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += character
    used += width
  }
  return [...parts, part]
}
