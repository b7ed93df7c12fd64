// Starts commands through the agent of the supervisor. The fork of a process copies its page tables: at 250 MB that
// takes ten times as long as the start of a small program, and devenv waits in it. The agent is small, and ends what
// it started when devenv is gone, killed or not.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { resolve as resolvePath } from 'node:path'
import { supervisorPath } from '../files/package-root.ts'
import {
  abortedResult,
  environmentOf,
  LineSplitter,
  type StreamOptions,
  type StreamResult,
  stream,
} from '../process/stream.ts'
import { endFrame, type Frame, FrameReader, protocolVersion, runFrame } from './spawn-protocol.ts'

/** Of a command; null when the agent never answered, so that it was not started. */
type CommandEnd = Omit<StreamResult, 'ms'> | null

export class SpawnAgent {
  private readonly binary: string
  private process: AgentProcess | null = null
  /** False where the program is missing or another one: commands are then started plainly. */
  private isUsable: boolean
  private lastId = 0

  constructor(binary = supervisorPath()) {
    this.binary = binary
    this.isUsable = process.platform === 'linux' && existsSync(binary)
  }

  /** Call it early: it is started by a fork of this process too. */
  start(): void {
    this.usable()
  }

  /** As `stream`: resolves when the command has ended and its output was read, also after an abort. */
  async stream(file: string, args: readonly string[], options: StreamOptions): Promise<StreamResult> {
    const { signal } = options
    if (signal.aborted) return abortedResult
    const startedMs = performance.now()
    const agent = this.usable()
    this.lastId += 1
    const frame = runFrame(this.lastId, {
      folder: resolvePath(options.cwd ?? '.'),
      words: [file, ...args],
      env: environmentOf(options),
      nice: options.nice ?? 0,
    })
    const end = agent === null || frame === null ? null : await agent.run(this.lastId, frame, options)
    if (end === null) return stream(file, args, options)
    return { ...end, ms: performance.now() - startedMs }
  }

  /** The process of the agent; null when there is none now. */
  get pid(): number | null {
    return this.process?.pid ?? null
  }

  /** Resolves when the agent has ended, and every command of it before. */
  async close(): Promise<void> {
    const closing = this.process
    this.process = null
    await closing?.close()
  }

  private usable(): AgentProcess | null {
    if (this.process !== null || !this.isUsable) return this.process
    try {
      const started = new AgentProcess(this.binary, (hasAnswered) => {
        if (!hasAnswered) this.isUsable = false
        if (this.process === started) this.process = null
      })
      this.process = started
    } catch {
      // A program of another kind of machine.
      this.isUsable = false
    }
    return this.process
  }
}

interface Running {
  readonly lines: { readonly stdout: LineSplitter; readonly stderr: LineSplitter }
  readonly end: (end: CommandEnd) => void
  group: number | null
}

/** One life of the agent. */
class AgentProcess {
  private readonly child: ChildProcess
  private readonly running = new Map<number, Running>()
  private readonly onOver: (hasAnswered: boolean) => void
  private readonly over: Promise<void>
  private hasAnswered = false

  constructor(binary: string, onOver: (hasAnswered: boolean) => void) {
    this.onOver = onOver
    // A Ctrl-C in the terminal is for devenv, which ends its commands in order.
    this.child = spawn(binary, ['agent'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
    const frames = new FrameReader((id, frame) => this.take(id, frame))
    // Both are missing when there was no descriptor left for them.
    this.child.stdout?.on('data', (chunk: Buffer) => frames.take(chunk))
    this.child.stdin?.on('error', () => {})
    this.over = new Promise((resolve) => {
      const end = () => {
        this.lose()
        resolve()
      }
      this.child.once('error', end)
      this.child.once('close', end)
    })
    this.hold(false)
  }

  get pid(): number | null {
    return this.child.pid ?? null
  }

  run(id: number, frame: Buffer, options: StreamOptions): Promise<CommandEnd> {
    return new Promise((resolve) => {
      const onAbort = () => this.child.stdin?.write(endFrame(id, options.graceMs ?? 500))
      const end = (how: CommandEnd) => {
        options.signal.removeEventListener('abort', onAbort)
        this.running.delete(id)
        this.hold(this.running.size > 0)
        resolve(how)
      }
      const stdout = new LineSplitter((line) => options.onLine(line, 'stdout'))
      const stderr = new LineSplitter((line) => options.onLine(line, 'stderr'))
      this.running.set(id, { lines: { stdout, stderr }, end, group: null })
      this.hold(true)
      this.child.stdin?.write(frame)
      options.signal.addEventListener('abort', onAbort, { once: true })
    })
  }

  close(): Promise<void> {
    this.hold(true)
    this.child.stdin?.end()
    return this.over
  }

  private take(id: number, frame: Frame): void {
    if (frame.kind === 'hello') {
      this.hasAnswered = frame.version === protocolVersion
      if (!this.hasAnswered) this.child.kill('SIGKILL')
      return
    }
    const command = this.running.get(id)
    if (command === undefined) return
    if (frame.kind === 'started') command.group = frame.group
    else if (frame.kind === 'output') command.lines[frame.from].write(frame.bytes)
    else finish(command, frame)
  }

  /** What ran is killed with it: the agent can no longer say how it would have ended. */
  private lose(): void {
    this.onOver(this.hasAnswered)
    for (const command of [...this.running.values()]) {
      if (!this.hasAnswered) command.end(null)
      else {
        if (command.group !== null) killGroup(command.group)
        endLines(command)
        command.end({ exitCode: null, endedBy: 'SIGKILL', startError: null })
      }
    }
  }

  /** Keeps node alive only while a command runs. */
  private hold(isHeld: boolean): void {
    const handles = [this.child, this.child.stdin as Socket | null, this.child.stdout as Socket | null]
    for (const handle of handles) {
      if (isHeld) handle?.ref()
      else handle?.unref()
    }
  }
}

function finish(command: Running, frame: Frame & { kind: 'exited' | 'killed' | 'failed' }): void {
  endLines(command)
  command.end({
    exitCode: frame.kind === 'exited' ? frame.exitCode : null,
    endedBy: frame.kind === 'killed' ? frame.endedBy : null,
    startError: frame.kind === 'failed' ? frame.error : null,
  })
}

function endLines({ lines }: Running): void {
  lines.stdout.end()
  lines.stderr.end()
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Gone already: its leader is told to end with the agent.
  }
}
