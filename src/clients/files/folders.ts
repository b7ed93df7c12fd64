// Where devenv keeps state, caches and sockets of one workspace.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { type DevenvError, makeError } from '../../errors/errors.ts'
import type { WorkspaceFolders } from '../../model/workspace.ts'

/** The folders of the workspace at `root`; nothing is made yet. `DEVENV_STATE_DIR` and `DEVENV_CACHE_DIR` move them. */
export function workspaceFolders(root: string): WorkspaceFolders {
  const real = realpathSync(root)
  const id = createHash('sha256').update(real).digest('hex').slice(0, 8)
  const state = join(stateHome(), id)
  return {
    id,
    root: real,
    state,
    slots: join(state, 'slots'),
    run: join(state, 'run'),
    secrets: join(state, 'secrets'),
    logs: join(state, 'logs'),
    builds: join(cacheHome(), 'builds', id),
    socket: join(runtimeHome(), `${id}.sock`),
  }
}

export function stateHome(): string {
  return process.env['DEVENV_STATE_DIR'] ?? join(envPaths('devenv', { suffix: '' }).log)
}

export function cacheHome(): string {
  return process.env['DEVENV_CACHE_DIR'] ?? envPaths('devenv', { suffix: '' }).cache
}

/** A folder of the user alone, for Unix sockets, whose paths may not be long. */
export function runtimeHome(): string {
  const base = process.env['XDG_RUNTIME_DIR']
  return base ? join(base, 'devenv') : join(tmpdir(), `devenv-${userInfo().uid}`)
}

/** Makes what is missing, for the user alone. */
export function makeFolders(folders: WorkspaceFolders): void {
  for (const path of [
    folders.state,
    folders.slots,
    folders.run,
    folders.logs,
    folders.builds,
    join(folders.socket, '..'),
  ]) {
    makeFolder(path)
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (thrown) {
    // Node says ENOENT of the path for whatever keeps the folders above it from being made.
    throw whyNot(path) ?? thrown
  }
}

/** DE0113 of the nearest folder that is there; null when that one can be written. */
function whyNot(path: string): DevenvError | null {
  let above = path
  while (!existsSync(above)) above = dirname(above)
  try {
    if (!statSync(above).isDirectory()) return makeError('DE0113', { path: above, reason: 'it is no folder' })
    accessSync(above, constants.W_OK)
    return null
  } catch (thrown) {
    const isReadOnly = (thrown as NodeJS.ErrnoException).code === 'EROFS'
    const reason = isReadOnly ? 'read-only file system' : 'permission denied'
    return makeError('DE0113', { path: above, reason }, { cause: thrown })
  }
}
