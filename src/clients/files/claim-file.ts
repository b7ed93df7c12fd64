// One file per workspace that says which loopback ports it has: written whole, read by the other workspaces of this user.

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namesIn } from './folder-names.ts'

export interface ClaimFile {
  readonly id: string
  readonly root: string
  /** Folder of the supervisors' sockets: they outlive the session when they are kept. */
  readonly run: string
  readonly ports: readonly number[]
  readonly offset: number
  readonly besides: string | null
  /** The session. */
  readonly pid: number
  readonly startTicks: number
  /** `wanted` until the others were looked at: two that start at the same moment see each other. */
  readonly state: 'wanted' | 'taken'
}

export function writeClaim(folder: string, claim: ClaimFile): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const temporary = join(folder, `.${claim.id}.ports.${process.pid}`)
  writeFileSync(temporary, `${JSON.stringify(claim)}\n`, { mode: 0o600 })
  renameSync(temporary, pathOf(folder, claim.id))
}

/** Null when there is none that can be read. */
export function readClaimFile(folder: string, id: string): ClaimFile | null {
  try {
    return claimOf(readFileSync(pathOf(folder, id), 'utf8'), id)
  } catch {
    return null
  }
}

export function listClaims(folder: string): readonly ClaimFile[] {
  const names = namesIn(folder).filter((name) => name.endsWith(SUFFIX) && !name.startsWith('.'))
  return names.flatMap((name) => readClaimFile(folder, name.slice(0, -SUFFIX.length)) ?? [])
}

export function removeClaim(folder: string, id: string): void {
  rmSync(pathOf(folder, id), { force: true })
}

/** Only while it is still this one: a session of its workspace may have begun since it was found dead. */
export function removeDeadClaim(folder: string, dead: ClaimFile): void {
  const aside = join(folder, `.${dead.id}.dead.${process.pid}`)
  try {
    renameSync(pathOf(folder, dead.id), aside)
    const taken = claimOf(readFileSync(aside, 'utf8'), dead.id)
    if (taken !== null && !isSame(taken, dead)) linkSync(aside, pathOf(folder, dead.id))
  } catch {
    // Somebody else removed it, or its session has already written it again.
  }
  rmSync(aside, { force: true })
}

/** What a killed devenv was about to write. */
export function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = /^\.\w+\.(?:ports|dead)\.(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true })
  }
}

export function isSame(a: ClaimFile, b: ClaimFile): boolean {
  return a.pid === b.pid && a.startTicks === b.startTicks && a.offset === b.offset && a.state === b.state
}

const SUFFIX = '.ports'

function pathOf(folder: string, id: string): string {
  return join(folder, `${id}${SUFFIX}`)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function claimOf(text: string, id: string): ClaimFile | null {
  let data: Partial<Record<keyof ClaimFile, unknown>>
  try {
    data = JSON.parse(text) as typeof data
  } catch {
    return null
  }
  const { root, run, ports, offset, besides, pid, startTicks, state } = data ?? {}
  const isWhole =
    typeof root === 'string' &&
    typeof run === 'string' &&
    Array.isArray(ports) &&
    ports.every((port) => Number.isInteger(port)) &&
    Number.isInteger(offset) &&
    Number.isInteger(pid) &&
    typeof startTicks === 'number' &&
    (state === 'wanted' || state === 'taken')
  if (!isWhole) return null
  return {
    id,
    root,
    run,
    ports: ports as number[],
    offset: offset as number,
    besides: typeof besides === 'string' ? besides : null,
    pid: pid as number,
    startTicks,
    state,
  }
}
