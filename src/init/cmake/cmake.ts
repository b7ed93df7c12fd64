// CMake projects of a tree: CMake itself is asked, in a folder of its own that is removed again; text where it can't answer.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { run } from '../../clients/process/run.ts'
import type { FoundLibrary, FoundProject, Program } from '../found.ts'
import { isInside, pathIn, readText, type Tree, topFolders } from '../tree.ts'
import { readAsText } from './as-text.ts'
import { type CmakeModel, type CmakeTarget, readReply, writeQuery } from './file-api.ts'
import { cmakeCommands } from './words.ts'

const configureTimeoutMs = 120_000
const testLibraries = /\b(gtest|gmock|catch2|catch2main|doctest|boost_unit_test_framework|cppunit|criterion)\b/i

export async function cmakeProjects(tree: Tree, say: (line: string) => void): Promise<readonly FoundProject[]> {
  const folders = tree.files
    .filter((file) => basename(file) === 'CMakeLists.txt')
    .filter((file) => cmakeCommands(readText(file)).some(({ name }) => name === 'project'))
    .map((file) => dirname(file))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  const projects: FoundProject[] = []
  const taken = new Set<string>()
  for (const folder of folders) {
    // A project that an outer one brings in is built with it.
    if (taken.has(folder)) continue
    say(`CMake project ${pathIn(tree.root, folder)}`)
    const { model, how, reads } = await readModel(folder)
    for (const part of model.folders) taken.add(part)
    projects.push(projectOf(tree.root, folder, model, how, reads))
  }
  return projects
}

interface Answer {
  readonly model: CmakeModel
  readonly how: string
  /** Files that the build of a target begins with, also inputs of generators; empty when ninja can't say. */
  readonly reads: ReadonlyMap<string, readonly string[]>
}

async function readModel(sourceDir: string): Promise<Answer> {
  const build = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-init-')))
  try {
    writeQuery(build)
    const args = ['-G', 'Ninja', '-S', sourceDir, '-B', build, '-DCMAKE_BUILD_TYPE=Debug']
    const result = await run('cmake', args, { timeoutMs: configureTimeoutMs, cwd: build })
    const model = result.exitCode === 0 ? readReply(build, sourceDir) : null
    if (model === null) return { model: readAsText(sourceDir), how: whyText(result), reads: new Map() }
    const reads = await inputsOf(build, model)
    return { model, how: 'asked CMake', reads }
  } finally {
    rmSync(build, { recursive: true, force: true })
  }
}

function whyText({ startError, stderr, endedBy }: Awaited<ReturnType<typeof run>>): string {
  if (startError !== null) return 'read as text: cmake is not installed'
  if (endedBy !== null) return `read as text: cmake took longer than ${configureTimeoutMs / 1000} s`
  const lines = stderr.split('\n').map((line) => line.trim())
  const at = lines.findIndex((line) => line.startsWith('CMake Error'))
  const words = [lines[at], lines.slice(at + 1).find((line) => line !== '')].filter(Boolean).join(' ')
  return `read as text: cmake fails with "${words.replace(/\s+/g, ' ')}"`
}

/** What ninja would read for each program; it knows the inputs of custom commands, which CMake's model leaves out. */
async function inputsOf(build: string, model: CmakeModel): Promise<ReadonlyMap<string, readonly string[]>> {
  const programs = model.targets.filter(({ kind }) => kind === 'program')
  const inputs = new Map<string, readonly string[]>()
  for (const { name } of programs) {
    const result = await run('ninja', ['-C', build, '-t', 'inputs', name], { timeoutMs: 20_000 })
    if (result.exitCode !== 0) break
    inputs.set(
      name,
      result.stdout.split('\n').filter((line) => line.startsWith('/') && !isInside(build, line)),
    )
  }
  return inputs
}

function projectOf(
  root: string,
  sourceDir: string,
  model: CmakeModel,
  how: string,
  reads: Answer['reads'],
): FoundProject {
  const byId = new Map(model.targets.map((target) => [target.id, target]))
  const ours = model.targets.filter(
    ({ folder, sources }) => isInside(root, folder) || sources.some((path) => isInside(root, path)),
  )
  const libraries = ours
    .filter(({ kind }) => kind === 'library')
    .map((target): FoundLibrary => {
      const { name, sources, folder, includes } = target
      const own = sources.length > 0 ? [...new Set(sources.map((path) => dirname(path)))] : [folder]
      const folders = isInside(sourceDir, folder) && folder !== sourceDir ? [folder] : [...own, ...includes]
      return { name, language: 'c++', folders: topFolders(folders.filter((path) => isInside(root, path))), sources }
    })
  const programs = ours
    .filter(({ kind, artifact }) => kind === 'program' && artifact !== null)
    .map((target) => programOf(root, sourceDir, target, model, byId, reads.get(target.name) ?? []))
  return { file: join(sourceDir, 'CMakeLists.txt'), programs, libraries, how }
}

function programOf(
  root: string,
  sourceDir: string,
  target: CmakeTarget,
  model: CmakeModel,
  byId: ReadonlyMap<string, CmakeTarget>,
  reads: readonly string[],
): Program {
  const { name, artifact, sources, generated } = target
  const all = dependenciesOf(target, byId)
  const linked = all.filter(({ kind }) => kind === 'library')
  const outside = [...reads, ...[target, ...linked].flatMap((one) => one.sources)]
    .filter((path) => isInside(root, path) && !isInside(sourceDir, path))
    .map((path) => dirname(path))
  const includes = [target, ...linked]
    .flatMap((one) => one.includes)
    .filter((path) => isInside(root, path) && path !== root && !isInside(sourceDir, path))
  const isBuilt = artifact !== null && !artifact.startsWith('/')
  return {
    name,
    aliases: [basename(artifact ?? name), basename(target.folder)],
    language: 'c++',
    build: { kind: 'cpp', sourceDir, target: name, output: isBuilt ? artifact : null },
    folder: sharedFolder(sources.map((path) => dirname(path))) ?? target.folder,
    sources,
    libraries: linked.map((one) => one.name),
    alsoReads: topFolders([...outside, ...includes]),
    generated,
    noService: noServiceOf(target, model, all),
    notes: isBuilt ? [] : [`it is written to ${artifact}, outside the build folder`],
  }
}

function noServiceOf(target: CmakeTarget, model: CmakeModel, all: readonly CmakeTarget[]): string | null {
  const isTest = model.tests.some((path) => basename(path) === basename(target.artifact ?? ''))
  if (isTest) return 'a test (add_test)'
  if (testLibraries.test(target.linkWords) || all.some(({ name }) => testLibraries.test(name)))
    return 'a test (links a test library)'
  const user = model.targets.find(({ id, kind, dependsOn }) => {
    return id !== target.id && kind !== 'other' && dependsOn.includes(target.id)
  })
  return user === undefined ? null : `the build of ${user.name} runs it`
}

/** Direct ones and theirs. */
function dependenciesOf(target: CmakeTarget, byId: ReadonlyMap<string, CmakeTarget>): readonly CmakeTarget[] {
  const found = new Map<string, CmakeTarget>()
  const open = [...target.dependsOn]
  while (open.length > 0) {
    const next = byId.get(open.pop()!)
    if (next === undefined || found.has(next.id)) continue
    found.set(next.id, next)
    open.push(...next.dependsOn)
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function sharedFolder(folders: readonly string[]): string | null {
  const [first, ...rest] = folders
  if (first === undefined) return null
  let shared = first
  while (!rest.every((folder) => isInside(shared, folder))) shared = dirname(shared)
  return shared
}
