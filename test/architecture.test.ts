// The import table, the packages table, purity, folder cycles and file sizes of the sources.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

interface Rule {
  readonly folders: readonly string[]
  readonly packages: readonly string[]
  readonly pure?: boolean
}

const core = ['model', 'errors']
const stages = ['config', 'graph', 'watch', 'plan', 'build', 'runtime', 'telemetry']
const table: Readonly<Record<string, Rule>> = {
  model: { folders: [], packages: [], pure: true },
  errors: { folders: ['model'], packages: [], pure: true },
  clients: {
    folders: core,
    packages: ['execa', 'dockerode', '@kubernetes/client-node', 'chokidar', 'ws', 'env-paths', 'ignore', 'picomatch'],
  },
  config: { folders: [...core], packages: ['yaml', 'zod'] },
  graph: { folders: ['model'], packages: [], pure: true },
  plan: { folders: ['model', 'graph'], packages: [], pure: true },
  watch: { folders: [...core, 'clients'], packages: [] },
  build: { folders: [...core, 'clients'], packages: [] },
  telemetry: { folders: [...core, 'clients'], packages: [] },
  // The runtime's observer reports golden signals: it calls the door of telemetry.
  runtime: { folders: [...core, 'clients', 'telemetry'], packages: ['yaml'] },
  engine: { folders: [...core, 'clients', ...stages], packages: ['p-queue'] },
  images: { folders: [...core, 'clients'], packages: [] },
  init: { folders: [...core, 'clients', 'config'], packages: ['yaml'] },
  manifests: { folders: [...core, 'clients'], packages: ['yaml'] },
  onboard: { folders: [...core, 'clients', 'config', 'engine'], packages: [] },
  ui: { folders: [...core, 'engine'], packages: ['ink', 'react', 'string-width', 'cli-truncate'] },
  cli: {
    folders: [...core, 'clients', ...stages, 'engine', 'ui', 'onboard', 'init', 'manifests', 'images'],
    packages: ['commander'],
  },
}
/** `model` and `clients` are vocabularies without a door: any file of theirs may be imported. */
const doorless = new Set(['model', 'clients'])
/** Doors besides the file named like its folder. */
const moreDoors: Readonly<Record<string, readonly string[]>> = {
  ui: ['ui/mode.ts', 'ui/text.ts'],
  engine: ['engine/session.ts'],
  config: ['config/api.ts'],
  // The pins are data that set-up and doctor read before there is a runtime.
  runtime: ['runtime/kind/versions.ts'],
  errors: ['errors/classify.ts', 'errors/explain.ts'],
}

interface Import {
  readonly from: string
  readonly line: number
  readonly specifier: string
}

const files = listFiles(src)
const imports = files.flatMap(importsOf)

describe('imports', () => {
  test('folders import only what the table allows', () => {
    const wrong = imports.flatMap((entry) => {
      const folder = folderOf(entry.from)
      const target = localTarget(entry)
      if (folder === null || target === null) return []
      const targetFolder = folderOf(target)
      if (targetFolder === null || targetFolder === folder) return []
      return table[folder]!.folders.includes(targetFolder) ? [] : [say(entry)]
    })
    expect(wrong).toEqual([])
  })

  test('other folders are entered by their doors', () => {
    const wrong = imports.flatMap((entry) => {
      const target = localTarget(entry)
      if (target === null) return []
      const targetFolder = folderOf(target)
      if (targetFolder === null || targetFolder === folderOf(entry.from) || doorless.has(targetFolder)) return []
      const doors = [`${targetFolder}/${targetFolder}.ts`, ...(moreDoors[targetFolder] ?? [])]
      return doors.includes(relative(src, target)) ? [] : [say(entry)]
    })
    expect(wrong).toEqual([])
  })

  test('the user interface knows the engine only as engine/session.ts', () => {
    const wrong = imports.filter((entry) => {
      const target = localTarget(entry)
      return (
        folderOf(entry.from) === 'ui' &&
        target !== null &&
        folderOf(target) === 'engine' &&
        relative(src, target) !== 'engine/session.ts'
      )
    })
    expect(wrong.map(say)).toEqual([])
  })

  test('packages appear only where the table names them', () => {
    const wrong = imports.flatMap((entry) => {
      const folder = folderOf(entry.from)
      const name = packageName(entry.specifier)
      if (folder === null || name === null) return []
      return table[folder]!.packages.includes(name) ? [] : [say(entry)]
    })
    expect(wrong).toEqual([])
  })

  test('pure folders use no clock, no randomness, no process and no builtin that acts', () => {
    const acts =
      /\b(Date\.now|performance\.now|Math\.random|new Date\(\)|process\.\w|setTimeout|setInterval|globalThis\.fetch)/
    const pureFiles = files.filter((file) => isPure(file))
    expect(pureFiles.length).toBeGreaterThan(10)
    const wrong = pureFiles.flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      const builtins = importsOf(file).filter(
        (entry) => entry.specifier.startsWith('node:') && !['node:path', 'node:util'].includes(entry.specifier),
      )
      return [...builtins.map(say), ...(acts.test(text) ? [`${relative(root, file)}: ${acts.exec(text)![0]}`] : [])]
    })
    expect(wrong).toEqual([])
  })

  test('there is no cycle between folders', () => {
    expect(findCycle(edgesBetween(folderOf))).toBeNull()
  })

  test('there is no cycle between the folders of clients', () => {
    const inClients = (file: string) => (folderOf(file) === 'clients' ? relative(src, dirname(file)) : null)
    const edges = edgesBetween(inClients)
    expect(edges.size).toBeGreaterThan(5)
    expect(findCycle(edges)).toBeNull()
  })
})

describe('files', () => {
  const lengths = files
    .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)

  test('no source file is longer than 400 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
  })

  test('nine of ten source files have 250 lines or less', () => {
    expect(lengths[Math.floor(lengths.length * 0.9)]!.lines).toBeLessThanOrEqual(250)
  })

  test('every folder under src is in the table, and none is a dumping ground', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map((entry) => entry.name).filter((name) => table[name] === undefined)).toEqual([])
    expect(
      files.map((file) => relative(src, file)).filter((file) => /(^|\/)(index|utils?|helpers?|misc)\.tsx?$/.test(file)),
    ).toEqual([])
  })
})

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function importsOf(file: string): Import[] {
  const pattern =
    /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s+['"]([^'"]+)['"]/gm
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    line: text.slice(0, match.index).split('\n').length,
    specifier: match[1] ?? match[2] ?? match[3]!,
  }))
}

function localTarget(entry: Import): string | null {
  return entry.specifier.startsWith('.') ? resolve(dirname(entry.from), entry.specifier) : null
}

function folderOf(file: string): string | null {
  const [folder, ...rest] = relative(src, file).split('/')
  return rest.length === 0 ? null : folder!
}

function packageName(specifier: string): string | null {
  // 'devenv' itself: a line of the text that shows how a Tiltfile.ts begins.
  if (specifier.startsWith('.') || specifier.startsWith('node:') || specifier === 'devenv') return null
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!
}

function isPure(file: string): boolean {
  const folder = folderOf(file)
  if (folder === null) return false
  if (table[folder]!.pure === true) return true
  return /^(ui\/(viewmodel|keys)\/|onboard\/guide\/|ui\/(theme|mode)\.ts|engine\/(store|reduce[\w-]*)\.ts|cli\/args\.ts)/.test(
    relative(src, file),
  )
}

function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>()
  const visit = (node: string, path: readonly string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return null
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...path, node])
      if (cycle !== null) return cycle
    }
    done.add(node)
    return null
  }
  for (const node of edges.keys()) {
    const cycle = visit(node, [])
    if (cycle !== null) return cycle
  }
  return null
}

function edgesBetween(folder: (file: string) => string | null): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const entry of imports) {
    const target = localTarget(entry)
    const from = folder(entry.from)
    const to = target === null ? null : folder(target)
    if (from === null || to === null || from === to) continue
    edges.set(from, (edges.get(from) ?? new Set()).add(to))
  }
  return edges
}

function say(entry: Import): string {
  return `${relative(root, entry.from)}:${entry.line} imports ${entry.specifier}`
}
