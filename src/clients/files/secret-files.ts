// Secrets of development: random, for the user alone, made once and never shown.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './whole-file.ts'

/** Makes the files of those names that `folder` lacks; returns `folder`. */
export function keepSecrets(folder: string, names: readonly string[]): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of names) {
    const path = join(folder, name)
    if (!existsSync(path)) writeWhole(path, `${randomSecret()}\n`)
  }
  return folder
}

/** 256 random bits in hexadecimal digits. */
export function randomSecret(): string {
  return randomBytes(32).toString('hex')
}
