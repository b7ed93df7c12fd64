// How far a newcomer is in the guided first day; what is kept between two runs of `devenv onboard`.
import type { Split, UpdateKind } from '../../model/update.ts'

export const stepNames = ['system', 'up', 'edit', 'proof', 'look', 'daily'] as const
export type StepName = (typeof stepNames)[number]

export const stepTitles: Readonly<Record<StepName, string>> = {
  system: 'What the system is',
  up: 'Bring it up',
  edit: 'Change one line',
  proof: 'See the new code answer',
  look: 'Where to look',
  daily: 'Every day',
}

/** One line of a service's sources with a text in it that is safe to change. */
export interface Suggestion {
  /** Relative to the workspace. */
  readonly file: string
  /** Counts from 1. */
  readonly line: number
  readonly before: string
  readonly after: string
  /** Path of a GET whose answer holds the text; null when no answer was seen with it. */
  readonly path: string | null
}

export interface Edit {
  readonly service: string
  /** null: no line could be suggested, the newcomer picks one. */
  readonly suggestion: Suggestion | null
  /** Artifact id that served when the line was offered. */
  readonly idBefore: string | null
}

/** The update that an edit of the newcomer led to. */
export interface Outcome {
  readonly service: string
  readonly build: number
  readonly id: string
  /** null when the edit was built at the start of a session: nothing was measured. */
  readonly measured: { readonly kind: UpdateKind; readonly ms: number; readonly split: Split } | null
}

export interface Progress {
  readonly version: 1
  readonly step: StepName | 'end'
  readonly service: string | null
  readonly edit: Edit | null
  readonly outcome: Outcome | null
}

export const atTheStart: Progress = { version: 1, step: 'system', service: null, edit: null, outcome: null }

/** The steps with where one is, for `--list`. */
export function listLines(progress: Progress): readonly string[] {
  const here = progress.step === 'end' ? stepNames.length : stepNames.indexOf(progress.step)
  return stepNames.map((name, index) => {
    const mark = index < here ? 'done' : index === here ? 'here' : '    '
    return ` ${mark}  ${index + 1}  ${stepTitles[name]}`
  })
}

/** What a file says, when it is a progress of this version; null for anything else. */
export function asProgress(value: unknown): Progress | null {
  if (typeof value !== 'object' || value === null) return null
  const { version, step, service, edit, outcome } = value as Record<string, unknown>
  const isStep = step === 'end' || stepNames.some((name) => name === step)
  if (version !== 1 || !isStep || !isTextOrNull(service)) return null
  if (!isObjectOrNull(edit) || !isObjectOrNull(outcome)) return null
  return value as Progress
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string'
}

function isObjectOrNull(value: unknown): boolean {
  return typeof value === 'object'
}
