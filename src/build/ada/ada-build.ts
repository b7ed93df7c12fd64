// Builds an Ada service: recorded commands for an edit of bodies, gprbuild for everything else and as proof.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { shellLine } from '../../clients/process/run.ts'
import type { AdaBuild } from '../../model/environment.ts'
import type { DependencyRecord } from '../../model/graph.ts'
import { type Job, runTool, type ToolOutcome } from '../job.ts'
import { AliFiles, recordOf, recordsOf } from './ali-files.ts'
import { clearScratch, type FastOutcome, fastBuild } from './fast-path.ts'
import { showLine } from './gprbuild-lines.ts'
import { agePrograms, forgetFast, healInterrupted, keepFast, markFinished, markStarted } from './interrupted.ts'
import { type AdaProject, readProject, sourcesByName } from './project.ts'
import { learn, parseCommands, type Recorded, readRecorded, writeRecorded } from './recorded.ts'

/** Keeps what it has read of one build folder between builds. */
export class AdaFolder {
  private readonly folder: string
  private later: (() => void) | null = null
  private readonly alis: AliFiles

  constructor(folder: string) {
    this.folder = folder
    this.alis = new AliFiles(folder)
  }

  /** `changed`: every input that differs from the last good build; null when that is not known. */
  async build(job: Job, spec: AdaBuild, changed: readonly string[] | null): Promise<ToolOutcome> {
    this.later = null
    const project = readProject(spec.projectFile)
    const recorded = readRecorded(this.folder, this.stampOf(job, spec, project))
    const missing = healInterrupted(this.folder, join(this.folder, spec.output))
    if (changed !== null && job.isEdit && missing.length === 0) {
      const names = sourcesByName(job.sources)
      const alis = this.alis.list()
      const fast = await fastBuild(job, {
        recorded,
        records: recordsOf(alis, names),
        changed,
        objects: [...new Set(alis.map(({ path }) => dirname(path)))],
        recordOf: (ali, unit) => recordOf(ali, unit, names),
      })
      if (fast.kind === 'ran') {
        if (fast.outcome.kind === 'built') this.later = () => this.keep(recorded, fast)
        return fast.outcome
      }
      job.report.log(`gprbuild takes over: ${fast.why}`)
      if (job.signal.aborted) return { kind: 'cancelled' }
    }
    if (this.dropStale(job, changed ?? [])) agePrograms(this.folder, join(this.folder, spec.output))
    return this.gprbuild(job, spec, project, recorded)
  }

  records(job: Pick<Job, 'sources'>): readonly DependencyRecord[] {
    return recordsOf(this.alis.list(), sourcesByName(job.sources))
  }

  /** What is left to do of the last build when nobody waits for it. */
  tidy(): void {
    this.later?.()
    this.later = null
  }

  private keep(recorded: Recorded, fast: FastOutcome & { kind: 'ran' }): void {
    writeRecorded(this.folder, { ...recorded, versions: fast.versions })
    keepFast(this.folder, fast.made)
    clearScratch(this.folder)
  }

  /** All files that a build reads; null while nothing was built. */
  inputs(job: Pick<Job, 'sources'>, spec: AdaBuild): readonly string[] | null {
    const records = this.records(job)
    if (records.length === 0) return null
    return [...new Set([...records.flatMap(({ inputs }) => inputs), ...readProject(spec.projectFile).files])].sort()
  }

  /** Everything but source contents that decides what gprbuild makes. */
  stampOf(job: Pick<Job, 'toolchain'>, spec: AdaBuild, project = readProject(spec.projectFile)): string {
    return JSON.stringify({
      arguments: projectArguments(this.folder, spec, project, job.toolchain.hasMold),
      project: project.fingerprint,
      toolchain: job.toolchain.fingerprint,
    })
  }

  private async gprbuild(job: Job, spec: AdaBuild, project: AdaProject, recorded: Recorded): Promise<ToolOutcome> {
    const own = join(this.folder, '.devenv')
    const temporary = join(own, 'tmp')
    rmSync(temporary, { recursive: true, force: true })
    mkdirSync(temporary, { recursive: true, mode: 0o700 })
    markStarted(this.folder, job.now())
    const configuration = this.configuration(recorded.stamp)
    const [shared, linker] = projectArguments(this.folder, spec, project, job.toolchain.hasMold)
    // -v prints the commands, -d the progress; -n because stored messages would be printed again with each build.
    const args = [
      ...shared,
      ...configuration.args,
      `-j${job.jobs}`,
      '-p',
      '-v',
      '-d',
      '-n',
      '--keep-temp-files',
      ...linker,
    ]
    const startedAtMs = job.now()
    const run = await runTool(job, 'gprbuild', args, {
      cwd: this.folder,
      env: { TMPDIR: temporary },
      onLine: (line) => showLine(job.report, line),
    })
    if (job.signal.aborted) return { kind: 'cancelled' }
    markFinished(this.folder)
    const output = join(this.folder, spec.output)
    const commands = parseCommands(run.lines)
    const { compileMs, linkMs } = splitOf(commands.link, output, startedAtMs, run.result.ms)
    if (run.result.exitCode !== 0) {
      configuration.forget()
      return {
        kind: 'failed',
        step: 'build',
        lines: run.lines,
        compileMs,
        linkMs,
        command: shellLine('gprbuild', args),
        result: run.result,
      }
    }
    configuration.keep()
    writeRecorded(this.folder, learn(this.folder, recorded, commands, temporary))
    forgetFast(this.folder)
    rmSync(temporary, { recursive: true, force: true })
    const compiled = new Set(Object.keys(commands.compiles))
    const records = this.records(job).filter(({ unit }) => compiled.has(unit))
    return { kind: 'built', way: 'tool', output, compileMs, linkMs, lines: run.lines, records }
  }

  /**
   * gprbuild compares times in whole seconds: a second save within one second would be none to it. Units that read
   * what was saved after they were compiled lose their ALI file, and so are compiled. True when there are such.
   */
  private dropStale(job: Job, changed: readonly string[]): boolean {
    let hasDropped = false
    const names = sourcesByName(job.sources)
    const savedAtMs = new Map([...names.values()].map((path) => [path, modifiedAtMs(path)] as const))
    for (const { path, ali } of this.alis.list()) {
      const madeAtMs = modifiedAtMs(path)
      const isStale = ali.sources.some((name) => {
        const source = names.get(name)
        return source !== undefined && (changed.includes(source) || (savedAtMs.get(source) ?? 0) > madeAtMs)
      })
      if (isStale) rmSync(path, { force: true })
      hasDropped ||= isStale
    }
    return hasDropped
  }

  /**
   * gprbuild asks gprconfig for the toolchain in each run, which takes 0.3 s; its answer is kept while project files,
   * flags and compiler stay. After a failure it is asked again.
   */
  private configuration(stamp: string): { readonly args: readonly string[]; keep(): void; forget(): void } {
    const file = join(this.folder, '.devenv', 'toolchain.cgpr')
    const stampFile = `${file}.stamp`
    const isKept = existsSync(file) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
    if (!isKept) rmSync(file, { force: true })
    return {
      args: isKept ? [`--config=${file}`, '--db-'] : [`--autoconf=${file}`],
      keep: () => isKept || writeFileSync(stampFile, stamp, { mode: 0o600 }),
      forget: () => rmSync(stampFile, { force: true }),
    }
  }
}

/** Arguments before and after those of a single run. */
function projectArguments(
  folder: string,
  spec: AdaBuild,
  project: AdaProject,
  hasMold: boolean,
): readonly [readonly string[], readonly string[]] {
  const scenario = Object.entries(spec.scenario).map(([name, value]) => `-X${name}=${value}`)
  const where = [`--relocate-build-tree=${folder}`, `--root-dir=${project.rootDir}`]
  return [['-P', spec.projectFile, ...where, ...scenario, spec.main], hasMold ? ['-largs', '-fuse-ld=mold'] : []]
}

/** gprbuild tells no times, but the binder's object is the last thing made before the link. */
function splitOf(
  link: Recorded['link'],
  output: string,
  startedAtMs: number,
  totalMs: number,
): { compileMs: number; linkMs: number } {
  const bound = link?.args.find((argument) => /^b__.*\.o$/.test(argument))
  if (link === null || bound === undefined) return { compileMs: totalMs, linkMs: 0 }
  const [before, after] = [modifiedAtMs(join(link.cwd, bound)), modifiedAtMs(output)]
  const linkMs = before === 0 || after === 0 ? 0 : Math.min(totalMs, Math.max(0, after - Math.max(before, startedAtMs)))
  return { compileMs: totalMs - linkMs, linkMs }
}

function modifiedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
