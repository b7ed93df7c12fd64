// Runs tools as argument lists. They die with this process, also when it is killed with SIGKILL.
import { spawn } from 'node:child_process'
import { accessSync, constants, openSync, writeSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** A file descriptor that takes the place of stdin. */
  readonly input?: number
  /**
   * In an own PID and mount namespace, so that the whole tree of processes ends and mounts vanish when this process is
   * killed. Needs root; without it only the tool itself is ended.
   */
  readonly contained?: boolean
  /** It is worse to interrupt the tool than to let it finish alone. */
  readonly outlives?: boolean
  readonly timeoutMs?: number
}

export interface Commands {
  /** Output goes to the log; rejects when the tool fails. */
  run(file: string, args: readonly string[], options?: CommandOptions): Promise<void>
  /** Like `run`, and resolves with stdout. */
  read(file: string, args: readonly string[], options?: CommandOptions): Promise<string>
  note(text: string): void
}

export class CommandFailed extends Error {
  readonly exitCode: number | null
  constructor(file: string, args: readonly string[], exitCode: number | null, signal: string | null) {
    super(`${[file, ...args].join(' ')}: ${signal === null ? `exit code ${exitCode}` : `ended by ${signal}`}`)
    this.exitCode = exitCode
  }
}

/** Commands whose output is appended to the file `log`. */
export function commandsWithLog(log: string): Commands {
  const out = openSync(log, 'a', 0o600)
  return commands(out)
}

/** Commands whose output nobody needs. */
export function quietCommands(): Commands {
  return commands('ignore')
}

function commands(log: number | 'ignore'): Commands {
  const note = (text: string) => {
    if (log !== 'ignore') writeSync(log, `${text}\n`)
  }
  const start = (file: string, args: readonly string[], options: CommandOptions, capture: boolean): Promise<string> => {
    note(`$ ${[file, ...args].join(' ')}`)
    const words = [...guards(options), file, ...args]
    return new Promise((resolve, reject) => {
      const child = spawn(words[0]!, words.slice(1), {
        stdio: [options.input ?? 'ignore', capture ? 'pipe' : log, log],
        env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
      })
      let text = ''
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      child.on('error', reject)
      child.on('close', (code, signal) => {
        if (code === 0) resolve(text)
        else reject(new CommandFailed(file, args, code, signal))
      })
    })
  }
  return {
    note,
    run: async (file, args, options = {}) => {
      await start(file, args, options, false)
    },
    read: (file, args, options = {}) => start(file, args, options, true),
  }
}

function guards(options: CommandOptions): string[] {
  if (options.outlives === true) return []
  const guard = ['setpriv', '--pdeathsig', 'KILL']
  if (options.contained !== true || process.getuid?.() !== 0) return guard
  return [...guard, 'unshare', '--mount', '--pid', '--fork', '--kill-child=KILL', '--mount-proc']
}

/** Every executable of that name on PATH, in its order. */
export function filesOnPath(name: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  return folders.map((folder) => join(folder, name)).filter(isExecutable)
}

export function onPath(name: string): boolean {
  return filesOnPath(name).length > 0
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
