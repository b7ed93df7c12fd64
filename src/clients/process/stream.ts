// Runs a tool in a process group of its own, its output line by line; aborting ends the whole group.
import { spawn } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'

export interface StreamOptions {
  readonly cwd?: string
  /** Added to the environment of devenv. */
  readonly env?: Readonly<Record<string, string>>
  readonly onLine: (line: string, from: 'stdout' | 'stderr') => void
  readonly signal: AbortSignal
  /** SIGTERM to SIGKILL on abort. */
  readonly graceMs?: number
  /** How far it stands back for others; 0 by default. */
  readonly nice?: number
}

export interface StreamResult {
  readonly exitCode: number | null
  readonly endedBy: NodeJS.Signals | null
  readonly startError: string | null
  readonly ms: number
}

/** Of what was aborted before its start. */
export const abortedResult: StreamResult = { exitCode: null, endedBy: 'SIGTERM', startError: null, ms: 0 }

/** Resolves when the process has ended and its output was read, also after an abort. */
export function stream(file: string, args: readonly string[], options: StreamOptions): Promise<StreamResult> {
  const startedMs = performance.now()
  if (options.signal.aborted) return Promise.resolve(abortedResult)
  const [program = file, ...words] = nicely(file, args, options.nice)
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(options),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    let killer: NodeJS.Timeout | undefined
    const end = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal)
      } catch {
        // The group is gone already.
      }
    }
    const onAbort = () => {
      end('SIGTERM')
      killer = setTimeout(() => end('SIGKILL'), options.graceMs ?? 500)
    }
    options.signal.addEventListener('abort', onAbort, { once: true })
    splitLines(child.stdout, (line) => options.onLine(line, 'stdout'))
    splitLines(child.stderr, (line) => options.onLine(line, 'stderr'))
    const finish = (result: Omit<StreamResult, 'ms'>) => {
      clearTimeout(killer)
      options.signal.removeEventListener('abort', onAbort)
      resolve({ ...result, ms: performance.now() - startedMs })
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      finish({ exitCode: null, endedBy: null, startError: error.code ?? error.message }),
    )
    child.once('close', (exitCode, endedBy) => finish({ exitCode, endedBy, startError: null }))
  })
}

/** That of devenv, messages in plain English, and what the command adds. */
export function environmentOf({ env }: Pick<StreamOptions, 'env'>): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C.UTF-8', ...env }
}

/** The command with its niceness, for where no system call can set it. */
export function nicely(file: string, args: readonly string[], nice = 0): readonly string[] {
  return nice > 0 ? ['nice', '-n', String(nice), file, ...args] : [file, ...args]
}

/** Calls `onLine` for each line without its end; the last one too when it has none. */
export function splitLines(source: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  const lines = new LineSplitter(onLine)
  source.on('data', (chunk: Buffer) => lines.write(chunk))
  source.on('end', () => lines.end())
}

/** The same for bytes that come otherwise. */
export class LineSplitter {
  private readonly onLine: (line: string) => void
  private readonly decoder = new StringDecoder('utf8')
  private rest = ''

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine
  }

  write(chunk: Buffer): void {
    const parts = (this.rest + this.decoder.write(chunk)).split('\n')
    this.rest = parts.pop() ?? ''
    for (const part of parts) this.onLine(part.endsWith('\r') ? part.slice(0, -1) : part)
  }

  end(): void {
    const rest = this.rest + this.decoder.end()
    this.rest = ''
    if (rest !== '') this.onLine(rest)
  }
}
