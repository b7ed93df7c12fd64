// Docker: does it answer, and may it run a node of a cluster (DE0101, DE0105, DE0107, DE0110, DE0111).
import { readFileSync, realpathSync } from 'node:fs'
import { homedir, hostname, tmpdir } from 'node:os'
import { programPath } from '../../clients/process/host.ts'
import { byHand, type Check, dockerOf, type EngineInfo, makeCheck, type Subject } from './check.ts'

export async function checkDocker({ docker }: Subject): Promise<readonly Check[]> {
  const look = await docker
  const base = { code: 'DE0101', name: 'Docker', runtime: 'kind', needed: 'a Docker Engine that answers' } as const
  if ('socket' in look)
    return [makeCheck({ ...base, state: 'ok', found: `${look.info.ServerVersion} at ${look.socket.path}` })]
  const details = look.details.map(({ label, text }) => `${label}: ${text}`)
  const isDenied = details.some((line) => line.includes('permission denied'))
  return [
    makeCheck({
      ...base,
      state: 'blocks',
      found: isDenied ? 'its socket may not be opened by this user' : 'no socket answers',
      details,
      fix: byHand(isDenied ? 'sudo usermod -aG docker "$USER"   # then log in again' : 'sudo systemctl start docker'),
    }),
  ]
}

export async function checkEngine(subject: Subject): Promise<readonly Check[]> {
  const look = await dockerOf(subject)
  if (look === null) return []
  const { info } = look
  return [delegationCheck(info), snapCheck(info), cgroupCheck(info), capabilityCheck(info)].flat()
}

/** Without delegation a rootless engine says of these limits that it can't set them. */
export function delegationCheck(info: EngineInfo): readonly Check[] {
  if (info.SecurityOptions?.some((option) => option.includes('rootless')) !== true) return []
  const missing = [
    ...(info.CpuCfsQuota === false ? ['cpu'] : []),
    ...(info.MemoryLimit === false ? ['memory'] : []),
    ...(info.PidsLimit === false ? ['pids'] : []),
  ]
  return [
    makeCheck({
      code: 'DE0105',
      name: 'rootless Docker',
      runtime: 'kind',
      state: missing.length === 0 ? 'ok' : 'blocks',
      found: missing.length === 0 ? 'all controllers are delegated' : `${missing.join(', ')} not delegated`,
      needed: 'the controllers cpu, memory and pids delegated to this user',
      fix:
        missing.length === 0
          ? null
          : byHand('sudo systemctl edit user@.service   # [Service] Delegate=yes; then log in again'),
    }),
  ]
}

export interface Places {
  readonly temporary: string
  readonly home: string
  readonly program: string | null
}

/** A snap may read below $HOME only, and kind hands it files in the temporary folder. */
export function snapCheck(info: EngineInfo, places: Places = presentPlaces()): readonly Check[] {
  const isSnap = /\/snap\//.test(`${info.DockerRootDir ?? ''}/`) || /\/snap\//.test(places.program ?? '')
  if (!isSnap) return []
  const isBelow = `${places.temporary}/`.startsWith(`${places.home}/`)
  return [
    makeCheck({
      code: 'DE0107',
      name: 'Docker from snap',
      runtime: 'kind',
      state: isBelow ? 'ok' : 'blocks',
      found: `the temporary folder is ${places.temporary}`,
      needed: `a temporary folder below ${places.home}: a snap can read no other`,
      fix: isBelow ? null : byHand('mkdir -p "$HOME/tmp" && export TMPDIR="$HOME/tmp"'),
    }),
  ]
}

function presentPlaces(): Places {
  const program = programPath('docker')
  return { temporary: tmpdir(), home: homedir(), program: program === null ? null : realpathSync(program) }
}

/** Kubernetes 1.34, which the node image has, still runs on cgroup v1; 1.35 refuses it. */
export function cgroupCheck(info: EngineInfo): readonly Check[] {
  const version = info.CgroupVersion ?? '1'
  return [
    makeCheck({
      code: 'DE0110',
      name: 'cgroup',
      runtime: 'kind',
      state: version === '1' ? 'warns' : 'ok',
      found: `v${version}`,
      needed: 'cgroup v2',
      fix: version === '1' ? byHand('boot with systemd.unified_cgroup_hierarchy=1, or use a newer distribution') : null,
    }),
  ]
}

/** Only of an engine on this very machine: of others the bounding set can't be seen. */
export function capabilityCheck(info: EngineInfo, status = ownStatus(), host = hostname()): readonly Check[] {
  const bounding = /^CapBnd:\s+([0-9a-f]+)$/m.exec(status)?.[1]
  if (bounding === undefined || info.Name !== host) return []
  const mask = BigInt(`0x${bounding}`)
  const missing = needed.filter(({ bit }) => (mask & (1n << bit)) === 0n).map(({ name }) => name)
  // Another runtime than runc may well leave out what is missing.
  const isOwnRuntime = (info.DefaultRuntime ?? 'runc') !== 'runc'
  return [
    makeCheck({
      code: 'DE0111',
      name: 'capabilities',
      runtime: 'kind',
      state: missing.length === 0 || isOwnRuntime ? 'ok' : 'blocks',
      found:
        missing.length === 0
          ? 'all of a privileged container'
          : `without ${missing.join(', ')}${isOwnRuntime ? `, and the OCI runtime is ${info.DefaultRuntime}` : ''}`,
      needed: 'all that a privileged container asks for',
      fix:
        missing.length === 0 || isOwnRuntime
          ? null
          : byHand('grant them to the container or VM that Docker runs in, or set another default-runtime'),
    }),
  ]
}

/** Those that containers around containers are known to lack. */
const needed = [
  { name: 'CAP_NET_ADMIN', bit: 12n },
  { name: 'CAP_SYS_MODULE', bit: 16n },
  { name: 'CAP_SYS_PTRACE', bit: 19n },
  { name: 'CAP_SYS_ADMIN', bit: 21n },
  { name: 'CAP_SYS_RESOURCE', bit: 24n },
  { name: 'CAP_MKNOD', bit: 27n },
]

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}
