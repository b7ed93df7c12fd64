// Where each language is compiled: on the host when it is what the image is made of, else in a builder container.
import { join } from 'node:path'
import { BuilderContainer } from '../clients/docker/builder-container.ts'
import { nicely } from '../clients/process/stream.ts'
import { SpawnAgent } from '../clients/supervisor/spawn-agent.ts'
import { findTool, hostRelease, KnownTools } from '../clients/tools/toolchain.ts'
import { asDevenvError, DevenvError } from '../errors/errors.ts'
import type { Language } from '../model/environment.ts'
import { baseImage } from './base-image.ts'
import type { BuilderOptions, BuildReport } from './build.ts'
import type { Toolchain, ToolRunner } from './job.ts'
import { findToolchain, type Place } from './prepare.ts'
import { readText } from './sources.ts'

const quiet: BuildReport = { log: () => {}, detail: () => {} }

export class Workshop {
  private readonly options: BuilderOptions
  private readonly searches = new Map<Language, Promise<Toolchain | DevenvError>>()
  private readonly found = new Map<Language, Toolchain>()
  private readonly containers: BuilderContainer[] = []
  private agent: SpawnAgent | null = null

  constructor(options: BuilderOptions) {
    this.options = options
  }

  /** Words on where compiles run; throws the first error. */
  async prepare(report: BuildReport, signal: AbortSignal): Promise<string> {
    const languages = [...new Set(this.options.environment.services.map(({ language }) => language))]
    const toolchains = await Promise.all(languages.map((language) => this.toolchain(language, report, signal, true)))
    const error = toolchains.find((toolchain) => toolchain instanceof DevenvError)
    if (error !== undefined) throw error
    const words = toolchains.flatMap((toolchain) => (toolchain instanceof DevenvError ? [] : wordsOf(toolchain)))
    return [...new Set(words)].join(', ')
  }

  /** Searched for once; an error is searched for again, as what was missing may have been installed. */
  toolchain(
    language: Language,
    report = quiet,
    signal = new AbortController().signal,
    isFresh = false,
  ): Promise<Toolchain | DevenvError> {
    const known = this.searches.get(language)
    if (known !== undefined) return known
    const search = this.search(language, report, signal, isFresh)
      .catch((thrown: unknown) => asDevenvError(thrown))
      .then((toolchain) => {
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

  async close(): Promise<void> {
    await Promise.all([this.agent?.close(), ...this.containers.splice(0).map((container) => container.remove())])
    this.searches.clear()
  }

  private async search(
    language: Language,
    report: BuildReport,
    signal: AbortSignal,
    isFresh: boolean,
  ): Promise<Toolchain | DevenvError> {
    const { where } = this.options.environment.builds
    const onHost = () => findToolchain(language, this.host())
    const inContainer = async () => findToolchain(language, await this.container(language, report, signal, isFresh))
    if (where === 'host') return onHost()
    if (where === 'container') return inContainer()
    if (!this.isHostLikeImage(language)) return inContainer()
    const host = await onHost()
    if (!(host instanceof DevenvError) || this.options.runtime === 'process') return host
    report.log(`${host.summary}; looking for a builder container`)
    // Without a container the missing tool is what a person can do something about.
    return inContainer().catch(() => host)
  }

  private host(): Place {
    const tools = new KnownTools(join(this.options.folders.builds, '.tools.json'))
    return { where: 'host', runner: this.hostRunner(), find: (name) => tools.find(name) }
  }

  /** Tools end with devenv, also when it is killed: without it they would go on writing into the build folder. */
  private hostRunner(): ToolRunner {
    this.agent ??= new SpawnAgent()
    // Now, while this process is small; later it starts again only when it was killed.
    this.agent.start()
    return this.agent
  }

  /** True also when the image is unknown: a binary that needs too much is found when it is there. */
  private isHostLikeImage(language: Language): boolean {
    if (this.options.runtime === 'process') return true
    const image = baseImage(readText(this.dockerfile(language)) ?? '')
    const host = hostRelease()
    return image === null || (host !== null && host.id === image.id && host.version === image.version)
  }

  private async container(
    language: Language,
    report: BuildReport,
    signal: AbortSignal,
    isFresh: boolean,
  ): Promise<Place> {
    const { environment, folders } = this.options
    report.detail('builder container')
    const outside = environment.libraries
      .flatMap(({ sources }) => sources)
      .filter((path) => !path.startsWith(`${environment.root}/`))
    const container = await BuilderContainer.start({
      name: `devenv-builder-${folders.id}-${language === 'c++' ? 'cpp' : 'ada'}`,
      dockerfile: this.dockerfile(language),
      context: environment.root,
      mounts: [...new Set([environment.root, folders.builds, ...outside])],
      home: join(folders.builds, '.home'),
      isFresh,
      onLine: (line) => report.log(line),
      signal,
    })
    this.containers.push(container)
    const runner: ToolRunner = {
      stream: (file, args, { nice, ...options }) => {
        const [program = file, ...words] = nicely(file, args, nice)
        return container.stream(program, words, options)
      },
    }
    return {
      where: 'container',
      runner,
      find: (name) => findTool(name, (file, args) => container.ask(file, args)),
      stamp: container.imageId,
    }
  }

  private dockerfile(language: Language): string {
    const { services } = this.options.environment
    return services.find((service) => service.language === language)?.dockerfile ?? ''
  }
}

function wordsOf({ where, hasCcache, hasMold }: Toolchain): string[] {
  return [
    where === 'host' ? 'host' : 'builder container',
    ...(hasCcache ? ['ccache'] : []),
    ...(hasMold ? ['mold'] : []),
  ]
}
