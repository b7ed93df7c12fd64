// Toolchains that are there, missing or too old, with real programs on a PATH of the test's own.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { programStamp } from '../../src/clients/tools/toolchain.ts'
import { DevenvError } from '../../src/errors/errors.ts'
import { counters, Workbench } from './workbench.ts'

const realPath = process.env['PATH'] ?? ''
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-path-'))
})
afterEach(() => {
  process.env['PATH'] = realPath
  rmSync(folder, { recursive: true, force: true })
})

/** A PATH with only these programs, the real ones. */
function pathWith(...names: readonly string[]): void {
  for (const name of [...names, 'nice', 'sh']) {
    const file = programStamp(name)?.split(' ')[0]
    if (file === undefined) throw new Error(`${name} is not installed`)
    symlinkSync(file, join(folder, name))
  }
  process.env['PATH'] = folder
}

function fakeTool(name: string, words: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\necho '${words}'\n`)
  chmodSync(join(folder, name), 0o755)
}

async function prepare(language: 'c++' | 'ada'): Promise<string | DevenvError> {
  const bench = new Workbench((root) => {
    const { services, libraries } = counters(root)
    return { services: services.filter((service) => service.language === language), libraries }
  })
  try {
    return await bench.builder.prepare(bench.report, new AbortController().signal)
  } catch (thrown) {
    return thrown as DevenvError
  } finally {
    bench.remove()
  }
}

describe('prepare', () => {
  test('says where compiles run, and with which helpers', async () => {
    const words = await prepare('c++')
    expect(words).toMatch(/^host(, ccache)?(, mold)?$/)
  })

  test('takes a compiler that CXX names by its path', async () => {
    const path = programStamp('c++')!.split(' ')[0]!
    const before = process.env['CXX']
    process.env['CXX'] = path
    try {
      expect(programStamp(path)).toBe(programStamp('c++'))
      expect(await prepare('c++')).toMatch(/^host/)
    } finally {
      if (before === undefined) delete process.env['CXX']
      else process.env['CXX'] = before
    }
  })

  test('leaves out helpers that are not there', async () => {
    pathWith('c++', 'cmake', 'ninja')
    expect(await prepare('c++')).toBe('host')
  })

  test.each([
    ['c++', ['cmake', 'ninja'], 'DE0304', 'none found'],
    ['c++', ['c++', 'ninja'], 'DE0306', 'cmake is missing'],
    ['c++', ['c++', 'cmake'], 'DE0306', 'ninja is missing'],
    ['ada', ['gnatls', 'gcc'], 'DE0305', 'gprbuild'],
    ['ada', ['gprbuild', 'gcc'], 'DE0305', 'gnatls (GNAT)'],
    ['ada', [], 'DE0305', 'gprbuild and gnatls (GNAT)'],
  ] as const)('of a %s service with only %j is %s', async (language, tools, code, words) => {
    pathWith(...tools)
    const error = await prepare(language)
    expect(error).toBeInstanceOf(DevenvError)
    expect(error).toMatchObject({ code, exitCode: 4, fault: 'environment' })
    expect((error as DevenvError).summary).toContain(words)
    expect((error as DevenvError).hints.some(({ command }) => command?.startsWith('sudo apt-get install'))).toBe(true)
  })

  test('names the version found and the one wanted', async () => {
    pathWith('c++', 'ninja')
    fakeTool('cmake', 'cmake version 3.5.1')
    const error = (await prepare('c++')) as DevenvError
    expect(error.summary).toContain('3.5.1 found, 3.20 or newer wanted')
  })

  test('gives the line of the package manager that is there', async () => {
    pathWith('c++', 'cmake')
    fakeTool('dnf', '4.0')
    const error = (await prepare('c++')) as DevenvError
    expect(error.hints[0]?.command).toBe('sudo dnf install ninja-build')
  })

  test('finds a toolchain that was installed after it was missed', async () => {
    pathWith('c++', 'cmake')
    const bench = new Workbench((root) => ({ ...counters(root), services: [counters(root).services[0]] }))
    try {
      const report = bench.report
      await expect(bench.builder.prepare(report, new AbortController().signal)).rejects.toMatchObject({
        code: 'DE0306',
      })
      process.env['PATH'] = [folder, realPath].join(delimiter)
      expect(await bench.builder.prepare(report, new AbortController().signal)).toContain('host')
    } finally {
      bench.remove()
    }
  })

  test('a build without its toolchain fails with the same error', async () => {
    mkdirSync(join(folder, 'empty'))
    process.env['PATH'] = join(folder, 'empty')
    const bench = new Workbench(counters)
    try {
      expect((await bench.failed(bench.environment.services[1]!)).error.code).toBe('DE0305')
    } finally {
      bench.remove()
    }
  })
})
