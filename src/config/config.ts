// The door: finds Tiltfile.ts, has Node load it, and turns it into an Environment with every problem told at once.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fail } from '../errors/errors.ts'
import type { Environment } from '../model/environment.ts'

export { nearestName } from './nearest-name.ts'

const configFileName = 'Tiltfile.ts'

/** Reads everything anew at each call. DE0601-DE0603, DE0605-DE0607, DE0609, DE0610. */
export async function loadEnvironment(startFolder: string): Promise<Environment> {
  const file = findConfigFile(startFolder)
  const { loadDeclaration } = await import('./load.ts')
  const [declared, { validate }] = await Promise.all([loadDeclaration(file), import('./validate.ts')])
  return validate(dirname(file), file, declared)
}

/** As if Tiltfile.ts named nothing; for what must be possible also while it can not be used. */
export function emptyEnvironment(root: string): Environment {
  return {
    name: 'none',
    root,
    file: join(root, configFileName),
    services: [],
    traffic: [],
    libraries: [],
    cluster: { name: 'devenv', overlay: root, istio: false, prometheus: false, prometheusPort: 0, registryPort: 0 },
    watch: { quietMs: 0, capMs: 0, ignore: [] },
    builds: { tokens: 0, where: 'host', timeoutMs: 0, maxArtifactBytes: 0 },
  }
}

/** The folder of the Tiltfile.ts that is loaded from here; DE0603 when there is none. */
export function rootOf(startFolder: string): string {
  return dirname(findConfigFile(startFolder))
}

/** The Tiltfile.ts of `startFolder` or of the nearest folder above it; DE0603 when there is none. */
function findConfigFile(startFolder: string): string {
  const lookedIn: string[] = []
  for (let folder = resolve(startFolder); ; folder = dirname(folder)) {
    const file = join(folder, configFileName)
    if (existsSync(file)) return join(realpathSync(folder), configFileName)
    lookedIn.push(folder)
    if (folder === dirname(folder)) break
  }
  return fail(
    'DE0603',
    { folder: resolve(startFolder) },
    { details: [{ label: 'looked in', text: lookedIn.join(', ') }] },
  )
}
