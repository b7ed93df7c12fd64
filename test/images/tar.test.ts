// Layers in and out; the tar of this system reads what we write, and we what it writes.
import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fileEntry, folderEntry, readTar, type TarEntry, writeTar } from '../../src/images/tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'devenv-tar-'))
afterAll(() => rmSync(folder, { recursive: true }))
const long = `${'long/'.repeat(60)}name`

describe('tar', () => {
  test.each(['gnu', 'pax', 'ustar'])('reads what tar writes in the format %s', (format) => {
    const root = join(folder, format)
    const deep = format === 'ustar' ? 'a/b' : long
    mkdirSync(join(root, deep), { recursive: true })
    writeFileSync(join(root, deep, 'file'), 'content')
    chmodSync(join(root, deep, 'file'), 0o4751)
    symlinkSync('file', join(root, deep, 'soft'))
    linkSync(join(root, deep, 'file'), join(root, deep, 'zhard'))
    const archive = execFileSync('tar', ['-C', root, `--format=${format}`, '--sort=name', '-c', '.'], {
      maxBuffer: 1e8,
    })
    const entries = new Map(readTar(archive).map((entry) => [entry.path, entry]))
    expect(entries.get(`${deep}/file`)).toMatchObject({ kind: 'file', mode: 0o4751 })
    expect(entries.get(`${deep}/file`)!.bytes.toString()).toBe('content')
    expect(entries.get(`${deep}/soft`)).toMatchObject({ kind: 'symlink', target: 'file' })
    expect(entries.get(`${deep}/zhard`)).toMatchObject({ kind: 'hardlink' })
    expect(entries.get(deep)).toMatchObject({ kind: 'folder' })
  })

  test('tar reads what we write', () => {
    const path = join(folder, 'ours.tar')
    const link: TarEntry = { ...fileEntry('a', ''), kind: 'symlink', target: long }
    writeFileSync(path, writeTar([fileEntry(long, 'content', 0o755), link, folderEntry('b')], 1_700_000_000))
    const listed = execFileSync('tar', ['-tvf', path], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } })
    expect(listed.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(new RegExp(`^lrw-r--r-- 0/0 +0 2023-11-14 22:13 a -> ${long}$`)),
      expect.stringMatching(/^drwxr-xr-x 0\/0 +0 2023-11-14 22:13 b\/$/),
      expect.stringMatching(new RegExp(`^-rwxr-xr-x 0/0 +7 2023-11-14 22:13 ${long}$`)),
    ])
  })

  test('the same entries in any order are the same bytes; what goes in comes out', () => {
    const name = fc.stringMatching(/^[a-zäß0-9._-]{1,120}$/).filter((path) => !/^\.+$/.test(path))
    const file = fc.record({ path: name, text: fc.string(), mode: fc.integer({ min: 0, max: 0o7777 }) })
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: ({ path }) => path }), fc.nat(4_000_000_000), (files, epoch) => {
        const entries = files.map(({ path, text, mode }) => fileEntry(path, text, mode))
        const written = writeTar(entries, epoch)
        expect(writeTar([...entries].reverse(), epoch).equals(written)).toBe(true)
        const read = readTar(written)
        const byPath = (a: TarEntry, b: TarEntry) => (a.path < b.path ? -1 : 1)
        expect([...read].sort(byPath)).toEqual([...entries].sort(byPath))
      }),
      { numRuns: 50 },
    )
  })

  test('keeps file capabilities, byte for byte', () => {
    const attributes = { 'SCHILY.xattr.security.capability': '\u0001\u0000\u0000\u0002\u00ff\u0080' }
    const [read] = readTar(writeTar([{ ...fileEntry('ping', 'x'), attributes }], 0))
    expect(read!.attributes).toEqual(attributes)
  })

  test('a link comes after what it links to', () => {
    const link: TarEntry = { ...fileEntry('a', ''), kind: 'hardlink', target: 'b' }
    expect(readTar(writeTar([link, fileEntry('b', 'x')], 0)).map(({ path }) => path)).toEqual(['b', 'a'])
  })

  test('says no to what is no tar, and to what is cut off', () => {
    expect(() => readTar(readFileSync(process.execPath).subarray(0, 4096))).toThrow('no tar header at byte 0')
    const whole = writeTar([fileEntry('a', 'x'.repeat(2000))], 0)
    expect(() => readTar(whole.subarray(0, 1024))).toThrow('the entry at byte 0 is cut off')
  })
})
