// Edit-to-healthy time cut into phases that add up to the total, in whole milliseconds. Pure.
import type { BuildTimings } from '../model/build.ts'
import type { Split, UpdateTimes } from '../model/update.ts'

export interface MeasuredTimes {
  /** First file event of the newest batch in the build. */
  readonly firstAtMs: number
  readonly buildStartedAtMs: number
  readonly readyAtMs: number
  /** Waited for a build slot before the build started. */
  readonly slotWaitMs: number
  readonly build: BuildTimings
  readonly update: UpdateTimes
}

/** What is neither compiler nor linker nor the new process counts as detect (before the build) or ship (after it). */
export function splitOf(times: MeasuredTimes): { readonly ms: number; readonly split: Split } {
  const total = Math.max(0, times.readyAtMs - times.firstAtMs)
  const hold = times.slotWaitMs + times.build.holdMs
  const detect = Math.max(0, times.buildStartedAtMs - times.firstAtMs - times.slotWaitMs)
  const { compileMs, linkMs } = times.build
  const { restartMs, readyMs } = times.update
  const ship = Math.max(0, total - detect - hold - compileMs - linkMs - restartMs - readyMs)
  const names = ['detect', 'hold', 'compile', 'link', 'ship', 'restart', 'ready'] as const
  const exact = { detect, hold, compile: compileMs, link: linkMs, ship, restart: restartMs, ready: readyMs }
  // Rounding the running sum keeps the sum of the rounded phases equal to the rounded total.
  let sum = 0
  let rounded = 0
  const split: Record<string, number> = {}
  for (const name of names) {
    sum += exact[name]
    split[name] = Math.round(sum) - rounded
    rounded = Math.round(sum)
  }
  return { ms: rounded, split: split as unknown as Split }
}
