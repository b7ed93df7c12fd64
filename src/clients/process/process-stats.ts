// CPU and memory of processes: from /proc, or by one call of `ps` where there is none.
import { readFileSync } from 'node:fs'
import { run } from './run.ts'

export interface ProcessStats {
  /** User and system, since its start. */
  readonly cpuSeconds: number
  /** In RAM. */
  readonly memoryBytes: number
  /** Tells it from an earlier process of the same pid; compare, no more. */
  readonly startTicks: number
}

/** Start time of a process, to tell it from a later one with its pid; null when there is none, or no /proc. */
export function startTicks(pid: number): number | null {
  try {
    return statOfProc(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.startTicks ?? null
  } catch {
    return null
  }
}

/** From /proc; null for a process that is not there, has ended, or can't be looked at. */
export function readProcessStats(pid: number): ProcessStats | null {
  try {
    return statsOfProc(readFileSync(`/proc/${pid}/stat`, 'latin1'), readFileSync(`/proc/${pid}/status`, 'latin1'))
  } catch {
    return null
  }
}

/** Those that are there, by pid. */
export async function readAllStats(
  pids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, ProcessStats>> {
  if (pids.length === 0) return new Map()
  if (process.platform === 'linux') {
    return new Map(
      pids.flatMap((pid) => {
        const stats = readProcessStats(pid)
        return stats === null ? [] : [[pid, stats] as const]
      }),
    )
  }
  const args = ['-o', 'pid=,state=,rss=,time=,lstart=', '-p', pids.join(',')]
  const { stdout } = await run('ps', args, { signal, timeoutMs: 2000 })
  return statsOfListing(stdout)
}

/** Memory is taken where it does not count in pages. */
export function statsOfProc(stat: string, status: string): ProcessStats | null {
  const found = statOfProc(stat)
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return found === null || kilobytes === undefined ? null : { ...found, memoryBytes: Number(kilobytes) * 1024 }
}

/** `stat` has the name in parentheses, which may hold any byte; null for a process that has ended. */
function statOfProc(stat: string): Omit<ProcessStats, 'memoryBytes'> | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, user, system, started] = [fields[0], fields[11], fields[12], fields[19]]
  if (state === undefined || 'ZX'.includes(state) || started === undefined) return null
  return { cpuSeconds: (Number(user) + Number(system)) / ticksPerSecond, startTicks: Number(started) }
}

/** Lines of `ps -o pid=,state=,rss=,time=,lstart=`. */
export function statsOfListing(listing: string): ReadonlyMap<number, ProcessStats> {
  const line = /^\s*(\d+)\s+(\S+)\s+(\d+)\s+([\d:.-]+)\s+(\S.*?)\s*$/
  return new Map(
    listing.split('\n').flatMap((text) => {
      const [, pid, state, kilobytes, time, started] = line.exec(text) ?? []
      if (started === undefined || state!.startsWith('Z')) return []
      const stats = {
        cpuSeconds: secondsOf(time!),
        memoryBytes: Number(kilobytes) * 1024,
        startTicks: (Date.parse(started) / 1000) * ticksPerSecond,
      }
      return [[Number(pid), stats] as const]
    }),
  )
}

/** The kernel counts in this unit for every architecture that devenv runs on. */
const ticksPerSecond = 100

/** `1-02:03:04`, `02:03:04`, `3:04.56` */
function secondsOf(time: string): number {
  const [days, clock] = time.includes('-') ? (time.split('-') as [string, string]) : ['0', time]
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400
}
