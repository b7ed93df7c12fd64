// The door to everything a front end prints without a screen: plain mode, `status`, errors, explanations.
import type { Session } from '../engine/session.ts'
import type { ErrorData, Problem } from '../model/problem.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { ServiceSnapshot, Snapshot } from '../model/snapshot.ts'
import { type Glyphs, theme } from './theme.ts'
import { errorLines, problemLines } from './viewmodel/error-text.ts'
import { explainLines, serviceLines } from './viewmodel/explain-text.ts'
import { headerLine } from './viewmodel/header.ts'
import { lineText } from './viewmodel/line.ts'
import { endLine, type PlainContext, plainLines, signOfLife } from './viewmodel/plain.ts'
import { table } from './viewmodel/table.ts'

export { plainLines } from './viewmodel/plain.ts'

/** Header and table, once; `columns` null (a pipe): every column. */
export function statusText(snapshot: Snapshot, columns: number | null, glyphs: Glyphs = here()): string {
  const { titles, rows } = table(snapshot.services, null, columns, {
    glyphs,
    nowMs: snapshot.nowMs,
    runtime: snapshot.runtime,
  })
  return [headerLine(snapshot, columns, glyphs), titles, ...rows].map((line) => lineText(line).trimEnd()).join('\n')
}

export function errorText(error: ErrorData, isVerbose: boolean, glyphs: Glyphs = here()): string {
  return errorLines(error, isVerbose, glyphs).join('\n')
}

export function problemText(problem: Problem, glyphs: Glyphs = here()): string {
  return problemLines(problem, glyphs).join('\n')
}

export function explainText(code: string): string {
  return explainLines(code).join('\n')
}

export function serviceText(service: ServiceSnapshot, snapshot: Snapshot, glyphs: Glyphs = here()): string {
  return serviceLines(service, snapshot, glyphs).join('\n')
}

export interface PlainWriter {
  /** Prints the last line and stops listening. */
  close(): void
}

export interface PlainOptions {
  /** Absolute path of the workspace. */
  readonly root?: string
  readonly glyphs?: Glyphs
  readonly signOfLifeMs?: number
}

/** `devenv up --plain`: a line for each fact, and a sign of life while bring-up is silent. */
export function createPlainWriter(
  session: Session,
  print: (line: string) => void,
  options: PlainOptions = {},
): PlainWriter {
  const glyphs = options.glyphs ?? here()
  const health = new Map<string, string>()
  const stale = new Set<string>()
  const lifeMs = options.signOfLifeMs ?? SIGN_OF_LIFE_MS
  let hasBegun = false
  const timer = setInterval(() => {
    const line = session.getSnapshot().phase === 'bring-up' ? signOfLife(session.getSnapshot(), glyphs) : null
    if (line !== null) print(line)
  }, lifeMs)
  timer.unref()

  const onEvent = (event: SessionEvent) => {
    // Steps overlap, so only the first one is announced; the others are told when they end.
    if (event.event === 'bringup.step' && event.state === 'running' && hasBegun) return
    const context: PlainContext = {
      glyphs,
      snapshot: session.getSnapshot(),
      health,
      stale,
      ...(options.root === undefined ? {} : { root: options.root }),
    }
    const lines = plainLines(event, context)
    for (const line of lines) print(line)
    if (lines.length > 0) timer.refresh()
    if (event.event === 'bringup.step') hasBegun = true
    if (event.event === 'service.health') health.set(event.service, event.health)
    if (event.event === 'build.finished' && event.state === 'failed' && event.editsBehind > 0) stale.add(event.service)
    if (event.event === 'update.ready') stale.delete(event.service)
  }
  const off = session.onEvent(onEvent)
  return {
    close() {
      clearInterval(timer)
      off()
      print(endLine(session.getSnapshot()))
    },
  }
}

const SIGN_OF_LIFE_MS = 30_000

function here(): Glyphs {
  return theme(process.env).glyphs
}
