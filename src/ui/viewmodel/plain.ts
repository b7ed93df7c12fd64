// `devenv up --plain`: one line a fact, append only. Pure.
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SessionEvent } from '../../model/session-event.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Glyphs } from '../theme.ts'
import { unicodeGlyphs } from '../theme.ts'
import { clock, grouped, measured, plural, stepTime, total } from './format.ts'
import { padRight } from './line.ts'
import { diagnosticLine, errorsOf } from './place.ts'
import { splitWords } from './split.ts'

export interface PlainContext {
  /** Absolute path of the workspace: paths below it are shown relative to it. */
  readonly root?: string
  readonly glyphs?: Glyphs
  /** For what an event does not carry: diagnostics and the number of watched files. */
  readonly snapshot?: Snapshot
  /** Health that was shown last, by service: only what changes is worth a line. */
  readonly health?: ReadonlyMap<string, string>
  /** Services that were said to be stale. */
  readonly stale?: ReadonlySet<string>
}

type Of<Name extends SessionEvent['event']> = Extract<SessionEvent, { event: Name }>

/** Nothing for events that another line tells already. */
export function plainLines(event: SessionEvent, context: PlainContext = {}): string[] {
  const glyphs = context.glyphs ?? unicodeGlyphs
  const say = (who: string, ...texts: readonly string[]) =>
    texts.map((text) => `${clock(Date.parse(event.t))} ${padRight(who, 20)}  ${text}`)
  switch (event.event) {
    case 'bringup.step':
      return stepLines(event, glyphs)
    case 'session.ready':
      return say('devenv', ...readyTexts(event, context))
    case 'change.batch':
      return event.affected.length > 0
        ? []
        : say('devenv', `changed ${changed(event.files, context)}: affects no service`)
    case 'build.started':
      return say(event.service, `build #${event.build}: ${triggerWords(event, context)}`)
    case 'build.finished':
      return say(event.service, ...buildTexts(event, context, glyphs))
    case 'update.started':
      return event.kind === 'image'
        ? say(
            event.service,
            `build #${event.build}: image update${event.reason === undefined ? '' : `, ${event.reason}`}`,
          )
        : []
    case 'update.ready': {
      const healed = context.stale?.has(event.service) === true ? '; no longer stale' : ''
      return say(
        event.service,
        `${glyphs.ok} ${event.kind} ${measured(event.ms)}: ${splitWords(event.split, event.kind)}${healed}`,
      )
    }
    case 'update.reverted':
      return say(event.service, revertedText(event, context, glyphs), hint(event.service, 'DE0405'))
    case 'service.health':
      return healthTexts(event, context, glyphs).flatMap((text) => say(event.service, text))
    case 'problem.opened':
      return problemTexts(event, context, glyphs).flatMap((text) => say(event.service ?? 'devenv', text))
    case 'problem.closed':
      return event.service === undefined ? say('devenv', `${glyphs.ok} ${event.code} is over`) : []
  }
}

/** The sign of life while bring-up waits: ` … 30s: Load images 11/13, Build services 8/16`. */
export function signOfLife(snapshot: Snapshot, glyphs: Glyphs): string | null {
  const steps = snapshot.steps.filter(({ state }) => state === 'running')
  if (steps.length === 0) return null
  const words = steps.map(({ title, detail }) =>
    detail === '' ? title : /^\d+\/\d+$/.test(detail) ? `${title} ${detail}` : `${title} (${detail})`,
  )
  return ` ${glyphs.more} ${total(snapshot.nowMs - snapshot.startedAtMs)}: ${words.join(', ')}`
}

/** The last line of a session. */
export function endLine(snapshot: Snapshot): string {
  const what = snapshot.cluster ?? 'its services'
  const kept = snapshot.keepsRunning
    ? `${what} ${snapshot.cluster === null ? 'keep' : 'keeps'} running, \`devenv down\` ${snapshot.cluster === null ? 'ends them' : 'removes it'}`
    : 'its services have ended'
  return `${clock(snapshot.nowMs)} ${padRight('devenv', 20)}  stopped; ${kept}`
}

function stepLines(event: Of<'bringup.step'>, glyphs: Glyphs): string[] {
  const time = event.ms === null ? '' : ` (${stepTime(event.ms)})`
  const detail = event.detail === '' ? '' : `: ${event.detail}`
  switch (event.state) {
    case 'running':
      return event.detail === '' ? [` ${glyphs.bullet} ${event.title} ...`] : []
    case 'done':
      return [` ${glyphs.ok} ${event.title}${time}${detail}`]
    case 'failed':
      return [` ${glyphs.failed} ${event.title}${time}${detail}`]
    case 'skipped':
      return [` - ${event.title}${time}${event.detail === 'skipped' || event.detail === '' ? ': skipped' : detail}`]
    default:
      return []
  }
}

function readyTexts(event: Of<'session.ready'>, { snapshot }: PlainContext): string[] {
  const files = snapshot?.watchedFiles ?? null
  const watching = files === null ? 'watching' : `watching ${grouped(files)} files`
  const titles = new Map((snapshot?.steps ?? []).map(({ name, title }) => [name, title]))
  const path = event.criticalPath
    .filter(({ ms }) => ms >= 50)
    .map(({ step, ms }) => `${titles.get(step) ?? step} ${stepTime(ms)}`)
  return [
    `up after ${total(event.ms)}, ${watching}; ctrl-c stops ${stays(snapshot)}`,
    ...(path.length > 1 ? [`longest path: ${path.join(', then ')}`] : []),
  ]
}

function stays(snapshot: Snapshot | null | undefined): string {
  if (snapshot === null || snapshot === undefined) return 'watching'
  if (!snapshot.keepsRunning) return 'it, and its services'
  return `watching, the ${snapshot.cluster === null ? 'services stay' : 'cluster stays'}`
}

function triggerWords(event: Of<'build.started'>, context: PlainContext): string {
  if (event.files.length > 0) return `changed ${changed(event.files, context)}`
  switch (event.trigger) {
    case 'initial':
      return 'the first of this session'
    case 'user':
      return 'asked for'
    case 'config':
      return 'Tiltfile.ts changed'
    default:
      return event.trigger
  }
}

function buildTexts(event: Of<'build.finished'>, context: PlainContext, glyphs: Glyphs): string[] {
  const { service, build, ms, errors, editsBehind, serving } = event
  switch (event.state) {
    case 'built':
      return []
    case 'unchanged':
      return [`${glyphs.ok} build #${build} (${measured(ms)}): no change in the binary, nothing to restart`]
    case 'cancelled':
      return [`- build #${build} cancelled`]
    case 'failed': {
      const counted = errors === 0 ? '' : `, ${plural(errors, 'error')}`
      const stale =
        serving === null
          ? '; nothing serves yet'
          : `; ${editsBehind > 0 ? `stale, ${plural(editsBehind, 'edit')} behind, ` : ''}build #${serving} keeps serving`
      const found = context.snapshot?.services.find(({ name }) => name === service)
      const code = problemCode(service, context.snapshot) ?? (found?.language === 'ada' ? 'DE0302' : 'DE0301')
      return [
        `${glyphs.failed} build #${build} failed (${measured(ms)})${counted}${stale}`,
        ...firstErrors(found?.diagnostics ?? []),
        hint(service, code),
      ]
    }
  }
}

/** The first error with the lines that belong to it comes first; the others are counted. */
function firstErrors(diagnostics: readonly Diagnostic[]): string[] {
  const errors = errorsOf(diagnostics)
  const shown = errors.slice(0, SHOWN_ERRORS).map(diagnosticLine)
  return errors.length > SHOWN_ERRORS ? [...shown, `and ${plural(errors.length - SHOWN_ERRORS, 'more error')}`] : shown
}

const SHOWN_ERRORS = 3

function revertedText(event: Of<'update.reverted'>, { snapshot }: PlainContext, glyphs: Glyphs): string {
  const number = snapshot?.services.find(({ name }) => name === event.service)?.serving.number ?? null
  const back = event.to === null ? '' : number === null ? '; the last good build is back' : `; build #${number} is back`
  return `${glyphs.failed} build #${event.build} did not get ready: ${event.reason}${back}`
}

function healthTexts(event: Of<'service.health'>, { health }: PlainContext, glyphs: Glyphs): string[] {
  const before = health?.get(event.service)
  const note = event.note === '' ? '' : `: ${event.note}`
  const was = before === 'crash' || before === 'probe' || before === 'unknown'
  switch (event.health) {
    case 'ready':
      return was ? [`${glyphs.ready} ready`] : []
    case 'crash':
      return [`${glyphs.failed} crash${note}`]
    case 'probe':
      return [`${glyphs.failed} not ready${note}`]
    case 'unknown':
      return before === undefined ? [] : [`- state unknown${note}`]
    default:
      return []
  }
}

/** Failed builds, reverts and unhealthy pods have their own lines; what is left is told here, once. */
function problemTexts(event: Of<'problem.opened'>, { snapshot }: PlainContext, glyphs: Glyphs): string[] {
  const family = event.id.split(':')[0]
  if (family === 'build' || family === 'step') return []
  const explain = `hint: devenv explain ${event.code}`
  if (event.service === undefined && event.services.length === 0) return [`${glyphs.failed} ${event.summary}`, explain]
  if (family === 'update' && event.code === 'DE0405') return []
  const service = event.service ?? event.services[0]!
  return family === 'health' && snapshot !== undefined
    ? [hint(service, event.code)]
    : [`${glyphs.failed} ${event.summary}`, hint(service, event.code)]
}

function hint(service: string, code: string): string {
  return `hint: devenv problems ${service}   devenv explain ${code}`
}

function problemCode(service: string, snapshot: Snapshot | undefined): string | undefined {
  return snapshot?.problems.find(({ services, code }) => services.includes(service) && code.startsWith('DE03'))?.code
}

/** Two files by name, the others counted. */
function changed(files: readonly string[], { root }: PlainContext): string {
  const shown = files
    .slice(0, 2)
    .map((file) => (root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file))
  return files.length > 2 ? `${shown.join(', ')}, ${plural(files.length - 2, 'more file')}` : shown.join(', ')
}
