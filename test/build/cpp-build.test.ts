// C++ services, built by the real cmake, ninja and g++.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processesNaming } from '../../src/clients/process/process-list.ts'
import type { Service } from '../../src/model/environment.ts'
import { counters, touch, Workbench } from './workbench.ts'

let bench: Workbench
let service: Service
const edit = (file: string, from: string, to: string) => ({
  files: [bench.replace(file, from, to)],
  units: [bench.path(file)],
})
const output = (path: string) => execFileSync(path, { encoding: 'utf8' })
const inputsOf = (records: readonly { unit: string; inputs: readonly string[] }[], unit: string) =>
  records.find((record) => record.unit === bench.path(unit))?.inputs.map((path) => path.slice(bench.root.length + 1))

beforeAll(() => {
  bench = new Workbench(counters)
  service = bench.environment.services[0]!
})
afterAll(() => bench.remove())

describe('a C++ service', () => {
  test('is configured and built; the artifact is what runs', async () => {
    const { artifact, records, way, timings } = await bench.built(service)
    expect(output(artifact.path)).toBe('xx 42 v1\n')
    expect(artifact).toMatchObject({ service: 'counter', path: join(bench.builds, 'counter/counter') })
    expect(artifact.id).toMatch(/^[0-9a-f]{16}$/)
    expect(way).toBe('tool')
    expect(timings.compileMs).toBeGreaterThan(0)
    expect(timings.linkMs).toBeGreaterThan(0)
    expect(records.map(({ unit }) => unit.slice(bench.root.length + 1)).sort()).toEqual([
      'cpp/counter/src/count.cpp',
      'cpp/counter/src/main.cpp',
      'cpp/lib/kit/src/text.cpp',
    ])
    expect(bench.details).toContain('configure')
    expect(bench.details).toContain('link')
  })

  test('records name what is inside the precompiled header, and nothing of the tests', async () => {
    const records = await bench.builder.records(service)
    expect(inputsOf(records, 'cpp/counter/src/count.cpp')).toEqual([
      'cpp/counter/src/common.hpp',
      'cpp/counter/src/count.cpp',
      'cpp/counter/src/count.hpp',
      'cpp/counter/src/pch.hpp',
    ])
    expect(inputsOf(records, 'cpp/lib/kit/src/text.cpp')).toEqual([
      'cpp/lib/kit/include/kit/text.hpp',
      'cpp/lib/kit/include/kit/version.hpp',
      'cpp/lib/kit/src/text.cpp',
    ])
    expect(records).toHaveLength(3)
  })

  test('is known to be built by a later session, until a source changes', async () => {
    const before = await bench.built(service)
    await bench.builder.close()
    bench.restart()
    const found = await bench.builder.existing(service)
    expect(found).toMatchObject({ kind: 'built', artifact: before.artifact })
    expect(await bench.builder.records(service)).toHaveLength(3)
    touch(bench.path('cpp/counter/src/common.hpp'))
    expect(await bench.builder.existing(service)).not.toBeNull()
    bench.replace('cpp/counter/src/common.hpp', '40', '41')
    expect(await bench.builder.existing(service)).toBeNull()
    bench.replace('cpp/counter/src/common.hpp', '41', '40')
    expect(await bench.builder.existing(service)).not.toBeNull()
    const extra = bench.write('cpp/counter/src/extra.cpp', 'int extra;\n')
    expect(await bench.builder.existing(service)).toBeNull()
    rmSync(extra)
  })

  test('an edit of one file compiles one file', async () => {
    const before = await bench.built(service)
    const { artifact, records } = await bench.built(service, edit('cpp/counter/src/count.cpp', 'from + 2', 'from + 3'))
    expect(output(artifact.path)).toBe('xx 43 v1\n')
    expect(artifact.id).not.toBe(before.artifact.id)
    expect(records.map(({ unit }) => unit)).toEqual([bench.path('cpp/counter/src/count.cpp')])
  })

  test('a comment changes no binary', async () => {
    const before = await bench.built(service)
    const { artifact, records } = await bench.built(
      service,
      edit('cpp/counter/src/count.cpp', '#include', '// counts\n\n#include'),
    )
    expect(records).toHaveLength(1)
    expect(artifact.id).toBe(before.artifact.id)
    expect(artifact.gnuBuildId).not.toBe(before.artifact.gnuBuildId)
  })

  test('a header of the precompiled header reaches its users', async () => {
    const { artifact } = await bench.built(service, edit('cpp/counter/src/common.hpp', '40', '50'))
    expect(output(artifact.path)).toBe('xx 53 v1\n')
  })

  test('a compile error names file, line and column; the fix heals', async () => {
    const broken = await bench.failed(service, edit('cpp/counter/src/main.cpp', 'count(start)', 'count(strt)'))
    const [first] = broken.diagnostics
    expect(broken.error).toMatchObject({ code: 'DE0301', fault: 'user', exitCode: 1 })
    expect(broken.error.summary).toMatch(
      /^counter does not compile: cpp\/counter\/src\/main\.cpp:3: ‘strt’ was not declared/,
    )
    expect(first).toMatchObject({
      severity: 'error',
      tool: 'gcc',
      at: { file: bench.path('cpp/counter/src/main.cpp'), line: 3, column: 59 },
    })
    expect(first?.excerpt.join('\n')).toContain('^~~~')
    expect(existsSync(join(bench.builds, 'counter/counter'))).toBe(true)
    await bench.built(service, edit('cpp/counter/src/main.cpp', 'count(strt)', 'count(start)'))
  })

  test('a link error is one of its own', async () => {
    const broken = await bench.failed(
      service,
      edit('cpp/counter/src/count.cpp', 'int count(int from)', 'int counted(int from)'),
    )
    expect(broken.error.code).toBe('DE0303')
    expect(broken.error.summary).toContain('count(int)')
    await bench.built(service, edit('cpp/counter/src/count.cpp', 'int counted(int from)', 'int count(int from)'))
  })

  test('a source that is added to CMakeLists.txt is built', async () => {
    bench.write('cpp/counter/src/more.cpp', '#include "count.hpp"\nint more(int from) { return count(from) * 2; }\n')
    const project = bench.replace(
      'cpp/counter/CMakeLists.txt',
      'counter src/main.cpp',
      'counter src/more.cpp src/main.cpp',
    )
    const { records } = await bench.built(service, { files: [project] })
    expect(records.map(({ unit }) => unit)).toContain(bench.path('cpp/counter/src/more.cpp'))
    expect(await bench.builder.records(service)).toHaveLength(4)
  })

  test('an error in CMakeLists.txt names the line; the fix heals', async () => {
    const project = bench.replace(
      'cpp/counter/CMakeLists.txt',
      'target_link_libraries(counter PRIVATE kit)',
      'target_link_librarys(counter PRIVATE kit)',
    )
    const broken = await bench.failed(service, { files: [project] })
    expect(broken.diagnostics[0]).toMatchObject({ tool: 'cmake', severity: 'error', at: { file: project, line: 6 } })
    expect(broken.error.summary).toContain('Unknown CMake command "target_link_librarys"')
    bench.replace('cpp/counter/CMakeLists.txt', 'target_link_librarys', 'target_link_libraries')
    await bench.built(service, { files: [project] })
  })

  test('other flags configure from scratch', async () => {
    const release = { ...service, build: { ...service.build, cmakeArgs: ['-DCMAKE_CXX_FLAGS=-DSTRICT'] } } as Service
    const { records } = await bench.built(release)
    expect(records).toHaveLength(4)
    expect(await bench.builder.existing(service)).toBeNull()
    await bench.built(service)
  })

  test('an aborted build leaves no process and nothing half made', async () => {
    const controller = new AbortController()
    const change = edit('cpp/counter/src/main.cpp', 'int main()', '#include <regex>\nint main()')
    const build = bench.build(service, change, controller.signal)
    await expect.poll(() => processesNaming(join(bench.builds, 'counter')).length, { interval: 5 }).toBeGreaterThan(1)
    controller.abort()
    expect(await build).toEqual({ kind: 'cancelled' })
    await expect.poll(() => processesNaming(join(bench.builds, 'counter'))).toEqual([])
    const { artifact } = await bench.built(service, change)
    expect(output(artifact.path)).toContain('xx ')
  })

  test('twenty saves during one build are one more build, of the last content', async () => {
    const controller = new AbortController()
    const first = bench.build(service, edit('cpp/counter/src/count.cpp', 'from + 3', 'from + 100'), controller.signal)
    let last = ''
    for (let save = 1; save <= 20; save += 1)
      last = bench.replace('cpp/counter/src/count.cpp', `from + ${99 + save}`, `from + ${100 + save}`)
    controller.abort()
    const second = await bench.built(service, { files: [last], units: [last] })
    expect(await first).toEqual({ kind: 'cancelled' })
    expect(output(second.artifact.path)).toContain('170')
  })
})

describe('limits and places', () => {
  test('an executable that is not where Tiltfile.ts says is DE0311, with what was found', async () => {
    const elsewhere = { ...service, build: { ...service.build, output: 'bin/counter' } } as Service
    const broken = await bench.failed(elsewhere)
    expect(broken.error.code).toBe('DE0311')
    expect(broken.error.details.map(({ text }) => text)).toContain('counter')
  })

  test('too large an artifact is DE0308, too long a build DE0312', async () => {
    const small = new Workbench(counters, { from: bench.root, builds: { maxArtifactBytes: 1000, timeoutMs: 100_000 } })
    const slow = new Workbench(counters, { from: bench.root, builds: { timeoutMs: 1 } })
    try {
      expect((await small.failed(small.environment.services[0]!)).error).toMatchObject({ code: 'DE0308' })
      expect((await slow.failed(slow.environment.services[0]!)).error).toMatchObject({ code: 'DE0312' })
    } finally {
      small.remove()
      slow.remove()
    }
  })

  test('a workspace that moved is configured again', async () => {
    const moved = new Workbench(counters, { from: bench.root })
    try {
      execFileSync('cp', ['-a', join(bench.builds, '.'), moved.builds])
      const { artifact } = await moved.built(moved.environment.services[0]!)
      expect(output(artifact.path)).toContain('170')
    } finally {
      moved.remove()
    }
  })
})
