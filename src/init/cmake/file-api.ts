// The answer of CMake's file API: targets with their sources and dependencies, as the project's own code made them.
// https://cmake.org/cmake/help/latest/manual/cmake-file-api.7.html
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface CmakeTarget {
  readonly name: string
  readonly id: string
  readonly kind: 'program' | 'library' | 'other'
  /** Relative to the build folder, or absolute when it is written elsewhere. */
  readonly artifact: string | null
  /** Folder of the CMakeLists.txt that makes it. */
  readonly folder: string
  readonly sources: readonly string[]
  readonly generated: readonly string[]
  readonly includes: readonly string[]
  readonly dependsOn: readonly string[]
  readonly linkWords: string
}

export interface CmakeModel {
  readonly targets: readonly CmakeTarget[]
  /** Source folders of all CMakeLists.txt that take part. */
  readonly folders: readonly string[]
  /** Programs that `add_test` runs. */
  readonly tests: readonly string[]
}

const queryFolder = (build: string) => join(build, '.cmake', 'api', 'v1', 'query')
const replyFolder = (build: string) => join(build, '.cmake', 'api', 'v1', 'reply')

export function writeQuery(build: string): void {
  mkdirSync(queryFolder(build), { recursive: true })
  writeFileSync(join(queryFolder(build), 'codemodel-v2'), '')
}

/** Null when CMake left no answer. */
export function readReply(build: string, sourceDir: string): CmakeModel | null {
  const index = names(replyFolder(build))
    .filter((name) => /^codemodel-v2-.*\.json$/.test(name))
    .sort()
    .at(-1)
  if (index === undefined) return null
  const model = readJson<Codemodel>(join(replyFolder(build), index))
  const [configuration] = model.configurations
  if (configuration === undefined) return null
  const folders = configuration.directories.map(({ source }) => resolve(sourceDir, source))
  return {
    targets: configuration.targets.map(({ jsonFile }) => {
      return targetOf(readJson<TargetReply>(join(replyFolder(build), jsonFile)), sourceDir, build)
    }),
    folders,
    tests: configuration.directories.flatMap((directory) => testsIn(resolve(build, directory.build))),
  }
}

function targetOf(reply: TargetReply, sourceDir: string, build: string): CmakeTarget {
  const sources = (reply.sources ?? []).map(({ path, isGenerated }) => {
    return { path: resolve(sourceDir, path), isGenerated: isGenerated === true }
  })
  const kinds: Readonly<Record<string, CmakeTarget['kind']>> = {
    EXECUTABLE: 'program',
    STATIC_LIBRARY: 'library',
    SHARED_LIBRARY: 'library',
    MODULE_LIBRARY: 'library',
    OBJECT_LIBRARY: 'library',
    INTERFACE_LIBRARY: 'library',
  }
  const artifact = reply.type === 'EXECUTABLE' ? (reply.artifacts?.[0]?.path ?? null) : null
  const isMade = (path: string) => path.startsWith(`${build}/`)
  return {
    name: reply.name,
    id: reply.id,
    kind: kinds[reply.type] ?? 'other',
    artifact,
    folder: resolve(sourceDir, reply.paths.source),
    sources: sources.filter(({ path, isGenerated }) => !isGenerated && !isMade(path)).map(({ path }) => path),
    generated: sources
      .filter(
        ({ path, isGenerated }) => (isGenerated || isMade(path)) && !/\.(rule|o|obj|gch|pch)$|cmake_pch/.test(path),
      )
      .map(({ path }) => path),
    includes: (reply.compileGroups ?? [])
      .flatMap(({ includes = [] }) => includes.map(({ path }) => resolve(sourceDir, path)))
      .filter((path) => !isMade(path)),
    dependsOn: (reply.dependencies ?? []).map(({ id }) => id),
    linkWords: (reply.link?.commandFragments ?? []).map(({ fragment }) => fragment).join(' '),
  }
}

function testsIn(folder: string): readonly string[] {
  let text = ''
  try {
    text = readFileSync(join(folder, 'CTestTestfile.cmake'), 'utf8')
  } catch {
    return []
  }
  return [...text.matchAll(/^add_test\((?:\[(=*)\[.*?\]\1\]|\S+) "([^"]+)"/gm)].map((match) => match[2]!)
}

interface Codemodel {
  readonly configurations: readonly {
    readonly directories: readonly { readonly source: string; readonly build: string }[]
    readonly targets: readonly { readonly jsonFile: string }[]
  }[]
}

interface TargetReply {
  readonly name: string
  readonly id: string
  readonly type: string
  readonly paths: { readonly source: string }
  readonly artifacts?: readonly { readonly path: string }[]
  readonly sources?: readonly { readonly path: string; readonly isGenerated?: boolean }[]
  readonly compileGroups?: readonly { readonly includes?: readonly { readonly path: string }[] }[]
  readonly dependencies?: readonly { readonly id: string }[]
  readonly link?: { readonly commandFragments?: readonly { readonly fragment: string }[] }
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
