import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cppRecords, type RecordScope, targetInputs } from '../../../src/build/cpp/cpp-records.ts'
import { edgesOf, parseNinja } from '../../../src/build/cpp/ninja-graph.ts'
import { busyMs, parseLog } from '../../../src/build/cpp/ninja-log.ts'

const text = `
rule CXX_COMPILER__app_Dev
  command = c++ $in
build app.dir/pch.hxx.gch: CXX_COMPILER__app_Dev /w/pch.cxx | app.dir/pch.hxx || order
  FLAGS = -O0
build app.dir/main.cpp.o: CXX_COMPILER__app_Dev /w/my$ files/main.cpp | app.dir/pch.hxx app.dir/pch.hxx.gch || order
build app.dir/made.cpp.o: CXX_COMPILER__app_Dev made.cpp || order
build made.cpp: CUSTOM_COMMAND /w/made.in | /w/generate.py
build lib/libkit.a: CXX_STATIC_LIBRARY_LINKER__kit_Dev kit.dir/kit.cpp.o
build kit.dir/kit.cpp.o: CXX_COMPILER__kit_Dev $
  /w/kit/kit.cpp
build app app.map | app.sym: CXX_EXECUTABLE_LINKER__app_Dev app.dir/main.cpp.o app.dir/made.cpp.o | lib/libkit.a || lib/libkit.a
build app-test: CXX_EXECUTABLE_LINKER__app-test_Dev test.dir/test.cpp.o | lib/libkit.a
build test.dir/test.cpp.o: CXX_COMPILER__app-test_Dev /w/test.cpp
build all: phony app app-test
`
const graph = parseNinja(text)
const deps: Record<string, string[]> = {
  'app.dir/pch.hxx.gch': ['/w/pch.cxx', '/w/pch.hpp', '/usr/include/string', '/w/in-pch.hpp'],
  'app.dir/main.cpp.o': ['/w/my files/main.cpp', '/w/main.hpp'],
  'app.dir/made.cpp.o': ['/b/made.cpp', '/usr/include/vector'],
  'kit.dir/kit.cpp.o': ['/w/kit/kit.cpp', '/w/kit/kit.hpp'],
  'test.dir/test.cpp.o': ['/w/test.cpp', '/w/main.hpp'],
}
const scope = (): RecordScope => ({
  graph,
  deps: { inputsOf: (output) => deps[output] ?? null },
  folder: '/b',
  isSource: (path) => path.startsWith('/w/'),
  meanings: new Map(),
})

describe('the graph of a build.ninja', () => {
  test('names outputs, rule and inputs of an edge, escapes undone, order-only inputs left out', () => {
    expect(graph.byOutput.get('app.dir/main.cpp.o')).toEqual({
      outputs: ['app.dir/main.cpp.o'],
      rule: 'CXX_COMPILER__app_Dev',
      inputs: ['/w/my files/main.cpp', 'app.dir/pch.hxx', 'app.dir/pch.hxx.gch'],
    })
    expect(graph.byOutput.get('app.sym')?.outputs).toEqual(['app', 'app.map', 'app.sym'])
    expect(graph.byOutput.get('kit.dir/kit.cpp.o')?.inputs).toEqual(['/w/kit/kit.cpp'])
  })

  test('of a target leaves out what only other targets need', () => {
    const outputs = edgesOf(graph, 'app').flatMap((edge) => edge.outputs)
    expect(outputs).toContain('kit.dir/kit.cpp.o')
    expect(outputs).not.toContain('test.dir/test.cpp.o')
  })

  test('any text gives a graph', () => {
    fc.assert(fc.property(fc.string(), (some) => void parseNinja(`build ${some}\n${some}`)))
  })
})

describe('records of a target', () => {
  const inputsOf = (unit: string) => cppRecords(scope(), 'app', null).find((record) => record.unit === unit)?.inputs

  test('are one for each unit, the precompiled header is none', () => {
    const units = cppRecords(scope(), 'app', null).map(({ unit }) => unit)
    expect(units.sort()).toEqual(['/b/made.cpp', '/w/kit/kit.cpp', '/w/my files/main.cpp'])
  })

  test('name what is inside the precompiled header, and no system header', () => {
    expect(inputsOf('/w/my files/main.cpp')).toEqual([
      '/w/in-pch.hpp',
      '/w/main.hpp',
      '/w/my files/main.cpp',
      '/w/pch.cxx',
      '/w/pch.hpp',
    ])
  })

  test('name what a generated unit is made from', () => {
    expect(inputsOf('/b/made.cpp')).toEqual(['/w/generate.py', '/w/made.in'])
  })

  test('may be asked for what one build made', () => {
    expect(cppRecords(scope(), 'app', new Set(['kit.dir/kit.cpp.o', 'app']))).toEqual([
      { unit: '/w/kit/kit.cpp', inputs: ['/w/kit/kit.cpp', '/w/kit/kit.hpp'] },
    ])
  })

  test('together are all inputs of the target', () => {
    const all = targetInputs(scope(), 'app')
    expect(all.has('/w/generate.py')).toBe(true)
    expect(all.has('/w/test.cpp')).toBe(false)
  })
})

describe('the log of ninja', () => {
  test('is one entry a line', () => {
    const log = '# ninja log v5\n1\t20\t177\ta.o\tabc\n20\t25\t178\tapp\tdef\nbroken\n'
    expect(parseLog(log)).toEqual([
      { startMs: 1, endMs: 20, output: 'a.o' },
      { startMs: 20, endMs: 25, output: 'app' },
    ])
  })

  test('time in which two ran at once counts once', () => {
    const entry = (startMs: number, endMs: number) => ({ startMs, endMs, output: '' })
    expect(busyMs([entry(10, 30), entry(0, 20), entry(50, 60), entry(52, 55)])).toBe(40)
  })
})
