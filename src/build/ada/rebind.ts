// Runs the binder beside the link and compares: with the same output but for the versions of units, what it made
// before is still right.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Job, runTool } from '../job.ts'
import { keptBinding, type RecordedCommand } from './recorded.ts'

/** `folders`: where ALI files are. */
export async function bindsTheSame(
  job: Job,
  bind: RecordedCommand,
  folders: readonly string[],
  scratch: string,
): Promise<boolean> {
  const own = join(scratch, 'bind')
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const list = join(own, 'folders')
  writeFileSync(list, folders.map((folder) => `${folder}/\n`).join(''), { mode: 0o600 })
  // The binder writes beside itself, and the list of objects where it is told to.
  const args = bind.args.map((argument) => (argument.startsWith('-O=') ? `-O=${join(own, 'objects')}` : argument))
  const run = await runTool(job, bind.file, args, { cwd: own, env: { ADA_PRJ_OBJECTS_FILE: list }, onLine: () => {} })
  if (run.result.exitCode !== 0) return false
  const name = outputOf(bind)
  if (name === null) return false
  return ['adb', 'ads'].every((end) => {
    try {
      const made = readFileSync(join(own, name.replace(/adb$/, end)), 'utf8')
      return withoutVersions(made) === withoutVersions(readFileSync(keptBinding(job.folder, end), 'utf8'))
    } catch {
      return false
    }
  })
}

/** `b__main.adb` */
export function outputOf(bind: RecordedCommand): string | null {
  const name = bind.args[bind.args.indexOf('-o') + 1] ?? ''
  return /^b__.*\.adb$/.test(basename(name)) ? basename(name) : null
}

/** Folders are named in the order they are given in, which is ours here and gprbuild's there. */
export function withoutVersions(text: string): string {
  return text.replace(/(: constant Version_32 := 16#)[\da-f]{8}#/g, '$1#').replace(/^ *-- +-L.*\n/gm, '')
}
