// Which compilers and build tools there are, found by asking each for its version.

import { mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { writeWhole } from '../files/whole-file.ts'
import type { RunResult } from '../process/run.ts'
import { run } from '../process/run.ts'

export interface FoundTool {
  readonly name: string
  /** `12.2.0`; empty when it printed none. */
  readonly version: string
  /** First line of what it printed. */
  readonly words: string
}

/** Runs a tool where compiles run: the host, or a builder container. */
export type Ask = (file: string, args: readonly string[]) => Promise<RunResult>

const askHost: Ask = (file, args) => run(file, args, { timeoutMs: 20_000 })

/** Null when the tool is not there or does not answer. */
export async function findTool(name: string, ask: Ask = askHost): Promise<FoundTool | null> {
  const result = await ask(name, ['--version'])
  if (result.exitCode !== 0) return null
  const words = `${result.stdout}\n${result.stderr}`.trim().split('\n')[0] ?? ''
  return {
    name,
    version: /\d+(?:\.\d+)+/.exec(words.replace(/\(.*?\)/g, ''))?.[0] ?? /\d+(?:\.\d+)*/.exec(words)?.[0] ?? '',
    words,
  }
}

/** Changes when the program behind a name on PATH, or behind a path, is another one; null when there is none. */
export function programStamp(name: string): string | null {
  const candidates = name.includes('/')
    ? [resolve(name)]
    : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))
  for (const path of candidates) {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isFile() === true && (stats.mode & 0o111) !== 0)
      return `${realpathSync(path)} ${stats.size} ${stats.mtimeMs}`
  }
  return null
}

export interface HostRelease {
  /** `debian` */
  readonly id: string
  /** `12` */
  readonly version: string
}

/** Of /etc/os-release; null where there is none, as on macOS. */
export function hostRelease(file = '/etc/os-release'): HostRelease | null {
  try {
    const text = readFileSync(file, 'utf8')
    const value = (key: string) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
    return { id: value('ID'), version: value('VERSION_ID') }
  } catch {
    return null
  }
}

/**
 * Answers of the host's tools, kept as long as the program behind the name stays: a start of devenv asks nine tools,
 * which takes 0.1 s and more.
 */
export class KnownTools {
  private readonly file: string
  private readonly known: Record<string, { readonly stamp: string; readonly tool: FoundTool }>

  constructor(file: string) {
    this.file = file
    this.known = readKnown(file)
  }

  async find(name: string): Promise<FoundTool | null> {
    const stamp = programStamp(name)
    if (stamp === null) return null
    const known = this.known[name]
    if (known?.stamp === stamp) return known.tool
    const tool = await findTool(name)
    if (tool !== null) this.keep(name, stamp, tool)
    return tool
  }

  private keep(name: string, stamp: string, tool: FoundTool): void {
    this.known[name] = { stamp, tool }
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 })
      writeWhole(this.file, JSON.stringify(this.known))
    } catch {
      // The next start asks again.
    }
  }
}

function readKnown(file: string): Record<string, { stamp: string; tool: FoundTool }> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
