// Runs CMake for a build folder: once, and again from scratch when flags, compiler or source tree changed.

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../../clients/files/whole-file.ts'
import { shellLine } from '../../clients/process/run.ts'
import type { CppBuild } from '../../model/environment.ts'
import { type Job, runTool, type Toolchain, type ToolOutcome } from '../job.ts'
import { readText } from '../sources.ts'
import { reservedRunPath } from './shared-libraries.ts'

/** Null when the folder is ready for ninja. */
export async function configure(job: Job, spec: CppBuild): Promise<Exclude<ToolOutcome, { kind: 'built' }> | null> {
  const stamp = stampOf(job, spec)
  if (isConfigured(job.folder, stamp)) return null
  job.report.detail('configure')
  const args = cmakeArguments(job, spec)
  clear(job.folder)
  const run = await runTool(job, 'cmake', args, { cwd: job.folder, onLine: (line) => job.report.log(line) })
  if (job.signal.aborted) return { kind: 'cancelled' }
  if (run.result.exitCode !== 0 || !existsSync(join(job.folder, 'build.ninja'))) {
    const command = shellLine('cmake', args)
    return {
      kind: 'failed',
      step: 'configure',
      lines: run.lines,
      compileMs: run.result.ms,
      linkMs: 0,
      command,
      result: run.result,
    }
  }
  writeStamp(job.folder, stamp)
  return null
}

/** Everything that decides what CMake writes, apart from its own project files, which ninja watches. */
export function stampOf(job: Pick<Job, 'toolchain' | 'folder'>, spec: CppBuild): string {
  return JSON.stringify({ arguments: cmakeArguments(job, spec), toolchain: job.toolchain.fingerprint })
}

function isConfigured(folder: string, stamp: string): boolean {
  return existsSync(join(folder, 'build.ninja')) && readText(stampFile(folder)) === stamp
}

/** What the source tree's own project sets wins: only what it leaves open is decided here. */
function cmakeArguments({ toolchain, folder }: Pick<Job, 'toolchain' | 'folder'>, spec: CppBuild): readonly string[] {
  const isSet = (name: string) =>
    spec.cmakeArgs.some((argument) => argument.startsWith(`-D${name}=`) || argument.startsWith(`-D${name}:`))
  // In a container the variables of the host's environment mean nothing.
  const flags = (variable: string, more: string) =>
    [toolchain.where === 'host' ? process.env[variable] : undefined, more].filter(Boolean).join(' ')
  const runPath = reservedRunPath(folder)
  const define = (name: string, value: string) => (isSet(name) ? [] : [`-D${name}=${value}`])
  return [
    ...['-G', 'Ninja', '-S', spec.sourceDir, '-B', folder],
    ...define('CMAKE_BUILD_TYPE', spec.buildType),
    ...define('CMAKE_EXPORT_COMPILE_COMMANDS', 'ON'),
    ...(toolchain.hasMold ? define('CMAKE_EXE_LINKER_FLAGS', flags('LDFLAGS', '-fuse-ld=mold')) : []),
    ...(toolchain.hasCcache ? define('CMAKE_CXX_COMPILER_LAUNCHER', 'ccache') : []),
    ...(toolchain.hasCcache ? define('CMAKE_CXX_FLAGS', flags('CXXFLAGS', cacheFlags(toolchain, folder))) : []),
    ...(runPath === null ? [] : define('CMAKE_BUILD_RPATH', runPath)),
    ...spec.cmakeArgs,
  ]
}

/**
 * What services compile alike shall be one thing in the compiler cache, so no build folder's name may get into it. Without
 * -fpch-preprocess ccache does not see what a precompiled header of GCC holds.
 */
function cacheFlags({ compiler }: Toolchain, folder: string): string {
  const alike = `-fdebug-prefix-map=${folder}=.`
  return compiler === 'gcc' ? `-fpch-preprocess ${alike}` : alike
}

/** Cached values of an earlier configuration would outlive the flags that set them. */
function clear(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder).filter((other) => other !== '.devenv'))
    rmSync(join(folder, name), { recursive: true, force: true })
  // Builds in the slot go on using their libraries.
  clearOwn(join(folder, '.devenv'))
}

function clearOwn(own: string): void {
  const names = existsSync(own) ? readdirSync(own).filter((name) => name !== 'lib' && name !== 'shared') : []
  for (const name of names) rmSync(join(own, name), { recursive: true, force: true })
}

/** True when ninja met a cache that was made for another place, whoever put it there. */
export function isOfAnotherTree(lines: readonly string[]): boolean {
  return lines.some((line) => /used to generate cache|CMakeCache\.txt directory .* is different/.test(line))
}

/** Makes the next build configure from scratch. */
export function forgetConfiguration(folder: string): void {
  rmSync(stampFile(folder), { force: true })
}

const stampFile = (folder: string) => join(folder, '.devenv', 'configured.json')

function writeStamp(folder: string, stamp: string): void {
  mkdirSync(join(folder, '.devenv'), { recursive: true, mode: 0o700 })
  writeWhole(stampFile(folder), stamp)
}
