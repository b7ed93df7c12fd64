// A CMake project read without CMake: plain commands and variables, no conditions. Good enough to name programs.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readText } from '../tree.ts'
import type { CmakeModel, CmakeTarget } from './file-api.ts'
import { cmakeCommands, expandWord } from './words.ts'

interface Draft {
  readonly name: string
  readonly kind: 'program' | 'library'
  readonly folder: string
  readonly artifact: string
  readonly sources: string[]
  readonly includes: string[]
  readonly links: string[]
}

interface Reading {
  readonly sourceDir: string
  readonly drafts: Map<string, Draft>
  readonly folders: string[]
  readonly tests: string[]
}

const buildRoot = '/build'

/** Artifacts are what CMake would do by default. */
export function readAsText(sourceDir: string): CmakeModel {
  const reading: Reading = { sourceDir, drafts: new Map(), folders: [], tests: [] }
  readFolder(
    reading,
    sourceDir,
    buildRoot,
    new Map([
      ['CMAKE_SOURCE_DIR', sourceDir],
      ['CMAKE_BINARY_DIR', buildRoot],
    ]),
  )
  const tests = reading.tests.flatMap((name) => reading.drafts.get(name)?.artifact ?? [])
  return {
    targets: [...reading.drafts.values()].map((draft) => targetOf(draft, reading.drafts)),
    folders: reading.folders,
    tests,
  }
}

function readFolder(reading: Reading, folder: string, binary: string, outer: ReadonlyMap<string, string>): void {
  const file = join(folder, 'CMakeLists.txt')
  if (reading.folders.includes(folder) || !existsSync(file)) return
  reading.folders.push(folder)
  const variables = new Map(outer)
  variables.set('CMAKE_CURRENT_SOURCE_DIR', folder)
  variables.set('CMAKE_CURRENT_LIST_DIR', folder)
  variables.set('CMAKE_CURRENT_BINARY_DIR', binary)
  for (const { name, words } of cmakeCommands(readText(file))) {
    const filled = words.flatMap((word) => (expandWord(word, variables) ?? '').split(';').filter(Boolean))
    const [first = '', ...rest] = filled
    if (name === 'project') {
      for (const key of ['PROJECT_NAME', 'CMAKE_PROJECT_NAME']) variables.set(key, first)
      for (const key of ['PROJECT_SOURCE_DIR', `${first}_SOURCE_DIR`]) variables.set(key, folder)
      for (const key of ['PROJECT_BINARY_DIR', `${first}_BINARY_DIR`]) variables.set(key, binary)
    } else if (name === 'set' && first !== '') {
      variables.set(first, rest.filter((word) => !/^(CACHE|PARENT_SCOPE|FORCE)$/.test(word)).join(';'))
    } else if (name === 'get_filename_component' && rest.length >= 2) {
      variables.set(
        first,
        rest[1] === 'DIRECTORY' || rest[1] === 'PATH' ? dirname(rest[0]!) : resolve(folder, rest[0]!),
      )
    } else if (name === 'add_subdirectory' && first !== '') {
      readFolder(reading, resolve(folder, first), join(binary, rest[0] ?? first), variables)
    } else if (name === 'add_executable' || name === 'add_library') {
      addTarget(reading, name === 'add_executable' ? 'program' : 'library', first, rest, folder, binary, variables)
    } else if (name === 'target_sources') {
      reading.drafts.get(first)?.sources.push(...filesOf(rest, folder))
    } else if (name === 'target_include_directories') {
      reading.drafts.get(first)?.includes.push(...filesOf(rest, folder))
    } else if (name === 'target_link_libraries') {
      reading.drafts.get(first)?.links.push(...rest)
    } else if (name === 'add_test') {
      const command = filled.indexOf('COMMAND')
      reading.tests.push((command === -1 ? rest[0] : filled[command + 1]) ?? '')
    }
  }
}

function addTarget(
  reading: Reading,
  kind: Draft['kind'],
  name: string,
  words: readonly string[],
  folder: string,
  binary: string,
  variables: ReadonlyMap<string, string>,
): void {
  if (name === '' || words.some((word) => word === 'ALIAS' || word === 'IMPORTED')) return
  const output = variables.get('CMAKE_RUNTIME_OUTPUT_DIRECTORY') ?? binary
  const path = join(output, name)
  const artifact = path.startsWith(`${buildRoot}/`) ? path.slice(buildRoot.length + 1) : path
  reading.drafts.set(name, { name, kind, folder, artifact, sources: filesOf(words, folder), includes: [], links: [] })
}

const keywords =
  /^(STATIC|SHARED|MODULE|OBJECT|INTERFACE|PUBLIC|PRIVATE|WIN32|MACOSX_BUNDLE|EXCLUDE_FROM_ALL|SYSTEM|BEFORE)$/

function filesOf(words: readonly string[], folder: string): string[] {
  return words.filter((word) => !keywords.test(word)).map((word) => resolve(folder, word))
}

function targetOf(draft: Draft, drafts: ReadonlyMap<string, Draft>): CmakeTarget {
  const there = draft.sources.filter((path) => existsSync(path))
  const linked = new Set<string>()
  const open = [...draft.links]
  while (open.length > 0) {
    const name = open.pop()!
    if (linked.has(name)) continue
    linked.add(name)
    open.push(...(drafts.get(name)?.links ?? []))
  }
  return {
    name: draft.name,
    id: draft.name,
    kind: draft.kind,
    artifact: draft.kind === 'program' ? draft.artifact : null,
    folder: draft.folder,
    sources: there,
    generated: draft.sources.filter((path) => path.startsWith(`${buildRoot}/`)),
    includes: draft.includes.filter((path) => existsSync(path)),
    dependsOn: [...linked].filter((name) => drafts.has(name)),
    linkWords: [...linked].join(' '),
  }
}
