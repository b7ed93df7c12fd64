import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToString } from 'ink'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { Screen } from '../../src/ui/screens/Screen.tsx'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../src/ui/theme.ts'
import { lineText, widthOf } from '../../src/ui/viewmodel/line.ts'
import { screen } from '../../src/ui/viewmodel/screen.ts'
import { initialUi, type UiState } from '../../src/ui/viewmodel/ui-state.ts'
import { bringUpSnapshot, FakeSession, mainSnapshot, makeService } from './mock-session.ts'

process.env['TZ'] = 'UTC'
const folder = join(import.meta.dirname, 'frames')
const pilot = (): Snapshot => ({
  ...mainSnapshot(),
  services: mainSnapshot().services.filter(({ name }) => ['widget-core', 'xrc-service', 'orb-core'].includes(name)),
})
const local = (): Snapshot => ({ ...pilot(), runtime: 'process', cluster: null })
const failedStep = (): Snapshot => {
  const snapshot = bringUpSnapshot()
  return {
    ...snapshot,
    phase: 'failed',
    steps: snapshot.steps.map((step) =>
      step.name === 'istio' ? { ...step, state: 'failed', ms: 300_000, detail: 'istio was not ready in time' } : step,
    ),
  }
}
const unwell = (): Snapshot => ({
  ...pilot(),
  addons: { istio: { state: 'starting', note: '1/2' }, prometheus: { state: 'failed', note: '' } },
  services: pilot().services.map((service) => ({ ...service, signals: null })),
})

/** A sentence, the session, and what the person did. */
const frames: readonly (readonly [string, Snapshot, Partial<UiState>, Glyphs?])[] = [
  ['main view', mainSnapshot(), {}],
  ['main view with the build log', mainSnapshot(), { source: 'build' }],
  ['main view of the pilot services', pilot(), {}],
  ['main view in ascii', mainSnapshot(), {}, asciiGlyphs],
  ['main view of local processes', local(), {}],
  ['main view with an unwell mesh and no metrics', unwell(), {}],
  [
    'main view while nothing was measured yet',
    {
      ...pilot(),
      problems: [],
      services: [makeService('orb-core', { health: 'start', serving: { number: null, id: null, sinceMs: null } })],
    },
    {},
  ],
  ['bring-up', bringUpSnapshot(), { step: 'istio' }],
  ['bring-up with a failed step', failedStep(), {}],
  ['problem panel', mainSnapshot(), { panel: 'problem' }],
  ['log pane with a filter, full screen', mainSnapshot(), { fullLog: true, focus: 'log', filter: 'request' }],
  ['log pane of all services', mainSnapshot(), { source: 'all', focus: 'log' }],
  ['help of the table', mainSnapshot(), { panel: 'help' }],
]
const sizes = ['44x6', '59x14', '60x15', '80x24', '100x30', '140x40']
const cases = frames.flatMap(([sentence, snapshot, ui, glyphs = unicodeGlyphs]) =>
  sizes.map((size) => ({ sentence, size, snapshot, ui, glyphs })),
)

describe('frames', () => {
  test.each(cases)('$sentence, $size', ({ sentence, size, snapshot, ui, glyphs }) => {
    const [columns, rows] = size.split('x').map(Number) as [number, number]
    const session = new FakeSession(snapshot)
    const { panes } = screen({
      snapshot,
      ui: { ...initialUi, ...ui },
      columns,
      rows,
      glyphs,

      logs: (...args) => session.logs(...args),
      logCount: (name) => session.logCount(name),
    })
    const lines = panes.flatMap((pane) => pane.lines.map(lineText))
    expect(lines).toHaveLength(rows)
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
    const drawn = renderToString(createElement(Screen, { panes, columns, rows, hasColour: false }), { columns })
    const shown = drawn
      .replaceAll(/\u001b\[[\d;]*m/g, '')
      .split('\n')
      .map((line) => line.trimEnd())
    expect(shown).toEqual(lines.map((line) => line.trimEnd()))
    expectFrame(`${sentence}, ${size}`, shown)
  })
})

/** Text files one can read; `UPDATE_FRAMES=1` writes them. */
function expectFrame(name: string, lines: readonly string[]) {
  const path = join(folder, `${name}.txt`)
  const text = `${lines.join('\n')}\n`
  if (process.env['UPDATE_FRAMES'] === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path), `${path} is missing; UPDATE_FRAMES=1 writes it`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
