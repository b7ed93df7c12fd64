// What the documentation says must be so: generated parts, commands and flags, links, codes, paths.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTypes } from '../../scripts/docs/types.ts'
import { docsFolder, generatedParts, withPart } from '../../scripts/docs.ts'
import { environmentSchema, serviceSchema } from '../../src/config/schema.ts'
import { hasCatalogEntry } from '../../src/errors/catalog.ts'
import { callsIn, type Grammar, readGrammar, unknownIn } from './command-lines.ts'
import { type Page, readPage, readPages, root, slugOf, textFiles } from './pages.ts'

const pages = readPages()
const byPath = new Map(pages.map((page) => [page.path, page]))

describe('generated parts', () => {
  test.each(generatedParts())('docs/$page: `npm run docs` would change nothing', (part) => {
    const page = readFileSync(join(docsFolder, part.page), 'utf8')
    expect(page).toBe(withPart(page, part))
    expect(part.text.length).toBeGreaterThan(2000)
  })

  test('a part that lost its markers is an error, and hand-written text stays', () => {
    const part = { page: 'tiltfile.md', name: 'keys', text: 'new' }
    const page = 'before\n<!-- generated: keys, by npm run docs -->\nold\n<!-- end: keys -->\nafter\n'
    const next = withPart(page, part)
    expect(next).toMatch(/^before\n.*\n\nnew\n\n.*\nafter\n$/)
    expect(withPart(next, part)).toBe(next)
    expect(() => withPart('before\nafter\n', part)).toThrow('lacks the markers')
  })

  test('every key of Tiltfile.ts has a type and says what it means', () => {
    const { interfaces } = readTypes()
    const options = [...interfaces].filter(([name]) => name.endsWith('Options'))
    expect(options.map(([name]) => name).sort()).toEqual(
      [
        'AdaBuildOptions',
        'CppBuildOptions',
        'EnvironmentOptions',
        'LibraryOptions',
        'RequestOptions',
        'ServiceOptions',
      ].sort(),
    )
    expect(options.flatMap(([, keys]) => keys).filter(({ means, type }) => means === '' || type === '')).toEqual([])
  })

  test('the keys are those that a Tiltfile.ts is checked for, with the same defaults', () => {
    const build = { kind: 'cpp', sourceDir: 'a' }
    const given = { kind: 'service', name: 'a', declaredAt: null, options: { port: 1, build } }
    const { options } = serviceSchema.parse(given)
    const environment = environmentSchema.parse({ name: 'a', services: [given] })
    const { ServiceOptions, EnvironmentOptions, CppBuildOptions } = Object.fromEntries(readTypes().interfaces)
    expect(topLevel(ServiceOptions!)).toEqual(Object.keys(serviceSchema.shape.options.shape).sort())
    expect(topLevel(EnvironmentOptions!)).toEqual(Object.keys(environmentSchema.shape).sort())
    expect(defaultsOf(ServiceOptions!)).toEqual(literalsOf(options))
    expect(defaultsOf(EnvironmentOptions!)).toEqual(literalsOf(environment))
    expect(defaultsOf(CppBuildOptions!)).toEqual(literalsOf(options.build))
  })
})

describe('commands', () => {
  let grammar: Grammar
  beforeAll(async () => {
    grammar = await readGrammar()
  })

  test('the program tells its commands and flags', () => {
    expect([...grammar.commands.keys()]).toContain('up')
    expect(grammar.commands.get('up')).toContain('--runtime')
    expect(grammar.commands.get('logs')).toContain('-f')
    expect(unknownIn(['up', '--keep', '--once'], grammar)).toBeNull()
    expect(unknownIn(['upp'], grammar)).toBe('no command upp')
    expect(unknownIn(['up', '--kep'], grammar)).toBe('devenv up has no --kep')
    expect(callsIn('cd a && A=b ./devenv up -d | tee log')).toEqual([['up', '-d']])
    expect(callsIn('curl "$(devenv url orb-core)/metrics"')).toEqual([['url', 'orb-core']])
  })

  test('every command and flag that a page names exists', () => {
    const lines = pages.flatMap(({ shell, spans }) => [...shell, ...spans])
    const calls = lines.flatMap(({ text, at }) => callsIn(text).map((words) => ({ words, at })))
    expect(calls.length).toBeGreaterThan(100)
    const wrong = calls.flatMap(({ words, at }) => {
      const unknown = unknownIn(words, grammar)
      return unknown === null ? [] : [`${at}: ${unknown}`]
    })
    expect(wrong).toEqual([])
  })

  test('a flag that stands alone is one of devenv', () => {
    const all = new Set([...grammar.flags, ...[...grammar.commands.values()].flatMap((flags) => [...flags])])
    // These tell the options of other programs.
    const others = /^(services\/|docs\/(supervisor|services-\w+|testbed|init)\.md)/
    const wrong = pages
      .filter(({ path }) => !others.test(path))
      .flatMap(({ spans }) => spans)
      .filter(({ text }) => /^--?[a-z]/.test(text) && !all.has(text.split(/[ =]/)[0]!))
    expect(wrong).toEqual([])
  })

  test('every command is told in the README or a page', () => {
    const told = new Set(
      pages
        .filter(({ path }) => path !== 'docs/troubleshooting.md')
        .flatMap(({ shell, spans }) => [...shell, ...spans])
        .flatMap(({ text }) => callsIn(text).map(([name]) => name)),
    )
    expect([...grammar.commands.keys()].filter((name) => !told.has(name.split(' ')[0]!))).toEqual([])
  })

  test('every npm script that a page names exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const named = pages
      .flatMap(({ shell, spans }) => [...shell, ...spans])
      .flatMap(({ text, at }) => [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => ({ name: name!, at })))
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([])
  })
})

describe('links', () => {
  test('headings become anchors as viewers make them', () => {
    expect(slugOf('service(name, { … })')).toBe('servicename---')
    expect(slugOf('<a id="de0101"></a>DE0101: Docker does not answer')).toBe('de0101-docker-does-not-answer')
    const { anchors } = readPage('a.md', '# One\n## One\n```sh\n# no heading\n```\n')
    expect([...anchors]).toEqual(['one', 'one-1'])
  })

  test('every link leads to a file of the checkout, and its anchor is there', () => {
    const wrong = pages.flatMap((page) =>
      page.links.flatMap(({ text, at }) => (leads(page, text) ? [] : [`${at}: ${text}`])),
    )
    expect(wrong).toEqual([])
    expect(pages.flatMap(({ links }) => links).length).toBeGreaterThan(40)
  })

  test('every page of docs/ can be reached from the README', () => {
    const reached = new Set(['README.md'])
    for (const path of reached) {
      const page = byPath.get(path)
      for (const { text } of page?.links ?? []) {
        const target = normalize(join(dirname(path), text.replace(/#.*$/, '')))
        if (byPath.has(target)) reached.add(target)
      }
    }
    const docs = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'))
    expect(docs.filter((path) => !reached.has(path))).toEqual([])
  })
})

describe('names', () => {
  test('every code that is named anywhere is in the catalogue', () => {
    // Codes that do not exist, for tests of that case.
    const none = ['DE0000', 'DE9999']
    const folders = ['docs', 'src', 'scripts', 'test', 'bench', 'cluster', 'manifests', 'services', 'supervisor']
    const named = [...textFiles(folders), 'README.md', 'CHANGELOG.md', 'Tiltfile.ts', 'devenv'].flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bDE\d{4}\b/g)].map(([code]) => ({ code, file })),
    )
    expect(named.length).toBeGreaterThan(300)
    expect(named.filter(({ code }) => !none.includes(code) && !hasCatalogEntry(code))).toEqual([])
  })

  test('every path of the checkout that a page names exists', () => {
    const tops = /^(src|scripts|test|bench|docs|cluster|manifests|supervisor|Dockerfiles|services\/(cpp|ada))\//
    const wrong = pages
      .flatMap(({ spans }) => spans)
      // Made by set-up, not kept in git.
      .filter(({ text }) => !text.startsWith('supervisor/out'))
      .filter(({ text }) => tops.test(text) && !/[<>*{}\s…=]/.test(text))
      .filter(({ text }) => !existsSync(join(root, text.replace(/:\d+$/, ''))))
    expect(wrong).toEqual([])
  })

  test('the map in docs/contributing.md names every folder of src, and those of test that do not mirror one', () => {
    const { spans } = byPath.get('docs/contributing.md')!
    const named = new Set(spans.map(({ text }) => text.replace(/\/$/, '')))
    const sources = foldersOf('src')
    const tests = foldersOf('test').filter((name) => !sources.includes(name))
    const folders = [...sources.map((name) => `src/${name}`), ...tests.map((name) => `test/${name}`)]
    expect(folders.filter((folder) => !named.has(folder))).toEqual([])
  })

  test('no page has an em dash', () => {
    expect(pages.flatMap(({ prose }) => prose).filter(({ text }) => text.includes('\u2014'))).toEqual([])
  })
})

function foldersOf(top: string): readonly string[] {
  const entries = readdirSync(join(root, top), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function leads(page: Page, link: string): boolean {
  if (/^https?:/.test(link)) return URL.canParse(link)
  const [path, anchor] = link.split('#')
  const target = path === '' ? page.path : normalize(join(dirname(page.path), path!))
  if (!existsSync(join(root, target))) return false
  return anchor === undefined || (byPath.get(target)?.anchors.has(anchor) ?? false)
}

function topLevel(keys: readonly { readonly name: string }[]): readonly string[] {
  return [...new Set(keys.map(({ name }) => name.replace(/\..*$/, '')))].sort()
}

type Literals = Readonly<Record<string, unknown>>

/** What a comment gives as a number, true, false, null or one word of code. */
function defaultsOf(keys: readonly { readonly name: string; readonly default: string | null }[]): Literals {
  return Object.fromEntries(
    keys.flatMap(({ name, default: words }) => {
      const plain = /^`?(\d+|true|false|null)`?( \(.*\))?$/.exec(words ?? '')?.[1]
      if (plain !== undefined) return [[name, JSON.parse(plain) as unknown]]
      const word = /^`([\w./-]+)`$/.exec(words ?? '')?.[1]
      return word === undefined ? [] : [[name, word]]
    }),
  )
}

/** The same of what the check fills in; lists, and what was given, aside. */
function literalsOf(filled: object, prefix = ''): Literals {
  const given = ['name', 'port', 'kind', 'sourceDir', 'build', 'probe', 'env']
  return Object.fromEntries(
    Object.entries(filled).flatMap(([key, value]: [string, unknown]) => {
      if (prefix === '' && given.includes(key)) return []
      if (Array.isArray(value)) return []
      if (typeof value !== 'object' || value === null) return [[`${prefix}${key}`, value]]
      return Object.entries(literalsOf(value, `${prefix}${key}.`))
    }),
  )
}
