// Draws the screen of a real session as a picture, with the renderer of the program:
//   devenv status --json > status.json; devenv logs orb-core --json > logs.jsonl
//   node scripts/screenshot.ts --status status.json [--logs logs.jsonl] [--size 100x30] [--selected orb-core] --out docs/screen.svg
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { LogLine } from '../src/model/log.ts'
import type { ServiceSnapshot, Snapshot } from '../src/model/snapshot.ts'
import { unicodeGlyphs } from '../src/ui/theme.ts'
import { type Line, lineText, type Style, widthOf } from '../src/ui/viewmodel/line.ts'
import { screen } from '../src/ui/viewmodel/screen.ts'
import { initialUi } from '../src/ui/viewmodel/ui-state.ts'

const cell = { width: 8, height: 17, margin: 12 }

export interface Shot {
  readonly snapshot: Snapshot
  readonly lines: readonly LogLine[]
  readonly columns: number
  readonly rows: number
  readonly selected: string | null
}

export function screenLines({ snapshot, lines, columns, rows, selected }: Shot): readonly Line[] {
  const logs = (service: string | null, sources: readonly LogLine['source'][], last: number) =>
    lines.filter((line) => (service === null || line.service === service) && sources.includes(line.source)).slice(-last)
  const { panes } = screen({
    snapshot,
    ui: { ...initialUi, selected },
    columns,
    rows,
    glyphs: unicodeGlyphs,
    logs,
    logCount: (service) => lines.filter((line) => service === null || line.service === service).length,
  })
  return panes.flatMap((pane) => pane.lines)
}

/** Follows the reader's light or dark scheme; every span stands at its own column, whatever the font does. */
export function svgOf(lines: readonly Line[], columns: number): string {
  const width = columns * cell.width + 2 * cell.margin
  const height = lines.length * cell.height + 2 * cell.margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="devenv on a terminal">`,
    `<style>${STYLES}</style>`,
    `<rect class="window" width="${width}" height="${height}" rx="8"/>`,
    ...lines.flatMap((line, row) => lineSvg(line, row)),
    '</svg>',
    '',
  ].join('\n')
}

/** A snapshot, or the body of `devenv status --json`, which has less: what it lacks stays unknown. */
export function asSnapshot(given: Partial<Snapshot>): Snapshot {
  const services = (given.services ?? []).map((service: Partial<ServiceSnapshot>) => ({
    ...UNKNOWN_SERVICE,
    ...service,
    build: { ...UNKNOWN_SERVICE.build, ...service.build },
    serving: { ...UNKNOWN_SERVICE.serving, ...service.serving },
  }))
  return { ...UNKNOWN, ...given, services }
}

const UNKNOWN: Snapshot = {
  runtime: 'kind',
  cluster: null,
  keepsRunning: true,
  nodes: 0,
  addons: { istio: { state: 'unknown', note: '' }, prometheus: { state: 'unknown', note: '' } },
  phase: 'watching',
  startedAtMs: 0,
  watchedFiles: null,
  steps: [],
  services: [],
  problems: [],
  nowMs: 0,
}

const UNKNOWN_SERVICE: ServiceSnapshot = {
  name: '',
  language: 'c++',
  port: 0,
  url: null,
  health: 'unknown',
  restarts: 0,
  editsBehind: 0,
  pods: { ready: 0, wanted: 0 },
  pid: null,
  build: { number: 0, id: null, state: 'none', startedAtMs: null, ms: null, errors: 0 },
  serving: { number: null, id: null, sinceMs: null },
  updating: null,
  lastUpdate: null,
  updates: [],
  lastFailure: null,
  lastFiles: [],
  signals: null,
  rpsHistory: [],
  note: '',
  paused: false,
  diagnostics: [],
}

function lineSvg(line: Line, row: number): readonly string[] {
  const baseline = cell.margin + (row + 1) * cell.height - 5
  let column = 0
  return line.flatMap(({ text, style }) => {
    const start = column
    column += widthOf(text)
    const words = [...text.matchAll(/\S+(?: \S+)*/g)]
    return words.map((word) => {
      const at = start + widthOf(text.slice(0, word.index))
      const [x, length] = [cell.margin + at * cell.width, widthOf(word[0]) * cell.width]
      return `<text x="${x}" y="${baseline}" textLength="${length}"${style === undefined ? '' : ` class="${style}"`}>${escaped(word[0])}</text>`
    })
  })
}

const COLOURS: Readonly<Record<Style, readonly [string, string]>> = {
  good: ['#1a7f37', '#3fb950'],
  busy: ['#0f6f82', '#39c5cf'],
  dim: ['#6e7781', '#8b949e'],
  old: ['#8a5a00', '#d29922'],
  bad: ['#cf222e', '#ff7b72'],
  selected: ['#1f2328', '#e6edf3'],
  focused: ['#0f6f82', '#39c5cf'],
}

const STYLES = [
  '.window{fill:#ffffff;stroke:#d0d7de}',
  'text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#1f2328}',
  '.bad,.selected{font-weight:bold}',
  ...Object.entries(COLOURS).map(([style, [light]]) => `.${style}{fill:${light}}`),
  '@media (prefers-color-scheme:dark){.window{fill:#0d1117;stroke:#30363d}text{fill:#e6edf3}',
  ...Object.entries(COLOURS).map(([style, [, dark]]) => `.${style}{fill:${dark}}`),
  '}',
].join('')

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function main(): void {
  const { values } = parseArgs({
    options: {
      status: { type: 'string' },
      logs: { type: 'string' },
      size: { type: 'string', default: '100x30' },
      selected: { type: 'string' },
      out: { type: 'string', default: 'docs/screen.svg' },
    },
  })
  if (values.status === undefined) throw new Error('--status <file> is needed: the output of devenv status --json')
  const [columns, rows] = values.size.split('x').map(Number)
  if (!(columns! > 0) || !(rows! > 0)) throw new Error(`--size ${values.size} is not like 100x30`)
  const snapshot = asSnapshot(JSON.parse(readFileSync(values.status, 'utf8')) as Partial<Snapshot>)
  const lines =
    values.logs === undefined
      ? []
      : readFileSync(values.logs, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as LogLine)
  const drawn = screenLines({ snapshot, lines, columns: columns!, rows: rows!, selected: values.selected ?? null })
  writeFileSync(values.out, svgOf(drawn, columns!))
  process.stdout.write(`${drawn.map(lineText).join('\n')}\n`)
}

if (process.argv[1] === import.meta.filename) main()
