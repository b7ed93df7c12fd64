// Where each language is compiled: on the host when it is what the image is made of, else in a builder container.
import { stream } from '../clients/stream.ts'
import { programStamp } from '../clients/toolchain.ts'
import { DevenvError } from '../errors/errors.ts'
import type { Language } from '../model/environment.ts'
import type { BuilderOptions, BuildReport } from './build.ts'
import type { Toolchain, ToolRunner } from './job.ts'
import { findToolchain, hostPlace } from './prepare.ts'

export class Workshop {
  private readonly options: BuilderOptions
  private readonly searches = new Map<Language, Promise<Toolchain | DevenvError>>()
  private readonly found = new Map<Language, Toolchain>()

  constructor(options: BuilderOptions) {
    this.options = options
  }

  /** Words on where compiles run; throws the first error. */
  async prepare(_report: BuildReport, _signal: AbortSignal): Promise<string> {
    const languages = [...new Set(this.options.environment.services.map(({ language }) => language))]
    const toolchains = await Promise.all(languages.map((language) => this.toolchain(language)))
    const error = toolchains.find((toolchain) => toolchain instanceof DevenvError)
    if (error !== undefined) throw error
    const words = toolchains.flatMap((toolchain) => (toolchain instanceof DevenvError ? [] : wordsOf(toolchain)))
    return [...new Set(words)].join(', ')
  }

  /** Searched for once; an error is searched for again, as what was missing may have been installed. */
  toolchain(language: Language): Promise<Toolchain | DevenvError> {
    const known = this.searches.get(language)
    if (known !== undefined) return known
    const search = this.search(language).then((toolchain) => {
      if (toolchain instanceof DevenvError) this.searches.delete(language)
      else this.found.set(language, toolchain)
      return toolchain
    })
    this.searches.set(language, search)
    return search
  }

  known(language: Language): Toolchain | null {
    return this.found.get(language) ?? null
  }

  async close(): Promise<void> {}

  private search(language: Language): Promise<Toolchain | DevenvError> {
    return findToolchain(language, hostPlace(hostRunner()))
  }
}

/** Tools end with devenv, also when it is killed: without it they would go on writing into the build folder. */
function hostRunner(): ToolRunner {
  const hasSetpriv = process.platform === 'linux' && programStamp('setpriv') !== null
  if (!hasSetpriv) return { stream }
  return { stream: (file, args, options) => stream('setpriv', ['--pdeathsig', 'TERM', file, ...args], options) }
}

function wordsOf({ where, hasCcache, hasMold }: Toolchain): string[] {
  return [where, ...(hasCcache ? ['ccache'] : []), ...(hasMold ? ['mold'] : [])]
}
