import { expect, test } from 'vitest'
import { parseCgroups } from '../../../src/clients/process/cgroup-host.ts'

const first = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`
const second = '31 23 0:28 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n'

test('version 1 has a tree for each controller, also beside version 2', () => {
  expect(parseCgroups(first, '4:memory:/user/1\n1:cpu,cpuacct:/a:b\n0::/user.slice\n')).toEqual({
    memory: { version: 1, mount: '/sys/fs/cgroup/memory', own: '/sys/fs/cgroup/memory/user/1' },
    cpu: { version: 1, mount: '/sys/fs/cgroup/cpu,cpuacct', own: '/sys/fs/cgroup/cpu,cpuacct/a:b' },
  })
})

test('version 2 has one for all', () => {
  const own = '/sys/fs/cgroup/user.slice/a.scope'
  expect(parseCgroups(second, '0::/user.slice/a.scope\n')).toEqual({
    memory: { version: 2, mount: '/sys/fs/cgroup', own },
    cpu: { version: 2, mount: '/sys/fs/cgroup', own },
  })
})

test('a container sees its part of the tree, or none', () => {
  const part = '35 31 0:32 /docker/abc /mnt/my\\040groups ro - cgroup cgroup rw,memory\n'
  expect(parseCgroups(part, '4:memory:/docker/abc/x\n').memory).toEqual({
    version: 1,
    mount: '/mnt/my groups',
    own: '/mnt/my groups/x',
  })
  expect(parseCgroups(part, '4:memory:/docker/abcd\n').memory).toBeNull()
  expect(parseCgroups(second, '0::/../other\n').memory).toBeNull()
  expect(parseCgroups('', '')).toEqual({ memory: null, cpu: null })
})
