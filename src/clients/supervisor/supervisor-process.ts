// Supervisors on this host: started apart from devenv's own terminal, found again by their pid, ended by their own rules.
import { spawn } from 'node:child_process'

export interface SupervisorCommand {
  readonly binary: string
  readonly args: readonly string[]
  /** The whole environment of it and of the service; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** It ends with this process, also when that is killed: `--lifeline` must be among `args`. */
  readonly endsWithUs: boolean
}

/** Resolves with its pid; rejects with the error of the start. */
export function startSupervisor(command: SupervisorCommand): Promise<number> {
  const { binary, args, env, cwd, endsWithUs } = command
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...args], {
      cwd,
      env: { ...env },
      // Signals of the terminal are for devenv; it decides what becomes of the services.
      detached: true,
      stdio: [endsWithUs ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      // The pipe alone must not keep devenv alive.
      const pipe = child.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null
      pipe?.unref?.()
      pipe?.on('error', () => {})
      resolve(child.pid!)
    })
  })
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}
