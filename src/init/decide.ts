// From what was seen to what Tiltfile.ts says: names, ports, arguments, probes, calls, libraries, and a remark for each.
import { dirname } from 'node:path'
import type { Asker } from './asking.ts'
import { type Call, callsOf, type Named, variablesFor, withoutCircles } from './calling.ts'
import type { Candidate, Chosen } from './candidates.ts'
import type { Draft, DraftLibrary, DraftService } from './draft.ts'
import type { FoundLibrary, FoundProject, Program } from './found.ts'
import { type Listening, listeningOf, probeOf } from './listening.ts'
import { dnsName, meaningsOf, takeName } from './names.ts'
import { isInside, pathIn, type Tree, topFolders } from './tree.ts'

export async function decide(
  tree: Tree,
  projects: readonly FoundProject[],
  { services, leftOut }: Chosen,
  asker: Asker | null,
): Promise<Draft> {
  const meanings = meaningsOf(services)
  const names = new Set<string>()
  const ports = new Set<number>()
  const listening = new Map<Candidate, Listening>()
  // Ports that can not move are given first.
  const fixedFirst = [...services].sort((a, b) => Number(isTold(a)) - Number(isTold(b)))
  for (const candidate of fixedFirst) listening.set(candidate, await listeningOf(candidate, meanings, ports, asker))
  const named = services
    .filter(({ program }) => program.build.output !== null)
    .map((candidate): Named => {
      const name = takeName(names, candidate.program.name, prefixOf(candidate.program))
      return { name, candidate, port: listening.get(candidate)!.port }
    })
  const { kept, dropped } = withoutCircles(new Map(named.map((one) => [one.name, callsOf(one, named, meanings)])))
  const libraries = librariesOf(tree, projects, named, names)
  const portOf = (port: number) => (ports.has(port) ? nextFree(port + 10_000, ports) : null)
  return {
    name: dnsName(tree.root.slice(tree.root.lastIndexOf('/') + 1)),
    head: headOf(tree, projects, services, leftOut),
    libraries: [...libraries.values()],
    services: named.map((one) =>
      serviceOf(tree, one, listening.get(one.candidate)!, {
        calls: kept.get(one.name) ?? [],
        dropped: dropped.get(one.name) ?? [],
        libraries,
        variables: variablesFor(one, named, meanings),
      }),
    ),
    moved: { prometheusPort: portOf(9090), registryPort: portOf(5001) },
  }
}

interface Around {
  readonly calls: readonly Call[]
  readonly dropped: readonly Call[]
  readonly libraries: ReadonlyMap<string, DraftLibrary>
  readonly variables: ReturnType<typeof variablesFor>
}

function serviceOf(tree: Tree, { name, candidate }: Named, listening: Listening, around: Around): DraftService {
  const { program, project } = candidate
  const { build } = program
  const folder = build.kind === 'cpp' ? build.sourceDir : dirname(build.projectFile)
  const outside = program.alsoReads.filter((path) => !isInside(folder, path))
  const sources = outside.length === 0 ? null : topFolders([folder, ...outside]).map((path) => pathIn(tree.root, path))
  const probe = probeOf(candidate)
  const shown = build.kind === 'cpp' ? `target ${build.target}` : `main ${build.main}`
  const own = new Set(listening.env.map((one) => one.name))
  return {
    name,
    build:
      build.kind === 'cpp'
        ? { ...build, sourceDir: pathIn(tree.root, build.sourceDir) }
        : { ...build, projectFile: pathIn(tree.root, build.projectFile) },
    remarks: [
      `${pathIn(tree.root, program.folder)}: ${shown} of ${pathIn(tree.root, project.file)}`,
      ...program.notes,
      ...(program.generated.length === 0
        ? []
        : [`generated: ${program.generated.map((path) => path.slice(path.lastIndexOf('/') + 1)).join(', ')}`]),
      ...around.dropped.map(
        ({ to, remark }) =>
          `calls ${to} too (${remark}), which is not said: the two call each other, and the start order needs a first one`,
      ),
    ],
    port: listening.port,
    portRemark: listening.remark,
    sources,
    libraries: program.libraries.flatMap((one) => around.libraries.get(one)?.name ?? []),
    calls: around.calls.map(({ to, remark }) => ({ name: to, remark })),
    probePath: probe.path,
    probeRemark: probe.remark,
    args: listening.args,
    argsRemark: listening.argsRemark,
    env: [...listening.env, ...around.variables.filter((one) => !own.has(one.name))],
  }
}

/** Those that services link, by the name their build gives them. */
function librariesOf(
  tree: Tree,
  projects: readonly FoundProject[],
  named: readonly Named[],
  names: Set<string>,
): ReadonlyMap<string, DraftLibrary> {
  const linked = new Set(named.flatMap(({ candidate }) => candidate.program.libraries))
  const found = new Map(
    projects.flatMap(({ libraries }) => libraries.map((library) => [library.name, library] as const)),
  )
  return new Map(
    [...found.values()]
      .filter(({ name, folders }) => linked.has(name) && folders.length > 0 && !folders.includes(tree.root))
      .filter((library) => !isPartOfOne(library, named))
      .map(({ name, language, folders }) => {
        const draft = {
          name: takeName(names, name, 'lib'),
          language,
          folders: folders.map((path) => pathIn(tree.root, path)),
        }
        return [name, draft] as const
      }),
  )
}

/** The rest of one program, as projects make it for their tests: no library that services share. */
function isPartOfOne({ name, language, folders }: FoundLibrary, named: readonly Named[]): boolean {
  // Of Ada the folders say where the sources of a unit are.
  if (language === 'ada') return false
  const users = named.filter(({ candidate }) => candidate.program.libraries.includes(name))
  return users.length === 1 && folders.some((folder) => isInside(folder, users[0]!.candidate.program.folder))
}

function headOf(
  tree: Tree,
  projects: readonly FoundProject[],
  services: readonly Candidate[],
  leftOut: Chosen['leftOut'],
): readonly string[] {
  const asText = projects.filter(({ how }) => how.startsWith('read as text'))
  const elsewhere = services.filter(({ program }) => program.build.output === null)
  return [
    ...(tree.cutShort === null ? [] : [`The tree was not read to its end: ${tree.cutShort}.`]),
    ...asText.map(({ file, how }) => `Guess: ${pathIn(tree.root, file)} was ${how}. Targets and outputs may differ.`),
    ...elsewhere.map(({ program }) => `Not included: ${program.name}, ${program.notes.join(', ')}.`),
    ...(leftOut.length === 0 ? [] : ['Left out:']),
    ...leftOut.map(({ program, why }) => `- ${program.name} (${pathIn(tree.root, program.folder)}): ${why}`),
  ]
}

function isTold({ code, containers }: Candidate): boolean {
  return (
    code.portArgument !== null ||
    code.variables.some(({ value }) => /PORT/.test(value.name)) ||
    containers.some(({ command }) => command.length > 1)
  )
}

/** The nearest folder that has another name than the program. */
function prefixOf({ name, folder }: Program): string {
  const others = folder.split('/').filter((part) => part !== '' && part !== 'src' && dnsName(part) !== dnsName(name))
  return others.at(-1) ?? 'other'
}

function nextFree(from: number, taken: ReadonlySet<number>): number {
  let port = from
  while (taken.has(port)) port += 1
  return port
}
