// Where this process stands in the cgroups of the host, one answer a controller: version 1 has a tree for each, version 2 one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const controllers = ['memory', 'cpu'] as const
export type Controller = (typeof controllers)[number]

export interface Hierarchy {
  readonly version: 1 | 2
  /** The top of what can be seen of it here. */
  readonly mount: string
  /** Folder of the group that this process is in. */
  readonly own: string
}

export type CgroupHost = Readonly<Record<Controller, Hierarchy | null>>

export function cgroupHost(): CgroupHost {
  try {
    return parseCgroups(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'))
  } catch {
    return { memory: null, cpu: null }
  }
}

/** A controller that version 1 has is not in version 2, also where both are mounted. */
export function parseCgroups(mountinfo: string, membership: string): CgroupHost {
  const mounts = mountsOf(mountinfo)
  const find = (controller: Controller): Hierarchy | null => {
    const mount =
      mounts.find(({ type, options }) => type === 'cgroup' && options.includes(controller)) ??
      mounts.find(({ type }) => type === 'cgroup2')
    if (mount === undefined) return null
    const version = mount.type === 'cgroup' ? 1 : 2
    const own = ownPath(membership, version === 1 ? controller : null)
    const below = own === null ? null : relativeTo(mount.root, own)
    return below === null ? null : { version, mount: mount.path, own: join(mount.path, below) }
  }
  return { memory: find('memory'), cpu: find('cpu') }
}

interface Mount {
  readonly type: string
  /** What of the tree is mounted: in a container perhaps a part. */
  readonly root: string
  readonly path: string
  readonly options: readonly string[]
}

function mountsOf(mountinfo: string): readonly Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ')
    const [, , , root, path] = (before ?? '').split(' ')
    const [type, , options] = (after ?? '').split(' ')
    if (type === undefined || !type.startsWith('cgroup') || path === undefined) return []
    return [{ type, root: unescaped(root!), path: unescaped(path), options: (options ?? '').split(',') }]
  })
}

/** Lines are `4:memory:/a/b` and, of version 2, `0::/a/b`. */
function ownPath(membership: string, controller: Controller | null): string | null {
  for (const line of membership.split('\n')) {
    const [id, names, ...path] = line.split(':')
    const isIt = controller === null ? id === '0' && names === '' : names?.split(',').includes(controller) === true
    if (isIt) return path.join(':')
  }
  return null
}

/** Null for a group that lies outside of what is mounted. */
function relativeTo(root: string, own: string): string | null {
  if (own.includes('/..')) return null
  if (root === '/') return own
  return own === root || own.startsWith(`${root}/`) ? own.slice(root.length) : null
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
