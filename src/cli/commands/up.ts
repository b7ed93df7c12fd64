// `devenv up`: bring everything up and stay.
import { makeFolders } from '../../clients/files/folders.ts'
import { loadEnvironment } from '../../config/config.ts'
import { findSession, LiveSession, serveControl } from '../../engine/engine.ts'
import { asDevenvError, type DevenvError, fail, makeError } from '../../errors/errors.ts'
import type { Environment } from '../../model/environment.ts'
import { mode } from '../../ui/mode.ts'
import { startWatch } from '../../watch/watch.ts'
import { askYesNo } from '../ask.ts'
import { chooseRuntime, keepChosen, type RuntimeChoice } from '../choose-runtime.ts'
import { startFrontEnd } from '../front-end.ts'
import { printLine } from '../print.ts'
import { whyWords } from '../runtime-text.ts'
import { setUp } from '../set-up.ts'
import { showError } from '../show-error.ts'
import { makeRuntime, now, openWorkspace, serviceNamed, type Workspace } from '../workspace.ts'
import { detach } from './detach.ts'

export interface UpOptions {
  readonly runtime: 'auto' | 'kind' | 'process'
  readonly plain?: boolean
  readonly json?: boolean
  readonly detach?: boolean
  readonly once?: boolean
  readonly yes?: boolean
  readonly keep?: boolean
}

export async function up(services: readonly string[], options: UpOptions): Promise<number> {
  const whole = await openWorkspace()
  const workspace: Workspace = { ...whole, environment: narrowTo(whole.environment, services) }
  await refuseSecond(workspace)
  const shown = mode(
    { plain: options.plain === true || options.once === true, json: options.json === true },
    process.env,
    process.stdin.isTTY === true,
    process.stdout.isTTY === true,
  )
  const choice = await chooseRuntime(
    options.runtime,
    workspace.environment,
    workspace.folders,
    new AbortController().signal,
  )
  await setUpFor(workspace, choice, options, shown)
  keepChosen(workspace.folders, choice.kind)
  if (options.detach === true)
    return detach(workspace, [...services, '--runtime', options.runtime, ...keepArgs(options)])
  return run(workspace, services, options, shown, choice)
}

async function run(
  workspace: Workspace,
  services: readonly string[],
  options: UpOptions,
  shown: 'tui' | 'plain' | 'json',
  choice: RuntimeChoice,
): Promise<number> {
  const { environment, folders } = workspace
  makeFolders(folders)
  const runtime = await makeRuntime(workspace, choice.kind, options.keep === true)
  const { createBuilder } = await import('../../build/build.ts')
  const builder = createBuilder({ environment, folders, now, runtime: choice.kind })
  const isInteractive = shown === 'tui'
  const reload = async () => narrowTo(await loadEnvironment(environment.root), services)
  const session = new LiveSession({
    environment,
    folders,
    runtime,
    builder,
    watch: startWatch,
    now,
    isInteractive,
    reload,
    runtimeWhy: whyWords(choice),
  })
  const ending = { exitCode: 0, isStopping: false }
  const stop = (exitCode: number) => {
    // Asked twice: whoever waits has lost patience.
    if (exitCode !== 0 && ending.isStopping && shown === 'tui') process.exit(exitCode)
    ending.isStopping = true
    if (ending.exitCode === 0) ending.exitCode = exitCode
    session.end()
  }
  const control = await serveControl(session, folders.socket, () => stop(0))
  const release = onSignals(stop)
  const frontEnd = await startFrontEnd(session, shown, folders.root, stop)
  try {
    const result = await session.bringUp()
    if (!result.ok && !isInteractive && result.error !== null) throw result.error
    if (options.once === true) stop(everyServiceIsReady(session) ? 0 : 1)
    await session.ended
  } catch (thrown) {
    const error: DevenvError = asDevenvError(thrown)
    session.end()
    await session.ended
    await showError(error, { asJson: shown === 'json', isVerbose: false })
    ending.exitCode = error.exitCode
  } finally {
    release()
    await frontEnd.close()
    await control.close()
    await builder.close()
  }
  return ending.exitCode
}

/** Before anything is drawn, so that a question and the output of a package manager have the terminal. */
async function setUpFor(
  { environment }: Workspace,
  { kind }: RuntimeChoice,
  { yes }: UpOptions,
  shown: 'tui' | 'plain' | 'json',
): Promise<void> {
  const canAsk = process.stdin.isTTY === true && shown !== 'json'
  const say = (line: string) => {
    if (shown !== 'json') printLine(line)
  }
  const { signal } = new AbortController()
  await setUp(environment, kind, { yes: yes === true, ask: canAsk ? askYesNo : null, say, signal })
}

function keepArgs({ keep }: UpOptions): readonly string[] {
  return keep === true ? ['--keep'] : []
}

/** `devenv up a b`: these, and what they call. */
function narrowTo(environment: Environment, names: readonly string[]): Environment {
  if (names.length === 0) return environment
  const wanted = new Set<string>()
  const add = (name: string) => {
    if (wanted.has(name)) return
    wanted.add(name)
    for (const called of serviceNamed(environment, name).calls) add(called)
  }
  for (const name of names) add(name)
  return { ...environment, services: environment.services.filter(({ name }) => wanted.has(name)) }
}

async function refuseSecond({ folders }: Workspace): Promise<void> {
  const { info, removed } = await findSession(folders.socket)
  if (removed) process.stderr.write(`${makeError('DE0702', {}).summary}\n`)
  if (info === null) return
  const since = new Date(info.startedAtMs).toLocaleTimeString()
  fail('DE0701', { pid: info.pid, since }, { details: [{ label: 'process', text: `${info.pid}, since ${since}` }] })
}

function everyServiceIsReady(session: LiveSession): boolean {
  return session
    .getSnapshot()
    .services.every((service) => service.health === 'ready' && service.build.state !== 'failed')
}

/** The first signal asks for a clean end; a second within 2 s ends at once. */
function onSignals(stop: (exitCode: number) => void): () => void {
  let firstAtMs: number | null = null
  const handler = (signal: NodeJS.Signals) => {
    const exitCode = signal === 'SIGINT' ? 130 : 143
    if (firstAtMs !== null && now() - firstAtMs < 2_000) process.exit(exitCode)
    firstAtMs = now()
    stop(exitCode)
  }
  process.on('SIGINT', handler)
  process.on('SIGTERM', handler)
  process.on('SIGHUP', handler)
  return () => {
    process.off('SIGINT', handler)
    process.off('SIGTERM', handler)
    process.off('SIGHUP', handler)
  }
}
