// What this machine has: tools and their versions, memory, disk, watch limits, free ports.
import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { run } from './run.ts'

export interface Tool {
  readonly name: string
  /** null when it is not on PATH or does not start. */
  readonly version: string | null
}

const versionArgs: Readonly<Record<string, readonly string[]>> = {
  docker: ['version', '--format', '{{.Server.Version}}'],
  kind: ['version'],
  kubectl: ['version', '--client=true', '-o', 'json'],
  istioctl: ['version', '--remote=false'],
}

/** The first version number a tool prints. For docker it is the engine's, so null also when no engine answers. */
export async function toolVersion(name: string): Promise<Tool & { readonly message: string }> {
  const result = await run(name, versionArgs[name] ?? ['--version'], { timeoutMs: 10_000 })
  const version = result.exitCode === 0 ? (/\d+\.\d+(\.\d+)?/.exec(result.stdout)?.[0] ?? null) : null
  return { name, version, message: result.startError === null ? result.stderr : `${name}: ${result.startError}` }
}

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
