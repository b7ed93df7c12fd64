// Real files: what is a change, and what is none.
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WatchFixture } from './fixture.ts'

describe('changes', () => {
  test('a file is changed, added, removed', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start()
    expect(f.files).toBe(1)
    f.write('src/a.cpp', '2')
    await f.untilChanged('changed src/a.cpp')
    f.write('src/b.cpp', '1')
    await f.untilChanged('added src/b.cpp')
    unlinkSync(f.path('src/a.cpp'))
    await f.untilChanged('removed src/a.cpp')
    expect(f.changes()).toEqual(['changed src/a.cpp', 'added src/b.cpp', 'removed src/a.cpp'])
    expect(f.batches.map(({ id, origin }) => `${id} ${origin}`)).toEqual(['1 events', '2 events', '3 events'])
    await f.until(() => f.files === 1)
  })

  test('times of a batch: first event before closing, quiet period between', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start()
    f.write('src/a.cpp', '2')
    await f.untilChanged('changed src/a.cpp')
    const { firstAtMs, closedAtMs } = f.batches[0]!
    expect(closedAtMs - firstAtMs).toBeGreaterThanOrEqual(24)
  })

  test('move and replace, as editors and linkers save', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start()
    for (const text of ['2', '3', '4']) {
      const before = f.batches.length
      writeFileSync(f.path('src/a.cpp.tmp'), text)
      renameSync(f.path('src/a.cpp.tmp'), f.path('src/a.cpp'))
      await f.until(() => f.batches.length > before)
    }
    expect(f.changes()).toEqual(['changed src/a.cpp', 'changed src/a.cpp', 'changed src/a.cpp'])
  })

  test('a single file is followed through move and replace, and its neighbours are not seen', async () => {
    const f = new WatchFixture()
    f.write('Tiltfile.ts', '1')
    await f.start({ files: [f.path('Tiltfile.ts')] })
    for (const text of ['2', '3', '4']) {
      const before = f.batches.length
      writeFileSync(f.path('other.txt'), text)
      writeFileSync(f.path('Tiltfile.new'), text)
      renameSync(f.path('Tiltfile.new'), f.path('Tiltfile.ts'))
      await f.until(() => f.batches.length > before)
    }
    expect(await f.changesUpToNow()).toEqual(['changed Tiltfile.ts', 'changed Tiltfile.ts', 'changed Tiltfile.ts'])
  })

  test('a single file that is not there yet', async () => {
    const f = new WatchFixture()
    await f.start({ files: [f.path('Dockerfiles/cpp.Dockerfile')] })
    f.write('Dockerfiles/other', '1')
    f.write('Dockerfiles/cpp.Dockerfile', '1')
    await f.untilChanged('added Dockerfiles/cpp.Dockerfile')
    expect(await f.changesUpToNow()).toEqual(['added Dockerfiles/cpp.Dockerfile'])
  })

  test('new nested folders, and files touched in them later', async () => {
    const f = new WatchFixture()
    await f.start()
    const names = Array.from({ length: 20 }, (_, index) => `src/n/${index}/deep/x.cpp`)
    for (const name of names) f.write(name, '1')
    await f.untilChanged(...names.map((name) => `added ${name}`))
    for (const name of names) f.write(name, '2')
    await f.untilChanged(...names.map((name) => `changed ${name}`))
  })

  test('a folder that is moved in and out again', async () => {
    const f = new WatchFixture()
    f.write('elsewhere/pack/a.cpp', '1')
    f.write('elsewhere/pack/b/c.cpp', '1')
    await f.start()
    renameSync(f.path('elsewhere/pack'), f.path('src/pack'))
    await f.untilChanged('added src/pack/a.cpp', 'added src/pack/b/c.cpp')
    renameSync(f.path('src/pack'), f.path('elsewhere/pack'))
    await f.untilChanged('removed src/pack/a.cpp', 'removed src/pack/b/c.cpp')
  })

  test('a source folder that is removed and put back', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    f.write('src/b/c.cpp', '1')
    f.write('other/x.cpp', '1')
    await f.start({ folders: [f.path('src'), f.path('other')] })
    rmSync(f.path('src'), { recursive: true })
    await f.untilChanged('removed src/a.cpp', 'removed src/b/c.cpp')
    f.write('src/a.cpp', '2')
    await f.untilChanged('added src/a.cpp')
    f.write('src/a.cpp', '3')
    await f.untilChanged('changed src/a.cpp')
    f.write('src/b/c.cpp', '1')
    await f.untilChanged('added src/b/c.cpp')
    expect(await f.changesUpToNow()).not.toContain('changed other/x.cpp')
  })

  test('a folder that is not there yet', async () => {
    const f = new WatchFixture()
    await f.start({ folders: [f.path('src'), f.path('later/deep')] })
    f.write('later/beside.cpp', '1')
    f.write('later/deep/a.cpp', '1')
    await f.untilChanged('added later/deep/a.cpp')
    expect(await f.changesUpToNow()).toEqual(['added later/deep/a.cpp'])
  })

  test('folders that lie in each other count once', async () => {
    const f = new WatchFixture()
    f.write('src/in/a.cpp', '1')
    await f.start({ folders: [f.path('src'), f.path('src/in')], files: [f.path('src/in/a.cpp')] })
    expect(f.files).toBe(1)
    f.write('src/in/a.cpp', '2')
    expect(await f.changesUpToNow()).toEqual(['changed src/in/a.cpp'])
  })

  test('many files at once are one batch', async () => {
    const f = new WatchFixture()
    const names = Array.from({ length: 50 }, (_, index) => `src/${index}.cpp`)
    for (const name of names) f.write(name, '1')
    await f.start({ quietMs: 1000 })
    for (const name of names) f.write(name, '2')
    await f.until(() => f.changes().length >= 50)
    expect(f.batches).toHaveLength(1)
  })

  test('writes that never stop are cut at the cap', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '')
    await f.start({ quietMs: 200, capMs: 400 })
    const writer = setInterval(() => appendFileSync(f.path('src/a.cpp'), 'x'), 10)
    try {
      await f.until(() => f.batches.length >= 2)
    } finally {
      clearInterval(writer)
    }
    expect(f.batches[0]!.closedAtMs - f.batches[0]!.firstAtMs).toBeGreaterThanOrEqual(399)
  })

  test('what was written while the watcher got ready', async () => {
    const f = new WatchFixture()
    f.write('src/old.cpp', '1')
    writeFileSync(f.path('src/new.cpp'), '1')
    await f.start({ sinceMs: 1_000_000 })
    await f.until(() => f.batches.length === 1)
    expect(f.changes()).toEqual(['added src/new.cpp'])
    expect(f.batches[0]!.origin).toBe('reconcile')
  })
})

describe('no changes', () => {
  test('the same bytes again, new times, new rights', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start()
    f.write('src/a.cpp', '1')
    utimesSync(f.path('src/a.cpp'), 7, 7)
    chmodSync(f.path('src/a.cpp'), 0o600)
    writeFileSync(f.path('src/b.tmp'), '1')
    renameSync(f.path('src/b.tmp'), f.path('src/a.cpp'))
    expect(await f.changesUpToNow()).toEqual([])
  })

  test('an edit that is taken back within the quiet period', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start({ quietMs: 200 })
    f.write('src/a.cpp', '2')
    f.write('src/a.cpp', '1')
    f.write('src/new.cpp', '1')
    unlinkSync(f.path('src/new.cpp'))
    expect(await f.changesUpToNow()).toEqual([])
  })

  test('temporary files of editors', async () => {
    const f = new WatchFixture()
    await f.start()
    const names =
      '4913 .a.cpp.swp .a.cpp.swx a.cpp~ .#a.cpp #a.cpp# a.tmp a.cpp.tmp.1234.5678 .goutputstream-X1Y2Z3 a.cpp___jb_tmp___ ' +
      'a.cpp___jb_old___ .a.cpp.kate-swp .~lock.a.ods# sedAb12Xy a.cpp.1234567890 .nfs000001 flycheck_a.cpp .DS_Store'
    for (const name of names.split(' ')) f.write(`src/${name}`, '1')
    expect(await f.changesUpToNow()).toEqual([])
  })

  test('build folders, node_modules, .git', async () => {
    const f = new WatchFixture()
    f.write('src/build/CMakeCache.txt', '')
    await f.start()
    for (const folder of ['build', 'build/deep', 'node_modules/x', '.git', 'CMakeFiles/x', 'cmake-build-debug']) {
      f.write(`src/${folder}/x.cpp`, '1')
    }
    expect(await f.changesUpToNow()).toEqual([])
  })

  test('what Tiltfile.ts says to ignore', async () => {
    const f = new WatchFixture()
    await f.start({ ignore: ['*.gen', '/src/out/', '!keep.gen'] })
    for (const name of ['a.gen', 'keep.gen', 'out/x.cpp', 'in/out/x.cpp']) f.write(`src/${name}`, '1')
    await f.untilChanged('added src/in/out/x.cpp', 'added src/keep.gen')
    expect(await f.changesUpToNow()).not.toContain('added src/a.gen')
    expect(f.changes()).not.toContain('added src/out/x.cpp')
  })
})

describe('.gitignore', () => {
  test('rules of the workspace and of folders below, the deeper one decides', async () => {
    const f = new WatchFixture()
    mkdirSync(f.path('.git'))
    f.write('.gitignore', 'obj/\n*.log\n')
    f.write('src/sub/.gitignore', '!keep.log\n/local.cpp\n')
    await f.start()
    for (const name of [
      'obj/a.o',
      'a.log',
      'sub/keep.log',
      'sub/b.log',
      'sub/local.cpp',
      'sub/x/local.cpp',
      'sub/obj/b.o',
    ]) {
      f.write(`src/${name}`, '1')
    }
    await f.untilChanged('added src/sub/keep.log', 'added src/sub/x/local.cpp')
    expect([...(await f.changesUpToNow())].sort()).toEqual(['added src/sub/keep.log', 'added src/sub/x/local.cpp'])
  })

  test('a folder that is named in Tiltfile.ts counts though git ignores it', async () => {
    const f = new WatchFixture()
    mkdirSync(f.path('.git'))
    f.write('.gitignore', 'generated/\n')
    f.write('generated/.gitignore', '*.log\n')
    await f.start({ folders: [f.path('src'), f.path('generated')] })
    f.write('generated/a.log', '1')
    f.write('generated/a.cpp', '1')
    await f.untilChanged('added generated/a.cpp')
    expect(await f.changesUpToNow()).toEqual(['added generated/a.cpp'])
  })

  test('an edit of the rules counts from then on', async () => {
    const f = new WatchFixture()
    mkdirSync(f.path('.git'))
    f.write('src/.gitignore', 'out/\n')
    f.write('src/out/a.cpp', '1')
    await f.start()
    f.write('src/.gitignore', 'other/\n')
    await f.untilChanged('changed src/.gitignore', 'added src/out/a.cpp')
    f.write('src/out/a.cpp', '2')
    await f.untilChanged('changed src/out/a.cpp')
  })
})

describe('links', () => {
  test('a folder that is a link is followed under its own name', async () => {
    const f = new WatchFixture()
    f.write('real/a.cpp', '1')
    f.write('src/x.cpp', '1')
    symlinkSync(f.path('real'), f.path('src/link'))
    await f.start()
    f.write('real/a.cpp', '2')
    await f.untilChanged('changed src/link/a.cpp')
  })

  test('a source folder that is a link itself', async () => {
    const f = new WatchFixture()
    f.write('real/deep/a.cpp', '1')
    symlinkSync(f.path('real'), f.path('linked'))
    await f.start({ folders: [f.path('src'), f.path('linked')] })
    f.write('real/deep/a.cpp', '2')
    await f.untilChanged('changed linked/deep/a.cpp')
    f.write('real/new/b.cpp', '1')
    await f.untilChanged('added linked/new/b.cpp')
  })

  test('a link to a file counts with the bytes behind it, a broken one not at all', async () => {
    const f = new WatchFixture()
    f.write('real.hpp', '1')
    f.write('src/x.cpp', '1')
    symlinkSync(f.path('real.hpp'), f.path('src/link.hpp'))
    symlinkSync(f.path('nowhere'), f.path('src/broken.hpp'))
    await f.start()
    expect(f.files).toBe(2)
    f.write('real.hpp', '2')
    await f.untilChanged('changed src/link.hpp')
    expect(await f.changesUpToNow()).toEqual(['changed src/link.hpp'])
  })

  test('a link that leads back up ends the walk', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    symlinkSync('..', f.path('src/back'))
    await f.start()
    f.write('src/a.cpp', '2')
    await f.untilChanged('changed src/a.cpp')
  })
})

describe('rescan', () => {
  test('finds what no event told, then nothing', async () => {
    const f = new WatchFixture()
    f.write('src/a.cpp', '1')
    await f.start()
    f.write('src/a.cpp', '2')
    await f.watch.rescan()
    expect(f.changes()).toEqual(['changed src/a.cpp'])
    await f.watch.rescan()
    expect(await f.changesUpToNow()).toEqual(['changed src/a.cpp'])
  })

  test('an edit is told once, by the event or by the walk', async () => {
    const f = new WatchFixture()
    for (let index = 0; index < 30; index += 1) f.write(`src/${index}.cpp`, '1')
    await f.start({ walkEveryMs: 1 })
    for (let index = 0; index < 30; index += 1) f.write(`src/${index}.cpp`, '2')
    await f.until(() => f.changes().length >= 30)
    const changes = await f.changesUpToNow()
    expect([...changes].sort()).toEqual(Array.from({ length: 30 }, (_, index) => `changed src/${index}.cpp`).sort())
  })
})
