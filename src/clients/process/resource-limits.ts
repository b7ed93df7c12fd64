// Memory and CPU limits of a service in the runtime process: by cgroup where devenv may make one, else what the kernel
// offers to a process. Core dumps are always off.

import { type Group, makeGroups, removeGroups, writeSetting } from './cgroup.ts'
import { type CgroupHost, type Controller, cgroupHost } from './cgroup-host.ts'

export interface Limits {
  readonly memoryBytes: number | null
  /** Only then RLIMIT_DATA stands in for a cgroup. */
  readonly isMemoryAsked: boolean
  readonly cpus: number | null
}

export interface LimitPlan {
  /** Arguments for `supervisor run`: `--cgroup DIR` …, `--rlimit core=0`, `--rlimit data=N`. */
  readonly args: readonly string[]
  /** `memory 512 MiB by cgroup; CPU 2 by cgroup` */
  readonly words: string
}

/** Makes the groups too; a limit that changed holds at once for what runs in them. */
export function planLimits(
  workspaceId: string,
  service: string,
  limits: Limits,
  host: CgroupHost = cgroupHost(),
): LimitPlan {
  const { memoryBytes, isMemoryAsked, cpus } = limits
  const wanted: readonly Controller[] = [
    ...(memoryBytes === null ? [] : (['memory'] as const)),
    ...(cpus === null ? [] : (['cpu'] as const)),
  ]
  if (wanted.length === 0) return { args: NO_CORE, words: 'none asked for' }
  // With a prefix: a service may be called `tasks`, which is a file in every group of version 1.
  const groups = makeGroups(host, [outerName(workspaceId), `service-${service}`], wanted)
  const memory = memoryBytes === null ? null : limited(groups.get('memory'), (group) => limitMemory(group, memoryBytes))
  const cpu = cpus === null ? null : limited(groups.get('cpu'), (group) => limitCpu(group, cpus))
  const folders = new Set([memory, cpu].flatMap((outcome) => outcome?.folder ?? []))
  const isUncounted = memory !== null && memory.folder === undefined
  const needsData = isUncounted && isMemoryAsked
  return {
    args: [
      ...[...folders].flatMap((folder) => ['--cgroup', folder]),
      ...NO_CORE,
      // It counts what may be written, used or not: also the stacks of threads and the shadow memory of AddressSanitizer.
      ...(needsData ? ['--rlimit', `data=${memoryBytes}`] : []),
    ],
    words: [memoryWords(isUncounted && !needsData ? null : memoryBytes, needsData), cpuWords(cpus, cpu?.why)].join(
      '; ',
    ),
  }
}

/** Those of this workspace that are empty, also those that a killed devenv left. */
export function removeLimits(workspaceId: string, host: CgroupHost = cgroupHost()): void {
  removeGroups(host, outerName(workspaceId))
}

const NO_CORE = ['--rlimit', 'core=0']
const PERIOD_US = 100_000
/** Less is refused by the kernel. */
const LEAST_QUOTA_US = 1000

function outerName(workspaceId: string): string {
  return `devenv-${workspaceId}`
}

interface Outcome {
  readonly folder?: string
  readonly why?: string
}

function limited(group: Group | string | undefined, write: (group: Group) => string | null): Outcome {
  if (group === undefined || typeof group === 'string') return { why: group ?? 'no cgroup' }
  const refused = write(group)
  return refused === null ? { folder: group.folder } : { why: `the cgroup refused it (${refused})` }
}

/** Swap counts too, where the kernel keeps account of it: a service that swaps only seems to keep its limit. */
function limitMemory({ folder, version }: Group, bytes: number): string | null {
  const value = String(bytes)
  if (version === 2)
    return writeSetting(folder, { 'memory.max': value }) ?? writeSetting(folder, { 'memory.swap.max': '0' }, true)
  const withSwap = { 'memory.memsw.limit_in_bytes': value }
  // It may never be lower than memory alone: first when the limit rises, last when it falls.
  writeSetting(folder, withSwap, true)
  return writeSetting(folder, { 'memory.limit_in_bytes': value }) ?? writeSetting(folder, withSwap, true)
}

function limitCpu({ folder, version }: Group, cpus: number): string | null {
  const quotaUs = String(Math.max(LEAST_QUOTA_US, Math.round(cpus * PERIOD_US)))
  if (version === 2) return writeSetting(folder, { 'cpu.max': `${quotaUs} ${PERIOD_US}` })
  return writeSetting(folder, { 'cpu.cfs_period_us': String(PERIOD_US), 'cpu.cfs_quota_us': quotaUs })
}

function memoryWords(bytes: number | null, byData: boolean): string {
  if (bytes === null) return 'no memory limit'
  const size = `memory ${sizeOf(bytes)}`
  return byData ? `${size} by RLIMIT_DATA (sanitizers need memoryBytes: null)` : `${size} by cgroup`
}

function cpuWords(cpus: number | null, why: string | undefined): string {
  if (cpus === null) return 'no CPU limit'
  return why === undefined ? `CPU ${cpus} by cgroup` : `CPU not limited: ${why}`
}

function sizeOf(bytes: number): string {
  const [unit, size] = bytes >= 1024 ** 3 ? ['GiB', 1024 ** 3] : ['MiB', 1024 ** 2]
  return `${Number((bytes / Number(size)).toFixed(2))} ${unit}`
}
