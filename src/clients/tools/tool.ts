// Runs a tool that must succeed: anything else becomes the catalogued error of what it said.
import { classify } from '../../errors/classify.ts'
import { type RunOptions, type RunResult, run, shellLine } from '../process/run.ts'
import { stream } from '../process/stream.ts'

export type Values = Readonly<Record<string, string | number>>

export async function runTool(
  file: string,
  args: readonly string[],
  options: RunOptions & { readonly values?: Values } = {},
): Promise<RunResult> {
  const { values, ...rest } = options
  const result = await run(file, args, rest)
  if (result.exitCode === 0) return result
  throw classify({ tool: file, ...result, ...(values === undefined ? {} : { values }) })
}

export interface StreamToolOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
  readonly signal: AbortSignal
  readonly values?: Values
}

/** The same for what takes long: its lines as they come, its whole process group ended by an abort. */
export async function streamTool(file: string, args: readonly string[], options: StreamToolOptions): Promise<void> {
  const lines: string[] = []
  const result = await stream(file, args, {
    ...(options.env === undefined ? {} : { env: options.env }),
    signal: options.signal,
    graceMs: 2000,
    onLine: (line) => {
      lines.push(line)
      if (lines.length > 2000) lines.shift()
      options.onLine(line)
    },
  })
  options.signal.throwIfAborted()
  if (result.exitCode === 0) return
  const failure = { tool: file, command: shellLine(file, args), stderr: lines.join('\n'), ...result }
  throw classify({ ...failure, ...(options.values === undefined ? {} : { values: options.values }) })
}
