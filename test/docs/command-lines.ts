// The command line of the program, by its own --help, and whether a line of the documentation fits it.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './pages.ts'

const run = promisify(execFile)

export interface Grammar {
  readonly flags: ReadonlySet<string>
  /** Flags by command; `traffic start` for one within another. */
  readonly commands: ReadonlyMap<string, ReadonlySet<string>>
}

export async function readGrammar(): Promise<Grammar> {
  const top = await helpOf([])
  return { flags: flagsOf(top), commands: new Map(await within([], top)) }
}

async function within(
  path: readonly string[],
  help: readonly string[],
): Promise<readonly (readonly [string, ReadonlySet<string>])[]> {
  const from = help.indexOf('Commands:')
  if (from === -1) return []
  const names = help.slice(from).flatMap((line) => /^ {2}([a-z][a-z-]*)/.exec(line)?.[1] ?? [])
  // `help` is a part of the parser, without a help of its own.
  const ours = names.filter((name) => name !== 'help')
  const all = await Promise.all(
    ours.map(async (name) => {
      const own = await helpOf([...path, name])
      return [[[...path, name].join(' '), flagsOf(own)] as const, ...(await within([...path, name], own))]
    }),
  )
  return all.flat()
}

/** Every `devenv …` of a shell line, cut at pipes, lists and substitutions. */
export function callsIn(line: string): readonly (readonly string[])[] {
  return line
    .split(/&&|\|\|?|;|\$\(|\)/)
    .map((part) => part.trim().split(/\s+/))
    .map((words) => words.slice(words.findIndex((word) => !/^(sudo|time|[A-Z_]+=\S*)$/.test(word))))
    .filter(([first]) => first === 'devenv' || first === './devenv')
    .map(([, ...words]) => words)
}

/** What the program does not know of this call, or null. Words in capitals stand for something. */
export function unknownIn(words: readonly string[], { flags, commands }: Grammar): string | null {
  const at = words.findIndex((word) => !word.startsWith('-'))
  const name = at === -1 ? null : words[at]!
  const inner = commands.get(words.slice(at, at + 2).join(' '))
  const own = name === null ? new Set<string>() : (inner ?? commands.get(name))
  if (own === undefined) return /^([A-Z]+|<.*>)$/.test(name!) ? null : `no command ${name}`
  const wrong = words
    .filter((word) => /^-/.test(word))
    .map((word) => word.replace(/=.*$/, ''))
    .find((word) => !flags.has(word) && !own.has(word))
  return wrong === undefined ? null : `devenv ${name ?? ''} has no ${wrong}`
}

async function helpOf(command: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, [join(root, 'src/main.ts'), ...command, '--help'])
  return stdout.split('\n')
}

function flagsOf(help: readonly string[]): ReadonlySet<string> {
  const lines = help.flatMap((line) => /^ {2}((?:-\w, )?--[a-z-]+)/.exec(line)?.[1] ?? [])
  return new Set(lines.flatMap((line) => line.split(', ')))
}
