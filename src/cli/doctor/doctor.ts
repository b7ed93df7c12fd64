// Runs all checks side by side, each bounded in time, and says what each runtime lacks.
import type { RuntimeKind } from '../../model/environment.ts'
import { type Check, makeCheck, type Subject } from './check.ts'
import { checkCluster } from './cluster.ts'
import { checkCompilers } from './compilers.ts'
import { checkDocker, checkEngine } from './docker.ts'
import { checkMounts, checkWatches } from './files.ts'
import { checkCapacity, checkDisk, checkFolders, checkNode } from './host.ts'
import { checkPorts } from './ports.ts'
import { checkTools } from './tools.ts'

const LIMIT_MS = 1500

type Checker = (subject: Subject) => Promise<readonly Check[]> | readonly Check[]

/** In the order a person would mend what they find. */
const checkers: readonly (readonly [string, Checker])[] = [
  ['node', checkNode],
  ['folders', checkFolders],
  ['compilers', checkCompilers],
  ['Docker', checkDocker],
  ['Docker engine', checkEngine],
  ['cluster tools', checkTools],
  ['cluster', checkCluster],
  ['ports', checkPorts],
  ['memory and CPU', checkCapacity],
  ['disk', checkDisk],
  ['file watches', checkWatches],
  ['file events', checkMounts],
]

export interface Verdict {
  readonly checks: readonly Check[]
  /** Names of the checks that keep a runtime from working. */
  readonly blocked: Readonly<Record<RuntimeKind, readonly string[]>>
}

export async function examine(subject: Subject): Promise<Verdict> {
  const found = await Promise.all(checkers.map(([name, check]) => bounded(name, check, subject)))
  return verdictOf(found.flat())
}

/** What blocks only one runtime is no more than a warning while the other one works. */
export function verdictOf(checks: readonly Check[]): Verdict {
  const namesFor = (kind: RuntimeKind) =>
    checks
      .filter(({ state, runtime }) => state === 'blocks' && (runtime === null || runtime === kind))
      .map(({ name }) => name)
  const blocked = { kind: namesFor('kind'), process: namesFor('process') }
  const isFree = blocked.kind.length === 0 || blocked.process.length === 0
  return {
    checks: checks.map((check) =>
      isFree && check.state === 'blocks' && check.runtime !== null ? { ...check, state: 'warns' } : check,
    ),
    blocked,
  }
}

async function bounded(name: string, check: Checker, subject: Subject): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Check[]>((resolve) => {
    timer = setTimeout(() => resolve([unanswered(name, `no answer within ${LIMIT_MS / 1000} s`)]), LIMIT_MS)
  })
  try {
    return await Promise.race([check(subject), late])
  } catch (thrown) {
    return [unanswered(name, (thrown as Error).message)]
  } finally {
    clearTimeout(timer)
  }
}

function unanswered(name: string, found: string): Check {
  return makeCheck({ code: null, name, state: 'warns', found, needed: 'an answer' })
}
