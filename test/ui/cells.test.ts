import { describe, expect, test } from 'vitest'
import type { ServiceSnapshot } from '../../src/model/snapshot.ts'
import { unicodeGlyphs } from '../../src/ui/theme.ts'
import { type CellName, cells } from '../../src/ui/viewmodel/cells.ts'
import { counts, standing } from '../../src/ui/viewmodel/state.ts'
import { visibleServices } from '../../src/ui/viewmodel/table.ts'
import { mainSnapshot, makeService, nowMs, split } from './mock-session.ts'

const context = { glyphs: unicodeGlyphs, nowMs }
const cell = (name: CellName, more: Partial<ServiceSnapshot>) => cells(makeService('a', more), context)[name].text
const build = (state: ServiceSnapshot['build']['state'], more: Partial<ServiceSnapshot['build']> = {}) => ({
  build: { number: 1, id: null, state, startedAtMs: null, ms: null, errors: 0, ...more },
})
const update = (ms: number, kind: 'live' | 'image' = 'live') => ({
  kind,
  build: 1,
  buildId: 'x',
  ms,
  split,
  atMs: nowMs - 1_000,
})
const failure = (phase: string) => ({ build: 2, phase, atMs: nowMs, split: {} })

describe('cells', () => {
  test.each<[CellName, Partial<ServiceSnapshot>, string]>([
    ['build', build('none'), '-'],
    ['build', { ...build('none'), paused: true }, '◌ paused'],
    ['build', build('queued'), '◌ queued'],
    ['build', build('paused'), '◌ paused'],
    ['build', build('building', { startedAtMs: nowMs - 12_900 }), '⠹ build 12s'],
    ['build', build('built', { ms: 640 }), '✔ 0.6s'],
    ['build', build('failed'), '✘ failed'],
    ['update', {}, '-'],
    ['update', { lastUpdate: update(900) }, 'live 0.9s'],
    ['update', { lastUpdate: update(41_000, 'image') }, 'image 41s'],
    ['update', { updating: { phase: 'ship', sinceMs: nowMs } }, '⠹ ship'],
    ['update', { lastUpdate: update(900), lastFailure: failure('ship') }, '✘ ship'],
    ['update', { lastUpdate: update(900), lastFailure: failure('ready') }, 'live 0.9s'],
    [
      'update',
      { lastUpdate: update(2_400), updates: [900, 900, 1000, 1100, 2_400].map((ms) => update(ms)) },
      'live!2.4s',
    ],
    [
      'note',
      {
        lastUpdate: { ...update(2_400), split: { ...split, link: 1_662 } },
        updates: [900, 900, 1000, 1100]
          .map((ms) => update(ms))
          .concat({ ...update(2_400), split: { ...split, link: 1_662 } }),
      },
      'slow: link',
    ],
    ['health', { health: 'ready' }, '● ready'],
    ['health', { health: 'stale', editsBehind: 3 }, '◐ stale 3'],
    ['health', { health: 'stale', editsBehind: 12 }, '◐ stale 9+'],
    ['health', { health: 'stale' }, '◐ stale'],
    ['health', { health: 'start' }, '◌ start'],
    ['health', { health: 'crash' }, '✘ crash'],
    ['health', { health: 'probe' }, '✘ probe'],
    ['health', { health: 'unknown' }, '-'],
    ['rps', {}, '-'],
    ['err', { signals: { rps: 1, errorRate: 0.019, p50Ms: null, p95Ms: null, cpu: null, memoryBytes: null } }, '!1.9'],
    ['err', { signals: { rps: 1, errorRate: 0.01, p50Ms: null, p95Ms: null, cpu: null, memoryBytes: null } }, '1.0'],
    ['cpu', { signals: { rps: 1, errorRate: null, p50Ms: null, p95Ms: null, cpu: null, memoryBytes: null } }, '-'],
    ['rst', { restarts: 4_000 }, '1k'],
    ['last', { rpsHistory: [] }, ''],
    ['last', { rpsHistory: [0, 10] }, '▁█'],
    ['note', { health: 'stale', editsBehind: 1 }, 'stale, 1 edit behind'],
  ])('%s of %j is %s', (name, more, text) => {
    expect(cell(name, more)).toBe(text)
  })

  test('every cell of the mock-up fits its column', () => {
    for (const service of mainSnapshot().services) {
      const row = cells(service, context)
      expect(row.build.text.length).toBeLessThanOrEqual(11)
      expect(row.update.text.length).toBeLessThanOrEqual(9)
      expect(row.health.text.length).toBeLessThanOrEqual(10)
      expect(row.last.text.length).toBeLessThanOrEqual(8)
    }
  })
})

describe('standing', () => {
  test('each service is counted once', () => {
    expect(counts(mainSnapshot())).toEqual({ ok: 10, busy: 4, failing: 2 })
  })

  test.each<[string, Partial<ServiceSnapshot>, string]>([
    ['a failed update', { lastFailure: failure('deploy') }, 'failing'],
    [
      'a first build that failed',
      { ...build('failed'), serving: { number: null, id: null, sinceMs: null } },
      'failing',
    ],
    ['a failed build that is being built again', { ...build('building'), health: 'stale' }, 'failing'],
    ['a paused service', { paused: true }, 'busy'],
    ['an unknown one', { health: 'unknown' }, 'busy'],
    ['a ready one', {}, 'ok'],
  ])('%s', (_what, more, wanted) => {
    expect(standing(makeService('a', more))).toBe(wanted)
  })
})

describe('visible services', () => {
  const names = (selected: string | null, rows: number) =>
    visibleServices(mainSnapshot().services, selected, rows).map(({ name }) => name)

  test('all in their order when they fit', () => {
    expect(names(null, 16)[0]).toBe('widget-core')
  })

  test('failing ones first when they do not, and the selection is always in view', () => {
    expect(names(null, 4)).toEqual(['orb-core', 'soap-gateway', 'widget-core', 'render-manager'])
    for (const { name } of mainSnapshot().services) expect(names(name, 5)).toContain(name)
  })
})
