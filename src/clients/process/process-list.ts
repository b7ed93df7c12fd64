// Which processes speak of a path on their command line, from /proc; an empty list where there is no /proc.

import { readFileSync } from 'node:fs'
import { namesIn } from '../files/folder-names.ts'

export interface ListedProcess {
  readonly pid: number
  readonly command: string
}

export function processesNaming(text: string): readonly ListedProcess[] {
  return pids().flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return command.includes(text) && pid !== process.pid ? [{ pid, command }] : []
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}

function pids(): readonly number[] {
  return namesIn('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}
