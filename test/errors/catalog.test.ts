import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalog, catalogEntry, hasCatalogEntry } from '../../src/errors/catalog.ts'
import { classifyRows } from '../../src/errors/classify.ts'
import { asDevenvError, DevenvError, makeError } from '../../src/errors/errors.ts'
import { explainText } from '../../src/ui/text.ts'

const src = join(import.meta.dirname, '../../src')
const golden = join(import.meta.dirname, 'golden')

/** Every code that a source file names, with the file; the catalogue itself does not count. */
const named = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/^(catalog|classify)/.test(entry.name))
  .flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return [...readFileSync(path, 'utf8').matchAll(/'(DE\d{4})'/g)].map((match) => ({
      code: match[1]!,
      file: relative(src, path),
    }))
  })

/** Codes whose cause can not occur yet, each with what will throw it. */
const later: Readonly<Record<string, string>> = {
  DE0203: 'the sidecar check of the mesh',
  DE0415: 'several replicas of a service',
  DE0502: 'log streams that are not resumed',
  DE0503: 'port-forwards of clusters without port mappings',
  DE0504: 'the check of sidecar, telemetry and scrape',
}

describe('catalogue', () => {
  test('no code is given twice, and all are in order', () => {
    const codes = catalog().map(({ code }) => code)
    expect(codes).toEqual([...new Set(codes)].sort())
    expect(codes.length).toBeGreaterThanOrEqual(74)
  })

  test.each(catalog())('$code says what, why and what to do', (entry) => {
    expect(entry.code).toMatch(/^DE\d{4}$/)
    expect(entry.hints.length).toBeGreaterThan(0)
    expect(entry.cause).toMatch(/^([A-Z]|devenv |kind |gprbuild ).*\.$/s)
    expect(entry.summary).not.toMatch(/\.$/)
    for (const hint of entry.hints) expect(hint.effect).not.toMatch(/\.$/)
    expect(makeError(entry.code).summary).not.toMatch(/[{}[\]|]/)
  })

  test.each([
    ['01', 'environment', 4, []],
    ['02', 'environment', 4, ['DE0209']],
    ['03', 'user', 1, ['DE0304', 'DE0305', 'DE0306', 'DE0309', 'DE0314']],
    ['04', 'user', 1, ['DE0413', 'DE0416']],
    ['05', 'environment', 4, []],
    ['06', 'user', 3, ['DE0604', 'DE0608', 'DE0611']],
    ['07', 'environment', 4, []],
    ['09', 'bug', 5, ['DE0902']],
  ] as const)('group %s is %s, exit %s, but for its exceptions', (group, fault, exitCode, exceptions) => {
    const entries = catalog().filter(({ code }) => code.slice(2, 4) === group)
    const others = entries
      .filter((entry) => entry.fault !== fault || entry.exitCode !== exitCode)
      .map(({ code }) => code)
    expect(others).toEqual(exceptions)
  })

  test.each([
    ['DE0209', 'user', 3],
    ['DE0304', 'environment', 4],
    ['DE0413', 'environment', 4],
    ['DE0604', 'user', 2],
    ['DE0608', 'user', 2],
    ['DE0611', 'user', 2],
    ['DE0902', 'environment', 4],
  ] as const)('%s is %s, exit %s', (code, fault, exitCode) => {
    expect(catalogEntry(code)).toMatchObject({ fault, exitCode })
  })

  test('every code that a source file names exists', () => {
    expect(named.filter(({ code }) => !hasCatalogEntry(code))).toEqual([])
  })

  test('every entry can be reached: a source file names it, or a row of the table', () => {
    const reached = new Set([...named.map(({ code }) => code), ...classifyRows.map(({ code }) => code), 'DE0902'])
    const missing = catalog()
      .map(({ code }) => code)
      .filter((code) => !reached.has(code))
    expect(missing).toEqual(Object.keys(later))
  })

  test.each(catalog().map(({ code }) => code))('devenv explain %s', (code) => {
    const path = join(golden, `${code}.txt`)
    const text = `${explainText(code)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(golden, { recursive: true })
      writeFileSync(path, text)
    }
    expect(existsSync(path), `${path} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true)
    expect(text).toBe(readFileSync(path, 'utf8'))
    expect(text).not.toMatch(/\{\w+[|}]/)
  })

  test('no golden text is left of a code that is gone', () => {
    expect(readdirSync(golden).sort()).toEqual(catalog().map(({ code }) => `${code}.txt`))
  })
})

describe('errors', () => {
  test('own hints come before those of the catalogue, and a command without its values is left out', () => {
    const error = makeError('DE0412', {}, { hints: [{ label: 'first', effect: 'x', command: 'devenv logs a' }] })
    expect(error.hints[0]?.label).toBe('first')
    expect(error.hints.slice(1).map(({ command }) => command)).toEqual([undefined, undefined, undefined])
    expect(makeError('DE0412', { service: 'a' }).hints[1]?.command).toBe('devenv revert a')
  })

  test('what is thrown and is no error of ours is a bug with its stack', () => {
    const error = asDevenvError(new TypeError('x is not a function'))
    expect(error).toBeInstanceOf(DevenvError)
    expect(error.toData()).toMatchObject({
      code: 'DE0901',
      summary: 'bug in devenv: x is not a function',
      fault: 'bug',
      exitCode: 5,
    })
    expect(error.details[0]?.text).toContain('TypeError')
    expect(asDevenvError(error)).toBe(error)
    expect(asDevenvError('text').summary).toBe('bug in devenv: text')
  })
})
