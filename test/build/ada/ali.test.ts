import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAli, versionSymbol } from '../../../src/build/ada/ali.ts'
import { withVersions } from '../../../src/build/ada/binder-versions.ts'
import { shortLine } from '../../../src/build/ada/gprbuild-lines.ts'
import { commonFolder, namedProjects } from '../../../src/build/ada/project.ts'
import { parseCommands } from '../../../src/build/ada/recorded.ts'

const ali = `V "GNAT Lib v12"
A -O1
P ZX

RN
RV NO_IMPLEMENTATION_PRAGMAS

U requests%b\t\trequests.adb\t\t06fdb109 NE OO PK
W kit_text%s\t\tkit_text.adb\t\tkit_text.ali
Z system.img_int%s\ts-imgint.ads\t\ts-imgint.ali

U requests%s\t\trequests.ads\t\tb0782130 EE NE OO PK

D kit_text.ads\t\t20261121093337 3a52d111 kit_text%s
D requests.adb\t\t20261121093337 bf00be86 requests%b
D system.ads\t\t20220819080952 a2da961d system%s
G a e
G c Z s b [answer requests 2 13 none]
G r c none [answer requests 2 13 none] [local requests 40 7 none]
X 1 kit_text.ads
1K9*Kit_Text 3e13 4|1w6 6r14
`

describe('an ALI file', () => {
  test('tells units, versions and sources', () => {
    const { units, sources } = parseAli(ali)
    expect(units).toEqual([
      { name: 'requests%b', file: 'requests.adb', version: '06fdb109' },
      { name: 'requests%s', file: 'requests.ads', version: 'b0782130' },
    ])
    expect(sources).toEqual(['kit_text.ads', 'requests.adb', 'system.ads'])
    expect(units.map(versionSymbol)).toEqual(['requestsB', 'requestsS'])
    expect(versionSymbol({ name: 'ada.strings.text_buffers%s', file: '', version: '' })).toBe(
      'ada__strings__text_buffersS',
    )
  })

  test('binds the same when versions, stamps, lines and cross-references differ', () => {
    const edited = ali
      .replace('06fdb109', 'ffffffff')
      .replace('20261121093337 bf00be86', '20270101000000 00000000')
      .replace('[local requests 40 7 none]', '[local requests 44 9 none]')
      .replace('1K9*Kit_Text', '2K10*Kit_Text')
    expect(parseAli(edited).binding).toBe(parseAli(ali).binding)
  })

  test.each([
    ['a with clause', 'W kit_text%s', 'W parts%s\t\tparts.adb\t\tparts.ali\nW kit_text%s'],
    ['an implicit one', 'Z system.img_int%s', 'Z system.img_lli%s'],
    ['elaboration code', '06fdb109 NE OO', '06fdb109 OO'],
    ['a restriction', 'RV NO_IMPLEMENTATION_PRAGMAS', 'RV NO_TASKING'],
    ['a compiler switch', 'A -O1', 'A -O2'],
    [
      'a call of another unit',
      '[answer requests 2 13 none] [local',
      '[answer requests 2 13 none] [twice kit_text 2 13 none]\nG r c none [answer requests 2 13 none] [local',
    ],
  ])('binds another way with %s', (_what, from, to) => {
    expect(ali).toContain(from)
    expect(parseAli(ali.replace(from, to)).binding).not.toBe(parseAli(ali).binding)
  })

  test('any text is read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('U', 'D x', 'G [', 'W', 'U a b')), { maxLength: 20 }),
        (lines) => void parseAli(lines.join('\n')),
      ),
    )
  })
})

describe('the binder object', () => {
  test('of anything but ELF is not patched', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(withVersions(Buffer.from(bytes), new Map())).toBeNull()
      }),
    )
  })
})

describe('the output of gprbuild -v', () => {
  const lines = [
    'Changing to object directory of "Core": "/b/core/obj/"',
    '/usr/bin/gcc-12 -c -x ada -gnatA -O1 -gnatec=/t/GNAT-TEMP-000001.TMP -gnatem=/t/GNAT-TEMP-000002.TMP /w/core/src/parts.adb',
    'completed 1 out of 3 (33%)...',
    'Changing to object directory of "Kit": "/b/lib/obj/"',
    '/usr/libexec/gprbuild/gprlib kit.lexch',
    '/usr/bin/ar cr /b/lib/lib/libkit.a /b/lib/obj/kit_text.o',
    'Changing to object directory of "Core": "/b/core/obj/"',
    '/usr/bin/gnatbind -o b__core_main.adb /b/core/obj/core_main.ali -x -F=/t/GNAT-TEMP-000007.TMP',
    '/usr/bin/gcc-12 -c -x ada -gnatA -gnatws b__core_main.adb -o b__core_main.o',
    'gcc-12 core_main.o b__core_main.o /b/core/obj/parts.o -fuse-ld=mold -o /b/core/bin//core',
  ]

  test('holds the commands of units and of the link', () => {
    const { compiles, link } = parseCommands(lines)
    expect(Object.keys(compiles)).toEqual(['/w/core/src/parts.adb'])
    expect(compiles['/w/core/src/parts.adb']?.cwd).toBe('/b/core/obj')
    expect(link).toMatchObject({ cwd: '/b/core/obj', file: 'gcc-12' })
    expect(link?.args.at(-1)).toBe('/b/core/bin//core')
  })

  test('is shown as one short line a step', () => {
    expect(lines.flatMap((line) => shortLine(line) ?? [])).toEqual([
      'compile parts.adb',
      'completed 1 out of 3 (33%)...',
      'archive libkit.a',
      'bind core_main.ali',
      'link core',
    ])
    expect(shortLine('parts.adb:4:18: error: missing ";"')).toBe('parts.adb:4:18: error: missing ";"')
  })
})

describe('project files', () => {
  test('name others in with clauses and extensions, comments aside', () => {
    const text =
      'with "../lib/kit.gpr", "util";\n-- with "not.gpr";\nlimited with "loop.gpr";\nproject A extends "base.gpr" is\nend A;'
    expect(namedProjects(text)).toEqual(['../lib/kit.gpr', 'util.gpr', 'loop.gpr', 'base.gpr'])
  })

  test('share an ancestor folder', () => {
    expect(commonFolder(['/w/ada/core', '/w/ada/lib/kit'])).toBe('/w/ada')
    expect(commonFolder(['/w/ada/core'])).toBe('/w/ada/core')
    expect(commonFolder(['/w/ada', '/w/adax'])).toBe('/w')
    expect(commonFolder(['/w', '/x'])).toBe('/')
  })
})
