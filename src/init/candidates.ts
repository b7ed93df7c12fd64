// Every program with what its sources and its containers say, and whether it is a service.
import { basename } from 'node:path'
import { type Asker, answerYesNo } from './asking.ts'
import type { FoundLibrary, FoundProject, Program } from './found.ts'
import { type CodeSeen, seenInCode } from './seen/code.ts'
import { isComposeFile, readCompose } from './seen/compose.ts'
import { type ContainerSeen, readDockerfile } from './seen/dockerfile.ts'
import { wordsOf } from './seen/patterns.ts'
import { isInside, pathIn, type Tree } from './tree.ts'

export interface Candidate {
  readonly program: Program
  readonly code: CodeSeen
  readonly containers: readonly ContainerSeen[]
  readonly project: FoundProject
}

export interface LeftOut {
  readonly program: Program
  readonly why: string
}

export interface Chosen {
  readonly services: readonly Candidate[]
  readonly leftOut: readonly LeftOut[]
}

const sideWords = new Set(
  'test tests testing unittest unittests spec specs example examples sample samples demo demos bench benchmark benchmarks perf fuzz fuzzer fuzzers fuzzing tool tools script scripts util utils cli ctl mock mocks'.split(
    ' ',
  ),
)

export async function chooseServices(
  tree: Tree,
  projects: readonly FoundProject[],
  asker: Asker | null,
): Promise<Chosen> {
  const candidates = candidatesOf(tree, projects)
  const services: Candidate[] = []
  const leftOut: LeftOut[] = []
  for (const candidate of candidates) {
    const { program } = candidate
    const why = whyNoService(tree.root, candidate)
    if (why === null) services.push(candidate)
    else if (program.noService !== null) leftOut.push({ program, why })
    else {
      const { value } = await answerYesNo(
        asker,
        `${program.name} (${pathIn(tree.root, program.folder)}): ${why}. Is it a service?`,
        false,
      )
      if (value) services.push(candidate)
      else leftOut.push({ program, why })
    }
  }
  return { services, leftOut }
}

function whyNoService(root: string, { program, code, containers }: Candidate): string | null {
  if (program.noService !== null) return program.noService
  const side = sideWordOf(root, program)
  if (side !== undefined) return `"${side}" is in its name or folder`
  if (containers.some(({ command, ports }) => command.length > 0 && ports.length > 0)) return null
  if (code.listens === 'itself') return null
  const hasPort = code.ports.length > 0 || code.portArgument !== null
  if (code.listens === 'by a library' && (code.servesByName || hasPort)) return null
  return 'it takes no connections as far as its sources show'
}

function isMainPart(root: string, program: Program): boolean {
  return program.noService === null && sideWordOf(root, program) === undefined
}

function sideWordOf(root: string, { folder, name }: Program): string | undefined {
  const words = [...pathIn(root, folder).split('/').flatMap(wordsOf), ...wordsOf(name)]
  return words.find((word) => sideWords.has(word))
}

function candidatesOf(tree: Tree, projects: readonly FoundProject[]): readonly Candidate[] {
  const libraries = new Map(projects.flatMap((project) => project.libraries.map((library) => [library.name, library])))
  const programs = projects.flatMap((project) => project.programs.map((program) => ({ project, program })))
  const containers = containersOf(tree)
  return programs.map(({ project, program }) => {
    const linked = program.libraries.flatMap((name): FoundLibrary[] => [libraries.get(name) ?? []].flat())
    // What lies around its main procedure and no other program uses is the rest of this one.
    const users = (name: string) =>
      programs.filter((one) => one.program.libraries.includes(name) && isMainPart(tree.root, one.program))
    const isRest = ({ name, folders }: FoundLibrary) =>
      users(name).length < 2 && folders.some((folder) => isInside(folder, program.folder))
    const [rest, shared] = [linked.filter(isRest), linked.filter((library) => !isRest(library))]
    const sourcesOf = (list: readonly FoundLibrary[]) => list.flatMap(({ sources }) => sources)
    const code = seenInCode(tree.root, [...program.sources, ...sourcesOf(rest)], sourcesOf(shared))
    const own = containers.filter((container) =>
      isOf(
        container,
        program,
        programs.map((one) => one.program),
      ),
    )
    return { program, code, containers: own, project }
  })
}

/** Compose first: it says how a Dockerfile is run. */
function containersOf(tree: Tree): readonly ContainerSeen[] {
  const composed = tree.files.filter(isComposeFile).flatMap((file) => readCompose(tree.root, file))
  const dockerfiles = tree.files
    .filter((file) => /^(Dockerfile|Containerfile)(\.[\w-]+)?$|\.Dockerfile$/.test(basename(file)))
    .map((file) => ({ file, seen: readDockerfile(tree.root, file) }))
  const merged = composed.map((one): ContainerSeen => {
    const base = dockerfiles.find(({ file }) => file === one.dockerfile)?.seen
    if (base === undefined) return one
    return {
      ...one,
      names: [...one.names, ...base.names],
      command: one.command.length > 0 ? startedBy(base.command, one.command) : base.command,
      ports: [...one.ports, ...base.ports],
      variables: { ...base.variables, ...one.variables },
      probePath: one.probePath ?? base.probePath,
    }
  })
  const used = new Set(composed.map(({ dockerfile }) => dockerfile))
  return [...merged, ...dockerfiles.filter(({ file }) => !used.has(file)).map(({ seen }) => seen)]
}

/** `command` of compose replaces CMD and follows ENTRYPOINT; which of both the words are is seen by a leading option. */
function startedBy(base: readonly string[], command: readonly string[]): readonly string[] {
  return base[0] !== undefined && command[0]?.startsWith('-') === true ? [base[0], ...command] : command
}

function isOf(container: ContainerSeen, program: Program, all: readonly Program[]): boolean {
  const named = (one: Program) => [one.name, ...one.aliases].some((name) => container.names.includes(name))
  if (named(program)) return true
  if (all.some(named)) return false
  const inside = all.filter(({ folder, noService }) => noService === null && isInside(container.folder, folder))
  return inside.length === 1 && inside[0] === program
}
