// Finds the toolchains of an environment's languages where compiles run, and says what is missing.
import { compareVersions } from '../clients/files/elf.ts'
import { type FoundTool, programStamp } from '../clients/tools/toolchain.ts'
import { type DevenvError, makeError } from '../errors/errors.ts'
import type { Language } from '../model/environment.ts'
import type { Hint } from '../model/problem.ts'
import type { Toolchain, ToolRunner } from './job.ts'

const wantedCmake = '3.20'
const wantedNinja = '1.10'

export interface Place {
  readonly where: 'host' | 'container'
  readonly runner: ToolRunner
  /** Null when the tool is not there. */
  readonly find: (name: string) => Promise<FoundTool | null>
  /** Of a container: its image. */
  readonly stamp?: string
}

/** The toolchain, or what is wrong with it. */
export async function findToolchain(language: Language, place: Place): Promise<Toolchain | DevenvError> {
  return language === 'c++' ? findCpp(place) : findAda(place)
}

async function findCpp(place: Place): Promise<Toolchain | DevenvError> {
  const compilerName = (place.where === 'host' ? process.env['CXX'] : undefined) ?? 'c++'
  const names = [compilerName, 'cmake', 'ninja', 'mold', 'ccache']
  const [compiler, cmake, ninja, mold, ccache] = await Promise.all(names.map((name) => place.find(name)))
  if (!compiler)
    return missing(
      'DE0304',
      { found: 'none', wanted: `${compilerName}, C++17` },
      { apt: 'g++', dnf: 'gcc-c++', pacman: 'gcc', brew: 'gcc' },
    )
  const cmakeError = tooOld('cmake', cmake, wantedCmake) ?? tooOld('ninja', ninja, wantedNinja)
  if (cmakeError !== null) return cmakeError
  const isClang = /clang/i.test(compiler.words)
  // -fuse-ld=mold came with GCC 12.
  const takesMold = isClang || compareVersions(compiler.version, '12') >= 0
  return {
    where: place.where,
    runner: place.runner,
    fingerprint: fingerprint(place, [compiler, cmake, ninja], [compilerName, 'cmake']),
    compiler: isClang ? 'clang' : 'gcc',
    hasMold: Boolean(mold) && takesMold,
    hasCcache: Boolean(ccache),
  }
}

async function findAda(place: Place): Promise<Toolchain | DevenvError> {
  const [gprbuild, gnatls, gcc, mold] = await Promise.all(
    ['gprbuild', 'gnatls', 'gcc', 'mold'].map((name) => place.find(name)),
  )
  const missingTools = [...(gprbuild ? [] : ['gprbuild']), ...(gnatls ? [] : ['gnatls (GNAT)'])]
  if (missingTools.length > 0) {
    return missing(
      'DE0305',
      { missing: missingTools.join(' and ') },
      { apt: 'gnat gprbuild', dnf: 'gcc-gnat gprbuild', pacman: 'gcc-ada gprbuild' },
    )
  }
  return {
    where: place.where,
    runner: place.runner,
    fingerprint: fingerprint(place, [gprbuild, gnatls, gcc], ['gprbuild', 'gnatls', 'gcc']),
    compiler: 'gcc',
    hasMold: Boolean(mold) && Boolean(gnatls) && compareVersions(gnatls!.version, '12') >= 0,
    hasCcache: false,
  }
}

function fingerprint(
  place: Place,
  tools: readonly (FoundTool | null | undefined)[],
  programs: readonly string[],
): string {
  const words = tools.flatMap((tool) => (tool ? [tool.words] : []))
  const stamps = place.where === 'host' ? programs.map((name) => programStamp(name) ?? '') : [place.stamp ?? '']
  return [place.where, ...words, ...stamps].join(' | ')
}

function tooOld(tool: string, found: FoundTool | null | undefined, wanted: string): DevenvError | null {
  const packages =
    tool === 'cmake'
      ? { apt: 'cmake', dnf: 'cmake', pacman: 'cmake', brew: 'cmake' }
      : { apt: 'ninja-build', dnf: 'ninja-build', pacman: 'ninja', brew: 'ninja' }
  if (found && compareVersions(found.version, wanted) >= 0) return null
  return missing('DE0306', { tool, found: found ? found.version : 'none', wanted: `${wanted} or newer` }, packages)
}

type Packages = Readonly<Partial<Record<'apt' | 'dnf' | 'pacman' | 'brew', string>>>

/** The line of this host's package manager first; the catalogue adds the builder container. */
function missing(code: string, values: Record<string, string>, packages: Packages): DevenvError {
  const lines = {
    apt: ['apt-get', `sudo apt-get install ${packages.apt}`],
    dnf: ['dnf', `sudo dnf install ${packages.dnf}`],
    pacman: ['pacman', `sudo pacman -S ${packages.pacman}`],
    brew: ['brew', `brew install ${packages.brew}`],
  } as const
  const managers = (Object.keys(packages) as (keyof typeof lines)[]).filter((manager) => manager !== 'apt')
  const hints: Hint[] = managers
    .filter((manager) => programStamp(lines[manager][0]) !== null)
    .map((manager) => ({ label: 'install it', effect: `with ${manager}`, command: lines[manager][1] }))
  const details = Object.entries(values).map(([label, text]) => ({ label, text }))
  return makeError(code, values, { details, hints })
}
