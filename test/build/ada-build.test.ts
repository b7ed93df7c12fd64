// Ada services, built by the real gprbuild and GNAT, and by recorded commands where that is enough.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { artifactId } from '../../src/clients/files/elf.ts'
import { processesNaming } from '../../src/clients/process/process-list.ts'
import type { Service } from '../../src/model/environment.ts'
import { type Built, counters, touch, Workbench } from './workbench.ts'

const body = 'ada/counter/src/counting.adb'
const never = new AbortController().signal
let bench: Workbench
let service: Service
const folder = () => join(bench.builds, 'ada-counter')
const output = ({ artifact }: Built) => execFileSync(artifact.path, { encoding: 'utf8' }).trim()
const edit = (file: string, from: string, to: string, unit = file) => ({
  files: [bench.replace(file, from, to)],
  units: [bench.path(unit)],
})
const inputsOf = (records: readonly { unit: string; inputs: readonly string[] }[], unit: string) =>
  records.find((record) => record.unit === bench.path(unit))?.inputs.map((path) => path.slice(bench.root.length + 1))
const prove = (fast: Built, change: { files: string[]; units: string[] }) =>
  bench.builder.prove(service, bench.order(service, change), fast, bench.report, never)

beforeAll(async () => {
  bench = new Workbench(counters)
  service = bench.environment.services[1]!
})
afterAll(() => bench.remove())

describe('gprbuild', () => {
  test('builds everything; the artifact is what runs', async () => {
    const built = await bench.built(service)
    expect(output(built)).toBe('42 42')
    expect(built).toMatchObject({ way: 'tool', artifact: { path: join(folder(), 'counter/bin/counter') } })
    expect(built.records).toHaveLength(4)
    expect(bench.lines).toEqual(
      expect.arrayContaining(['compile counting.adb', 'archive libkit.a', 'bind counter_main.ali', 'link counter']),
    )
  })

  test('records name specs, bodies and subunits of the workspace', async () => {
    const records = await bench.builder.records(service)
    expect(inputsOf(records, body)).toEqual([
      body,
      'ada/counter/src/counting.ads',
      'ada/counter/src/parts.ads',
      'ada/lib/kit/src/kit_text.ads',
    ])
    expect(inputsOf(records, 'ada/counter/src/parts.adb')).toEqual([
      'ada/counter/src/parts-add.adb',
      'ada/counter/src/parts.adb',
      'ada/counter/src/parts.ads',
    ])
    expect(records).toHaveLength(4)
  })

  test('need not run for a later session, until a source changes', async () => {
    const before = await bench.built(service)
    await bench.builder.close()
    bench.restart()
    expect(await bench.builder.existing(service)).toMatchObject({ kind: 'built', artifact: before.artifact })
    touch(bench.path(body))
    expect(await bench.builder.existing(service)).not.toBeNull()
    bench.replace(body, 'Parts.Add', 'Parts. Add')
    expect(await bench.builder.existing(service)).toBeNull()
    bench.replace(body, 'Parts. Add', 'Parts.Add')
    expect(await bench.builder.existing(service)).not.toBeNull()
  })

  test('takes a changed spec, with every unit that reads it', async () => {
    const inSources = (name: string) => `ada/counter/src/${name}`
    const names = ['parts.ads', 'parts.adb', 'parts-add.adb']
    const files = names.map((name) => bench.replace(inSources(name), 'A, B : Integer', 'A, B : in Integer'))
    bench.replace(inSources('parts.ads'), 'return Integer;', 'return Integer;\n   Extra : constant Integer := 3;')
    const change = { files, units: ['parts.adb', 'counting.adb'].map((name) => bench.path(inSources(name))) }
    const built = await bench.built(service, change)
    expect(built.way).toBe('tool')
    expect(built.records.map(({ unit }) => unit).sort()).toEqual([
      bench.path(body),
      bench.path('ada/counter/src/parts.adb'),
    ])
  })
})

describe('gprbuild, within the second of the last build', () => {
  test.each([
    ['a library', 'ada/lib/kit/src/kit_text.adb', 'S & S', 'S & "," & S', '42, 42'],
    ['the program', body, 'Add (N, N)', 'Add (N, N + 1)', '43 43'],
  ])('takes an edit of %s into the program', async (_where, file, from, to, said) => {
    const own = new Workbench(counters)
    onTestFinished(() => own.remove())
    const counter = own.environment.services[1]!
    const made = join(own.builds, 'ada-counter')
    expect(output(await own.built(counter))).toBe('42 42')
    for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' }))
      if (/\.(a|bexch|lexch)$|bin\/counter$/.test(name)) touch(join(made, name))
    const built = await own.built(counter, { files: [own.replace(file, from, to)] })
    expect(built.way).toBe('tool')
    expect(output(built)).toBe(said)
  })
})

describe('the fast path', () => {
  test('compiles one body and links; the build tool makes the same binary', async () => {
    const change = edit(body, 'Add (N, N)', 'Add (N, N + 1)')
    const built = await bench.built(service, change)
    expect(built.way).toBe('fast')
    expect(output(built)).toBe('43 43')
    expect(built.records).toEqual([expect.objectContaining({ unit: bench.path(body) })])
    expect(built.timings.compileMs).toBeGreaterThan(0)
    expect(built.timings.linkMs).toBeGreaterThan(0)
    expect(await prove(built, change)).toBeNull()
    expect(artifactId(readFileSync(built.artifact.path))).toBe(built.artifact.id)
  })

  test('follows one edit after the other without a proof between them, then the proof holds', async () => {
    for (const [from, to] of [
      ['N + 1', 'N + 2'],
      ['N + 2', 'N + 3'],
    ] as const) {
      expect((await bench.built(service, edit(body, from, to))).way).toBe('fast')
    }
    const change = edit('ada/counter/src/parts-add.adb', 'A + B', 'B + A + 10', 'ada/counter/src/parts.adb')
    const built = await bench.built(service, change)
    expect(built.way).toBe('fast')
    expect(output(built)).toBe('55 55')
    expect(await prove(built, change)).toBeNull()
  })

  test('gives the same artifact for a comment', async () => {
    const before = await bench.built(service)
    const built = await bench.built(
      service,
      edit(body, 'package body Counting is', 'package body Counting is  --  Counts.'),
    )
    expect(built.way).toBe('fast')
    // Checks in the code name lines, and the binder keeps checksums without comments: neither changed.
    expect(built.artifact.id).toBe(before.artifact.id)
  })

  test('takes a new subprogram and a new call, as the binder says that its order stays', async () => {
    const local = 'function Local (N : Integer) return Integer is (Parts.Add (N, -N));\n   function Answer'
    bench.replace(body, 'Add (N, N + 3)', 'Add (N, N + 3 + Local (N))')
    const change = edit(body, 'function Answer', local)
    const built = await bench.built(service, change)
    expect(built.way).toBe('fast')
    expect(output(built)).toBe('65 65')
    expect(await prove(built, change)).toBeNull()
    bench.replace(body, ' + Local (N)', '')
    expect((await bench.built(service, edit(body, local, 'function Answer'))).way).toBe('fast')
  })

  test('works in a later session', async () => {
    await bench.builder.close()
    bench.restart()
    const built = await bench.built(service, edit(body, 'N + 3', 'N + 4'))
    expect(built.way).toBe('fast')
  })

  test('reports a compile error as gprbuild would; the fix heals by the fast path', async () => {
    const before = readFileSync(join(folder(), 'counter/obj/counting.ali'), 'utf8')
    const broken = await bench.failed(service, edit(body, 'N + 4', 'N + "4"'))
    expect(broken.error).toMatchObject({ code: 'DE0302', fault: 'user', exitCode: 1 })
    expect(broken.diagnostics[0]).toMatchObject({
      tool: 'gnat',
      message: 'expected type "Standard.Integer", found a string type',
      at: { file: bench.path(body), line: 6, column: 63 },
    })
    expect(broken.diagnostics[0]?.excerpt[0]).toContain('N + "4"')
    expect(readFileSync(join(folder(), 'counter/obj/counting.ali'), 'utf8')).toBe(before)
    const healed = await bench.built(service, edit(body, 'N + "4"', 'N + 5'))
    expect(healed.way).toBe('fast')
    expect(output(healed)).toBe('57 57')
  })

  test.each([
    ['a with clause', body, 'with Parts;', 'with Parts; with Ada.Calendar.Formatting;'],
    [
      'elaboration code',
      body,
      'package body Counting is',
      'package body Counting is\n   Base : Integer := Parts.Add (1, 1);',
    ],
    ['a library', 'ada/lib/kit/src/kit_text.adb', 'S & S', 'S & "," & S'],
    ['the project file', 'ada/counter/counter.gpr', '"-O1", "-g1"', '"-O1", "-g"'],
  ])('leaves an edit of %s to gprbuild', async (_what, file, from, to) => {
    const built = await bench.built(service, edit(file, from, to))
    expect(built.way).toBe('tool')
    expect(output(built)).toContain('57')
  })

  test('leaves an edit to gprbuild while something else is broken', async () => {
    await bench.failed(service, edit('ada/counter/src/parts.ads', 'Extra :', 'Extra : :'))
    const other = await bench.failed(service, edit(body, 'N + 5', 'N + 6'))
    expect(other.diagnostics[0]?.at?.file).toBe(bench.path('ada/counter/src/parts.ads'))
    const healed = await bench.built(service, edit('ada/counter/src/parts.ads', 'Extra : :', 'Extra :'))
    expect(output(healed)).toContain('58')
  })

  test('is not proven by a build of other sources', async () => {
    const change = edit(body, 'N + 6', 'N + 7')
    const built = await bench.built(service, change)
    bench.replace(body, 'N + 7', 'N + 8')
    expect(await prove(built, change)).toBeNull()
    expect(output(built)).toContain('59')
    await bench.built(service, change)
  })

  test('that made something else than gprbuild is corrected and turned off', async () => {
    const kept = join(folder(), '.devenv/kept/binder.o')
    writeFileSync(kept, readFileSync(kept, 'latin1').replace('GNAT Version: ', 'Gnat Version: '), 'latin1')
    const change = edit(body, 'N + 8', 'N + 9')
    const wrong = await bench.built(service, change)
    expect(wrong.way).toBe('fast')
    const right = (await prove(wrong, change)) as Built
    expect(right).toMatchObject({ kind: 'built', way: 'tool' })
    expect(right.artifact.id).not.toBe(wrong.artifact.id)
    expect(output(right)).toBe(output(wrong))
    expect((await bench.built(service, edit(body, 'N + 9', 'N + 10'))).way).toBe('tool')
    bench.restart()
    expect((await bench.built(service, edit(body, 'N + 10', 'N + 11'))).way).toBe('fast')
  })
})

describe('an interrupted build', () => {
  test('leaves no process; the next one is right', async () => {
    const change = edit('ada/counter/src/parts.ads', 'Extra :', 'Spare : constant Integer := 1;\n   Extra :')
    const controller = new AbortController()
    const build = bench.build(service, change, controller.signal)
    await expect.poll(() => processesNaming(folder()).length, { interval: 5 }).toBeGreaterThan(0)
    controller.abort()
    expect(await build).toEqual({ kind: 'cancelled' })
    await expect.poll(() => processesNaming(folder())).toEqual([])
    expect(output(await bench.built(service, change))).toContain('63')
  })

  test('was a proof: the next edit still goes by the fast path, on whole objects', async () => {
    const first = edit('ada/counter/src/parts-add.adb', '+ 10', '+ 20', 'ada/counter/src/parts.adb')
    const fast = await bench.built(service, first)
    expect(fast.way).toBe('fast')
    const controller = new AbortController()
    const proof = bench.builder.prove(service, bench.order(service, first), fast, bench.report, controller.signal)
    const objects = join(folder(), 'counter/obj')
    await expect.poll(() => readdirSync(join(folder(), '.devenv')), { interval: 5 }).toContain('running')
    controller.abort()
    expect(await proof).toBeNull()
    // As if the abort had come while the assembler wrote.
    writeFileSync(join(folder(), '.devenv/running'), String(Date.now()))
    writeFileSync(join(objects, 'parts.o'), 'torn')
    const next = await bench.built(service, edit(body, 'N + 11', 'N + 12'))
    expect(next.way).toBe('fast')
    expect(output(next)).toContain('74')
  })

  test('that was killed while it wrote an object is made again', async () => {
    const built = await bench.built(service)
    const objects = join(folder(), 'counter/obj')
    // What is left of a gprbuild that got SIGKILL: its mark, a torn object with a fresh ALI file, a torn program.
    writeFileSync(join(folder(), '.devenv/running'), String(Date.now() - 1000))
    for (const name of ['parts.o', 'b__counter_main.o']) writeFileSync(join(objects, name), 'torn')
    const now = new Date()
    utimesSync(join(objects, 'parts.ali'), now, now)
    writeFileSync(built.artifact.path, 'torn')
    const again = await bench.built(service)
    expect(again.artifact.id).toBe(built.artifact.id)
    expect(statSync(join(objects, 'parts.o')).size).toBeGreaterThan(100)
    expect(readdirSync(join(folder(), '.devenv'))).not.toContain('running')
  })
})

describe('a project', () => {
  test('that gprbuild rejects names the line; the fix heals', async () => {
    const file = bench.replace('ada/counter/counter.gpr', 'for Main use', 'for Main us')
    const broken = await bench.failed(service, { files: [file] })
    expect(broken.error.code).toBe('DE0302')
    expect(broken.diagnostics[0]).toMatchObject({ tool: 'gprbuild', at: { file } })
    bench.replace('ada/counter/counter.gpr', 'for Main us', 'for Main use')
    await bench.built(service, { files: [file] })
  })

  test('with an undefined symbol is a link error', async () => {
    const broken = await bench.failed(
      service,
      edit(
        body,
        'return Kit_Text',
        'declare procedure Ship; pragma Import (C, Ship, "ship_it"); begin Ship; end;\n      return Kit_Text',
      ),
    )
    expect(broken.error.code).toBe('DE0303')
    expect(broken.error.summary).toContain('ship_it')
  })
})
