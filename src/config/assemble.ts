// Parsed declarations with every default filled in: the Environment, and the paths it names.
import { dirname, join, resolve } from 'node:path'
import type { BuildSpec, Environment, Language, Library, Probe, Service, SourceLocation } from '../model/environment.ts'
import type { TrafficRequest } from '../model/traffic.ts'
import type { Locate } from './locate.ts'
import type { NamedPath } from './paths.ts'
import type { EnvironmentInput, LibraryInput, ServiceInput } from './schema.ts'

export function assembleService(root: string, input: ServiceInput, declaredAt: SourceLocation): Service {
  const { name, options } = input
  const {
    port,
    ports,
    replicas,
    libraries,
    calls,
    args,
    env,
    secrets,
    graceMs,
    readyTimeoutMs,
    revert,
    rolling,
    limits,
  } = options
  const language = languageOf(input)
  return {
    name,
    language,
    port,
    ports: unique(ports),
    replicas,
    sources: unique(sourcesOf(input).map((path) => resolve(root, path))),
    libraries: unique(libraries),
    build: assembleBuild(root, input),
    calls: unique(calls),
    probe: assembleProbe(input),
    args,
    env,
    secrets: unique(secrets),
    graceMs,
    readyTimeoutMs,
    revert,
    rolling,
    limits: limitsOf(limits),
    dockerfile: resolve(root, dockerfileOf(input)),
    manifests: resolve(root, manifestsOf(input)),
    namespace: options.namespace ?? (language === 'c++' ? 'wxwidgets' : 'polyorb'),
    declaredAt,
  }
}

export function assembleLibrary(root: string, { name, options }: LibraryInput, declaredAt: SourceLocation): Library {
  const sources = unique(options.sources.map((path) => resolve(root, path)))
  return { name, language: options.language, sources, declaredAt }
}

export function assembleEnvironment(
  root: string,
  file: string,
  input: EnvironmentInput,
  services: readonly Service[],
  libraries: readonly Library[],
): Environment {
  const { name, cluster, watch, builds, traffic } = input
  return {
    name,
    root,
    file,
    services,
    traffic: traffic.map(assembleRequest),
    libraries,
    cluster: { ...cluster, overlay: resolve(root, cluster.overlay) },
    watch,
    builds,
  }
}

function assembleRequest({
  service,
  method,
  path,
  body,
  contentType,
}: EnvironmentInput['traffic'][number]): TrafficRequest {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  return { service, method, path, body: text, contentType: contentType ?? (text === null ? null : 'application/json') }
}

export function servicePaths(input: ServiceInput, declaredAt: SourceLocation, locate: Locate): readonly NamedPath[] {
  const { options } = input
  const named = (path: string, wanted: NamedPath['wanted'], keys: readonly string[], isDefault = false): NamedPath => {
    const at = locate(declaredAt, isDefault ? [] : keys, isDefault ? undefined : path)
    return { path, wanted, words: `service "${input.name}" ${keys.join('.')}`, isDefault, at }
  }
  const { build } = options
  const buildFile =
    build.kind === 'cpp'
      ? { ...named(build.sourceDir, 'file', ['build', 'sourceDir']), path: join(build.sourceDir, 'CMakeLists.txt') }
      : named(build.projectFile, 'file', ['build', 'projectFile'])
  return [
    buildFile,
    ...(options.sources ?? []).map((path) => named(path, 'folder', ['sources'])),
    named(dockerfileOf(input), 'file', ['dockerfile'], options.dockerfile === undefined),
    named(manifestsOf(input), 'folder', ['manifests'], options.manifests === undefined),
  ]
}

export function libraryPaths(input: LibraryInput, declaredAt: SourceLocation, locate: Locate): readonly NamedPath[] {
  const words = `library "${input.name}" sources`
  return input.options.sources.map((path) => {
    return { path, wanted: 'folder', words, isDefault: false, at: locate(declaredAt, ['sources'], path) }
  })
}

function languageOf(input: ServiceInput): Language {
  return input.options.build.kind === 'cpp' ? 'c++' : 'ada'
}

function sourcesOf({ options }: ServiceInput): readonly string[] {
  const { build, sources } = options
  return sources ?? [build.kind === 'cpp' ? build.sourceDir : dirname(build.projectFile)]
}

function dockerfileOf({ options }: ServiceInput): string {
  return options.dockerfile ?? `Dockerfiles/${options.build.kind}.Dockerfile`
}

function manifestsOf({ name, options }: ServiceInput): string {
  return options.manifests ?? `manifests/base/${name}`
}

function assembleBuild(root: string, { name, options }: ServiceInput): BuildSpec {
  const { build } = options
  if (build.kind === 'cpp') {
    const { target = name, output = name, buildType, cmakeArgs } = build
    return { kind: 'cpp', sourceDir: resolve(root, build.sourceDir), target, output, buildType, cmakeArgs }
  }
  const { main, output = `${name}/bin/${name}`, scenario } = build
  return { kind: 'ada', projectFile: resolve(root, build.projectFile), main, output, scenario }
}

function assembleProbe({ options }: ServiceInput): Probe {
  const { probe, port } = options
  if (probe.kind === 'exec') return probe
  return probe.kind === 'tcp'
    ? { kind: 'tcp', port: probe.port ?? port }
    : { kind: 'http', port: probe.port ?? port, path: probe.path }
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}

/** Where nothing is said, a runaway is stopped, but only where that does not also stop what a program merely reserves. */
function limitsOf({ memoryBytes, cpus }: ServiceInput['options']['limits']): Service['limits'] {
  if (memoryBytes === undefined) return { memoryBytes: DEFAULT_MEMORY_BYTES, isMemoryAsked: false, cpus }
  return { memoryBytes, isMemoryAsked: true, cpus }
}

const DEFAULT_MEMORY_BYTES = 1024 * 1024 * 1024
