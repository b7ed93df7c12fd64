// Builds the Ada services for tests, in a folder that later runs reuse.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const sources = join(root, 'services/ada')
const buildFolder = join(root, 'node_modules/.cache/services-ada')

export const hasGprbuild = spawnSync('gprbuild', ['--version'], { stdio: 'ignore' }).status === 0

/** Where the project's executable is, after a build. Throws with the compiler's words. */
export function buildAda(project: string, executable: string): string {
  mkdirSync(buildFolder, { recursive: true })
  const lock = join(buildFolder, 'lock')
  const args = ['-q', '-p', '-j0', '-P', join(sources, project)]
  const { status, stdout, stderr } = spawnSync(
    // Test files run side by side, and projects share the objects of the kit.
    'flock',
    [lock, 'gprbuild', ...args, `--relocate-build-tree=${buildFolder}`, `--root-dir=${sources}`],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`gprbuild ${project}: ${stdout}${stderr}`)
  return join(buildFolder, executable)
}
