// The folder devenv itself is installed in, from sources and from the bundle alike.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/** The static supervisor that pods mount; made by `make -C supervisor`. `DEVENV_SUPERVISOR` names another. */
export function supervisorPath(): string {
  return process.env['DEVENV_SUPERVISOR'] ?? join(packageRoot(), 'supervisor', 'out', 'supervisor')
}
