// Errors and problems as data, the same in every front end.

export interface Detail {
  readonly label: string
  readonly text: string
}

export interface Hint {
  readonly label: string
  readonly effect: string
  /** As pasted into a shell; set only where it can be run as it is. */
  readonly command?: string
}

export type Fault = 'user' | 'environment' | 'bug'

export interface ErrorData {
  /** `DE0412` */
  readonly code: string
  readonly summary: string
  readonly details: readonly Detail[]
  readonly hints: readonly Hint[]
  readonly fault: Fault
  readonly exitCode: number
}

/** Something that needs a person. One cause is one problem, however many services it hits. */
export interface Problem extends ErrorData {
  readonly id: string
  readonly services: readonly string[]
  readonly openedAtMs: number
}
