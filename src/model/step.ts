// Bring-up as a list of steps, run as a graph by the engine.

export interface StepReport {
  /** One line for the step's own line on screen: `11/13 on the node`. */
  detail(words: string): void
  /** A line of the step's log. */
  log(line: string): void
}

export interface Step {
  /** DNS-like and stable: `cluster`, `istio`. `devenv reset <name>` takes it. */
  readonly name: string
  /** As shown: `Create kind cluster`. */
  readonly title: string
  readonly dependsOn: readonly string[]
  /** The loop can live without it: a failure costs its columns. */
  readonly optional: boolean
  /** Resolves with words when there is nothing to do, null when there is. */
  isDone(signal: AbortSignal): Promise<string | null>
  /** Does the work; resolves with the words for the closed step: `1/1 node Ready`. */
  run(report: StepReport, signal: AbortSignal): Promise<string>
}

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'
