// What can keep file events from us: the inotify limits of the user, and filesystems that tell nothing.
import { readFileSync } from 'node:fs'
import type { WatchTrouble } from './watch-protocol.ts'

/** `statfs` types of shares whose other side changes without a word here. */
const eventless: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p, a Windows drive or a VM share'],
  [0x786f4256, 'VirtualBox share'],
])

export function nameOfEventlessFilesystem(type: number): string | null {
  return eventless.get(type >>> 0) ?? null
}

/** ENOSPC: no watch left; EMFILE: no watcher (instance) left. */
export function limitTrouble(code: 'ENOSPC' | 'EMFILE', neededFolders: number): WatchTrouble {
  const name = code === 'ENOSPC' ? 'watches' : 'instances'
  const limits = [`fs/inotify/max_user_${name}`, `user/max_inotify_${name}`].flatMap((path) => numberIn(path) ?? [])
  const found = limits.length === 0 ? `unknown number of ${name}` : `${Math.min(...limits)} ${name}`
  return { kind: 'limit', found, needed: code === 'ENOSPC' ? neededFolders : 1 }
}

function numberIn(path: string): number | null {
  try {
    return Number(readFileSync(`/proc/sys/${path}`, 'utf8'))
  } catch {
    return null
  }
}
