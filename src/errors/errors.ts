// The door: the one error class and how it is made. What differs between errors is data in `catalog.ts`.
import type { Detail, ErrorData, Fault, Hint } from '../model/problem.ts'
import { catalogEntry } from './catalog.ts'
import { type FillValues, fill, isComplete } from './fill.ts'

export class DevenvError extends Error {
  readonly code: string
  readonly summary: string
  readonly details: readonly Detail[]
  readonly hints: readonly Hint[]
  readonly exitCode: number
  readonly fault: Fault

  constructor(data: ErrorData, options?: { cause?: unknown }) {
    super(`${data.code}: ${data.summary}`, options)
    this.name = 'DevenvError'
    this.code = data.code
    this.summary = data.summary
    this.details = data.details
    this.hints = data.hints
    this.exitCode = data.exitCode
    this.fault = data.fault
  }

  toData(): ErrorData {
    const { code, summary, details, hints, exitCode, fault } = this
    return { code, summary, details, hints, exitCode, fault }
  }
}

export interface FailOptions {
  readonly details?: readonly Detail[]
  /** Put before the catalogue's own hints. */
  readonly hints?: readonly Hint[]
  readonly cause?: unknown
}

/** Makes (does not throw) the error of `code`; `values` fill `{name}` places of the catalogue's texts. */
export function makeError(code: string, values: FillValues = {}, options: FailOptions = {}): DevenvError {
  const entry = catalogEntry(code)
  const hints = entry.hints.map((hint) => filledHint(hint, values))
  return new DevenvError(
    {
      code,
      summary: fill(entry.summary, values),
      details: options.details ?? [],
      hints: [...(options.hints ?? []), ...hints],
      fault: entry.fault,
      exitCode: entry.exitCode,
    },
    options.cause === undefined ? undefined : { cause: options.cause },
  )
}

/** Throws the error of `code`. */
export function fail(code: string, values: FillValues = {}, options: FailOptions = {}): never {
  throw makeError(code, values, options)
}

/** Any thrown value as a DevenvError: what is not one is a bug of ours, DE0901. */
export function asDevenvError(thrown: unknown): DevenvError {
  if (thrown instanceof DevenvError) return thrown
  const ofHost = diskError(thrown)
  if (ofHost !== null) return ofHost
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  return makeError('DE0901', { message }, { details: [{ label: 'stack', text: stack }], cause: thrown })
}

/** What the operating system says of a disk or a folder is no bug of ours. */
function diskError(thrown: unknown): DevenvError | null {
  if (!(thrown instanceof Error)) return null
  const { code = '', path = '', syscall = '' } = thrown as Error & { code?: string; path?: string; syscall?: string }
  const details = [{ label: 'node', text: thrown.message }]
  // Watches that run out have the code of a full disk.
  if (code === 'ENOSPC' && syscall === 'watch') return makeError('DE0102', {}, { details, cause: thrown })
  if (code === 'ENOSPC' || code === 'EDQUOT') return makeError('DE0109', { path }, { details, cause: thrown })
  const reason = { EROFS: 'read-only file system', EACCES: 'permission denied' }[code]
  if (reason === undefined || path === '') return null
  return makeError('DE0113', { path, reason }, { details, cause: thrown })
}

/** A command with a place that has no value could not be run as it is, so it is left out. */
function filledHint(hint: Hint, values: FillValues): Hint {
  const { label, effect, command } = hint
  return {
    label: fill(label, values),
    effect: fill(effect, values),
    ...(command === undefined || !isComplete(command, values) ? {} : { command: fill(command, values) }),
  }
}
