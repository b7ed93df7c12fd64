// What the guide knows, what can happen to it, and what it asks to be done.
import type { SessionEvent } from '../../model/session-event.ts'
import type { Edit, Outcome, Progress, StepName, Suggestion } from './progress.ts'

export interface ServiceFact {
  readonly name: string
  readonly language: string
  readonly port: number
  readonly calls: readonly string[]
  /** One sentence of its README or manifest; null when neither has one. */
  readonly description: string | null
}

/** What does not change while the guide runs. */
export interface Facts {
  readonly name: string
  /** Absolute path of the workspace. */
  readonly root: string
  readonly services: readonly ServiceFact[]
  /** `$VISUAL`, `$EDITOR` or vi. */
  readonly editor: string
  /** Pages that are there to be read: path and what it tells. */
  readonly pages: readonly { readonly path: string; readonly about: string }[]
  /** `--yes`: nobody is asked, devenv makes the edit. */
  readonly yes: boolean
}

export type Waiting =
  | { readonly kind: 'next' }
  | { readonly kind: 'service' }
  /** Bring-up runs; the guide goes on with `goal`. */
  | { readonly kind: 'up'; readonly goal: StepName }
  /** Bring-up failed or the session ended. */
  | { readonly kind: 'retry'; readonly goal: StepName; readonly exitCode: number }
  | { readonly kind: 'work' }
  /** `made`: devenv has saved the file itself; `broken`: the last save led to nothing that serves. */
  | { readonly kind: 'save'; readonly was: 'offered' | 'made' | 'broken' }
  | { readonly kind: 'build' }
  | { readonly kind: 'over' }

export interface GuideState {
  readonly progress: Progress
  readonly waiting: Waiting
  /** Other lines that could be changed, best first. */
  readonly suggestions: readonly Suggestion[]
  /** Nobody answers: stdin has ended. */
  readonly isAlone: boolean
}

export interface Proof {
  /** As pasted into a shell. */
  readonly command: string
  /** Status line, X-Build-Id and the beginning of the body; empty when nothing answered. */
  readonly answer: readonly string[]
  /** Why nothing answered. */
  readonly problem: string | null
  readonly buildId: string | null
  /** The changed text, when the answer holds it. */
  readonly text: string | null
  /** What the session says serves now. */
  readonly serving: { readonly number: number | null; readonly id: string | null }
}

export interface Look {
  readonly title: string
  readonly command: string
  readonly output: readonly string[]
}

export type EditStanding =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'failed'; readonly lines: readonly string[] }
  | { readonly kind: 'served'; readonly outcome: Outcome }

export type GuideEvent =
  /** A key or a line; empty for Enter. */
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'interrupted' }
  | {
      readonly kind: 'up'
      readonly exitCode: number
      readonly wasRunning: boolean
      readonly ready: readonly string[]
      readonly notReady: readonly { readonly name: string; readonly why: string }[]
    }
  | { readonly kind: 'suggestions'; readonly found: readonly Suggestion[]; readonly idBefore: string | null }
  | { readonly kind: 'standing'; readonly standing: EditStanding }
  | { readonly kind: 'edited'; readonly problem: string | null; readonly keptPath: string | null }
  /** `lines`: the event in the words of `devenv up --plain`. */
  | { readonly kind: 'session'; readonly event: SessionEvent; readonly lines: readonly string[] }
  | { readonly kind: 'session-lost' }
  | { readonly kind: 'proof'; readonly proof: Proof }
  | { readonly kind: 'looked'; readonly looks: readonly Look[] }

export type Effect =
  | { readonly kind: 'up'; readonly yes: boolean }
  | { readonly kind: 'suggest'; readonly service: string }
  /** Keeps a copy of the file before anybody changes it. */
  | { readonly kind: 'keep'; readonly edit: Edit }
  | { readonly kind: 'make-edit'; readonly suggestion: Suggestion }
  | { readonly kind: 'stand'; readonly edit: Edit }
  /** The file as it is after a save: what `--reset` may take back without asking. */
  | { readonly kind: 'note-save' }
  | { readonly kind: 'prove' }
  | { readonly kind: 'look'; readonly service: string }
  | { readonly kind: 'leave'; readonly exitCode: number }

export interface Turn {
  readonly state: GuideState
  readonly lines: readonly string[]
  readonly effects: readonly Effect[]
}
