// What the services of an environment need on this host to be compiled, by looking at files only.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackageGroup } from '../../clients/tools/package-manager.ts'
import { programStamp } from '../../clients/tools/toolchain.ts'
import type { Environment, Language, RuntimeKind, Service } from '../../model/environment.ts'

export interface Need {
  /** `ninja`, `library expat`. */
  readonly name: string
  readonly code: 'DE0304' | 'DE0305' | 'DE0306'
  readonly group: PackageGroup
  readonly isThere: boolean
}

/** On the host; with runtime kind a builder container carries the same, so nothing has to be installed. */
export function needsOf(environment: Environment, runtime: RuntimeKind): readonly Need[] {
  if (environment.builds.where === 'container') return []
  if (runtime === 'kind' && environment.builds.where === 'auto') return []
  return hostNeeds(environment)
}

/** Whatever compiles there, wherever it will. */
export function hostNeeds({ services, libraries }: Pick<Environment, 'services' | 'libraries'>): readonly Need[] {
  const cpp = services.filter(({ language }) => language === 'c++')
  const folders = new Set(cpp.flatMap((service) => cmakeFolders(service, libraries)))
  const hasAda = services.some(({ language }) => language === 'ada')
  return [
    ...(cpp.length > 0 ? languageNeeds('c++') : []),
    ...(hasAda ? languageNeeds('ada') : []),
    ...linkedLibraries([...folders]),
  ]
}

export function languageNeeds(language: Language): readonly Need[] {
  if (language === 'ada') return [program('gnatls', 'DE0305', 'ada'), program('gprbuild', 'DE0305', 'ada')]
  return [
    program(process.env['CXX'] ?? 'c++', 'DE0304', 'cpp'),
    program('cmake', 'DE0306', 'cpp'),
    program('ninja', 'DE0306', 'cpp'),
  ]
}

function program(name: string, code: Need['code'], group: PackageGroup): Need {
  // CXX may be a path or a command with options.
  const file = name.trim().split(/\s+/)[0]!
  return { name: file, code, group, isThere: file.includes('/') ? existsSync(file) : programStamp(file) !== null }
}

interface KnownLibrary {
  readonly name: string
  /** As a CMakeLists.txt asks for it. */
  readonly asked: RegExp
  readonly header: string
}

const known: readonly KnownLibrary[] = [
  { name: 'expat', asked: /find_package\(\s*EXPAT\b/i, header: 'expat.h' },
  { name: 'nlohmann-json', asked: /find_package\(\s*nlohmann_json\b/, header: 'nlohmann/json.hpp' },
  { name: 'prometheus-cpp', asked: /\bprometheus-cpp(-core)?\b/, header: 'prometheus/counter.h' },
]

/** Of the libraries whose packages are known; what else a project links, its own configure step says. */
function linkedLibraries(folders: readonly string[]): readonly Need[] {
  // Who says where libraries are, knows better.
  const isTold = ['CMAKE_PREFIX_PATH', 'CMAKE_TOOLCHAIN_FILE', 'CPATH', 'CPLUS_INCLUDE_PATH'].some(
    (name) => (process.env[name] ?? '') !== '',
  )
  if (isTold) return []
  const text = folders.map((folder) => readText(join(folder, 'CMakeLists.txt'))).join('\n')
  return known
    .filter(({ asked }) => asked.test(text))
    .map(({ name, header }) => ({
      name: `library ${name}`,
      code: 'DE0306' as const,
      group: 'libraries' as const,
      isThere: includeFolders.some((folder) => existsSync(join(folder, header))),
    }))
}

const includeFolders = ['/usr/include', '/usr/local/include', '/opt/homebrew/include']

function cmakeFolders({ build, libraries: names }: Service, libraries: Environment['libraries']): readonly string[] {
  const own = build.kind === 'cpp' && build.cmakeArgs.length === 0 ? [build.sourceDir] : []
  return [...own, ...libraries.filter(({ name }) => names.includes(name)).flatMap(({ sources }) => sources)]
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
