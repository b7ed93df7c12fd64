import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitOf } from '../../src/engine/split.ts'

const ms = fc.double({ min: 0, max: 5_000, noNaN: true })

test('phases are never negative and add up to the total', () => {
  fc.assert(
    fc.property(ms, ms, ms, ms, ms, ms, ms, ms, (wait, slot, compileMs, linkMs, rest, restartMs, readyMs, shipMs) => {
      const firstAtMs = 1_700_000_000_000.25
      const buildStartedAtMs = firstAtMs + wait + slot
      const readyAtMs = buildStartedAtMs + compileMs + linkMs + rest + shipMs + restartMs + readyMs
      const { ms: total, split } = splitOf({
        firstAtMs,
        buildStartedAtMs,
        readyAtMs,
        slotWaitMs: slot,
        build: { compileMs, linkMs, holdMs: 0, totalMs: compileMs + linkMs + rest },
        update: { shipMs, restartMs, readyMs },
      })
      expect(Object.values(split).every((phase) => phase >= 0)).toBe(true)
      expect(Object.values(split).reduce((sum, phase) => sum + phase, 0)).toBe(total)
      expect(Math.abs(total - (readyAtMs - firstAtMs))).toBeLessThan(1)
    }),
  )
})
