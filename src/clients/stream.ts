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
}

export interface StreamResult {
  readonly exitCode: number | null
  readonly endedBy: NodeJS.Signals | null
  readonly startError: string | null
  readonly ms: number
}

/** Resolves when the process has ended and its output was read, also after an abort. */
export function stream(file: string, args: readonly string[], options: StreamOptions): Promise<StreamResult> {
  const startedMs = performance.now()
  const aborted = { exitCode: null, endedBy: 'SIGTERM' as const, startError: null, ms: 0 }
  if (options.signal.aborted) return Promise.resolve(aborted)
  return new Promise((resolve) => {
    const child = spawn(file, [...args], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
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

/** Calls `onLine` for each line without its end; the last one too when it has none. */
export function splitLines(source: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  source.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) onLine(part.endsWith('\r') ? part.slice(0, -1) : part)
  })
  source.on('end', () => {
    rest += decoder.end()
    if (rest !== '') onLine(rest)
    rest = ''
  })
}
