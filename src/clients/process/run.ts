// Runs a tool to its end, as an argument list, under LC_ALL=C.UTF-8 so that its messages can be classified.
import { execa } from 'execa'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

export interface RunResult {
  /** null when a signal ended it or it could not be started. */
  readonly exitCode: number | null
  /** `SIGKILL`, or null. */
  readonly endedBy: string | null
  readonly stdout: string
  readonly stderr: string
  /** The command as it can be pasted into a shell. */
  readonly command: string
  readonly ms: number
  /** ENOENT, EACCES … when it could not be started. */
  readonly startError: string | null
}

/** Never throws for what the tool did; an aborted run throws the signal's reason. */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const startedMs = performance.now()
  const result = await execa(file, [...args], {
    reject: false,
    stripFinalNewline: true,
    env: { LC_ALL: 'C.UTF-8', ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    maxBuffer: 64 * 1024 * 1024,
  })
  options.signal?.throwIfAborted()
  return {
    exitCode: result.exitCode ?? null,
    endedBy: result.signal ?? null,
    stdout: result.stdout ?? '',
    stderr: result.stderr ?? '',
    command: shellLine(file, args),
    ms: performance.now() - startedMs,
    startError: result.exitCode === undefined && result.signal === undefined ? (result.code ?? 'ENOENT') : null,
  }
}

/** A command as a person would paste it; for texts only, nothing is ever run through a shell. */
export function shellLine(file: string, args: readonly string[]): string {
  return [file, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
}
