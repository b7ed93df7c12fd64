// Dependency records of a C++ target from ninja's graph and the compilers' depfiles. Pure.
import { isAbsolute, join } from 'node:path'
import type { DependencyRecord } from '../../model/graph.ts'
import { edgesOf, isCompileRule, type NinjaEdge, type NinjaGraph } from './ninja-graph.ts'

export interface DepsOf {
  inputsOf(output: string): readonly string[] | null
}

export interface RecordScope {
  readonly graph: NinjaGraph
  readonly deps: DepsOf
  readonly folder: string
  /** Says whether an absolute path belongs to the workspace's sources. */
  readonly isSource: (path: string) => boolean
  /** What each path stands for; units share hundreds of headers. Made anew with the graph. */
  readonly meanings: Map<string, Meaning>
}

/** A path is a source, is made by an edge, or says nothing: a system header. */
type Meaning = { readonly source: string } | { readonly maker: NinjaEdge } | null

/** One record for each unit of the target. `only`: outputs that were made by this build; null for all. */
export function cppRecords(scope: RecordScope, target: string, only: ReadonlySet<string> | null): DependencyRecord[] {
  const made = new Map<NinjaEdge, ReadonlySet<string>>()
  return edgesOf(scope.graph, target).flatMap((edge) => {
    if (!isCompileRule(edge.rule) || isPrecompiled(edge) || edge.inputs[0] === undefined) return []
    if (only !== null && !edge.outputs.some((output) => only.has(output))) return []
    const inputs = [...sourcesOf(scope, edge, made)]
    if (inputs.length === 0) return []
    return { unit: absolute(scope.folder, edge.inputs[0]), inputs: inputs.sort() }
  })
}

/** Everything the target is made from that is a source: inputs of units, of generators, linker scripts, archives. */
export function targetInputs(scope: RecordScope, target: string): ReadonlySet<string> {
  const made = new Map<NinjaEdge, ReadonlySet<string>>()
  return new Set(edgesOf(scope.graph, target).flatMap((edge) => [...sourcesOf(scope, edge, made)]))
}

/** The files that make CMake configure again. */
export function projectFiles(scope: RecordScope): readonly string[] {
  const edge = scope.graph.byOutput.get('build.ninja')
  return (edge?.inputs ?? []).map((input) => absolute(scope.folder, input)).filter(scope.isSource)
}

const isPrecompiled = (edge: NinjaEdge) => edge.outputs.some((output) => /\.(gch|pch)$/.test(output))

/**
 * What is made by another edge stands for the sources of that edge: so a header inside the precompiled header, or the
 * input of a generator, is an input of every unit that uses it.
 */
function sourcesOf(
  scope: RecordScope,
  edge: NinjaEdge,
  made: Map<NinjaEdge, ReadonlySet<string>>,
): ReadonlySet<string> {
  const known = made.get(edge)
  if (known !== undefined) return known
  const sources = new Set<string>()
  // Set before it is filled: a cycle, which ninja would refuse, must not loop here.
  made.set(edge, sources)
  const read = edge.outputs.flatMap((output) => scope.deps.inputsOf(output) ?? [])
  for (const input of [...edge.inputs, ...read]) {
    const meaning = meaningOf(scope, input)
    if (meaning === null) continue
    if ('source' in meaning) sources.add(meaning.source)
    else for (const source of sourcesOf(scope, meaning.maker, made)) sources.add(source)
  }
  return sources
}

function meaningOf(scope: RecordScope, path: string): Meaning {
  const known = scope.meanings.get(path)
  if (known !== undefined) return known
  const maker = scope.graph.byOutput.get(path) ?? scope.graph.byOutput.get(relativeTo(scope.folder, path))
  // CMake names each of its project files as a phony output without inputs: those are files all the same.
  const isMade = maker !== undefined && (maker.rule !== 'phony' || maker.inputs.length > 0)
  const file = absolute(scope.folder, path)
  const meaning = isMade ? { maker } : scope.isSource(file) ? { source: file } : null
  scope.meanings.set(path, meaning)
  return meaning
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? join(path) : join(folder, path)
}

function relativeTo(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}
