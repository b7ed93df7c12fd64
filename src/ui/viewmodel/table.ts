// The service table: its title row and one row a service, cut to the width. Pure.
import type { ServiceSnapshot } from '../../model/snapshot.ts'
import type { CellContext, Cells } from './cells.ts'
import { cells } from './cells.ts'
import { type Column, chooseColumns, gap, markerWidth } from './columns.ts'
import { cut, type Line, padLeft, padRight, type Span, span, widthOf } from './line.ts'
import { standing } from './state.ts'

export interface TableView {
  readonly titles: Line
  readonly rows: readonly Line[]
}

/** All given services, in the given order; `columns` null: every column, for a pipe. */
export function table(
  services: readonly ServiceSnapshot[],
  selected: string | null,
  columns: number | null,
  context: CellContext,
): TableView {
  const all = services.map((service) => ({ service, cells: cells(service, context) }))
  const chosen = chooseColumns(
    services.map(({ name }) => name),
    all.map((row) => row.cells.note.text),
    columns,
    context.runtime,
  )
  return {
    titles: [
      span(
        chosen
          .map((column) => titleText(column))
          .join('')
          .trimEnd(),
      ),
    ],
    rows: all.map((row) => serviceRow(row.cells, row.service.name === selected, chosen, context)),
  }
}

/** At most three coloured cells a row: BUILD or UPDATE, HEALTH, ERR%; the rest stays in the default colour. */
function serviceRow(row: Cells, isSelected: boolean, columns: readonly Column[], { glyphs }: CellContext): Line {
  const spans: Span[] = []
  for (const column of columns) {
    const cell = row[column.name]
    const before = column.name === 'service' ? (isSelected ? `${glyphs.marker} ` : '  ') : ' '.repeat(gap(column))
    const text = cut(cell.text, column.width, glyphs.more)
    const style = isColoured(column) ? cell.style : undefined
    const fill = ' '.repeat(Math.max(0, column.width - widthOf(text)))
    const nameStyle = isSelected && column.name === 'service' ? 'selected' : undefined
    append(spans, column.align === 'right' ? before + fill : before, nameStyle)
    append(spans, text, nameStyle ?? style)
    if (column.align === 'left') append(spans, fill, undefined)
  }
  return trimmed(spans)
}

/** What fits: all in order, else failing services first, scrolled so that the selection is in view. */
export function visibleServices(
  services: readonly ServiceSnapshot[],
  selected: string | null,
  rows: number,
): readonly ServiceSnapshot[] {
  if (services.length <= rows) return services
  const ordered = [...services].sort((a, b) => Number(standing(b) === 'failing') - Number(standing(a) === 'failing'))
  const index = Math.max(
    0,
    ordered.findIndex(({ name }) => name === selected),
  )
  const start = Math.min(Math.max(0, index - rows + 1), ordered.length - rows)
  return ordered.slice(start, start + rows)
}

function titleText(column: Column): string {
  const before = ' '.repeat(column.name === 'service' ? markerWidth : gap(column))
  return (
    before + (column.align === 'right' ? padLeft(column.title, column.width) : padRight(column.title, column.width))
  )
}

function isColoured(column: Column): boolean {
  return column.name === 'build' || column.name === 'update' || column.name === 'health' || column.name === 'err'
}

function append(spans: Span[], text: string, style: Span['style']): void {
  if (text === '') return
  const last = spans.at(-1)
  if (last !== undefined && last.style === style) spans[spans.length - 1] = { ...last, text: last.text + text }
  else spans.push(span(text, style))
}

function trimmed(spans: readonly Span[]): Line {
  const last = spans.at(-1)
  if (last === undefined) return []
  const text = last.text.trimEnd()
  return text === '' ? trimmed(spans.slice(0, -1)) : [...spans.slice(0, -1), { ...last, text }]
}
