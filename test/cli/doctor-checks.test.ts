// Single checks of doctor on what real machines say.
import { describe, expect, test } from 'vitest'
import { type Check, type EngineInfo, makeCheck } from '../../src/cli/doctor/check.ts'
import { clusterCheck } from '../../src/cli/doctor/cluster.ts'
import { capabilityCheck, cgroupCheck, delegationCheck, snapCheck } from '../../src/cli/doctor/docker.ts'
import { verdictOf } from '../../src/cli/doctor/doctor.ts'
import { mountCheck } from '../../src/cli/doctor/files.ts'
import { filesystemOf } from '../../src/clients/process/host.ts'
import type { Environment } from '../../src/model/environment.ts'
import type { WorkspaceFolders } from '../../src/model/workspace.ts'

const engine: EngineInfo = {
  ServerVersion: '28.0.1',
  Name: 'laptop',
  NCPU: 8,
  MemTotal: 16 * 1024 ** 3,
  CgroupVersion: '2',
}

describe('Docker', () => {
  test('rootless without delegation blocks kind and names the controllers', () => {
    const info = {
      ...engine,
      SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless', 'name=cgroupns'],
      MemoryLimit: true,
      PidsLimit: false,
      CpuCfsQuota: false,
    }
    expect(delegationCheck(info)).toMatchObject([
      { code: 'DE0105', state: 'blocks', runtime: 'kind', found: 'cpu, pids not delegated' },
    ])
    expect(delegationCheck({ ...info, PidsLimit: true, CpuCfsQuota: true })).toMatchObject([{ state: 'ok' }])
    expect(delegationCheck(engine)).toEqual([])
  })

  test('from snap needs a temporary folder below the home folder', () => {
    const places = { temporary: '/tmp', home: '/home/a', program: '/snap/bin/docker' }
    expect(snapCheck(engine, places)).toMatchObject([{ code: 'DE0107', state: 'blocks' }])
    expect(snapCheck(engine, places)[0]!.fix?.isSafe).toBe(false)
    expect(snapCheck(engine, { ...places, temporary: '/home/a/tmp' })).toMatchObject([{ state: 'ok' }])
    expect(snapCheck(engine, { ...places, temporary: '/home/ab' })).toMatchObject([{ state: 'blocks' }])
    const byRoot = { ...engine, DockerRootDir: '/var/snap/docker/common/var-lib-docker' }
    expect(snapCheck(byRoot, { ...places, program: null })).toMatchObject([{ state: 'blocks' }])
    expect(snapCheck(engine, { ...places, program: '/usr/bin/docker' })).toEqual([])
  })

  test('on cgroup v1 is a warning, also where an old engine does not say', () => {
    expect(cgroupCheck(engine)).toMatchObject([{ state: 'ok', found: 'v2' }])
    const { CgroupVersion: _, ...old } = engine
    expect(cgroupCheck(old)).toMatchObject([{ code: 'DE0110', state: 'warns' }])
  })

  test('inside a container that lacks a capability blocks kind, unless its OCI runtime is another one', () => {
    const status = (mask: string) => `Name:\tnode\nCapBnd:\t${mask}\nSeccomp:\t0\n`
    expect(capabilityCheck(engine, status('000001ffffffffff'), 'laptop')).toMatchObject([{ state: 'ok' }])
    const without = status('000001fffeffffff')
    expect(capabilityCheck(engine, without, 'laptop')).toMatchObject([
      { code: 'DE0111', state: 'blocks', found: 'without CAP_SYS_RESOURCE' },
    ])
    expect(capabilityCheck({ ...engine, DefaultRuntime: 'nores' }, without, 'laptop')).toMatchObject([{ state: 'ok' }])
    // The engine is somewhere else: our own bounding set says nothing about it.
    expect(capabilityCheck(engine, without, 'other')).toEqual([])
    expect(capabilityCheck(engine, '', 'laptop')).toEqual([])
  })
})

describe('mounts', () => {
  const table = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '30 22 0:30 / /mnt/c rw,noatime - 9p drvfs rw,dirsync,aname=drvfs',
    '31 22 0:31 / /home/a/my\\040share rw - nfs4 server:/x rw',
    '32 22 0:32 / /home/a/my\\040share/local rw - ext4 /dev/sdb1 rw',
    '33 22 0:33 / /vm rw - virtiofs host rw',
    '34 22 0:34 / /ssh rw - fuse.sshfs me@host:/ rw',
    '35 22 8:2 / /usb rw - fuseblk /dev/sdc1 rw',
    '36 22 0:36 / /mnt/stacked rw - ext4 /dev/sdd1 rw',
    '37 22 0:37 / /mnt/stacked rw - cifs //server/x rw',
  ].join('\n')

  test.each([
    ['/home/b/src', 'ext4'],
    ['/mnt/c/src', '9p'],
    ['/mnt/cc', 'ext4'],
    ['/home/a/my share/src', 'nfs4'],
    ['/home/a/my share/local/src', 'ext4'],
    ['/usb', 'fuseblk'],
    ['/mnt/stacked/a', 'cifs'],
  ])('%s is on %s', (path, type) => {
    expect(filesystemOf(path, table)).toBe(type)
  })

  test('that tell nothing of saves are a warning with the path', () => {
    expect(mountCheck(['/home/b', '/usb'], table)).toMatchObject({ state: 'ok', found: 'ext4, fuseblk' })
    for (const path of ['/mnt/c', '/home/a/my share', '/vm', '/ssh', '/mnt/stacked'])
      expect(mountCheck(['/home/b', path], table)).toMatchObject({
        code: 'DE0114',
        state: 'warns',
        found: expect.stringContaining(path),
      })
  })
})

describe('a cluster that is there', () => {
  const folders = { slots: '/state/slots' } as WorkspaceFolders
  const environment = { cluster: { name: 'devenv' }, services: [{ port: 8080 }] } as unknown as Environment
  const node = {
    id: '1',
    name: 'devenv-control-plane',
    isRunning: true,
    labels: {},
    image: 'kindest/node:v1.34.11',
    mounts: [{ source: '/state/slots', target: '/devenv/slots', isWritable: false }],
    ports: new Map([[8080, 30001]]),
    networks: ['kind'],
  }
  const check = (more: Partial<typeof node> = {}) =>
    clusterCheck({ ...node, ...more }, environment, folders, 'kindest/node:v1.34.11')

  test('is fine, or of another version, or lacks a port, or is somebody else’s', () => {
    expect(check()).toMatchObject({ state: 'ok' })
    expect(check({ image: 'kindest/node:v1.33.0' })).toMatchObject({ code: 'DE0108', state: 'warns' })
    expect(check({ ports: new Map() })).toMatchObject({ state: 'warns', found: expect.stringContaining('8080') })
    expect(check({ mounts: [] })).toMatchObject({ state: 'blocks', fix: { isSafe: false } })
  })
})

describe('the verdict', () => {
  const check = (name: string, runtime: Check['runtime'], state: Check['state'] = 'blocks') =>
    makeCheck({ code: null, name, runtime, state, found: 'x', needed: 'y' })
  const states = (checks: readonly Check[]) => verdictOf(checks).checks.map(({ state }) => state)

  test('makes what blocks one runtime a warning while the other one works', () => {
    expect(states([check('Docker', 'kind'), check('c++', 'process', 'ok')])).toEqual(['warns', 'ok'])
    expect(states([check('gnatls', 'process'), check('disk', null, 'ok')])).toEqual(['warns', 'ok'])
  })

  test('blocks when neither works, or when both lack the same thing', () => {
    expect(states([check('Docker', 'kind'), check('c++', 'process')])).toEqual(['blocks', 'blocks'])
    expect(states([check('disk', null), check('Docker', 'kind')])).toEqual(['blocks', 'blocks'])
    expect(verdictOf([check('disk', null), check('Docker', 'kind')]).blocked).toEqual({
      kind: ['disk', 'Docker'],
      process: ['disk'],
    })
  })
})
