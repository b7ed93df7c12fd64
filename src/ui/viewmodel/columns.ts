// Which columns fit a width, and how wide they are. Pure.
import type { RuntimeKind } from '../../model/environment.ts'
import type { CellName } from './cells.ts'

export interface Column {
  readonly name: CellName
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'right'
}

/** Space for `▸ ` in front of every row. */
export const markerWidth = 2

export function columnWidth(column: Column): number {
  return column.width + gap(column)
}

export function gap(column: Column): number {
  if (column.name === 'service') return markerWidth
  return column.align === 'left' ? 2 : 1
}

/** Columns in their order on the screen; `columns` null: all of them, as wide as what they hold. */
export function chooseColumns(
  names: readonly string[],
  notes: readonly string[],
  columns: number | null,
  runtime: RuntimeKind = 'kind',
): readonly Column[] {
  const longest = Math.max(MIN_NAME, ...names.map((name) => name.length))
  const room = columns === null ? Number.POSITIVE_INFINITY : columns
  const serviceWidth = Math.max(MIN_NAME, Math.min(longest, MAX_NAME, room - markerWidth - ALWAYS_REST))
  const columnsHere = runtime === 'process' ? COLUMNS.map((column) => (column.name === 'pods' ? PID : column)) : COLUMNS
  const all = columnsHere.map((column) =>
    column.name === 'service' ? { ...column, width: columns === null ? longest : serviceWidth } : column,
  )
  const chosen = new Set<CellName>()
  let used = 0
  for (const name of ADDED) {
    const column = all.find((candidate) => candidate.name === name)!
    if (used + columnWidth(column) > room) break
    chosen.add(name)
    used += columnWidth(column)
  }
  const noteWidth =
    columns === null ? Math.max(MIN_NOTE, ...notes.map((note) => note.length)) : MIN_NOTE + (room - used)
  return all
    .filter(({ name }) => chosen.has(name))
    .map((column) => (column.name === 'note' ? { ...column, width: noteWidth } : column))
}

const MIN_NAME = 8
const MAX_NAME = 24
const MIN_NOTE = 14

/** Local processes have no pods; it stands where PODS does. */
const PID: Column = { name: 'pods', title: 'PID', width: 7, align: 'right' }

/** In their order on the screen. */
const COLUMNS: readonly Column[] = [
  { name: 'service', title: 'SERVICE', width: 20, align: 'left' },
  { name: 'lang', title: 'LANG', width: 4, align: 'left' },
  { name: 'build', title: 'BUILD', width: 11, align: 'left' },
  { name: 'update', title: 'UPDATE', width: 9, align: 'left' },
  { name: 'age', title: 'AGE', width: 4, align: 'right' },
  { name: 'health', title: 'HEALTH', width: 10, align: 'left' },
  { name: 'pods', title: 'PODS', width: 4, align: 'left' },
  { name: 'rst', title: 'RST', width: 3, align: 'right' },
  { name: 'cpu', title: 'CPU', width: 6, align: 'right' },
  { name: 'mem', title: 'MEM', width: 6, align: 'right' },
  { name: 'rps', title: 'RPS', width: 4, align: 'right' },
  { name: 'last', title: 'LAST 8m', width: 8, align: 'left' },
  { name: 'p50', title: 'P50', width: 6, align: 'right' },
  { name: 'p95', title: 'P95', width: 6, align: 'right' },
  { name: 'err', title: 'ERR%', width: 5, align: 'right' },
  { name: 'note', title: 'NOTE', width: MIN_NOTE, align: 'left' },
]

/** In the order they are added until one does not fit; the first four always. */
const ADDED: readonly CellName[] = [
  'service',
  'health',
  'build',
  'update',
  'rst',
  'rps',
  'p95',
  'err',
  'cpu',
  'mem',
  'note',
  'age',
  'lang',
  'pods',
  'last',
  'p50',
]
/** HEALTH, BUILD and UPDATE with their gaps. */
const ALWAYS_REST = 12 + 13 + 11
