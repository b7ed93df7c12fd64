// The package manager of this system, through scripts/packages.sh: it knows the names, we show and run its commands.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../files/package-root.ts'
import { run } from '../process/run.ts'
import { splitLines } from '../process/stream.ts'

export type PackageGroup = 'cpp' | 'ada' | 'libraries' | 'tests' | 'speed'

export interface InstallPlan {
  /** As a person would type it; null when no package of these groups is missing. */
  readonly command: string | null
  /** Why it can't be run here: no package manager that is known, or nobody may become root. */
  readonly refusal: string | null
  /** `gprbuild (it is in the AUR)`: what this package manager is not known to have. */
  readonly unknown: readonly string[]
}

export async function planInstall(groups: readonly PackageGroup[], signal: AbortSignal): Promise<InstallPlan> {
  const { stdout, stderr, exitCode } = await run('sh', [script(), 'command', ...groups], { signal, timeoutMs: 20_000 })
  const lines = stderr.split('\n')
  const unknown = lines.flatMap((line) => /^unknown: (.*)$/.exec(line)?.[1] ?? [])
  const refusal = exitCode === 0 ? null : (lines.findLast((line) => line.startsWith('✘'))?.slice(2) ?? stderr)
  return { command: stdout.trim() === '' ? null : stdout.trim(), refusal, unknown }
}

export interface InstallEnd {
  readonly exitCode: number | null
  readonly lastLines: readonly string[]
}

/** In our process group and with our terminal: sudo asks for the password there, and Ctrl-C reaches it. */
export function installPackages(
  groups: readonly PackageGroup[],
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<InstallEnd> {
  return new Promise((resolve) => {
    const lastLines: string[] = []
    const keep = (line: string) => {
      lastLines.push(line)
      if (lastLines.length > 20) lastLines.shift()
      onLine(line)
    }
    const child = spawn('sh', [script(), 'install', ...groups], {
      stdio: ['inherit', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
    const end = () => child.kill('SIGTERM')
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    splitLines(child.stdout, keep)
    splitLines(child.stderr, keep)
    const finish = (exitCode: number | null) => {
      signal.removeEventListener('abort', end)
      resolve({ exitCode, lastLines })
    }
    child.once('error', (error) => {
      keep(error.message)
      finish(null)
    })
    child.once('close', finish)
  })
}

function script(): string {
  return join(packageRoot(), 'scripts', 'packages.sh')
}
