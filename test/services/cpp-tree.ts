// Builds the C++ services and their tests, in folders that later runs reuse.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
export const cppFolder = join(root, 'services/cpp')
export const cppBuildFolder = join(root, 'node_modules/.cache/services-cpp')
export const fuzzBuildFolder = join(root, 'node_modules/.cache/services-cpp-fuzz')

// The services are for Linux, which has flock.
export const hasCpp = ['cmake', 'ninja', 'c++', 'flock'].every(
  (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0,
)

/** Everything, or only these targets. Throws with the compiler's words. */
export function buildCpp(...targets: readonly string[]): void {
  build(cppFolder, cppBuildFolder, ['-DBUILD_TESTING=ON'], targets)
}

/** The fuzz targets with a driver of their own, for a compiler without libFuzzer. */
export function buildFuzzers(): void {
  build(join(cppFolder, 'fuzz'), fuzzBuildFolder, [], [])
}

/** Where a service's executable is, once built. */
export function cppService(name: string): string {
  return join(cppBuildFolder, name, name)
}

// Test files run side by side and share a folder: the second finds nothing left to do.
function build(sources: string, folder: string, options: readonly string[], targets: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  locked(folder, 'cmake', ['-G', 'Ninja', '-S', sources, '-B', folder, ...options])
  locked(folder, 'ninja', ['-C', folder, `-j${availableParallelism()}`, ...targets])
}

function locked(folder: string, command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('flock', [join(folder, 'lock'), command, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`)
}
