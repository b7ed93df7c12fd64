// Workspaces side by side: each takes its ports moved by a multiple of 100, so that no two that are alive meet.

import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fail } from '../../errors/errors.ts'
import {
  type ClaimFile,
  isSame,
  listClaims,
  readClaimFile,
  removeAbandoned,
  removeClaim,
  removeDeadClaim,
  writeClaim,
} from '../files/claim-file.ts'
import { namesIn } from '../files/folder-names.ts'
import { readAllStats } from '../process/process-stats.ts'
import { connectSupervisor } from '../supervisor/supervisor-socket.ts'

export interface PortClaim {
  readonly offset: number
  /** The other workspace that has the usual ports; null when offset is 0. */
  readonly besides: string | null
}

export interface ClaimOptions {
  /** Shared by all workspaces of this user. */
  readonly folder: string
  readonly id: string
  readonly root: string
  /** Folder of the supervisors' sockets: `<run>/<service>/<instance>.sock`. */
  readonly run: string
  readonly ports: readonly number[]
}

/** Takes the ports for this workspace; the claim lives as long as the session or any of its supervisors does. */
export async function claimPorts(options: ClaimOptions, signal: AbortSignal): Promise<PortClaim> {
  const { folder, id, root, run, ports } = options
  removeAbandoned(folder)
  const before = readClaimFile(folder, id)
  const kept = before !== null && before.state === 'taken' && (await isAlive(before, signal)) ? before : null
  const own = { id, root, run, ports, pid: process.pid, startTicks: await startOf(process.pid, signal) }
  const at = (offset: number, others: readonly ClaimFile[], state: ClaimFile['state']): ClaimFile => {
    const besides = offset === 0 ? null : (meeting(others, ports, 0)?.root ?? kept?.besides ?? null)
    return { ...own, offset, besides, state }
  }
  // What runs already stays where it is, and is not in doubt for a moment.
  const isUnchanged = kept !== null && ports.every((port) => kept.ports.includes(port))
  let claim = at(kept?.offset ?? 0, [], isUnchanged ? 'taken' : 'wanted')
  const endMs = performance.now() + WAIT_LIMIT_MS
  for (;;) {
    writeClaim(folder, claim)
    // Written first and looked around then: of two that want the same at the same moment, at least one sees the other.
    const others = await liveOthers(folder, id, signal)
    const rivals = others.filter((other) => meeting([other], ports, claim.offset) !== undefined)
    if (claim.state === 'wanted' && rivals.some((other) => other.state === 'taken' || other.id < id)) {
      claim = at(freeOffset(others, ports), others, 'wanted')
    } else if (claim.state === 'wanted' && rivals.length > 0) {
      // The other one has to move, unless it looked before this claim was there: then it takes the ports now.
      if (performance.now() > endMs) claim = at(freeOffset(others, ports), others, 'wanted')
      else await delay(WAIT_MS, undefined, { signal })
    } else {
      const taken = at(claim.offset, others, 'taken')
      writeClaim(folder, taken)
      const found = readClaimFile(folder, id)
      if (found !== null && isSame(found, taken)) return { offset: taken.offset, besides: taken.besides }
    }
  }
}

/** The offset this workspace has now, for commands without a session; null without a live or left claim. */
export function readClaim(folder: string, id: string): PortClaim | null {
  const claim = readClaimFile(folder, id)
  return claim === null ? null : { offset: claim.offset, besides: claim.besides }
}

export async function releasePorts(folder: string, id: string): Promise<void> {
  removeClaim(folder, id)
}

const STEP = 100
const LAST_PORT = 65_535
const WAIT_MS = 5
/** A session that was stopped in the middle is not waited for any longer. */
const WAIT_LIMIT_MS = 2000
const ANSWER_MS = 500

/** The smallest that meets nobody. */
function freeOffset(others: readonly ClaimFile[], ports: readonly number[]): number {
  const highest = Math.max(...ports)
  for (let offset = 0; highest + offset <= LAST_PORT; offset += STEP) {
    if (meeting(others, ports, offset) === undefined) return offset
  }
  const other = meeting(others, ports, 0)
  return fail('DE0104', {
    port: ports.find((port) => other?.ports.includes(port - other.offset)) ?? highest,
    holder: `the workspace ${other?.root}, and no free ports are left above`,
  })
}

function meeting(others: readonly ClaimFile[], ports: readonly number[], offset: number): ClaimFile | undefined {
  return others.find((other) => other.ports.some((port) => ports.includes(port + other.offset - offset)))
}

/** Claims of other workspaces; those whose session and supervisors are gone are removed. */
async function liveOthers(folder: string, id: string, signal: AbortSignal): Promise<readonly ClaimFile[]> {
  const others = listClaims(folder).filter((claim) => claim.id !== id)
  const alive = await Promise.all(others.map((claim) => isAlive(claim, signal)))
  for (const [at, claim] of others.entries()) if (!alive[at]) removeDeadClaim(folder, claim)
  return others.filter((_, at) => alive[at])
}

async function isAlive({ pid, startTicks, run }: ClaimFile, signal: AbortSignal): Promise<boolean> {
  const stats = await readAllStats([pid], signal)
  if (stats.get(pid)?.startTicks === startTicks) return true
  const answers = await Promise.all(socketsIn(run).map(hasSupervisor))
  signal.throwIfAborted()
  return answers.includes(true)
}

async function startOf(pid: number, signal: AbortSignal): Promise<number> {
  return (await readAllStats([pid], signal)).get(pid)?.startTicks ?? 0
}

function socketsIn(run: string): readonly string[] {
  return namesIn(run).flatMap((service) =>
    namesIn(join(run, service)).flatMap((name) => (name.endsWith('.sock') ? [join(run, service, name)] : [])),
  )
}

/** One that accepts and says nothing is there all the same: it may be stopped. */
function hasSupervisor(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean) => {
      clearTimeout(timer)
      link.close()
      resolve(isThere)
    }
    const timer = setTimeout(() => end(true), ANSWER_MS)
    const link = connectSupervisor(socket, {
      onState: () => end(true),
      onEnd: (code) => end(code !== 'ENOENT' && code !== 'ECONNREFUSED' && code !== 'ENOTDIR'),
    })
  })
}
