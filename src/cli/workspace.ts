// What every subcommand starts from: the environment of this folder, its folders, its session.
import { makeFolders, runtimeHome, workspaceFolders } from '../clients/files/folders.ts'
import { supervisorPath } from '../clients/files/package-root.ts'
import { emptyEnvironment, loadEnvironment, nearestName, rootOf } from '../config/config.ts'
import { type ControlClient, connectControl, findSession } from '../engine/engine.ts'
import { asDevenvError, type DevenvError, fail } from '../errors/errors.ts'
import type { Environment, RuntimeKind, Service } from '../model/environment.ts'
import { version } from '../model/version.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { readChosen } from './choose-runtime.ts'

export interface Workspace {
  readonly environment: Environment
  readonly folders: WorkspaceFolders
}

/** Wall time in ms since 1970, with fractions and never going back. */
export const now = (): number => performance.timeOrigin + performance.now()

export async function openWorkspace(): Promise<Workspace> {
  const environment = await loadEnvironment(process.cwd()).catch(lastGoodOr)
  const folders = workspaceFolders(environment.root)
  makeFolders(folders)
  return { environment, folders }
}

/** For ending things: a Tiltfile.ts that can not be used must not keep anything running. */
export async function openWorkspaceToEnd(): Promise<Workspace & { readonly error: DevenvError | null }> {
  try {
    return { ...(await openWorkspace()), error: null }
  } catch (thrown) {
    const folders = workspaceFolders(rootOf(process.cwd()))
    return { environment: emptyEnvironment(folders.root), folders, error: asDevenvError(thrown) }
  }
}

/** While Tiltfile.ts can not be used, a session goes on with the last good one, and so does what is asked beside it. */
async function lastGoodOr(thrown: unknown): Promise<Environment> {
  const { socket } = workspaceFolders(rootOf(process.cwd()))
  const { info } = await findSession(socket)
  const lastGood =
    info === null
      ? null
      : await connectControl(socket)
          .ask<Environment>({ method: 'environment' })
          .catch(() => null)
  if (lastGood === null) throw thrown
  return lastGood
}

/** The session of this workspace; DE0703 when there is none. */
export async function openSession(): Promise<Workspace & { readonly client: ControlClient }> {
  const workspace = await openWorkspace()
  const client = await sessionOf(workspace)
  return client === null ? fail('DE0703', {}) : { ...workspace, client }
}

export async function sessionOf({ folders }: Workspace): Promise<ControlClient | null> {
  const { info } = await findSession(folders.socket)
  return info === null ? null : connectControl(folders.socket)
}

export function serviceNamed(environment: Environment, name: string): Service {
  const names = environment.services.map((service) => service.name)
  return (
    environment.services.find((service) => service.name === name) ??
    fail('DE0604', { kind: 'service', name, nearest: nearestName(name, names) ?? names.join(', ') })
  )
}

/** Of the last `up` here; a workspace that was never up has nothing but what local processes may have left. */
export async function openRuntime(workspace: Workspace): Promise<Runtime> {
  return makeRuntime(workspace, readChosen(workspace.folders) ?? 'process', true)
}

export async function makeRuntime(
  { environment, folders }: Workspace,
  kind: RuntimeKind,
  keep: boolean,
): Promise<Runtime> {
  const { createRuntime } = await import('../runtime/runtime.ts')
  const supervisor = supervisorPath()
  return createRuntime(kind, { environment, folders, supervisor, keep, claims: runtimeHome(), version, now })
}
