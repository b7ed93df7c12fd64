// A step and the runner: asks whether it is done, runs it, shows progress, keeps one log file a step.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Commands, commandsWithLog } from './command.ts'

export interface Step {
  readonly name: string
  /** What it does, and how long that takes from nothing on two cores. */
  readonly title: string
  /** A hash of everything that the result depends on. */
  readonly key: string
  isDone(): Promise<boolean>
  run(commands: Commands): Promise<void>
}

export interface StepResult {
  readonly name: string
  readonly ran: boolean
  readonly ms: number
}

const heartbeatMs = 30_000

/** Runs the steps in their order and stops at the first that fails. `print` gets one line a call. */
export async function runSteps(
  steps: readonly Step[],
  logs: string,
  print: (line: string) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = []
  for (const step of steps) {
    const startedMs = performance.now()
    if (await step.isDone()) {
      print(` ✓ ${step.name}`)
      results.push({ name: step.name, ran: false, ms: performance.now() - startedMs })
      continue
    }
    print(` • ${step.name}: ${step.title}`)
    await runLogged(step, join(logs, `${step.name}.log`), startedMs, print)
    const ms = performance.now() - startedMs
    print(` ✓ ${step.name}  ${(ms / 1000).toFixed(1)} s`)
    results.push({ name: step.name, ran: true, ms })
  }
  return results
}

async function runLogged(step: Step, log: string, startedMs: number, print: (line: string) => void): Promise<void> {
  rmSync(log, { force: true })
  const heartbeat = setInterval(() => {
    print(
      `   ${step.name}: ${Math.round((performance.now() - startedMs) / 1000)} s  ${lastLines(log, 1)[0] ?? ''}`.slice(
        0,
        160,
      ),
    )
  }, heartbeatMs)
  try {
    await step.run(commandsWithLog(log))
    if (!(await step.isDone())) throw new Error(`${step.name} ended without a result`)
  } catch (error) {
    for (const line of lastLines(log, 15)) print(`   ${line}`)
    print(` ✘ ${step.name}: ${error instanceof Error ? error.message : String(error)}`)
    print(`   whole log: ${log}`)
    throw new StepFailed(step.name, { cause: error })
  } finally {
    clearInterval(heartbeat)
  }
}

export class StepFailed extends Error {
  readonly step: string
  constructor(step: string, options: ErrorOptions) {
    super(`step ${step} failed`, options)
    this.step = step
  }
}

function lastLines(file: string, count: number): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count)
  } catch {
    return []
  }
}
