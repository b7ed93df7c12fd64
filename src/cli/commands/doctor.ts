// `devenv doctor`: every check with what was found, what is needed and the fix. Exit 4 when something blocks.
import { dockerRequest, findDocker } from '../../clients/docker/docker-socket.ts'
import { workspaceFolders } from '../../clients/files/folders.ts'
import { loadEnvironment } from '../../config/config.ts'
import { findSession } from '../../engine/engine.ts'
import { asDevenvError, DevenvError, makeError } from '../../errors/errors.ts'
import type { Environment } from '../../model/environment.ts'
import { askYesNo } from '../ask.ts'
import { type Check, type DockerLook, type EngineInfo, makeCheck, type Subject } from '../doctor/check.ts'
import { examine, type Verdict } from '../doctor/doctor.ts'
import { printJson, printLine } from '../print.ts'

export interface DoctorOptions {
  readonly fix?: boolean
  readonly yes?: boolean
  readonly json?: boolean
}

export async function doctor(options: DoctorOptions): Promise<number> {
  const loaded = await loadHere()
  let verdict = await look(loaded)
  if (options.json !== true) printVerdict(verdict)
  const stop = interruption()
  const isFixed = options.fix === true && (await applyFixes(verdict, options, stop))
  if (stop.aborted) return 130
  if (isFixed) {
    verdict = await look(loaded)
    if (options.json !== true) printVerdict(verdict)
  }
  if (options.json === true) printJson(verdict.checks.map(dataOf))
  return verdict.checks.some(({ state }) => state === 'blocks') ? 4 : 0
}

/** Of the workspace around here; a Tiltfile.ts that does not load is one more thing to say. */
async function loadHere(): Promise<Environment | DevenvError> {
  return loadEnvironment(process.cwd()).catch((thrown: unknown) => asDevenvError(thrown))
}

/** An engine that hangs must not hold the rest. */
const DOCKER_MS = 1200

async function look(loaded: Environment | DevenvError): Promise<Verdict> {
  const end = new AbortController()
  const environment = loaded instanceof DevenvError ? null : loaded
  const folders = environment === null ? null : workspaceFolders(environment.root)
  const session = folders === null ? null : (await findSession(folders.socket)).info
  const subject: Subject = {
    environment,
    folders,
    session: session?.pid ?? null,
    docker: lookAtDocker(AbortSignal.any([end.signal, AbortSignal.timeout(DOCKER_MS)])),
    signal: end.signal,
  }
  const verdict = await examine(subject)
  // What did not answer in time is ended, not waited for.
  end.abort()
  return loaded instanceof DevenvError ? { ...verdict, checks: [tiltfileCheck(loaded), ...verdict.checks] } : verdict
}

async function lookAtDocker(signal: AbortSignal): Promise<DockerLook | DevenvError> {
  try {
    const socket = await findDocker(signal)
    const { body } = await dockerRequest(socket, 'GET', '/info', signal)
    return { socket, info: body as EngineInfo }
  } catch (thrown) {
    if (thrown instanceof DevenvError) return thrown
    const text = `no answer within ${DOCKER_MS / 1000} s`
    return makeError('DE0101', { reason: text }, { details: [{ label: 'Docker', text }] })
  }
}

function tiltfileCheck(error: DevenvError): Check {
  const isMissing = error.code === 'DE0603'
  return makeCheck({
    code: error.code,
    name: 'Tiltfile.ts',
    state: 'warns',
    found: error.summary,
    needed: isMissing ? 'a workspace: checks of ports and sources are left out here' : 'a file that loads',
  })
}

function printVerdict({ checks, blocked }: Verdict): void {
  for (const check of checks) printLine(checkText(check))
  const kind = blocked.kind.length === 0
  const local = blocked.process.length === 0
  printLine('')
  if (kind && local) printLine(' ✔ devenv up works here, with a cluster (kind) and with local processes (process)')
  else if (local) printLine(` ✔ devenv up works here with local processes; for a cluster: ${blocked.kind.join(', ')}`)
  else if (kind) printLine(` ✔ devenv up works here with a cluster; for local processes: ${blocked.process.join(', ')}`)
  else printLine(` ✘ devenv up does not work here: ${[...new Set([...blocked.process, ...blocked.kind])].join(', ')}`)
}

function checkText(check: Check): string {
  const glyph = { ok: '✔', warns: '◐', blocks: '✘' }[check.state]
  const head = ` ${glyph} ${check.name}: ${check.found}`
  if (check.state === 'ok') return head
  return [
    head,
    ...check.details.map((line) => `     ${line}`),
    `     needed: ${check.needed}`,
    ...(check.fix === null
      ? []
      : [`     fix: ${check.fix.words}${check.fix.isSafe ? '   (devenv doctor --fix)' : ''}`]),
    ...(check.code === null ? [] : [`     devenv explain ${check.code}`]),
  ].join('\n')
}

function dataOf(check: Check): unknown {
  const { fix, ...rest } = check
  return { ...rest, fix: fix === null ? null : { command: fix.words, isSafe: fix.isSafe } }
}

/** True when something was done, so that it is worth looking again. */
async function applyFixes({ checks }: Verdict, options: DoctorOptions, stop: AbortSignal): Promise<boolean> {
  // JSON on stdout is for a program, so what is done goes beside it.
  const say = (line: string) => (options.json === true ? process.stderr.write(`${line}\n`) : printLine(line))
  const open = checks.flatMap(({ state, fix }) => (state !== 'ok' && fix?.apply ? [fix] : []))
  const fixes = [...new Map(open.map((fix) => [fix.words, fix])).values()]
  if (fixes.length === 0) say(' • nothing that devenv may mend by itself')
  let isDone = false
  for (const { words, apply } of fixes) {
    if (options.yes !== true && !(await isAgreed(words, options, say))) continue
    say(`   $ ${words}`)
    try {
      await apply!(say, stop)
      isDone = true
    } catch (thrown) {
      if (stop.aborted) return false
      const error = asDevenvError(thrown)
      if (error.fault === 'bug') throw thrown
      say(` ✘ ${error.summary}`)
      for (const { label, text } of error.details) say(`     ${label}: ${text.replaceAll('\n', '\n     ')}`)
    }
  }
  return isDone
}

async function isAgreed(words: string, options: DoctorOptions, say: (line: string) => void): Promise<boolean> {
  if (process.stdin.isTTY === true && options.json !== true) return askYesNo(`${words}\n   Do it?`)
  say(` • not done, nobody can be asked here (--yes does it): ${words}`)
  return false
}

/** Ctrl-C ends what runs, then us. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  process.once('SIGTERM', () => controller.abort())
  return controller.signal
}
