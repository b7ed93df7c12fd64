import { utimesSync } from 'node:fs'

/** Sets the modification time, in seconds since 1970. */
export function touchAt(path: string, seconds: number): void {
  utimesSync(path, seconds, seconds)
}
