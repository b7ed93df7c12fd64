// Runs the steps of bring-up as a graph: each starts when what it depends on has ended well, all others go on.
import { asDevenvError, type DevenvError } from '../errors/errors.ts'
import type { Step, StepState } from '../model/step.ts'

export interface BringUpReport {
  step(name: string, state: StepState, detail: string): void
  log(step: string, line: string): void
  failed(step: Step, error: DevenvError): void
}

export interface StepTime {
  readonly step: string
  readonly startedAtMs: number
  readonly endedAtMs: number
}

export interface BringUpResult {
  readonly ok: boolean
  /** The error of the first required step that failed. */
  readonly error: DevenvError | null
  /** Steps that the end had to wait for, in order. */
  readonly criticalPath: readonly { readonly step: string; readonly ms: number }[]
}

/** Waits for a dependency that is no step: `artifact:<service>`. */
export type AwaitOther = (dependency: string, signal: AbortSignal) => Promise<void>

/** What a failed required step waits for when a person watches: resolves with their choice. */
export type AskAfterFailure = (step: string, signal: AbortSignal) => Promise<'retry' | 'skip' | 'give-up'>

export async function runSteps(
  steps: readonly Step[],
  report: BringUpReport,
  ask: AskAfterFailure,
  awaitOther: AwaitOther,
  now: () => number,
  outerSignal: AbortSignal,
): Promise<BringUpResult> {
  // Once a required step is given up, nobody waits for the others.
  const givingUp = new AbortController()
  const signal = AbortSignal.any([outerSignal, givingUp.signal])
  const known = new Set(steps.map(({ name }) => name))
  const times = new Map<string, StepTime>()
  const runs = new Map<string, Promise<boolean>>()
  let firstError: DevenvError | null = null

  const start = (step: Step): Promise<boolean> => {
    const running = runs.get(step.name)
    if (running !== undefined) return running
    const promise = runOne(step)
    runs.set(step.name, promise)
    return promise
  }

  const runOne = async (step: Step): Promise<boolean> => {
    const before = steps.filter(({ name }) => step.dependsOn.includes(name) && known.has(name))
    const ends = await Promise.all(before.map(async (dependency) => (await start(dependency)) || dependency.optional))
    if (!ends.every(Boolean) || signal.aborted) return false
    const others = step.dependsOn.filter((name) => !known.has(name))
    try {
      await Promise.all(others.map((name) => awaitOther(name, signal)))
    } catch (thrown) {
      if (signal.aborted) return false
      throw thrown
    }
    const startedAtMs = now()
    for (;;) {
      const error = await attempt(step, report, signal)
      times.set(step.name, { step: step.name, startedAtMs, endedAtMs: now() })
      if (error === null) return true
      if (signal.aborted) return false
      report.failed(step, error)
      if (step.optional) return false
      firstError ??= error
      const choice = await ask(step.name, signal)
      if (choice === 'give-up') {
        givingUp.abort()
        return false
      }
      firstError = null
      if (choice === 'skip') {
        report.step(step.name, 'skipped', 'skipped')
        return true
      }
    }
  }

  const ends = await Promise.all(steps.map(async (step) => (await start(step)) || step.optional))
  return { ok: ends.every(Boolean) && !signal.aborted, error: firstError, criticalPath: criticalPath(steps, times) }
}

/** Goes back from the step that ended last, always to the dependency that ended last. */
export function criticalPath(
  steps: readonly Step[],
  times: ReadonlyMap<string, StepTime>,
): readonly { step: string; ms: number }[] {
  const byEnd = (a: StepTime, b: StepTime) => b.endedAtMs - a.endedAtMs
  const dependsOn = new Map(steps.map((step) => [step.name, step.dependsOn]))
  const path: { step: string; ms: number }[] = []
  let last = [...times.values()].sort(byEnd)[0]
  while (last !== undefined) {
    path.unshift({ step: last.step, ms: last.endedAtMs - last.startedAtMs })
    last = (dependsOn.get(last.step) ?? []).flatMap((name) => times.get(stepOf(name)) ?? []).sort(byEnd)[0]
  }
  return path
}

/** Artifacts come out of the step that compiles everything. */
const stepOf = (dependency: string) => (dependency.startsWith('artifact:') ? 'build' : dependency)

async function attempt(step: Step, report: BringUpReport, signal: AbortSignal): Promise<DevenvError | null> {
  try {
    report.step(step.name, 'running', '')
    const already = await step.isDone(signal)
    const words =
      already ??
      (await step.run(
        { detail: (detail) => report.step(step.name, 'running', detail), log: (line) => report.log(step.name, line) },
        signal,
      ))
    report.step(step.name, 'done', words)
    return null
  } catch (thrown) {
    const error = asDevenvError(thrown)
    report.step(step.name, 'failed', signal.aborted ? 'stopped' : error.summary)
    return error
  }
}
