// What a folder holds, where it does not matter whether it is there.
import { readdirSync } from 'node:fs'

/** Empty when the folder is not there or may not be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
