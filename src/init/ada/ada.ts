// GPR projects of a tree and their main procedures. An aggregate's members are the projects; the rest stands alone.
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { sharedFolder } from '../cmake/cmake.ts'
import type { FoundLibrary, FoundProject, Program } from '../found.ts'
import { isInside, pathIn, readText, type Tree, topFolders } from '../tree.ts'
import { asList, type GprProject, readGpr } from './gpr.ts'

interface Loaded {
  readonly file: string
  readonly project: GprProject
}

export function adaProjects(tree: Tree, say: (line: string) => void): readonly FoundProject[] {
  const files = tree.files.filter((file) => /\.gpr$/i.test(file))
  const aggregates = files
    .map((file) => loadProject(file, new Map()))
    .filter(({ project }) => project.kind === 'aggregate')
  const members = new Map<string, { readonly externals: ReadonlyMap<string, string>; readonly by: string }>()
  for (const { file, project } of aggregates)
    for (const member of membersOf(file, project)) members.set(member, { externals: externalsOf(project), by: file })
  return files.flatMap((file): FoundProject[] => {
    const member = members.get(file)
    const loaded = loadProject(file, member?.externals ?? new Map())
    const { kind } = loaded.project
    if (kind === 'aggregate' || kind === 'configuration' || kind === 'abstract') return []
    say(`GPR project ${pathIn(tree.root, file)}${member === undefined ? '' : `, of ${pathIn(tree.root, member.by)}`}`)
    return [projectOf(tree.root, loaded, member?.externals ?? new Map())]
  })
}

function loadProject(file: string, externals: ReadonlyMap<string, string>, above: readonly string[] = []): Loaded {
  const folder = dirname(file)
  const load = (name: string): GprProject | null => {
    const path = resolve(folder, name)
    // A project that withs itself in a circle would be no end; gprbuild allows it for `limited with`.
    if (above.includes(path) || path === file || !existsSync(path)) return null
    return loadProject(path, externals, [...above, file]).project
  }
  return { file, project: readGpr(readText(file), { externals, load, folder: `${folder}/` }) }
}

function membersOf(file: string, project: GprProject): readonly string[] {
  const named = asList(project.values.get('project_files')).map((name) => resolve(dirname(file), name))
  return named.flatMap((path) => {
    if (!basename(path).includes('*')) return [path]
    const pattern = new RegExp(
      `^${basename(path)
        .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')}$`,
    )
    return namesIn(dirname(path))
      .filter((name) => pattern.test(name))
      .map((name) => join(dirname(path), name))
  })
}

function externalsOf(project: GprProject): ReadonlyMap<string, string> {
  const given = [...project.values].flatMap(([key, value]): [string, string][] => {
    return key.startsWith('external ') && typeof value === 'string' ? [[key.slice('external '.length), value]] : []
  })
  return new Map(
    given.flatMap(
      ([name, value]) =>
        [
          [name, value],
          [name.toUpperCase(), value],
        ] as const,
    ),
  )
}

function projectOf(root: string, { file, project }: Loaded, externals: ReadonlyMap<string, string>): FoundProject {
  const closure = closureOf(file, externals)
  const others = closure.filter((other) => other.file !== file)
  const folders = sourceFolders(file, project)
  const sources = folders.flatMap((folder) => adaFiles(folder, project))
  const libraries = closure
    .filter((one) => one.file !== file || project.kind === 'library')
    .map((one): FoundLibrary => libraryOf(root, one))
  const mains = asList(project.values.get('main'))
  const programs =
    project.kind === 'library'
      ? []
      : mains.flatMap((main) =>
          programOf({ root, file, project, closure, others, sources, folders, externals, mains }, main),
        )
  return { file, programs, libraries, how: 'read' }
}

interface ProgramScope {
  readonly root: string
  readonly file: string
  readonly project: GprProject
  readonly closure: readonly Loaded[]
  readonly others: readonly Loaded[]
  readonly sources: readonly string[]
  readonly folders: readonly string[]
  readonly externals: ReadonlyMap<string, string>
  readonly mains: readonly string[]
}

function programOf(scope: ProgramScope, main: string): Program[] {
  const { root, file, project, closure, others, sources, folders, externals, mains } = scope
  const source = sources.find((path) =>
    [main, `${main}.adb`].some((name) => basename(path).toLowerCase() === name.toLowerCase()),
  )
  const notes: string[] = []
  if (source === undefined) notes.push(`its main ${main} is in none of the source folders`)
  const stem = basename(source ?? main).replace(/\.ad[ab]$/i, '')
  const executable =
    project.values.get(`builder.executable ${main.toLowerCase()}`) ??
    project.values.get(`builder.executable ${stem.toLowerCase()}`) ??
    stem
  const folder = dirname(file)
  const made = project.values.get('exec_dir') ?? project.values.get('object_dir') ?? '.'
  const output = relative(rootFolder(closure), join(resolve(folder, String(made)), String(executable)))
  const isBuilt = !output.startsWith('..') && !output.startsWith('/')
  if (!isBuilt) notes.push(`it is written to ${output}, outside the build folder`)
  const scenario = scenarioOf(closure, externals, notes)
  const otherMains = mains.filter((name) => name !== main).map((name) => name.toLowerCase())
  const own = sources.filter(
    (path) => !otherMains.some((name) => [name, `${name}.adb`].includes(basename(path).toLowerCase())),
  )
  const outside = folders.filter((path) => isInside(root, path) && !isInside(folder, path))
  return [
    {
      name: String(executable),
      aliases: [project.name, stem, ...(mains.length === 1 ? [basename(folder)] : [])],
      language: 'ada',
      build: {
        kind: 'ada',
        projectFile: file,
        main: basename(source ?? main),
        output: isBuilt ? output : null,
        scenario,
      },
      folder: sharedFolder(folders) ?? folder,
      // Programs of one project share its units: only what the main procedure withs says what this one does.
      sources: source === undefined ? own : withClosure(source, own),
      libraries: others.map((one) => one.project.name),
      alsoReads: topFolders(outside),
      generated: [],
      noService: source === undefined ? 'its main procedure was not found' : null,
      notes,
    },
  ]
}

function libraryOf(root: string, { file, project }: Loaded): FoundLibrary {
  const folders = sourceFolders(file, project)
  // The project file is watched too.
  const watched = topFolders([dirname(file), ...folders]).filter((path) => isInside(root, path))
  return {
    name: project.name,
    language: 'ada',
    folders: watched,
    sources: folders.flatMap((path) => adaFiles(path, project)),
  }
}

/** This project and all it names, in the tree or not far from it. */
function closureOf(file: string, externals: ReadonlyMap<string, string>): readonly Loaded[] {
  const found = new Map<string, Loaded>()
  const open = [file]
  while (open.length > 0) {
    const path = open.pop()!
    if (found.has(path) || !existsSync(path)) continue
    const loaded = loadProject(path, externals)
    found.set(path, loaded)
    const { withs, extended } = loaded.project
    for (const name of [...withs, ...(extended === null ? [] : [extended])]) open.push(resolve(dirname(path), name))
  }
  return [...found.values()]
}

/** What the build stage gives gprbuild as `--root-dir`: outputs keep their place relative to it. */
function rootFolder(closure: readonly Loaded[]): string {
  const folders = closure.flatMap(({ file, project }) => {
    const named = ['object_dir', 'exec_dir', 'library_dir', 'library_ali_dir']
    const made = named
      .flatMap((key) => asList(project.values.get(key)))
      .filter((path) => path !== '' && !path.startsWith('/'))
    return [dirname(file), ...made.map((path) => resolve(dirname(file), path))]
  })
  return sharedFolder(folders.map((path) => path.replace(/\/$/, ''))) ?? '/'
}

function scenarioOf(
  closure: readonly Loaded[],
  externals: ReadonlyMap<string, string>,
  notes: string[],
): Readonly<Record<string, string>> {
  const scenario: Record<string, string> = {}
  for (const { name, byDefault, values } of closure.flatMap(({ project }) => project.externals)) {
    const given = externals.get(name)
    const chosen = given ?? (byDefault === null ? values[0] : undefined)
    if (chosen === undefined || scenario[name] !== undefined) continue
    scenario[name] = chosen
    const all = values.length === 0 ? '' : ` (${values.join(', ')})`
    notes.push(
      given === undefined
        ? `Guess: ${name} has no default, this is its first value${all}`
        : `${name}${all} as the aggregate project gives it`,
    )
  }
  return scenario
}

function sourceFolders(file: string, project: GprProject): readonly string[] {
  const named = project.values.get('source_dirs')
  const patterns = named === undefined ? ['.'] : asList(named)
  return [
    ...new Set(
      patterns.flatMap((pattern) => {
        const isDeep = /(^|\/)\*\*?\/?$/.test(pattern)
        const folder = resolve(dirname(file), pattern.replace(/\/?\*\*?\/?$/, '') || '.')
        return isDeep ? foldersBelow(folder, 8) : [folder]
      }),
    ),
  ].filter((folder) => existsSync(folder))
}

function foldersBelow(folder: string, depth: number): readonly string[] {
  const entries = depth === 0 ? [] : entriesOf(folder)
  const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return [folder, ...below.flatMap(({ name }) => foldersBelow(join(folder, name), depth - 1))]
}

function adaFiles(folder: string, project: GprProject): readonly string[] {
  const suffixes = ['spec_suffix ada', 'body_suffix ada'].flatMap((key) => asList(project.values.get(`naming.${key}`)))
  return namesIn(folder)
    .filter((name) => /\.ad[abs]$/i.test(name) || suffixes.some((suffix) => name.endsWith(suffix)))
    .map((name) => join(folder, name))
}

/** The units that a main procedure withs, directly or not, by the names GNAT gives their files. */
function withClosure(main: string, sources: readonly string[]): readonly string[] {
  const byName = Map.groupBy(sources, (path) =>
    basename(path)
      .toLowerCase()
      .replace(/\.ad[abs]$/, ''),
  )
  const found = new Set<string>()
  const open = [main]
  while (open.length > 0) {
    const path = open.pop()!
    if (found.has(path)) continue
    found.add(path)
    const text = readText(path).replace(/--[^\n]*/g, '')
    const units = [...text.matchAll(/\bwith\s+([\w.,\s]+?)\s*;/gi)].flatMap((match) => match[1]!.split(','))
    for (const unit of units) {
      const parts = unit.trim().toLowerCase().split('.')
      parts.forEach((_part, index) => {
        for (const file of byName.get(parts.slice(0, index + 1).join('-')) ?? []) open.push(file)
      })
    }
  }
  return [...found].sort()
}

function namesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
