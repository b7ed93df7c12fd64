// Draws the screen of the session that runs in this workspace as a picture, with the renderer of the program:
//   npx node scripts/screenshot.ts [--size 120x22] [--selected orb-core] [--source build|pod|both|all] [--out docs/screen.svg]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openSession } from '../src/cli/workspace.ts'
import type { LogLine } from '../src/model/log.ts'
import type { Snapshot } from '../src/model/snapshot.ts'
import { unicodeGlyphs } from '../src/ui/theme.ts'
import { type Line, lineText, type Style, widthOf } from '../src/ui/viewmodel/line.ts'
import { screen } from '../src/ui/viewmodel/screen.ts'
import { initialUi, type LogSource } from '../src/ui/viewmodel/ui-state.ts'

const keptLines = 2_000
const cell = { width: 8, height: 17, margin: 12 }

const logSources = ['build', 'pod', 'both', 'all'] as const

export interface Shot {
  readonly snapshot: Snapshot
  readonly lines: readonly LogLine[]
  readonly columns: number
  readonly rows: number
  readonly selected: string | null
  /** Which log lines are shown, as the keys 1 to 4 choose them. */
  readonly source?: LogSource
}

export function screenLines({ snapshot, lines, columns, rows, selected, source = 'both' }: Shot): readonly Line[] {
  const logs = (service: string | null, sources: readonly LogLine['source'][], last: number) =>
    lines.filter((line) => (service === null || line.service === service) && sources.includes(line.source)).slice(-last)
  const { panes } = screen({
    snapshot,
    ui: { ...initialUi, selected, source },
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '120x22' },
      selected: { type: 'string' },
      source: { type: 'string', default: 'both' },
      out: { type: 'string', default: 'docs/screen.svg' },
    },
  })
  const [columns, rows] = values.size.split('x').map(Number)
  if (!(columns! > 0) || !(rows! > 0)) throw new Error(`--size ${values.size} is not like 120x22`)
  const source = logSources.find((name) => name === values.source)
  if (source === undefined) throw new Error(`--source ${values.source} is none of ${logSources.join(', ')}`)
  const { client } = await openSession()
  const lines: LogLine[] = []
  const sources: LogLine['source'][] = ['devenv', 'build', 'pod']
  await client.follow<LogLine>(
    { method: 'logs', service: null, follow: false, tail: keptLines, sinceMs: null, sources },
    (line) => lines.push(line),
  )
  const snapshot = await client.ask<Snapshot>({ method: 'status' })
  const drawn = screenLines({
    snapshot,
    lines,
    columns: columns!,
    rows: rows!,
    selected: values.selected ?? null,
    source,
  })
  writeFileSync(values.out, svgOf(drawn, columns!))
  process.stdout.write(`${drawn.map(lineText).join('\n')}\n`)
}

if (process.argv[1] === import.meta.filename) await main()
