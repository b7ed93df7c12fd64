// The C++ services as they are built for tests: their unit tests, and the parsers against hostile input.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCpp, buildFuzzers, cppBuildFolder, cppFolder, fuzzBuildFolder, hasCpp } from './cpp-tree.ts'

if (!hasCpp) console.warn('skipped: the tests of the C++ services need cmake, ninja and a C++ compiler')

describe.skipIf(!hasCpp)('the unit tests in C++', () => {
  beforeAll(() => buildCpp(), 900_000)

  it('pass, every one', () => {
    const { status, stdout, stderr } = spawnSync(
      'ctest',
      ['--test-dir', cppBuildFolder, '--output-on-failure', '--no-tests=error'],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    expect(status, `${stdout.slice(-8000)}${stderr}`).toBe(0)
    expect(stdout).toMatch(/100% tests passed, 0 tests failed out of [1-9]\d\d/)
  }, 600_000)
})

const targets = readdirSync(join(cppFolder, 'fuzz/corpus'))

describe.skipIf(!hasCpp)('parsers with address and undefined-behaviour sanitizers', () => {
  beforeAll(() => buildFuzzers(), 900_000)

  it.each(targets)(
    '%s takes its corpus and mutations of it',
    (target) => {
      const { status, stdout, stderr } = spawnSync(
        join(fuzzBuildFolder, `fuzz-${target}`),
        ['--mutations', '3000', join(cppFolder, 'fuzz/corpus', target)],
        { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      )
      expect(status, stderr.slice(-8000)).toBe(0)
      const [, files, runs] = /(\d+) files, (\d+) runs/.exec(stdout) ?? []
      expect(Number(files)).toBeGreaterThan(2)
      expect(Number(runs)).toBeGreaterThanOrEqual(3000)
    },
    300_000,
  )
})
