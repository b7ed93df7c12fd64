// Events that can not be had: said, and no edit is lost.
import { spawnSync } from 'node:child_process'
import { linkSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nameOfEventlessFilesystem } from '../../src/clients/watch/watch-limits.ts'
import { WatchFixture } from './fixture.ts'

/** A user namespace of its own has limits of its own: nobody else is hit. */
function inNamespace(command: string, ...args: readonly string[]) {
  return spawnSync('unshare', ['--user', '--map-root-user', 'sh', '-c', command, 'sh', ...args], { encoding: 'utf8' })
}

const probe = inNamespace('echo 10 > /proc/sys/user/max_inotify_watches')
const why = probe.error?.message ?? probe.stderr?.trim()
const canLimit = probe.status === 0
if (!canLimit) console.warn(`the test of the inotify limit is skipped: no user namespace here (${why})`)

test.skipIf(!canLimit)('too few inotify watches: DE0102 with figures, and the walk finds every edit', () => {
  const f = new WatchFixture()
  const script = new URL('limited.ts', import.meta.url).pathname
  const limit = 'echo 10 > /proc/sys/user/max_inotify_watches && exec "$@"'
  const run = inNamespace(limit, process.execPath, script, f.root)
  const lines = run.stdout.trim().split('\n')
  expect(run.stderr).toBe('')
  expect(lines).toContain('"ready"')
  expect(lines.at(-1)).toBe('{"found":30}')
  const problem = lines.find((line) => line.includes('DE0102'))
  expect(problem).toContain('10 watches found')
})

test.each([
  [0x6969, 'NFS'],
  [0x01021997, '9p, a Windows drive or a VM share'],
  [-11317950, 'CIFS'],
  [0xef53, null],
  [0x9123683e, null],
])('filesystem type %d: %s', (type, name) => {
  expect(nameOfEventlessFilesystem(type)).toBe(name)
})

test('events that come while the session is blocked are one batch afterwards', async () => {
  const f = new WatchFixture()
  for (let index = 0; index < 40; index += 1) f.write(`src/${index}.cpp`, '1')
  await f.start()
  const until = performance.now() + 300
  for (let index = 0; performance.now() < until; index += 1) f.write(`src/${index % 40}.cpp`, `2 ${index}`)
  await f.until(() => new Set(f.changes()).size === 40)
  for (const { changes } of f.batches) expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length)
})

test('a write that no event tells is found by the walk, and said: DE0505, until a walk finds nothing', async () => {
  const f = new WatchFixture()
  f.write('src/a.cpp', '1')
  // inotify tells the folder through which a file was opened, and nobody watches this one.
  linkSync(f.path('src/a.cpp'), f.path('a.cpp'))
  await f.start({ walkEveryMs: 1 })
  writeFileSync(f.path('a.cpp'), '2')
  await f.untilChanged('changed src/a.cpp')
  expect(f.batches[0]!.origin).toBe('reconcile')
  await f.until(() => f.problems.length >= 2)
  expect(f.problems.map((problem) => problem?.summary ?? null)).toEqual([
    'file events were lost; the reconcile walk found 1 changes',
    null,
  ])
})

test('a worker that can not begin is a bug that is said, and ready does not wait for ever', async () => {
  const f = new WatchFixture()
  await expect(f.start({ root: f.path('not/there') })).rejects.toMatchObject({ code: 'DE0901' })
  expect(f.problems.map((problem) => problem?.code)).toEqual(['DE0901'])
})
