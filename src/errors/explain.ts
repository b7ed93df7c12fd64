// `devenv explain CODE`: what it means, why it happens, what to do, the same from a shell. Pure.
import type { Fault, Hint } from '../model/problem.ts'
import { catalogEntry } from './catalog.ts'
import { fill } from './fill.ts'

export { catalog } from './catalog.ts'

export interface Explanation {
  readonly code: string
  /** The summary without what only an occurrence knows. */
  readonly meaning: string
  readonly cause: string
  readonly hints: readonly Hint[]
  readonly faultWords: string
  readonly exitCode: number
}

/** Commands keep their places as `<service>`, because here they are a pattern to follow. */
export function explain(code: string): Explanation {
  const entry = catalogEntry(code)
  return {
    code,
    meaning: fill(entry.summary, {}),
    cause: entry.cause,
    hints: entry.hints.map(({ label, effect, command }) => ({
      label: fill(label, {}),
      effect: fill(effect, {}),
      ...(command === undefined
        ? {}
        : {
            command: command.replace(
              /\{(\w+)(?:\|([^{}]*))?\}/g,
              (_whole, key: string, words?: string) => words ?? `<${key}>`,
            ),
          }),
    })),
    faultWords: FAULTS[entry.fault],
    exitCode: entry.exitCode,
  }
}

const FAULTS: Readonly<Record<Fault, string>> = {
  user: 'something to change in your files or command',
  environment: 'something about this machine or its tools, not about your code',
  bug: 'a fault of devenv itself, not yours',
}
