// Supervisors on this host: started apart from devenv's own terminal, found again by their pid, ended by their own rules.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface SupervisorCommand {
  readonly binary: string
  readonly args: readonly string[]
  /** The whole environment of it and of the service; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** It ends with this process, also when that is killed: `--lifeline` must be among `args`. */
  readonly endsWithUs: boolean
}

export interface StartedSupervisor {
  readonly pid: number
  /** Resolves when it has ended: `exit code 2`, `SIGKILL`. */
  readonly exited: Promise<string>
}

/** Rejects with the error of the start. */
export function startSupervisor(command: SupervisorCommand): Promise<StartedSupervisor> {
  const { binary, args, env, cwd, endsWithUs } = command
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...args], {
      cwd,
      env: { ...env },
      // Signals of the terminal are for devenv; it decides what becomes of the services.
      detached: true,
      stdio: [endsWithUs ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    })
    const exited = new Promise<string>((end) => {
      child.once('exit', (code, signal) => end(code === null ? String(signal) : `exit code ${code}`))
    })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      // The pipe alone must not keep devenv alive.
      const pipe = child.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null
      pipe?.unref?.()
      pipe?.on('error', () => {})
      resolve({ pid: child.pid!, exited })
    })
  })
}

/** Start time of a process in ticks since boot, to tell it from a later one with its pid; null when there is none. */
export function startTicks(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : Number(fields[19])
  } catch {
    return null
  }
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}
