import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { artifactId, compareVersions, elfNeeds, gnuBuildId, shippable } from '../../../src/clients/files/elf.ts'
import { readLoaded } from '../../../src/clients/files/elf-file.ts'
import { DevenvError } from '../../../src/errors/errors.ts'

const source =
  '#include <cstdio>\n#include <string>\nint main() { std::string text = "hello"; std::puts(text.c_str()); }\n'
let folder = ''
const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-elf-'))
  writeFileSync(at('a.cpp'), source)
  compile('a.cpp', 'plain')
  writeFileSync(at('commented.cpp'), `// a comment\n\n${source}`)
  copyFileSync(at('commented.cpp'), at('a.cpp'))
  compile('a.cpp', 'commented')
  writeFileSync(at('a.cpp'), source.replace('hello', 'hallo'))
  compile('a.cpp', 'changed')
  compile('a.cpp', 'static', '-static')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function compile(from: string, to: string, ...flags: string[]): void {
  execFileSync('g++', ['-g', '-O1', from, '-Wl,--build-id=sha1', '-o', to, ...flags], { cwd: folder })
}

describe('the shippable part', () => {
  test.each(['plain', 'static'])('of a %s program runs, and is smaller', (name) => {
    const bytes = shippable(read(name))
    writeFileSync(at(`${name}.shipped`), bytes, { mode: 0o755 })
    expect(bytes.length).toBeLessThan(read(name).length)
    expect(execFileSync(at(`${name}.shipped`), { encoding: 'utf8' })).toBe(name === 'plain' ? 'hello\n' : 'hallo\n')
  })

  test('has no section table left to look for', () => {
    const bytes = shippable(read('plain'))
    expect([bytes.readBigUInt64LE(40), bytes.readUInt16LE(60), bytes.readUInt16LE(62)]).toEqual([0n, 0, 0])
  })

  test('of what was shipped is the same again, with the same id', () => {
    const once = shippable(read('plain'))
    expect(shippable(once).equals(once)).toBe(true)
    expect(artifactId(once)).toBe(artifactId(read('plain')))
  })

  test('is read from disk without the debug sections', () => {
    const loaded = readLoaded(at('plain'))
    expect(loaded.length).toBe(shippable(read('plain')).length)
    expect(artifactId(loaded)).toBe(artifactId(read('plain')))
  })
})

describe('the artifact id', () => {
  test('stays when only a comment changed, although the build-id differs', () => {
    expect(gnuBuildId(read('commented'))).not.toBe(gnuBuildId(read('plain')))
    expect(artifactId(read('commented'))).toBe(artifactId(read('plain')))
  })

  test('changes with one letter of a string', () => {
    expect(artifactId(read('changed'))).not.toBe(artifactId(read('plain')))
    expect(artifactId(read('changed'))).toMatch(/^[0-9a-f]{16}$/)
  })

  test('changes with any loaded byte but the build-id', () => {
    const elf = read('plain')
    const id = artifactId(elf)
    const buildId = Buffer.from(gnuBuildId(elf)!, 'hex')
    const noteAt = elf.indexOf(buildId)
    const end = shippable(elf).length
    fc.assert(
      fc.property(fc.integer({ min: 64 + 13 * 56, max: end - 1 }), (at) => {
        const other = Buffer.from(elf)
        other[at] = other[at]! ^ 0xff
        const isInNote = at >= noteAt && at < noteAt + buildId.length
        expect(artifactId(other) === id).toBe(isInNote)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what a program needs', () => {
  test('its loader, libraries and highest glibc, as readelf says', () => {
    const needs = elfNeeds(read('plain'))
    const said = execFileSync('readelf', ['-dV', at('plain')], { encoding: 'utf8' })
    const versions = [...said.matchAll(/GLIBC_([\d.]+)/g)].map((match) => match[1]!).sort(compareVersions)
    expect(needs.libraries).toEqual([...said.matchAll(/NEEDED.*\[(.*)\]/g)].map((match) => match[1]))
    expect(needs.glibc).toBe(versions.at(-1))
    expect(needs.machine).toBe(execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim())
    expect(needs.interpreter).toMatch(/^\/lib.*ld-.*\.so/)
  })

  test('nothing when it is static', () => {
    expect(elfNeeds(read('static'))).toMatchObject({ glibc: null, interpreter: null, libraries: [] })
  })

  test('versions compare by number', () => {
    expect(['2.36', '2.4', '2.4.1', '2.17'].sort(compareVersions)).toEqual(['2.4', '2.4.1', '2.17', '2.36'])
  })
})

describe('other kinds of file', () => {
  test('a big-endian program of 32 bits', () => {
    const elf = tinyElf()
    expect(shippable(elf).length).toBe(0x80)
    expect(gnuBuildId(elf)).toBe('0102030405060708')
    expect(elfNeeds(elf)).toEqual({ machine: 'ppc', glibc: null, interpreter: null, libraries: [] })
    const other = Buffer.from(elf)
    other.fill(0xee, 0x64, 0x6c)
    expect(artifactId(other)).toBe(artifactId(elf))
    expect(gnuBuildId(other)).toBe('ee'.repeat(8))
  })

  test('what is no ELF file, or is cut off, is DE0307', () => {
    const cut = read('plain').subarray(0, 3000)
    for (const bytes of [Buffer.alloc(0), Buffer.from('#!/bin/sh\n'), Buffer.alloc(200), cut]) {
      expect(() => shippable(bytes)).toThrow(expect.objectContaining({ code: 'DE0307' }))
    }
    writeFileSync(at('cut'), cut)
    expect(() => readLoaded(at('cut'))).toThrow(expect.objectContaining({ code: 'DE0307' }))
  })

  test('garbage never does anything but DE0307', () => {
    const elf = read('plain')
    const broken = fc.tuple(fc.nat(4000), fc.uint8Array({ minLength: 1, maxLength: 16 })).map(([at, bytes]) => {
      const other = Buffer.from(elf)
      other.set(bytes, at)
      return other
    })
    const anything = fc.oneof(
      broken,
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([elf.subarray(0, 20), bytes])),
    )
    fc.assert(
      fc.property(anything, (bytes) => {
        for (const ask of [shippable, artifactId, gnuBuildId, elfNeeds]) {
          try {
            ask(bytes)
          } catch (thrown) {
            if (!(thrown instanceof DevenvError && thrown.code === 'DE0307')) throw thrown
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** ELF header, one PT_LOAD over 0x80 bytes, one PT_NOTE with a GNU build-id at 0x54, and bytes beyond that. */
function tinyElf(): Buffer {
  const elf = Buffer.alloc(0x100, 0xaa)
  elf.fill(0, 0, 0x80)
  elf.set([0x7f, 0x45, 0x4c, 0x46, 1, 2, 1])
  elf.writeUInt16BE(2, 16)
  elf.writeUInt16BE(20, 18)
  elf.writeUInt32BE(52, 28)
  elf.writeUInt32BE(0xf0, 32)
  elf.writeUInt16BE(32, 42)
  elf.writeUInt16BE(1, 44)
  elf.writeUInt32BE(4, 52)
  elf.writeUInt32BE(0x54, 56)
  elf.writeUInt32BE(0x2c, 68)
  elf.writeUInt32BE(4, 80)
  // The note: it begins after the program header, at 0x54.
  elf.writeUInt32BE(4, 0x54)
  elf.writeUInt32BE(8, 0x58)
  elf.writeUInt32BE(3, 0x5c)
  elf.write('GNU\0', 0x60, 'latin1')
  elf.set([1, 2, 3, 4, 5, 6, 7, 8], 0x64)
  return elf
}
