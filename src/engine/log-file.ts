// Build lines that earlier sessions kept on disk.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../model/log.ts'

/** The last `wanted` kept lines of the service, oldest first. */
export function readBuildLog(folder: string, service: string, wanted: number): readonly LogLine[] {
  const path = join(folder, `${service}.log`)
  const texts = [`${path}.1`, path].filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'))
  return texts
    .join('')
    .split('\n')
    .slice(-wanted - 1)
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as LogLine]
      } catch {
        // The last line of a session that was killed may be cut.
        return []
      }
    })
    .slice(-wanted)
}
