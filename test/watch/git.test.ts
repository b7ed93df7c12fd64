// Real git: while it writes the work tree nothing is a batch; afterwards one batch of what really differs.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WatchFixture } from './fixture.ts'

const many = 1100

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@example.org',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'gc.auto=0',
  ]
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

/** `main` and `other` differ in every file of src/many and in src/one.cpp. */
function repository(f: WatchFixture, files: number): void {
  git(f.root, 'init', '-q')
  for (const branch of ['main', 'other']) {
    if (branch === 'other') git(f.root, 'checkout', '-q', '-b', 'other')
    for (let index = 0; index < files; index += 1) f.write(`src/many/${index}.cpp`, `${branch} ${index}`)
    f.write('src/one.cpp', branch)
    git(f.root, 'add', '-A')
    git(f.root, 'commit', '-q', '-m', branch)
  }
  git(f.root, 'checkout', '-q', 'main')
}

test('a checkout is one batch, and settling is told before and after', async () => {
  const f = new WatchFixture()
  repository(f, 20)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  git(f.root, 'checkout', '-q', 'other')
  await f.until(() => f.batches.length > 0 && f.settling.at(-1) === false)
  expect(f.batches).toHaveLength(1)
  expect(f.batches[0]!.origin).toBe('checkout')
  expect(f.batches[0]!.changes).toHaveLength(21)
  expect(f.settling).toEqual([true, false])
})

test('away and back before it settles is no change at all', async () => {
  const f = new WatchFixture()
  repository(f, many)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  git(f.root, 'checkout', '-q', 'other')
  git(f.root, 'checkout', '-q', 'main')
  await f.until(() => f.settling.length >= 2 && f.settling.at(-1) === false)
  expect(await f.changesUpToNow()).toEqual([])
})

test('a checkout of many files loses none', async () => {
  const f = new WatchFixture()
  repository(f, many)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  git(f.root, 'checkout', '-q', 'other')
  await f.until(() => f.batches.length > 0 && f.settling.at(-1) === false)
  expect(f.batches[0]!.changes).toHaveLength(many + 1)
})

test('a new branch on the same commit is no change', async () => {
  const f = new WatchFixture()
  repository(f, 1)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  git(f.root, 'checkout', '-q', '-b', 'third')
  await f.until(() => f.settling.length >= 2 && f.settling.at(-1) === false)
  expect(await f.changesUpToNow()).toEqual([])
})

test('a worktree, whose .git is a file', async () => {
  const f = new WatchFixture()
  repository(f, 20)
  git(f.root, 'worktree', 'add', '-q', '--force', f.path('tree'), 'main')
  await f.start({
    root: f.path('tree'),
    folders: [f.path('tree/src'), f.path('src')],
    sinceMs: Number.POSITIVE_INFINITY,
  })
  git(f.path('tree'), 'checkout', '-q', 'other')
  await f.until(() => f.batches.length > 0 && f.settling.at(-1) === false)
  expect(f.batches.map(({ origin }) => origin)).toEqual(['checkout'])
  expect(f.batches[0]!.changes.every(({ path }) => path.startsWith(f.path('tree/')))).toBe(true)
})

test('a lock that stays with nothing written does not hold edits back', async () => {
  const f = new WatchFixture()
  repository(f, 1)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  writeFileSync(f.path('.git/index.lock'), '')
  f.write('src/one.cpp', 'edited')
  await f.untilChanged('changed src/one.cpp')
  f.write('src/one.cpp', 'edited again')
  await f.until(() => f.changes().length === 2)
  expect(existsSync(f.path('.git/index.lock'))).toBe(true)
  rmSync(f.path('.git/index.lock'))
})

test('while the lock is there and files are written, nothing is told', async () => {
  const f = new WatchFixture()
  repository(f, 1)
  await f.start({ sinceMs: Number.POSITIVE_INFINITY })
  writeFileSync(f.path('.git/index.lock'), '')
  f.write('src/one.cpp', 'half')
  await f.until(() => f.settling.at(-1) === true)
  expect(f.batches).toEqual([])
  f.write('src/one.cpp', 'whole')
  renameSync(f.path('.git/index.lock'), f.path('.git/index'))
  await f.until(() => f.settling.at(-1) === false)
  expect(f.changes()).toEqual(['changed src/one.cpp'])
  expect(f.batches[0]!.origin).toBe('checkout')
})

test('a folder without git is watched all the same', async () => {
  const f = new WatchFixture()
  mkdirSync(f.path('src'))
  f.write('src/a.cpp', '1')
  await f.start()
  f.write('src/a.cpp', '2')
  await f.untilChanged('changed src/a.cpp')
  expect(f.settling).toEqual([])
})
