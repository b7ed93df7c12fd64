// What this machine has: memory, disk, watch limits, mounts, folders that can be written.
import { accessSync, constants, readFileSync, statfsSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'

export function cores(): number {
  return availableParallelism()
}

/** Bytes; `available` counts what the kernel can free, where it says so. */
export function memory(): { readonly totalBytes: number; readonly availableBytes: number } {
  try {
    const kib = /^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]
    if (kib !== undefined) return { totalBytes: totalmem(), availableBytes: Number(kib) * 1024 }
  } catch {
    // Not Linux.
  }
  return { totalBytes: totalmem(), availableBytes: freemem() }
}

export function freeDiskBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** What a folder takes, as far as it could be read before the abort; 0 where there is none. */
export async function diskUseBytes(folder: string, signal: AbortSignal): Promise<number> {
  let bytes = 0
  const waiting = [folder]
  for (let at = waiting.pop(); at !== undefined && !signal.aborted; at = waiting.pop()) {
    const parent = at
    const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
    const sizes = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          stat(join(parent, entry.name)).then(
            ({ blocks }) => blocks * 512,
            () => 0,
          ),
        ),
    )
    bytes += sizes.reduce((sum, size) => sum + size, 0)
    for (const entry of entries) if (entry.isDirectory()) waiting.push(join(parent, entry.name))
  }
  return bytes
}

/** null where there is no inotify. */
export function inotifyLimits(): { readonly watches: number; readonly instances: number } | null {
  try {
    const read = (name: string) => Number(readFileSync(`/proc/sys/fs/inotify/${name}`, 'utf8'))
    return { watches: read('max_user_watches'), instances: read('max_user_instances') }
  } catch {
    return null
  }
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Null when it is not on PATH. */
export function programPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isFile() === true && (stats.mode & 0o111) !== 0) return path
  }
  return null
}

/** The text of /proc/self/mountinfo; null where there is none. */
export function mountTable(): string | null {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    return null
  }
}

/** The type of the filesystem that an absolute path is on: of the mount nearest to it, the last one where two are equal. */
export function filesystemOf(path: string, table: string): string {
  let best = { point: '', type: 'unknown' }
  for (const line of table.split('\n')) {
    const [left, right] = line.split(' - ')
    const escaped = left?.split(' ')[4]
    const type = right?.split(' ')[0]
    if (escaped === undefined || type === undefined) continue
    const point = escaped.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const isAbove = point === '/' || path === point || path.startsWith(`${point}/`)
    if (isAbove && point.length >= best.point.length) best = { point, type }
  }
  return best.type
}
