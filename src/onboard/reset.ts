// `devenv onboard --reset`: puts the edited files back and forgets how far one was; no version of a file is lost.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../clients/process/run.ts'
import { differenceLines } from './guide/difference.ts'
import type { KeptFile, KeptFiles } from './kept-files.ts'

export interface ResetOptions {
  readonly root: string
  print(line: string): void
  /** null: nobody is there to answer. */
  confirm(question: string): Promise<boolean | null>
}

/** 0 when all is as it was before the guide, 1 when something was left for a person to decide. */
export async function reset(files: KeptFiles, options: ResetOptions): Promise<number> {
  const { print } = options
  const kept = files.list()
  let left = 0
  for (const entry of kept) if (!(await putBack(files, entry, options))) left++
  if (left > 0) {
    print(`${left === 1 ? 'One file was' : `${left} files were`} left as it is; your place is kept.`)
    return 1
  }
  files.forget()
  print(kept.length === 0 ? 'There was no edit to take back; your place is forgotten.' : 'Your place is forgotten.')
  return 0
}

/** false when the person wants to keep what is there. */
async function putBack(files: KeptFiles, entry: KeptFile, { root, print, confirm }: ResetOptions): Promise<boolean> {
  const { file, hash, savedHash, copy } = entry
  const now = files.currentHash(file)
  if (now === hash) {
    print(`${file} is as it was.`)
    return true
  }
  const commit = now === null ? null : await commitOf(root, file)
  const reasons = [
    ...(now === null ? [`${file} is gone.`] : []),
    ...(now !== null && now !== savedHash ? [`${file} was changed further since the edit.`] : []),
    ...(commit === null ? [] : [`${file} was committed: ${commit}.`]),
  ]
  if (reasons.length > 0) {
    for (const line of reasons) print(line)
    const text = files.read(file)?.toString('utf8')
    if (text !== undefined) {
      print('From the file before the edit (-) to the file now (+):')
      for (const line of differenceLines(readFileSync(copy, 'utf8'), text)) print(`  ${line}`)
    }
    const answer = await confirm(`Put ${file} back as it was before the edit? y/n`)
    if (answer === null) print(`Nobody is there to say: \`devenv onboard --reset --yes\` puts it back.`)
    if (answer !== true) return false
  }
  const path = files.keepPresent(entry)
  files.restore(entry)
  print(`${file} is as it was before the edit.${path === null ? '' : ` The version of just now is kept in ${path}`}`)
  return true
}

/** `1a2b3c4 Subject` when git has the file's present content in its newest commit; null without git. */
async function commitOf(root: string, file: string): Promise<string | null> {
  const git = (...args: readonly string[]) => run('git', ['-C', root, ...args])
  const clean = await git('diff', '--quiet', 'HEAD', '--', join(root, file))
  const tracked = await git('ls-files', '--error-unmatch', '--', join(root, file))
  if (clean.exitCode !== 0 || tracked.exitCode !== 0) return null
  const { stdout, exitCode } = await git('log', '-1', '--format=%h %s', '--', join(root, file))
  return exitCode === 0 && stdout !== '' ? stdout : null
}
