// When a window closes, with a clock of our own.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BatcherInput,
  burstFiles,
  type ClosedWindow,
  dueAtMs,
  headQuietMs,
  lockQuietMs,
  quietState,
  settleCapMs,
  step,
} from '../../src/watch/batcher.ts'

const options = { quietMs: 25, capMs: 2000 }

interface Closed extends ClosedWindow {
  readonly atMs: number
}

/** Plays the inputs with a tick at every due time between them and to the end. */
function play(inputs: readonly BatcherInput[], untilMs = Number.POSITIVE_INFINITY) {
  let state = quietState
  const closed: Closed[] = []
  const settling: string[] = []
  const take = (input: BatcherInput) => {
    const was = state.settling !== null
    const next = step(state, input, options)
    state = next.state
    if (next.closed !== null) closed.push({ ...next.closed, atMs: input.atMs })
    if ((state.settling !== null) !== was) settling.push(`${state.settling !== null} at ${input.atMs}`)
  }
  const tickTo = (endMs: number) => {
    for (let due = dueAtMs(state, options); due !== null && due <= endMs; due = dueAtMs(state, options)) {
      take({ kind: 'tick', atMs: due })
    }
  }
  for (const input of inputs) {
    tickTo(input.atMs)
    take(input)
  }
  tickTo(untilMs)
  return { closed, settling, state }
}

const touched = (atMs: number, ...paths: readonly string[]): BatcherInput => ({ kind: 'touched', atMs, paths })
const git = (atMs: number, isLocked: boolean, hasHeadChanged = false): BatcherInput => {
  return { kind: 'git', atMs, isLocked, hasHeadChanged }
}

describe('quiet period and cap', () => {
  test('a window closes when nothing was touched for the quiet period', () => {
    expect(play([touched(100, '/a'), touched(120, '/b'), touched(140, '/a')]).closed).toEqual([
      { atMs: 165, paths: ['/a', '/b'], firstAtMs: 100, origin: 'events' },
    ])
  })

  test('what comes later is another window', () => {
    expect(play([touched(100, '/a'), touched(130, '/b')]).closed.map(({ atMs }) => atMs)).toEqual([125, 155])
  })

  test('the cap closes what never gets quiet', () => {
    const inputs = Array.from({ length: 300 }, (_, index) => touched(index * 10, '/a'))
    const { closed } = play(inputs)
    expect(closed[0]!.atMs).toBe(2000)
    expect(closed.map(({ firstAtMs }) => firstAtMs)).toEqual([0, 2000])
  })

  test('a burst compares everything', () => {
    const inputs = Array.from({ length: burstFiles + 1 }, (_, index) => touched(0, `/${index}`))
    expect(play(inputs).closed).toEqual([{ atMs: 25, paths: null, firstAtMs: 0, origin: 'events' }])
  })

  test('a doubt compares everything at once, and joins a window that is open', () => {
    expect(play([{ kind: 'doubt', atMs: 5 }]).closed).toEqual([
      { atMs: 5, paths: null, firstAtMs: 5, origin: 'reconcile' },
    ])
    expect(play([touched(0, '/a'), { kind: 'doubt', atMs: 5 }]).closed).toEqual([
      { atMs: 25, paths: null, firstAtMs: 0, origin: 'events' },
    ])
  })
})

describe('git', () => {
  test('a lock alone holds nothing', () => {
    expect(play([git(0, true), git(50, false)]).settling).toEqual([])
  })

  test('writes under a lock wait for its end, then for the quiet period', () => {
    const { closed, settling } = play([git(0, true), touched(10, '/a'), touched(700, '/b'), git(900, false)])
    expect(closed).toEqual([{ atMs: 925, paths: ['/a', '/b'], firstAtMs: 10, origin: 'checkout' }])
    expect(settling).toEqual(['true at 10', 'false at 925'])
  })

  test('HEAD moved: everything is compared, a little later', () => {
    const { closed } = play([git(0, true), touched(10, '/a'), git(20, false), git(21, false, true)])
    expect(closed).toEqual([{ atMs: 21 + headQuietMs, paths: null, firstAtMs: 10, origin: 'checkout' }])
  })

  test('checkouts in a row are one', () => {
    const { closed } = play([
      git(0, true),
      touched(5, '/a'),
      git(20, false, true),
      git(100, true),
      touched(110, '/a'),
      git(150, false, true),
    ])
    expect(closed.map(({ atMs }) => atMs)).toEqual([150 + headQuietMs])
  })

  test('a lock that outlives a long silence is not waited for any more, until it is gone', () => {
    const inputs = [
      git(0, true),
      touched(10, '/a'),
      touched(5000, '/b'),
      git(6000, false),
      git(7000, true),
      touched(7010, '/c'),
    ]
    expect(play(inputs).closed.map(({ atMs, origin }) => `${atMs} ${origin}`)).toEqual([
      `${10 + lockQuietMs} checkout`,
      '5025 events',
      `${7010 + lockQuietMs} checkout`,
    ])
  })

  test('writes that never end under a lock that never ends are cut', () => {
    const inputs = [git(0, true), ...Array.from({ length: 700 }, (_, index) => touched(index * 100, '/a'))]
    expect(play(inputs, 70_000).closed[0]!.atMs).toBe(settleCapMs)
  })
})

test('whatever happens: no touched path is lost, no window closes early, all is closed in the end', () => {
  const inputs = fc.array(
    fc.tuple(
      fc.nat(400),
      fc.oneof(
        fc.record({
          kind: fc.constant('touched' as const),
          paths: fc.array(fc.constantFrom('/a', '/b', '/c'), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('git' as const), isLocked: fc.boolean(), hasHeadChanged: fc.boolean() }),
        fc.record({ kind: fc.constant('doubt' as const) }),
      ),
    ),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(inputs, (steps) => {
      let atMs = 0
      const list = steps.map(([gap, input]): BatcherInput => {
        atMs += gap
        return { ...input, atMs }
      })
      const { closed, state } = play(list)
      expect(state.window).toBeNull()
      expect(state.settling).toBeNull()
      for (const input of list) {
        if (input.kind !== 'touched') continue
        // A touch at the very moment a window closes is in that one or in the next.
        const covers = closed.filter((window) => window.firstAtMs <= input.atMs && window.atMs >= input.atMs)
        for (const path of input.paths)
          expect(covers.some(({ paths }) => paths === null || paths.includes(path))).toBe(true)
      }
      for (const window of closed) {
        expect(window.atMs).toBeGreaterThanOrEqual(window.firstAtMs)
        const last = list.filter(
          (input) =>
            input.kind === 'touched' &&
            input.atMs >= window.firstAtMs &&
            input.atMs < Math.max(window.atMs, window.firstAtMs + 1),
        )
        const quietMs = window.atMs - Math.max(...last.map((input) => input.atMs))
        const isCut = window.atMs - window.firstAtMs >= options.capMs
        if (window.origin === 'events' && !isCut) expect(quietMs).toBeGreaterThanOrEqual(options.quietMs)
      }
    }),
  )
})
