// The commands that gprbuild ran, as it prints them with -v, kept in the build folder for the fast path.

import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { writeWhole } from '../../clients/files/whole-file.ts'

export interface RecordedCommand {
  readonly cwd: string
  readonly file: string
  readonly args: readonly string[]
}

export interface Recorded {
  /** Project files, flags and toolchain; commands of another one are worth nothing. */
  readonly stamp: string
  /** By absolute path of the source. */
  readonly compiles: Readonly<Record<string, RecordedCommand>>
  readonly bind: RecordedCommand | null
  readonly link: RecordedCommand | null
  /** Unit versions that were put into the program since the binder ran, by symbol. */
  readonly versions: Readonly<Record<string, string>>
}

export const noRecord = (stamp: string): Recorded => ({ stamp, compiles: {}, bind: null, link: null, versions: {} })

export interface ParsedOutput {
  readonly compiles: Readonly<Record<string, RecordedCommand>>
  readonly bind: RecordedCommand | null
  readonly link: RecordedCommand | null
}

/** Finds compile and link commands among the lines of `gprbuild -v`. Pure. */
export function parseCommands(lines: readonly string[]): ParsedOutput {
  const compiles: Record<string, RecordedCommand> = {}
  let bind: RecordedCommand | null = null
  let link: RecordedCommand | null = null
  let cwd = ''
  for (const line of lines) {
    const folder = /^Changing to object directory of ".*": "(.*?)\/?"$/.exec(line)
    if (folder !== null) cwd = folder[1]!
    const words = line.split(' ')
    const [file = '', ...args] = words
    if (!/(^|\/)[\w.+-]*(gcc|gnat|g\+\+)[\w.+-]*$/.test(file) || cwd === '') continue
    const source = args.at(-1) ?? ''
    if (/(^|[/-])gnatbind(-[\d.]+)?$/.test(file)) {
      bind = { cwd, file, args }
      continue
    }
    if (args.includes('-c') && /^\/.*\.ad[abs]$/.test(source)) compiles[source] = { cwd, file, args }
    else if (!args.includes('-c') && args.at(-2) === '-o' && args.some((argument) => /^b__.*\.o$/.test(argument)))
      link = { cwd, file, args }
  }
  return { compiles, bind, link }
}

export function binderObject(link: RecordedCommand): string | null {
  return link.args.find((argument) => /^b__.*\.o$/.test(argument)) ?? null
}

/** What a successful run of gprbuild teaches; files of its that are deleted otherwise are kept beside it. */
export function learn(folder: string, earlier: Recorded, output: ParsedOutput, temporary: string): Recorded {
  const kept = join(folder, '.devenv', 'kept')
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  const keep = (command: RecordedCommand): RecordedCommand => ({
    ...command,
    args: command.args.map((argument) => keptFile(argument, command, temporary, kept)),
  })
  const compiles = Object.fromEntries(
    Object.entries(output.compiles).map(([source, command]) => [source, keep(command)]),
  )
  const bind = output.bind === null ? earlier.bind : keep(output.bind)
  const link = output.link === null ? earlier.link : keep(output.link)
  const object = link === null ? null : binderObject(link)
  if (link !== null && object !== null) {
    const [from, base] = [link.cwd, object.replace(/\.o$/, '')]
    for (const end of ['o', 'adb', 'ads']) copyIfThere(join(from, `${base}.${end}`), keptBinding(folder, end))
  }
  return { stamp: earlier.stamp, compiles: { ...earlier.compiles, ...compiles }, bind, link, versions: {} }
}

function copyIfThere(from: string, to: string): void {
  if (existsSync(from)) copyFileSync(from, to)
}

/** What the binder made for gprbuild the last time: its sources and, by `o`, the object. */
export const keptBinding = (folder: string, end: string) => join(folder, '.devenv', 'kept', `binder.${end}`)

export function readRecorded(folder: string, stamp: string): Recorded {
  try {
    const recorded = JSON.parse(readFileSync(recordFile(folder), 'utf8')) as Recorded
    return recorded.stamp === stamp ? recorded : noRecord(stamp)
  } catch {
    return noRecord(stamp)
  }
}

export function writeRecorded(folder: string, recorded: Recorded): void {
  mkdirSync(join(folder, '.devenv'), { recursive: true, mode: 0o700 })
  writeWhole(recordFile(folder), JSON.stringify(recorded))
}

const recordFile = (folder: string) => join(folder, '.devenv', 'commands.json')

/** `-gnatem=/tmp/GNAT-TEMP-000004.TMP` becomes a file of that role that stays. */
function keptFile(argument: string, { cwd }: RecordedCommand, temporary: string, kept: string): string {
  const at = argument.indexOf(`${temporary}/`)
  if (at === -1) return argument
  const role = argument.slice(0, at).replace(/[^\w]/g, '')
  const target = join(kept, `${role}-${Buffer.from(cwd).toString('base64url').slice(-40)}-${basename(cwd)}`)
  const source = argument.slice(at)
  if (existsSync(source)) copyFileSync(source, target)
  return `${argument.slice(0, at)}${target}`
}
