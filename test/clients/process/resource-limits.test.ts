import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CgroupHost, cgroupHost, type Hierarchy } from '../../../src/clients/process/cgroup-host.ts'
import { planLimits, removeLimits } from '../../../src/clients/process/resource-limits.ts'
import { until } from '../../services/running-service.ts'

const MIB = 1024 ** 2
const none: CgroupHost = { memory: null, cpu: null }

function foldersOf(args: readonly string[]): readonly string[] {
  return args.filter((_, at) => args[at - 1] === '--cgroup')
}

describe('without a cgroup', () => {
  test('memory is limited by RLIMIT_DATA, CPU is not, and the words say so', () => {
    expect(planLimits('w', 'a', { memoryBytes: 512 * MIB, isMemoryAsked: true, cpus: 2 }, none)).toEqual({
      args: ['--rlimit', 'core=0', '--rlimit', `data=${512 * MIB}`],
      words: 'memory 512 MiB by RLIMIT_DATA (sanitizers need memoryBytes: null); CPU not limited: no writable cgroup',
    })
    expect(planLimits('w', 'a', { memoryBytes: 1536 * MIB, isMemoryAsked: true, cpus: null }, none).words).toBe(
      'memory 1.5 GiB by RLIMIT_DATA (sanitizers need memoryBytes: null); no CPU limit',
    )
    // The default is held only where what is used is counted: sanitizers and many threads reserve far more.
    expect(planLimits('w', 'a', { memoryBytes: 1024 * MIB, isMemoryAsked: false, cpus: null }, none)).toEqual({
      args: ['--rlimit', 'core=0'],
      words: 'no memory limit; no CPU limit',
    })
    expect(planLimits('w', 'a', { memoryBytes: null, isMemoryAsked: true, cpus: 1 }, none).words).toBe(
      'no memory limit; CPU not limited: no writable cgroup',
    )
  })

  test('core dumps are off also when no limit is asked for', () => {
    expect(planLimits('w', 'a', { memoryBytes: null, isMemoryAsked: true, cpus: null })).toEqual({
      args: ['--rlimit', 'core=0'],
      words: 'none asked for',
    })
  })
})

/** The files that a kernel makes in a group, in a plain folder: what is written where can be seen. */
describe('in a tree of version 2', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'devenv-cgroup-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function group(path: string, handsDown: string | null, controllers = 'cpu memory pids'): string {
    const folder = join(root, path)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'cgroup.procs'), '')
    writeFileSync(join(folder, 'cgroup.controllers'), `${controllers}\n`)
    // A folder can not be written: so stands for a group with processes in it, where the kernel says EBUSY.
    if (handsDown === null) mkdirSync(join(folder, 'cgroup.subtree_control'), { recursive: true })
    else writeFileSync(join(folder, 'cgroup.subtree_control'), handsDown)
    return folder
  }
  const host = (own: string): CgroupHost => {
    const hierarchy: Hierarchy = { version: 2, mount: root, own: join(root, own) }
    return { memory: hierarchy, cpu: hierarchy }
  }

  test('groups are made beside the own one, which has processes and can not hand controllers down', () => {
    group('', '')
    group('user', 'memory\n')
    group('user/terminal', null)
    const outer = group('user/devenv-w', '')
    const plan = planLimits(
      'w',
      'orb-core',
      { memoryBytes: 512 * MIB, isMemoryAsked: true, cpus: 2 },
      host('user/terminal'),
    )
    const folder = join(outer, 'service-orb-core')
    expect(plan).toEqual({
      args: ['--cgroup', folder, '--rlimit', 'core=0'],
      words: 'memory 512 MiB by cgroup; CPU 2 by cgroup',
    })
    expect(readFileSync(join(folder, 'memory.max'), 'utf8')).toBe(String(512 * MIB))
    expect(readFileSync(join(folder, 'cpu.max'), 'utf8')).toBe('200000 100000')
    expect(readFileSync(join(root, 'user/cgroup.subtree_control'), 'utf8')).toBe('+cpu')
    expect(readFileSync(join(root, 'cgroup.subtree_control'), 'utf8')).toBe('')
  })

  test('a controller that is not delegated is not there, the other one is used', () => {
    group('', null)
    group('user', 'memory\n', 'memory pids')
    group('user/terminal', null, 'memory pids')
    group('user/devenv-w', 'memory\n', 'memory pids')
    const plan = planLimits('w', 'a', { memoryBytes: MIB, isMemoryAsked: true, cpus: 0.5 }, host('user/terminal'))
    expect(plan.words).toBe('memory 1 MiB by cgroup; CPU not limited: no cpu controller here')
    expect(foldersOf(plan.args)).toEqual([join(root, 'user/devenv-w/service-a')])
  })

  test('nothing is used above what is ours', () => {
    mkdirSync(join(root, 'system'))
    group('system/session', null)
    group('', 'cpu memory\n')
    const plan = planLimits('w', 'a', { memoryBytes: MIB, isMemoryAsked: true, cpus: 1 }, host('system/session'))
    expect(plan.words).toBe(
      'memory 1 MiB by RLIMIT_DATA (sanitizers need memoryBytes: null); CPU not limited: no writable cgroup',
    )
    expect(existsSync(join(root, 'devenv-w'))).toBe(false)
  })

  test('a service that was kept stays in the group of its session', () => {
    group('', 'cpu memory\n')
    const old = group('old/devenv-kept/service-a', '')
    writeFileSync(join(old, 'cgroup.procs'), '4711\n')
    const plan = planLimits('kept', 'a', { memoryBytes: 2 * MIB, isMemoryAsked: true, cpus: null }, host(''))
    expect(foldersOf(plan.args)).toEqual([old])
    expect(readFileSync(join(old, 'memory.max'), 'utf8')).toBe(String(2 * MIB))
  })
})

describe('on this host', () => {
  const id = `test-${process.pid}`
  const probe = planLimits(id, 'probe', { memoryBytes: 64 * MIB, isMemoryAsked: true, cpus: 0.2 })
  removeLimits(id)
  const hasGroups = probe.words === 'memory 64 MiB by cgroup; CPU 0.2 by cgroup'
  if (!hasGroups) console.warn(`skipped: limits by a real cgroup, here is ${probe.words}`)
  const children: ChildProcess[] = []

  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    removeLimits(id)
  })

  function inside(folders: readonly string[], program: string): ChildProcess {
    const script = 'for folder in "$@"; do echo $$ > "$folder/cgroup.procs" || exit 9; done; exec "$NODE" -e "$PROGRAM"'
    const env = { ...process.env, NODE: process.execPath, PROGRAM: program }
    const child = spawn('sh', ['-c', script, 'sh', ...folders], { env, stdio: 'ignore' })
    children.push(child)
    return child
  }
  const stat = (folders: readonly string[], name: string) =>
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path))!

  test.skipIf(!hasGroups)('a program that takes more memory is killed', async () => {
    const { args } = planLimits(id, 'hog', { memoryBytes: 64 * MIB, isMemoryAsked: true, cpus: null })
    const hog = inside(foldersOf(args), 'const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))')
    expect(await once(hog, 'exit')).toEqual([null, 'SIGKILL'])
  })

  test.skipIf(!hasGroups)('a program that spins is held back', async () => {
    const folders = foldersOf(planLimits(id, 'spin', { memoryBytes: null, isMemoryAsked: true, cpus: 0.2 }).args)
    inside(folders, 'for (;;);')
    const path = stat(folders, 'cpu.stat')
    await until(() => {
      const held = Number(/^nr_throttled (\d+)$/m.exec(readFileSync(path, 'utf8'))?.[1])
      return held >= 3 ? held : undefined
    })
  })

  test.skipIf(!hasGroups)('limits that change hold at once, up and down, and null takes no group', async () => {
    const read = (bytes: number) => {
      const folders = foldersOf(planLimits(id, 'a', { memoryBytes: bytes, isMemoryAsked: true, cpus: 0.001 }).args)
      const name = existsSync(stat(folders, 'memory.max') ?? '') ? 'memory.max' : 'memory.limit_in_bytes'
      return Number(readFileSync(stat(folders, name), 'utf8'))
    }
    expect([64, 32, 128].map((mib) => read(mib * MIB) / MIB)).toEqual([64, 32, 128])
    expect(foldersOf(planLimits(id, 'a', { memoryBytes: null, isMemoryAsked: true, cpus: null }).args)).toEqual([])
  })

  test.skipIf(!hasGroups)('groups are removed when they are empty, and not before', async () => {
    const folders = foldersOf(planLimits(id, 'tasks', { memoryBytes: 64 * MIB, isMemoryAsked: true, cpus: 1 }).args)
    expect(folders.every((folder) => basename(dirname(folder)) === `devenv-${id}`)).toBe(true)
    const child = inside(folders, 'setInterval(() => {}, 1000)')
    await until(() => (readFileSync(join(folders.at(-1)!, 'cgroup.procs'), 'utf8') === '' ? undefined : true))
    removeLimits(id)
    expect(folders.every((folder) => existsSync(folder))).toBe(true)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    await until(() => {
      removeLimits(id)
      return folders.some((folder) => existsSync(dirname(folder))) ? undefined : true
    })
  })
})

const isLinux = process.platform === 'linux'
test.skipIf(!isLinux)('this process is in a group of the host', () => {
  for (const hierarchy of Object.values(cgroupHost()))
    expect(hierarchy === null || existsSync(hierarchy.own)).toBe(true)
})
