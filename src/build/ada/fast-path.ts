// Compiles exactly the bodies that changed and links again, by the commands that gprbuild ran before. Declines, with
// the reason in words, whenever anything else could follow from the edit; gprbuild then does it all.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { DependencyRecord } from '../../model/graph.ts'
import { type Job, runTool, type ToolOutcome, type ToolRun } from '../job.ts'
import { type Ali, parseAli, versionSymbol } from './ali.ts'
import { withVersions } from './binder-versions.ts'
import { bindsTheSame } from './rebind.ts'
import { binderObject, keptBinding, type Recorded, type RecordedCommand } from './recorded.ts'

export interface FastEdit {
  readonly recorded: Recorded
  /** Records of all units of the program. */
  readonly records: readonly DependencyRecord[]
  /** Every file whose content is another one than what the program was built from. */
  readonly changed: readonly string[]
  /** Folders that hold ALI files. */
  readonly objects: readonly string[]
  readonly recordOf: (ali: Ali, unit: string) => DependencyRecord
}

export type FastOutcome =
  | { readonly kind: 'declined'; readonly why: string }
  | {
      readonly kind: 'ran'
      readonly outcome: ToolOutcome
      readonly versions: Readonly<Record<string, string>>
      readonly made: readonly string[]
    }

const maxUnits = 6

export async function fastBuild(job: Job, edit: FastEdit): Promise<FastOutcome> {
  const { recorded, changed } = edit
  const declined = (why: string): FastOutcome => ({ kind: 'declined', why })
  if (changed.length === 0) return declined('no file of the program changed')
  const other = changed.find((path) => !path.endsWith('.adb') || !existsSync(path))
  if (other !== undefined) return declined(`${basename(other)} is no body`)
  const units = edit.records
    .filter(({ inputs }) => inputs.some((input) => changed.includes(input)))
    .map(({ unit }) => unit)
  const link = recorded.link
  const bound = link === null ? null : binderObject(link)
  if (link === null || bound === null || !existsSync(keptBinding(job.folder, 'o')))
    return declined('the link was not recorded yet')
  const lost = link.args.find(
    (argument) => /\.(o|a)$/.test(argument) && argument !== bound && !existsSync(resolve(link.cwd, argument)),
  )
  if (lost !== undefined) return declined(`${basename(lost)} is not there`)
  if (units.length === 0 || units.length > maxUnits) return declined(`${units.length} units follow from it`)
  const commands = units.map((unit) => recorded.compiles[unit])
  // An object of a library goes through its archive, which gprbuild keeps.
  if (!commands.every((command) => command !== undefined && isLinked(link, command)))
    return declined('a unit of a library, or one without a recorded command')

  const scratch = scratchFolder(job.folder)
  clearScratch(job.folder)
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  const startedAtMs = performance.now()
  const compiles = units.map((unit, index) => new Compile(unit, commands[index]!, scratch, index))
  const runs = await inTurn(compiles, job.jobs, (compile) => compile.run(job))
  const compileMs = performance.now() - startedAtMs
  const lines = runs.flatMap((run) => run.lines)
  const ran = (outcome: ToolOutcome, versions = {}, made: readonly string[] = []): FastOutcome => ({
    kind: 'ran',
    outcome,
    versions,
    made,
  })
  if (job.signal.aborted) return ran({ kind: 'cancelled' })
  const broken = runs.findIndex(({ result }) => result.exitCode !== 0)
  if (broken !== -1) {
    const { file, args } = commands[broken]!
    return ran({
      kind: 'failed',
      step: 'build',
      lines,
      compileMs,
      linkMs: 0,
      command: [file, ...args].join(' '),
      result: runs[broken]!.result,
    })
  }
  const rebind = compiles.find((compile) => !compile.keepsBinding())
  if (rebind !== undefined && recorded.bind === null) return declined('the binder was not recorded yet')
  const made = compiles.flatMap((compile) => compile.install())

  const versions = { ...recorded.versions, ...Object.assign({}, ...compiles.map((compile) => compile.versions())) }
  const object = withVersions(readFileSync(keptBinding(job.folder, 'o')), new Map(Object.entries(versions)))
  if (object === null) return declined('the binder does not know a unit')
  const patched = join(scratch, bound)
  writeFileSync(patched, object)
  job.report.detail('link')
  job.report.log(`link ${basename(link.args.at(-1)!)}`)
  const output = join(link.args.at(-1)!)
  const args = [
    ...link.args.slice(0, -1).map((argument) => (argument === bound ? patched : argument)),
    join(scratch, 'program'),
  ]
  const linkedFromMs = performance.now()
  const [linked, isBound] = await Promise.all([
    runTool(job, link.file, args, { cwd: link.cwd, onLine: (line) => job.report.log(line) }),
    rebind === undefined || bindsTheSame(job, recorded.bind!, edit.objects, scratch),
  ])
  const linkMs = performance.now() - linkedFromMs
  if (job.signal.aborted) return ran({ kind: 'cancelled' })
  if (!isBound) return declined(`the binder makes something else for ${basename(rebind!.unit)}`)
  const all = [...lines, ...linked.lines]
  if (linked.result.exitCode !== 0) {
    return ran({
      kind: 'failed',
      step: 'build',
      lines: all,
      compileMs,
      linkMs,
      command: [link.file, ...link.args].join(' '),
      result: linked.result,
    })
  }
  renameSync(join(scratch, 'program'), output)
  const records = compiles.map((compile) => edit.recordOf(compile.ali(), compile.unit))
  return ran({ kind: 'built', way: 'fast', output, compileMs, linkMs, lines: all, records }, versions, made)
}

/** Called when nobody waits: unlinking a program takes some ms. */
export function clearScratch(folder: string): void {
  if (existsSync(scratchFolder(folder))) rmSync(scratchFolder(folder), { recursive: true, force: true })
}

const scratchFolder = (folder: string) => join(folder, '.devenv', 'scratch')

/** One unit, compiled beside the build folder's own objects, which stay whole until it has succeeded. */
class Compile {
  readonly unit: string
  private readonly command: RecordedCommand
  private readonly folder: string
  private readonly base: string
  private newAli: Ali | null = null

  constructor(unit: string, command: RecordedCommand, scratch: string, index: number) {
    this.unit = unit
    this.command = command
    this.folder = join(scratch, String(index))
    this.base = basename(unit).replace(/\.ad[abs]$/, '')
  }

  async run(job: Job): Promise<ToolRun> {
    mkdirSync(this.folder, { mode: 0o700 })
    job.report.detail(`compile ${basename(this.unit)}`)
    job.report.log(`compile ${basename(this.unit)}`)
    const args = this.command.args.map((argument) => this.ownMapping(argument))
    const [source, options] = [args.at(-1)!, args.slice(0, -1)]
    return runTool(job, this.command.file, [...options, source, '-o', join(this.folder, `${this.base}.o`)], {
      cwd: this.command.cwd,
      onLine: (line) => job.report.log(line),
    })
  }

  ali(): Ali {
    this.newAli ??= parseAli(readFileSync(join(this.folder, `${this.base}.ali`), 'utf8'))
    return this.newAli
  }

  keepsBinding(): boolean {
    try {
      const before = parseAli(readFileSync(join(this.command.cwd, `${this.base}.ali`), 'utf8'))
      return before.binding === this.ali().binding
    } catch {
      return false
    }
  }

  versions(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.ali().units.map((unit) => [versionSymbol(unit), unit.version]))
  }

  /** The ALI file last: until it is there gprbuild takes the unit as out of date. */
  install(): readonly string[] {
    this.ali()
    return ['o', 'ali'].map((end) => {
      const target = join(this.command.cwd, `${this.base}.${end}`)
      renameSync(join(this.folder, `${this.base}.${end}`), target)
      return target
    })
  }

  /** The compiler appends to its mapping file, so that each compile gets one of its own. */
  private ownMapping(argument: string): string {
    const mapping = /^-gnatem=(.*)$/.exec(argument)?.[1]
    if (mapping === undefined || !existsSync(mapping)) return argument
    const copy = join(this.folder, 'mapping')
    copyFileSync(mapping, copy)
    return `-gnatem=${copy}`
  }
}

function isLinked(link: RecordedCommand, command: RecordedCommand): boolean {
  const base = basename(command.args.at(-1)!).replace(/\.ad[abs]$/, '')
  const object = `${command.cwd}/${base}.o`
  return link.args.includes(object) || (link.cwd === command.cwd && link.args.includes(`${base}.o`))
}

async function inTurn<T, R>(items: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      results[index] = await run(items[index]!)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, worker))
  return results
}
