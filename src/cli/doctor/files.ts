// File events of the sources: inotify limits (DE0102) and mounts that tell nothing (DE0114).
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { filesystemOf, inotifyLimits, mountTable } from '../../clients/process/host.ts'
import type { Environment } from '../../model/environment.ts'
import { byHand, type Check, dockerOf, makeCheck, type Subject } from './check.ts'

/** Editors and other watchers take from the same budget. */
const SPARE = 8192
/** systemd, containerd and kubelet of a node take many; kind asks for this. */
const KIND_INSTANCES = 512

export async function checkWatches(subject: Subject): Promise<readonly Check[]> {
  const limits = inotifyLimits()
  const folders = await countFolders(sourcesOf(subject.environment), subject.signal)
  const instances = (await dockerOf(subject)) === null ? 16 : KIND_INSTANCES
  if (limits === null)
    return [makeCheck({ code: 'DE0102', name: 'file watches', state: 'ok', found: 'no inotify here', needed: 'none' })]
  const isEnough = limits.watches >= folders + SPARE && limits.instances >= instances
  return [
    makeCheck({
      code: 'DE0102',
      name: 'file watches',
      // Without events every file is compared every 2 s: slower, but it works.
      state: isEnough ? 'ok' : 'warns',
      found: `${limits.watches} watches, ${limits.instances} instances`,
      needed: `${folders + SPARE} watches (${folders} source folders and room for editors), ${instances} instances`,
      fix: isEnough ? null : byHand('sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512'),
    }),
  ]
}

export function checkMounts({ environment }: Subject): readonly Check[] {
  const table = mountTable()
  return sourcesOf(environment).length === 0 || table === null ? [] : [mountCheck(sourcesOf(environment), table)]
}

/** Filesystems whose other side changes without a word here. */
const eventless = /^(9p|drvfs|nfs\d?|cifs|smb\d?|smbfs|virtiofs|vboxsf|prl_fs|fuse(\..+)?|afs|ceph|glusterfs|lustre)$/

export function mountCheck(sources: readonly string[], table: string): Check {
  const found = sources.map((path) => ({ path, filesystem: filesystemOf(path, table) }))
  const silent = found.filter(({ filesystem }) => eventless.test(filesystem))
  const names = [...new Set(found.map(({ filesystem }) => filesystem))].join(', ')
  return makeCheck({
    code: 'DE0114',
    name: 'file events',
    state: silent.length === 0 ? 'ok' : 'warns',
    found: silent.length === 0 ? names : `${silent[0]!.path} is on ${silent[0]!.filesystem}`,
    needed: 'sources on a local disk; others tell nothing of a save on their other side',
    details: silent.slice(1).map(({ path, filesystem }) => `${path} is on ${filesystem}`),
    fix: silent.length === 0 ? null : byHand('move the source tree to a local disk; under WSL2 below your Linux home'),
  })
}

function sourcesOf(environment: Environment | null): readonly string[] {
  if (environment === null) return []
  return [...new Set([...environment.services, ...environment.libraries].flatMap(({ sources }) => sources))]
}

const unwatched = new Set(['.git', 'node_modules'])

/** Each gets a watch. */
async function countFolders(roots: readonly string[], signal: AbortSignal): Promise<number> {
  let count = 0
  const waiting = [...roots]
  while (waiting.length > 0 && !signal.aborted) {
    const batch = waiting.splice(0, 64)
    count += batch.length
    const entries = await Promise.all(
      batch.map((folder) =>
        readdir(folder, { withFileTypes: true }).then(
          (found) => ({ folder, found }),
          () => ({ folder, found: [] as Dirent[] }),
        ),
      ),
    )
    for (const { folder, found } of entries)
      for (const entry of found)
        if (entry.isDirectory() && !unwatched.has(entry.name)) waiting.push(join(folder, entry.name))
  }
  return count
}
