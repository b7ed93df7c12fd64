// A shell that stays open in a container and runs one command after the other: `docker exec` takes about 0.1 s, this
// about 1 ms. Commands come to it as argument lists, one word a line; none is ever read as shell text.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { splitLines } from '../process/stream.ts'

/** Each command leads a process group of its own and says which, so that all of it can be ended. */
const script = `
while IFS= read -r nonce && IFS= read -r folder && IFS= read -r count; do
  set --
  while [ "$count" -gt 0 ]; do IFS= read -r word; set -- "$@" "$word"; count=$((count - 1)); done
  (cd "$folder" && exec setsid -w sh -c 'echo "devenv-group $$" >&2; exec "$@"' sh "$@") </dev/null
  code=$?
  echo "devenv-end $nonce $code"
  echo "devenv-end $nonce $code" >&2
done`

export interface AgentCommand {
  readonly words: readonly string[]
  readonly folder: string
  readonly onLine: (line: string, from: 'stdout' | 'stderr') => void
  /** The process group of the command, once it runs. */
  readonly onGroup: (id: number) => void
}

interface Running extends AgentCommand {
  readonly nonce: string
  readonly open: Set<'stdout' | 'stderr'>
  readonly end: (exitCode: number | null) => void
}

export class ContainerAgent {
  private readonly child: ChildProcess
  private running: Running | null = null
  private isOver = false

  constructor(container: string) {
    this.child = spawn('docker', ['exec', '--interactive', container, 'sh', '-c', script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // A Ctrl-C in the terminal is for devenv, which ends its commands in order.
      detached: true,
    })
    // It waits for commands: that must not keep devenv alive.
    this.child.unref()
    for (const from of ['stdout', 'stderr'] as const) splitLines(this.child[from]!, (line) => this.take(line, from))
    this.child.stdin!.on('error', () => {})
    this.child.on('error', () => this.over())
    this.child.on('close', () => this.over())
  }

  get isUsable(): boolean {
    return !this.isOver && this.running === null
  }

  /** The exit code; null when the agent ended before the command did. */
  run(command: AgentCommand): Promise<number | null> {
    if (!this.isUsable || command.words.some((word) => word.includes('\n'))) return Promise.resolve(null)
    const nonce = randomUUID()
    return new Promise((end) => {
      this.running = { ...command, nonce, open: new Set(['stdout', 'stderr']), end }
      this.child.stdin!.write(`${[nonce, command.folder, command.words.length, ...command.words].join('\n')}\n`)
    })
  }

  close(): void {
    this.child.stdin!.end()
    this.child.kill()
  }

  private take(line: string, from: 'stdout' | 'stderr'): void {
    const { running } = this
    if (running === null) return
    const group = from === 'stderr' ? /^devenv-group (\d+)$/.exec(line) : null
    const at = line.indexOf(`devenv-end ${running.nonce} `)
    if (group !== null) running.onGroup(Number(group[1]))
    else if (at === -1) running.onLine(line, from)
    if (group !== null || at === -1) return
    // The command's last line may have had no end.
    if (at > 0) running.onLine(line.slice(0, at), from)
    running.open.delete(from)
    if (running.open.size > 0) return
    this.running = null
    running.end(Number(line.slice(line.lastIndexOf(' ') + 1)))
  }

  private over(): void {
    this.isOver = true
    this.running?.end(null)
    this.running = null
  }
}
