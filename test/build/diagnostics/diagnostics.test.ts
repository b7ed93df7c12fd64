import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DiagnosticContext, parseDiagnostics } from '../../../src/build/diagnostics/diagnostics.ts'
import type { Diagnostic } from '../../../src/model/diagnostic.ts'

const fixtures = resolve(import.meta.dirname, '../../fixtures/diagnostics')
const names = readdirSync(fixtures).filter((name) => name.endsWith('.txt'))
const read = (name: string) => readFileSync(join(fixtures, name), 'utf8').split('\n')

const context: DiagnosticContext = {
  compiler: 'gcc',
  folder: '/build',
  sourceDir: '/source',
  resolve: (name) => (name.startsWith('main.') || name.startsWith('store.') ? `/ada/${name}` : null),
  readLine: (file, line) => (file === '/ada/main.adb' && line === 4 ? '\tCount : Integer := "three";' : null),
}

describe('messages of real tools', () => {
  test.each(names)('%s', (name) => {
    const said = parseDiagnostics(read(name), name.startsWith('clang') ? { ...context, compiler: 'clang' } : context)
    const text = `${said.map(inWords).join('\n')}\n`
    expect(text).toBe(readFileSync(join(fixtures, name.replace('.txt', '.expected')), 'utf8'))
  })

  test('each fixture of a failure has an error', () => {
    const silent = names.filter(
      (name) => !parseDiagnostics(read(name), context).some(({ severity }) => severity === 'error'),
    )
    expect(silent).toEqual([])
  })
})

describe('order and repetition', () => {
  const error = (file: string) => [
    `${file}:2:1: error: broken`,
    '    2 | x',
    '      | ^',
    `${file}:1:1: note: declared here`,
  ]

  test('errors come before warnings, each with its notes', () => {
    const said = parseDiagnostics(['a.cpp:1:1: warning: odd', 'a.cpp:1:2: note: here', ...error('b.cpp')], context)
    expect(said.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'error broken',
      'note declared here',
      'warning odd',
      'note here',
    ])
  })

  test('an error of a header that many units include is said once', () => {
    const said = parseDiagnostics([...error('/h.hpp'), ...error('/h.hpp'), ...error('/h.hpp')], context)
    expect(said).toHaveLength(2)
  })

  test('colours are no part of a message', () => {
    const [said] = parseDiagnostics(
      ['\u001b[01m\u001b[Ka.cpp:3:9:\u001b[m\u001b[K \u001b[01;31m\u001b[Kerror: \u001b[m\u001b[Kno'],
      context,
    )
    expect(said).toMatchObject({ message: 'no', at: { file: '/build/a.cpp', line: 3, column: 9 } })
  })

  test('GNAT counts columns with tabs expanded, and so does the caret', () => {
    const [said] = parseDiagnostics(['main.adb:4:28: error: expected type "Standard.Integer"'], context)
    expect(said?.excerpt).toEqual(['    4 |         Count : Integer := "three";', `      | ${' '.repeat(27)}^`])
  })
})

describe('any input', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(...names.flatMap(read)),
    fc.constantFrom(
      ':',
      '::::',
      'error:',
      ':1:1: error:',
      'a:99999999999999999999:1: error: x',
      'CMake Error at :',
      '>>>',
      'mold: error: ',
      '^',
      '~~~^',
    ),
  )

  test('never throws, and every place is absolute with a line of at least 0', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        for (const { at } of parseDiagnostics(lines, context)) {
          if (at === undefined) continue
          expect(at.file.startsWith('/')).toBe(true)
          expect(at.line).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a prefix of real output says nothing that the whole does not know to be there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(60), (name, length) => {
        expect(() => parseDiagnostics(read(name).slice(0, length), context)).not.toThrow()
      }),
      { numRuns: 100 },
    )
  })
})

function inWords({ severity, message, at, tool, excerpt }: Diagnostic): string {
  const place = at === undefined ? '-' : [at.file, at.line, at.column].filter((part) => part !== undefined).join(':')
  return [`${tool} ${severity} ${place} ${message}`, ...excerpt.map((line) => `    ${line}`)]
    .join('\n')
    .replaceAll(/ +$/gm, '')
}
