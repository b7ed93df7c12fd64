// Tools that a killed devenv left running: they are known by their whole command, which names a file of this workspace.
import { run } from './run.ts'

/** Ends every process of this user whose command begins with these words; how many there were. */
export async function endLeftovers(command: readonly string[], signal: AbortSignal): Promise<number> {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,command='], { signal, timeoutMs: 10_000 })
  const pids = matchingProcesses(stdout, command)
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, or is not ours to end.
    }
  }
  return pids.length
}

/** The tool may be written with its folder: `/usr/bin/kind`. */
export function matchingProcesses(listing: string, command: readonly string[]): readonly number[] {
  const words = command.join(' ')
  return listing.split('\n').flatMap((line) => {
    const [, pid, text] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
    const isIt = text !== undefined && (text === words || text.startsWith(`${words} `) || isWithFolder(text, words))
    return isIt && Number(pid) !== process.pid ? [Number(pid)] : []
  })
}

function isWithFolder(text: string, words: string): boolean {
  const name = text.slice(text.slice(0, text.indexOf(' ')).lastIndexOf('/') + 1)
  return name === words || name.startsWith(`${words} `)
}
