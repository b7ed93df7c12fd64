// Limits of the service: resource limits set in the child, cgroups joined by the supervisor.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, forEachVariant } from './fixture.ts'
import { logLines } from './log-reader.ts'

function limitsOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/limits`, 'utf8').trim().split('\n').slice(1)
  return Object.fromEntries(
    lines.map((line) => [line.slice(4, 26).trim(), line.slice(26, 68).trim().replace(/\s+/, ' ')]),
  )
}

forEachVariant((f) => {
  test('resource limits are those of the child alone, in every build', async () => {
    const before = limitsOf(process.pid)
    const wanted = ['core=0', 'data=268435456', 'nofile=64', 'as=536870912']
    const client = await f().up({ args: wanted.flatMap((limit) => ['--rlimit', limit]) })
    for (const build of ['b1', 'b2']) {
      f().place(build)
      const { pid } = await client.ready(build)
      expect(limitsOf(pid!)).toMatchObject({
        'core file size': '0 0',
        'data size': '268435456 268435456',
        'open files': '64 64',
        'address space': '536870912 536870912',
      })
    }
    const own = limitsOf(f().pid)
    for (const name of ['core file size', 'data size', 'address space']) expect(own[name]).toBe(before[name])
    expect(own['open files']).not.toBe('64 64')
    expect(f().stderr).toBe('')
  })

  test('a limit that cannot be set is said once and survived', async () => {
    f().place('b1')
    const log = join(f().root, 'svc.out')
    const client = await f().up({
      args: ['--rlimit', 'nofile=1152921504606846976', '--rlimit', 'core=0', '--log', log],
    })
    const { pid } = await client.ready('b1')
    expect(limitsOf(pid!)['core file size']).toBe('0 0')
    f().place('b2')
    await client.ready('b2')
    await f().end()
    expect(logLines(log)).toEqual([
      'supervisor: cannot set --rlimit nofile=1152921504606846976: Operation not permitted',
      'service b1 up',
      'service b2 up',
    ])
  })

  test('a limit of files does not touch what the supervisor itself has open', async () => {
    f().place('b1')
    const client = await f().up({ args: ['--rlimit', 'nofile=8', '--log', join(f().root, 'svc.out')] })
    await client.ready('b1')
    expect((await ask(f().port)).inherited).toBe(0)
  })

  test('each cgroup gets the pid; one that cannot be joined is said and survived', async () => {
    const folders = ['one', 'two', 'three'].map((name) => join(f().root, name))
    for (const folder of folders) {
      mkdirSync(folder)
      writeFileSync(join(folder, 'cgroup.procs'), '')
    }
    const missing = join(f().root, 'missing')
    f().place('b1')
    const args = [...folders.slice(0, 2), missing, folders[2]!].flatMap((folder) => ['--cgroup', folder])
    const client = await f().up({ args })
    await client.ready('b1')
    for (const folder of folders) expect(readFileSync(join(folder, 'cgroup.procs'), 'utf8')).toBe(`${f().pid}\n`)
    expect(f().stderr).toBe(`supervisor: cannot join --cgroup ${missing}: No such file or directory\n`)
  })
})
