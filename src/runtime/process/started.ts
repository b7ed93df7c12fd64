// What devenv remembers of a supervisor that it started: enough to find it again, and to tell whether it is the one wanted.

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { writeWhole } from '../../clients/files/whole-file.ts'
import { startTicks } from '../../clients/process/process-stats.ts'
import { signalProcess } from '../../clients/supervisor/supervisor-process.ts'

export interface Started {
  readonly pid: number
  /** Start time, so that a later process with the same pid is not taken for it. */
  readonly ticks: number
  /** See `Launch.stamp`. */
  readonly stamp: string
}

const FILE = 'started.json'
const LOOK_EVERY_MS = 5
/** Beyond the grace of its service; then it is killed, and its child dies with it. */
const END_LIMIT_MS = 3000

export function writeStarted(runFolder: string, started: Started): void {
  writeWhole(join(runFolder, FILE), JSON.stringify(started))
}

/** Null when there is none or it has ended. */
export function readStarted(runFolder: string): Started | null {
  try {
    const started = JSON.parse(readFileSync(join(runFolder, FILE), 'utf8')) as Started
    return isRunning(started) ? started : null
  } catch {
    return null
  }
}

export function forgetStarted(runFolder: string): void {
  rmSync(join(runFolder, FILE), { force: true })
}

export function isRunning({ pid, ticks }: Started): boolean {
  return startTicks(pid) === ticks
}

/** Asks it to end, its child within its grace; resolves when both are gone. */
export async function endStarted(started: Started, graceMs: number): Promise<void> {
  signalProcess(started.pid, 'SIGTERM')
  const killAtMs = performance.now() + graceMs + END_LIMIT_MS
  while (isRunning(started)) {
    if (performance.now() > killAtMs) signalProcess(started.pid, 'SIGKILL')
    await delay(LOOK_EVERY_MS)
  }
}
