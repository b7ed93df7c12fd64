// The build folder of one service: its tool, what is remembered of the last good build, and one user at a time.
import { join } from 'node:path'
import type { Artifact } from '../model/build.ts'
import type { DependencyRecord } from '../model/graph.ts'
import { AdaFolder } from './ada/ada-build.ts'
import { CppFolder } from './cpp/cpp-build.ts'
import type { Job, ToolOutcome } from './job.ts'
import { changedInputs, hashesOf, isCurrent, type Manifest, readManifest, writeManifest } from './manifest.ts'

/** What every question about a folder needs; a whole job where something is run. */
export type FolderContext = SourceContext & Pick<Job, 'toolchain'>
export type SourceContext = Pick<Job, 'service' | 'folder' | 'sources' | 'root' | 'builds'>

/** Shipping and restarting come first: they take less. */
const laterMs = 250

export class ServiceFolder {
  readonly path: string
  /** The fast path made something else than the build tool: not used again in this session. */
  isFastOff = false
  private readonly cpp: CppFolder
  private readonly ada: AdaFolder
  private manifest: Manifest | null | undefined
  private tail: Promise<unknown> = Promise.resolve()
  /** When the last run of a tool began, and what its fresh files held then. */
  private startedAtMs = 0
  private before: ReadonlyMap<string, string> = new Map()
  private readonly later: (() => void)[] = []
  private timer: NodeJS.Timeout | undefined

  constructor(builds: string, service: string) {
    this.path = join(builds, service)
    this.cpp = new CppFolder(this.path)
    this.ada = new AdaFolder(this.path)
  }

  /**
   * Runs `work` when nobody else uses the folder. What `afterwards` is given is done when the caller has long gone on
   * with the outcome, but before the next one uses the folder.
   */
  exclusive<T>(work: (afterwards: (task: () => void) => void) => Promise<T>): Promise<T> {
    const result = this.tail.then(() => {
      this.doLater()
      return work((task) => this.later.push(task))
    })
    const settle = () => {
      clearTimeout(this.timer)
      if (this.later.length > 0) this.timer = setTimeout(() => this.isFree(tail) && this.doLater(), laterMs).unref()
    }
    const tail = result.then(settle, settle)
    this.tail = tail
    return result
  }

  private isFree(tail: Promise<unknown>): boolean {
    return this.tail === tail
  }

  private doLater(): void {
    clearTimeout(this.timer)
    for (const task of this.later.splice(0)) {
      try {
        task()
      } catch {
        // Only a warm start and the fast path live on it; a full disk shows elsewhere.
      }
    }
  }

  run(job: Job): Promise<ToolOutcome> {
    // An edit names its files; walking all sources would take longer than some edits.
    this.startedAtMs = job.now()
    this.before = hashesOf(job.order.files, job.isEdit ? [] : job.sources, this.startedAtMs)
    const { build } = job.service
    if (build.kind === 'cpp') return this.cpp.build(job, build, this.knownChanges(job))
    return this.ada.build(job, build, this.changedSince(job))
  }

  records(context: SourceContext): readonly DependencyRecord[] {
    const { build } = context.service
    return build.kind === 'cpp' ? this.cpp.records(context, build, null) : this.ada.records(context)
  }

  /** The last good build, when the sources, the flags and the executable are still what they were. */
  current(context: FolderContext): Manifest | null {
    const manifest = this.lastGood()
    return manifest !== null && isCurrent(manifest, this.stampOf(context), context.sources) ? manifest : null
  }

  /** True when some input differs from what the last good build was made of. */
  hasChanged(): boolean {
    const manifest = this.lastGood()
    return manifest === null || changedInputs(manifest).length > 0
  }

  remember(context: FolderContext, way: 'tool' | 'fast', artifact: Artifact): void {
    const { build } = context.service
    const { startedAtMs, before } = this
    this.ada.tidy()
    const inputs = build.kind === 'cpp' ? this.cpp.inputs(context, build) : this.ada.inputs(context, build)
    if (inputs === null) return
    const stamp = this.stampOf(context)
    const source = { stamp, way, inputs, sources: context.sources, artifact, startedAtMs, before }
    this.manifest = writeManifest(this.path, source, this.lastGood())
  }

  /** The files of the order; for a whole build also what changed while nobody watched. */
  private knownChanges({ order, isEdit }: Job): readonly string[] {
    const manifest = this.lastGood()
    if (isEdit || manifest === null) return order.files
    return [...new Set([...order.files, ...changedInputs(manifest)])]
  }

  /** For the fast path: what differs from the last good build, or null when that can't be said. */
  private changedSince(job: Job): readonly string[] | null {
    const manifest = this.lastGood()
    if (this.isFastOff || manifest === null || manifest.stamp !== this.stampOf(job)) return null
    // A file that was no input yet may become one.
    if (!job.order.files.every((file) => manifest.inputs[file] !== undefined)) return null
    return changedInputs(manifest)
  }

  private stampOf(context: FolderContext): string {
    const { build } = context.service
    return build.kind === 'cpp' ? this.cpp.stamp(context, build) : this.ada.stampOf(context, build)
  }

  private lastGood(): Manifest | null {
    if (this.manifest === undefined) this.manifest = readManifest(this.path)
    return this.manifest
  }
}
