// What a check of `devenv doctor` says, and what all of them look at.
import type { DockerSocket } from '../../clients/docker/docker-socket.ts'
import type { DevenvError } from '../../errors/errors.ts'
import type { Environment, RuntimeKind } from '../../model/environment.ts'
import type { WorkspaceFolders } from '../../model/workspace.ts'

export interface Fix {
  /** The exact command, or what is done. */
  readonly words: string
  /** True when it neither deletes anything nor changes how the system runs; then `apply` can do it. */
  readonly isSafe: boolean
  readonly apply: ((say: (line: string) => void, signal: AbortSignal) => Promise<void>) | null
}

export interface Check {
  /** Null for what has no code because nothing fails without it. */
  readonly code: string | null
  readonly name: string
  /** `warns`: devenv works, with less; `blocks`: it does not. */
  readonly state: 'ok' | 'warns' | 'blocks'
  readonly found: string
  readonly needed: string
  /** The only runtime that needs it; null: both. */
  readonly runtime: RuntimeKind | null
  /** More lines: each socket tried, each big user of the disk. */
  readonly details: readonly string[]
  readonly fix: Fix | null
}

type Optional = 'runtime' | 'details' | 'fix'

export function makeCheck(check: Omit<Check, Optional> & Partial<Pick<Check, Optional>>): Check {
  return { runtime: null, details: [], fix: null, ...check }
}

/** What a person runs by hand. */
export function byHand(words: string): Fix {
  return { words, isSafe: false, apply: null }
}

export interface DockerLook {
  readonly socket: DockerSocket
  readonly info: EngineInfo
}

/** Of `GET /info`, what the checks read. */
export interface EngineInfo {
  readonly ServerVersion: string
  readonly Name: string
  readonly NCPU: number
  readonly MemTotal: number
  readonly CgroupVersion?: string
  readonly DefaultRuntime?: string
  readonly DockerRootDir?: string
  readonly SecurityOptions?: readonly string[]
  readonly MemoryLimit?: boolean
  readonly PidsLimit?: boolean
  readonly CpuCfsQuota?: boolean
}

export interface Subject {
  /** Null outside a workspace, or where its Tiltfile.ts does not load. */
  readonly environment: Environment | null
  readonly folders: WorkspaceFolders | null
  /** Pid of the session that runs here. */
  readonly session: number | null
  /** Asked once for all checks. */
  readonly docker: Promise<DockerLook | DevenvError>
  readonly signal: AbortSignal
}

/** The look, or null where Docker does not answer: that is the Docker check's to say. */
export async function dockerOf({ docker }: Subject): Promise<DockerLook | null> {
  const look = await docker
  return 'socket' in look ? look : null
}
