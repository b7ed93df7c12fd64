// The builder: finds the toolchains, gives each build its tokens and its folder, turns what the tool did into an outcome.
import { availableParallelism } from 'node:os'
import { availableMemory } from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { asDevenvError, DevenvError } from '../errors/errors.ts'
import type { BuildOrder, BuildOutcome, BuildTimings } from '../model/build.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Service } from '../model/environment.ts'
import type { DependencyRecord } from '../model/graph.ts'
import { sourcesByName } from './ada/project.ts'
import { makeArtifact } from './artifact.ts'
import { baseImage } from './base-image.ts'
import type { Builder, BuilderOptions, BuildReport } from './build.ts'
import { parseDiagnostics } from './diagnostics/diagnostics.ts'
import { failureOf } from './failure.ts'
import type { Job, Toolchain, ToolOutcome } from './job.ts'
import { type FolderContext, ServiceFolder, type SourceContext } from './service-folder.ts'
import { readLine, readText } from './sources.ts'
import { TimeLimit } from './time-limit.ts'
import { TokenPool } from './tokens.ts'
import { Workshop } from './workshop.ts'

const maxEditUnits = 4
const beforeProofMs = 300
type Built = BuildOutcome & { kind: 'built' }

interface Request {
  readonly service: Service
  readonly order: BuildOrder
  readonly report: BuildReport
  readonly signal: AbortSignal
  readonly urgency: 'edit' | 'build' | 'proof'
  readonly startedAtMs: number
}

export class ToolchainBuilder implements Builder {
  private readonly options: BuilderOptions
  private readonly tokens: TokenPool
  private readonly workshop: Workshop
  private readonly folders = new Map<string, ServiceFolder>()

  constructor(options: BuilderOptions) {
    this.options = options
    this.tokens = new TokenPool({
      total: options.environment.builds.tokens || availableParallelism(),
      now: options.now,
      availableBytes: availableMemory,
    })
    this.workshop = new Workshop(options)
  }

  prepare(report: BuildReport, signal: AbortSignal): Promise<string> {
    return this.workshop.prepare(report, signal)
  }

  build(service: Service, order: BuildOrder, report: BuildReport, signal: AbortSignal): Promise<BuildOutcome> {
    const startedAtMs = this.options.now()
    const urgency = isEdit(order) ? 'edit' : 'build'
    return this.folder(service).exclusive(async (afterwards) => {
      const outcome = await this.run({ service, order, report, signal, urgency, startedAtMs })
      this.rememberLater(service, outcome, afterwards)
      return outcome
    })
  }

  async prove(
    service: Service,
    order: BuildOrder,
    fast: Built,
    report: BuildReport,
    signal: AbortSignal,
  ): Promise<BuildOutcome | null> {
    const folder = this.folder(service)
    // An edit that follows at once would only cut it off.
    if (!(await isCalm(signal))) return null
    return folder.exclusive(async (afterwards) => {
      const startedAtMs = this.options.now()
      // Sources that changed since are the next build's: this comparison would say nothing.
      if (folder.hasChanged()) return null
      const byTool = { ...order, units: [], files: [] }
      const outcome = await this.run({ service, order: byTool, report, signal, urgency: 'proof', startedAtMs })
      if (outcome.kind === 'cancelled' || folder.hasChanged()) return null
      this.rememberLater(service, outcome, afterwards)
      if (outcome.kind === 'built' && outcome.artifact.id === fast.artifact.id) return null
      folder.isFastOff = true
      return outcome
    })
  }

  records(service: Service): Promise<readonly DependencyRecord[]> {
    const folder = this.folder(service)
    return folder.exclusive(async () => folder.records(this.sourceContext(service)))
  }

  async existing(service: Service): Promise<BuildOutcome | null> {
    const context = await this.context(service)
    if (context instanceof DevenvError) return null
    const folder = this.folder(service)
    return folder.exclusive(async () => {
      const manifest = folder.current(context)
      if (manifest === null) return null
      const timings = { compileMs: 0, linkMs: 0, holdMs: 0, totalMs: 0 }
      return {
        kind: 'built',
        artifact: manifest.artifact,
        timings,
        diagnostics: [],
        records: folder.records(context),
        way: manifest.way,
      }
    })
  }

  async close(): Promise<void> {
    await Promise.all([...this.folders.values()].map((folder) => folder.exclusive(async () => {})))
    await this.workshop.close()
  }

  private async run(request: Request): Promise<BuildOutcome> {
    const { service, order, report, signal, urgency, startedAtMs } = request
    const grant = await this.tokens.take({ urgency, signal })
    if (grant === null) return { kind: 'cancelled' }
    const limit = new TimeLimit(this.options.environment.builds.timeoutMs, this.folder(service).path)
    try {
      const context = await this.context(service)
      if (context instanceof DevenvError) throw context
      const job: Job = {
        ...context,
        order,
        jobs: grant.count,
        isEdit: urgency === 'edit',
        nice: urgency === 'proof' ? 10 : order.trigger === 'initial' ? 5 : 0,
        report: limit.watch(report),
        signal: AbortSignal.any([signal, limit.signal]),
        now: this.options.now,
      }
      const outcome = await this.folder(service).run(job)
      if (signal.aborted) return { kind: 'cancelled' }
      if (limit.signal.aborted) throw limit.error(service.name)
      return this.finish(job, outcome, grant.waitedMs, startedAtMs)
    } catch (thrown) {
      if (signal.aborted) return { kind: 'cancelled' }
      const timings = this.timings(0, 0, grant.waitedMs, startedAtMs)
      return { kind: 'failed', error: asDevenvError(thrown).toData(), diagnostics: [], timings }
    } finally {
      limit.end()
      grant.release()
    }
  }

  private finish(job: Job, outcome: ToolOutcome, holdMs: number, startedAtMs: number): BuildOutcome {
    if (outcome.kind === 'cancelled') return outcome
    const diagnostics = this.diagnostics(job, outcome.lines)
    if (outcome.kind === 'failed') {
      const error = failureOf(job.service, job.root, outcome, diagnostics)
      return {
        kind: 'failed',
        error,
        diagnostics,
        timings: this.timings(outcome.compileMs, outcome.linkMs, holdMs, startedAtMs),
      }
    }
    const limits = { maxBytes: this.options.environment.builds.maxArtifactBytes, glibc: this.glibcOf(job.service) }
    const artifact = makeArtifact(job.service, job.folder, outcome.output, limits)
    const timings = this.timings(outcome.compileMs, outcome.linkMs, holdMs, startedAtMs)
    return { kind: 'built', artifact, timings, diagnostics, records: outcome.records, way: outcome.way }
  }

  private timings(compileMs: number, linkMs: number, holdMs: number, startedAtMs: number): BuildTimings {
    return { compileMs, linkMs, holdMs, totalMs: this.options.now() - startedAtMs }
  }

  private rememberLater(service: Service, outcome: BuildOutcome, afterwards: (task: () => void) => void): void {
    if (outcome.kind !== 'built') return
    const { artifact, way } = outcome
    const context = this.workshop.known(service.language)
    if (context !== null)
      afterwards(() => this.folder(service).remember(this.contextOf(service, context), way, artifact))
  }

  private diagnostics({ service, folder, toolchain, sources }: Job, lines: readonly string[]): readonly Diagnostic[] {
    const names = service.build.kind === 'ada' ? sourcesByName(sources) : null
    return parseDiagnostics(lines, {
      compiler: toolchain.compiler,
      folder,
      sourceDir: service.build.kind === 'cpp' ? service.build.sourceDir : folder,
      resolve: (name) =>
        names?.get(name) ??
        (service.build.kind === 'ada' && service.build.projectFile.endsWith(`/${name}`)
          ? service.build.projectFile
          : null),
      readLine,
    })
  }

  private glibcOf(service: Service): string | null {
    if (this.options.runtime === 'process') return null
    return baseImage(readText(service.dockerfile) ?? '')?.glibc ?? null
  }

  private async context(service: Service): Promise<FolderContext | DevenvError> {
    const toolchain = await this.workshop.toolchain(service.language)
    return toolchain instanceof DevenvError ? toolchain : this.contextOf(service, toolchain)
  }

  private contextOf(service: Service, toolchain: Toolchain): FolderContext {
    return { ...this.sourceContext(service), toolchain }
  }

  private sourceContext(service: Service): SourceContext {
    const { environment, folders } = this.options
    const libraries = environment.libraries.filter(({ name }) => service.libraries.includes(name))
    const sources = [...service.sources, ...libraries.flatMap((library) => library.sources)]
    return { service, folder: this.folder(service).path, sources, root: environment.root, builds: folders.builds }
  }

  private folder({ name }: Service): ServiceFolder {
    const known = this.folders.get(name)
    if (known !== undefined) return known
    const folder = new ServiceFolder(this.options.folders.builds, name)
    this.folders.set(name, folder)
    return folder
  }
}

/** A few known units of a save: a person waits for it, and it is soon done. */
function isEdit({ trigger, need, units }: BuildOrder): boolean {
  return trigger === 'change' && need === 'live' && units.length > 0 && units.length <= maxEditUnits
}

function isCalm(signal: AbortSignal): Promise<boolean> {
  return setTimeout(beforeProofMs, true, { signal }).catch(() => false)
}
