// Texts and times of files: null instead of an error when they can't be had.
import { readFileSync, statSync } from 'node:fs'

export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Lines count from 1. */
export function readLine(file: string, line: number): string | null {
  return readText(file)?.split(/\r?\n/)[line - 1] ?? null
}

export function modifiedAtMs(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
}
