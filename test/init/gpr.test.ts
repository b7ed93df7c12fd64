// GPR projects as gprbuild reads them.
import { describe, expect, test } from 'vitest'
import { adaProjects } from '../../src/init/ada/ada.ts'
import { type GprContext, readGpr } from '../../src/init/ada/gpr.ts'
import { listTree } from '../../src/init/tree.ts'
import { makeTree } from './trees.ts'

const context = (externals: Record<string, string> = {}): GprContext => {
  return { externals: new Map(Object.entries(externals)), load: () => null, folder: '/w/' }
}

describe('one project', () => {
  test.each([
    ['a list', `for Source_Dirs use ("src", "gen");`, 'source_dirs', ['src', 'gen']],
    ['a text with quotes', `for Name use "a""b";`, 'name', 'a"b'],
    ['a comment', `--  for Main use ("x");\n   for Main use ("y"); -- z`, 'main', ['y']],
    ['texts put together', `D := "obj/"; for Object_Dir use D & "x" & "/y";`, 'object_dir', 'obj/x/y'],
    ['lists put together', `L := ("a"); for Main use L & ("b") & "c";`, 'main', ['a', 'b', 'c']],
    ['its own folder', `for Object_Dir use Project'Project_Dir & "obj";`, 'object_dir', '/w/obj'],
    ['an own attribute', `for Object_Dir use "o"; for Exec_Dir use P'Object_Dir;`, 'exec_dir', 'o'],
    ['a default from outside', `for Object_Dir use external ("M", "dev");`, 'object_dir', 'dev'],
    [
      'an index',
      `package Builder is\n for Executable ("M.adb") use "m";\n end Builder;`,
      'builder.executable m.adb',
      'm',
    ],
    ['upper case', `FOR MAIN USE ("x");`, 'main', ['x']],
  ])('%s', (_name, body, key, expected) => {
    expect(readGpr(`project P is\n${body}\nend P;`, context()).values.get(key)).toEqual(expected)
  })

  const cases = `project P is
    type Os is ("unix", "vms");
    System : Os := external ("OS", "unix");
    case System is
       when "unix" | "bsd" => for Main use ("u");
       when others => for Main use ("o");
    end case;
    for Exec_Dir use "bin";
  end P;`
  test.each([
    [{}, ['u']],
    [{ OS: 'vms' }, ['o']],
  ])('a case with %j', (externals, expected) => {
    const { values, externals: found } = readGpr(cases, context(externals as Record<string, string>))
    expect(values.get('main')).toEqual(expected)
    expect(values.get('exec_dir')).toBe('bin')
    expect(found).toEqual([{ name: 'OS', byDefault: 'unix', values: ['unix', 'vms'] }])
  })

  test('a scenario variable without a default takes the first of its type', () => {
    const text = `project P is type T is ("a", "b"); X : T := external ("X"); for Object_Dir use X; end P;`
    expect(readGpr(text, context()).values.get('object_dir')).toBe('a')
  })

  test.each([
    ['library project P is end P;', 'library'],
    ['aggregate project P is end P;', 'aggregate'],
    ['abstract project P is end P;', 'abstract'],
    ['with "a"; limited with "b.gpr"; project P is end P;', 'standard'],
  ])('%s', (text, kind) => {
    expect(readGpr(text, context()).kind).toBe(kind)
  })

  test('withs of all kinds, and what is extended', () => {
    const { withs, extended } = readGpr('with "a", "b/b.gpr"; project P extends all "../c" is end P;', context())
    expect(withs).toEqual(['a.gpr', 'b/b.gpr'])
    expect(extended).toBe('../c.gpr')
  })

  test.each([
    '',
    'project',
    'project P is for',
    'project P is case X is when',
    'project P is ((((',
    '"""',
    'with with with',
  ])('garbage ends: %s', (text) => {
    expect(() => readGpr(text, context())).not.toThrow()
  })
})

describe('the projects of a tree', () => {
  const read = (files: Readonly<Record<string, string>>) => {
    const tree = makeTree('ada')
    for (const [path, text] of Object.entries(files)) tree.write(path, text)
    return { root: tree.root, projects: adaProjects(listTree(tree.root), () => {}) }
  }

  test('an extending project has the mains of its base', () => {
    const { projects } = read({
      'base/base.gpr': 'project Base is for Main use ("m.adb"); for Source_Dirs use ("src"); end Base;',
      'base/src/m.adb': 'procedure M is begin null; end M;',
      'more/more.gpr': 'project More extends "../base/base.gpr" is for Exec_Dir use "bin"; end More;',
    })
    const more = projects.find(({ file }) => file.endsWith('more.gpr'))
    expect(more?.programs.map(({ name }) => name)).toEqual(['m'])
  })

  test('projects that with each other in a circle end', () => {
    const { projects } = read({
      'a.gpr': 'limited with "b"; project A is for Main use ("m.adb"); end A;',
      'b.gpr': 'limited with "a"; project B is end B;',
      'm.adb': 'procedure M is begin null; end M;',
    })
    expect(projects.flatMap(({ programs }) => programs.map(({ name }) => name))).toEqual(['m'])
  })

  test('the members of an aggregate may be named by a pattern, and get its externals', () => {
    const { projects } = read({
      'all.gpr':
        'aggregate project All_Of is for Project_Files use ("x/*.gpr"); for External ("M") use "fast"; end All_Of;',
      'x/x.gpr': 'project X is type T is ("slow", "fast"); M : T := external ("M"); for Main use ("m"); end X;',
      'x/m.adb': 'procedure M is begin null; end M;',
    })
    expect(projects[0]?.programs[0]?.build).toMatchObject({ main: 'm.adb', output: 'm', scenario: { M: 'fast' } })
  })

  test('a main that is nowhere is no service', () => {
    const { projects } = read({ 'a.gpr': 'project A is for Main use ("gone.adb"); end A;' })
    expect(projects[0]?.programs[0]?.noService).toBe('its main procedure was not found')
  })
})
