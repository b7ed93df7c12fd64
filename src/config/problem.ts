// One thing wrong in Tiltfile.ts, and the error that says all of them at once.
import { relative } from 'node:path'
import { type DevenvError, makeError } from '../errors/errors.ts'
import type { SourceLocation } from '../model/environment.ts'
import { notDataKey } from './not-data.ts'

export interface ConfigProblem {
  /** Its own code when nothing of another kind is wrong, else DE0602 lists all. */
  readonly code: 'DE0602' | 'DE0605' | 'DE0606' | 'DE0607' | 'DE0610'
  readonly text: string
  readonly at: SourceLocation
  /** Who else takes part: the second of two equal ports, the next call of a circle. */
  readonly also?: readonly { readonly text: string; readonly at: SourceLocation }[]
  /** Fills the summary of its own code. */
  readonly values: Readonly<Record<string, string>>
}

/** All problems as one error, in the order of the file. */
export function asConfigError(root: string, file: string, problems: readonly ConfigProblem[]): DevenvError {
  const sorted = [...problems].sort((a, b) => compare(a.at, b.at))
  const codes = new Set(sorted.map(({ code }) => code))
  const place = ({ file: path, line }: SourceLocation) => `${relative(root, path)}:${line}`
  const details = sorted.flatMap((problem) => {
    return [problem, ...(problem.also ?? [])].map(({ text, at }) => ({ label: place(at), text }))
  })
  const values = { file: relative(root, file), count: sorted.length === 1 ? '1 problem' : `${sorted.length} problems` }
  const isOne = codes.size === 1
  const only = isOne ? sorted[0]! : null
  return makeError(only?.code ?? 'DE0602', { ...values, ...only?.values }, { details })
}

/** A value as a person wrote it, short. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'object' && value !== null && notDataKey in value) return String(value[notDataKey])
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function compare(a: SourceLocation, b: SourceLocation): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1
}
