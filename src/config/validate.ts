// Plain data from Tiltfile.ts -> Environment, or one error with every problem.
import type { Environment, Library, Service, SourceLocation } from '../model/environment.ts'
import { version } from '../model/version.ts'
import { assembleEnvironment, assembleLibrary, assembleService, libraryPaths, servicePaths } from './assemble.ts'
import { checkTogether, checkTraffic, type Outline, type ReservedPort } from './check.ts'
import { type Locate, makeLocate } from './locate.ts'
import { parse } from './parse.ts'
import { checkPaths, type NamedPath } from './paths.ts'
import { asConfigError, type ConfigProblem, show } from './problem.ts'
import { type EnvironmentInput, environmentSchema, librarySchema, serviceSchema } from './schema.ts'

export function validate(root: string, file: string, declared: unknown): Environment {
  if (!isRecord(declared) || declared['kind'] !== 'environment') {
    const text = `export default: found ${show(declared)}, wanted defineEnvironment({ … })`
    throw asConfigError(root, file, [{ code: 'DE0602', text, at: { file, line: 1 }, values: {} }])
  }
  const options = isRecord(declared['options']) ? declared['options'] : {}
  const lists = { services: listOf(options['services']), libraries: listOf(options['libraries']) }
  const at = placeOf(declared) ?? { file, line: 1 }
  const places = [...lists.services, ...lists.libraries].flatMap((item) => placeOf(item) ?? [])
  const locate = makeLocate(at, places)
  const problems: ConfigProblem[] = []
  const named: NamedPath[] = []

  const input = parse(environmentSchema, declared['options'], { words: '', declaredAt: at, skip: 0 }, locate, problems)
  const services = lists.services.flatMap((item): Service[] => {
    const declaredAt = placeOf(item) ?? locate(at, ['services'])
    if (!isDeclared('service', item, declaredAt, problems)) return []
    const subject = { words: wordsOf('service', item), declaredAt, skip: 1 }
    const parsed = parse(serviceSchema, item, subject, locate, problems)
    if (parsed === null) return []
    named.push(...servicePaths(parsed, declaredAt, locate))
    return [assembleService(root, parsed, declaredAt)]
  })
  const libraries = lists.libraries.flatMap((item): Library[] => {
    const declaredAt = placeOf(item) ?? locate(at, ['libraries'])
    if (!isDeclared('library', item, declaredAt, problems)) return []
    const subject = { words: wordsOf('library', item), declaredAt, skip: 1 }
    const parsed = parse(librarySchema, item, subject, locate, problems)
    if (parsed === null) return []
    named.push(...libraryPaths(parsed, declaredAt, locate))
    return [assembleLibrary(root, parsed, declaredAt)]
  })
  const outlines = [
    ...lists.services.flatMap((item) => outlineOf('service', item)),
    ...lists.libraries.flatMap((item) => outlineOf('library', item)),
  ]
  if (input !== null) {
    named.push(overlayPath(input, options, at, locate))
    problems.push(...checkSettings(input, at, locate))
    problems.push(...checkTraffic(input, outlines, at, locate))
  }
  problems.push(...checkTogether(outlines, input === null ? [] : reservedPorts(input), at, locate))
  problems.push(...checkPaths(root, named))
  if (problems.length > 0) throw asConfigError(root, file, problems)
  return assembleEnvironment(root, file, input!, services, libraries)
}

/** True for what service() or library() returned. */
function isDeclared(kind: Outline['kind'], item: unknown, at: SourceLocation, problems: ConfigProblem[]): boolean {
  if (isRecord(item) && item['kind'] === kind) return true
  const list = kind === 'service' ? 'services' : 'libraries'
  const text = `${list}: found ${show(item)}, wanted ${kind}('name', { … })`
  problems.push({ code: 'DE0602', text, at, values: {} })
  return false
}

function checkSettings(input: EnvironmentInput, at: SourceLocation, locate: Locate): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const { quietMs, capMs } = input.watch
  if (capMs < quietMs) {
    const text = `watch.capMs: found ${capMs}, wanted ${quietMs} (watch.quietMs) or more`
    problems.push({ code: 'DE0602', text, at: locate(at, ['watch', 'capMs']), values: {} })
  }
  if (input.devenv !== undefined && !`${version}.`.startsWith(`${input.devenv}.`)) {
    const text = `devenv: found ${show(input.devenv)}, this is ${version}`
    const values = { wanted: input.devenv, found: version }
    problems.push({ code: 'DE0610', text, at: locate(at, ['devenv']), values })
  }
  return problems
}

function reservedPorts({ cluster }: EnvironmentInput): readonly ReservedPort[] {
  const registry = { port: cluster.registryPort, key: ['cluster', 'registryPort'] }
  return cluster.prometheus
    ? [{ port: cluster.prometheusPort, key: ['cluster', 'prometheusPort'] }, registry]
    : [registry]
}

function overlayPath(
  { cluster }: EnvironmentInput,
  options: Readonly<Record<string, unknown>>,
  at: SourceLocation,
  locate: Locate,
): NamedPath {
  const isDefault = !isRecord(options['cluster']) || options['cluster']['overlay'] === undefined
  const words = 'cluster.overlay'
  return { path: cluster.overlay, wanted: 'folder', words, isDefault, at: locate(at, ['cluster', 'overlay']) }
}

function outlineOf(kind: Outline['kind'], item: unknown): Outline[] {
  const declaredAt = placeOf(item)
  if (!isRecord(item) || declaredAt === null || typeof item['name'] !== 'string') return []
  const options = isRecord(item['options']) ? item['options'] : {}
  const port = typeof options['port'] === 'number' ? options['port'] : null
  const texts = (value: unknown) => listOf(value).filter((entry) => typeof entry === 'string')
  const isService = kind === 'service'
  return [
    {
      kind,
      name: item['name'],
      port: isService ? port : null,
      calls: isService ? texts(options['calls']) : [],
      libraries: isService ? texts(options['libraries']) : [],
      declaredAt,
    },
  ]
}

function placeOf(item: unknown): SourceLocation | null {
  if (!isRecord(item) || !isRecord(item['declaredAt'])) return null
  const { file, line, column } = item['declaredAt']
  if (typeof file !== 'string' || typeof line !== 'number') return null
  return { file, line, ...(typeof column === 'number' ? { column } : {}) }
}

function wordsOf(kind: string, item: unknown): string {
  return isRecord(item) && typeof item['name'] === 'string' ? `${kind} ${show(item['name'])}` : kind
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
