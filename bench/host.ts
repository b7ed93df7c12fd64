// What processes use, and how busy the machine was meanwhile: a figure of a busy machine says little.
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { processesIn } from '../test/stories/story.ts'

const MEGABYTE = 1_000_000
/** USER_HZ of Linux, whatever the kernel's own clock does. */
const TICK_MS = 10

export function printLoad(when: string): void {
  const [one = 0, five = 0] = loadavg()
  console.log(
    `load of the machine ${when}: ${one.toFixed(2)} (1 min), ${five.toFixed(2)} (5 min), ${availableParallelism()} cores`,
  )
}

/** The session and what it started for itself: no supervisor with its service, no compiler. */
export function sessionTree(pid: number, folder: string): readonly number[] {
  const all = processesIn(folder)
  const tree = [pid]
  for (const parent of tree) {
    const own = all.filter((one) => one.parent === parent && !one.isZombie && !/\/supervisor run /.test(one.command))
    // What the agent starts are the tools of builds.
    tree.push(
      ...own.filter(({ parent: of }) => !isAgent(all.find((one) => one.pid === of)?.command)).map((one) => one.pid),
    )
  }
  return tree
}

export function supervisorsIn(folder: string): readonly number[] {
  return processesIn(folder)
    .filter(({ command }) => /\/supervisor run /.test(command))
    .map(({ pid }) => pid)
}

/** Resident memory now, and the most that it ever was. */
export function residentMb(pids: readonly number[]): { readonly now: number; readonly peak: number } {
  const sum = (key: string) => pids.reduce((total, pid) => total + statusKib(pid, key), 0) * (1024 / MEGABYTE)
  return { now: sum('VmRSS'), peak: sum('VmHWM') }
}

/** CPU time used so far. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((total, pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return total + (Number(fields[11]) + Number(fields[12])) * TICK_MS
  }, 0)
}

function isAgent(command: string | undefined): boolean {
  return command?.endsWith('/supervisor agent') ?? false
}

function statusKib(pid: number, key: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0)
}
