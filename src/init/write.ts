// Files are written whole: beside their place first, then renamed into it.
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../errors/errors.ts'

export const tiltfileName = 'Tiltfile.ts'
export const typesName = 'devenv.d.ts'

export function refuseExisting(root: string): void {
  const file = join(root, tiltfileName)
  if (existsSync(file)) fail('DE0612', { file: tiltfileName }, { details: [{ label: 'file', text: file }] })
}

/** With `isForced` the present file is kept as `.bak`. Never over a file that somebody made in the meantime. */
export function writeTiltfile(root: string, text: string, isForced: boolean): void {
  const file = join(root, tiltfileName)
  const fresh = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(fresh, text, { flag: 'wx' })
    if (isForced && existsSync(file)) {
      if (readFileSync(file, 'utf8') === text) return
      // A copy that is made first: at no moment is there neither.
      writeFileSync(`${fresh}.bak`, readFileSync(file))
      renameSync(`${fresh}.bak`, `${file}.bak`)
      renameSync(fresh, file)
      return
    }
    linkSync(fresh, file)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') refuseExisting(root)
    throw thrown
  } finally {
    rmSync(fresh, { force: true })
  }
}

/** False when a file of another maker has the name: it stays. */
export function writeTypes(root: string, text: string): boolean {
  const file = join(root, typesName)
  if (!mayWriteTypes(root)) return false
  writeFileSync(`${file}.${process.pid}.tmp`, text)
  renameSync(`${file}.${process.pid}.tmp`, file)
  return true
}

export function mayWriteTypes(root: string): boolean {
  const file = join(root, typesName)
  return !existsSync(file) || readFileSync(file, 'utf8').includes('Written by `devenv init`')
}
