// A container that stays, with a toolchain in it: sources and build folders are mounted at the same paths inside and
// out, so that diagnostics, debuggers and build tools agree on them.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { classify } from '../../errors/classify.ts'
import { type RunResult, run } from '../process/run.ts'
import { type StreamOptions, type StreamResult, stream } from '../process/stream.ts'
import { ContainerAgent } from './container-agent.ts'

export interface BuilderContainerOptions {
  /** `devenv-builder-1a2b3c4d-cpp` */
  readonly name: string
  readonly dockerfile: string
  /** Folder the Dockerfile copies from. */
  readonly context: string
  /** Folders that are mounted, writable. */
  readonly mounts: readonly string[]
  /** For the home and the compiler cache; one of the mounts or below it. */
  readonly home: string
  /** True at the start of a session: what one that was killed left running is ended. */
  readonly isFresh: boolean
  readonly onLine: (line: string) => void
  readonly signal: AbortSignal
}

const target = 'builder'
const managedBy = 'app.kubernetes.io/managed-by=devenv'
const configLabel = 'devenv.config'
/** PID 1 does nothing but reap what is left over by compilers that were killed. */
const idle = 'trap "exit 0" TERM; while :; do sleep 86400 & wait "$!"; done'
export class BuilderContainer {
  private readonly options: BuilderContainerOptions
  /** Image id, by content. */
  private image = ''
  private readonly agents: ContainerAgent[] = []

  private constructor(options: BuilderContainerOptions) {
    this.options = options
  }

  /** Builds the image where it is missing, creates or starts the container; DE0101 or DE0310 when that fails. */
  static async start(options: BuilderContainerOptions): Promise<BuilderContainer> {
    const container = new BuilderContainer(options)
    await container.ensureImage()
    await container.ensureRunning(options.isFresh)
    // One to run a command, one to end it: opening one takes as long as `docker exec` does.
    container.agents.push(new ContainerAgent(options.name), new ContainerAgent(options.name))
    return container
  }

  get imageId(): string {
    return this.image
  }

  /** Like `stream` of the host; an abort ends the whole process group inside. */
  async stream(file: string, args: readonly string[], options: StreamOptions): Promise<StreamResult> {
    const startedMs = performance.now()
    const result = (exitCode: number | null) => ({
      exitCode,
      endedBy: null,
      startError: exitCode === null ? 'the builder container ended' : null,
      ms: performance.now() - startedMs,
    })
    const first = await this.exec(file, args, options)
    if (first !== null || options.signal.aborted) return result(first)
    // Docker was restarted, or the container removed.
    await this.ensureRunning(false)
    return result(await this.exec(file, args, options))
  }

  ask(file: string, args: readonly string[]): Promise<RunResult> {
    return run('docker', ['exec', this.options.name, file, ...args], { timeoutMs: 30_000 })
  }

  async remove(): Promise<void> {
    for (const agent of this.agents.splice(0)) agent.close()
    await run('docker', ['rm', '--force', this.options.name], { timeoutMs: 30_000 })
  }

  /** Lets go of the container, which stays. */
  release(): void {
    for (const agent of this.agents.splice(0)) agent.close()
  }

  /** The exit code; null when the container is gone. */
  private async exec(file: string, args: readonly string[], options: StreamOptions): Promise<number | null> {
    if (options.signal.aborted) return 143
    const environment = Object.entries({ LC_ALL: 'C.UTF-8', ...options.env }).map(([name, value]) => `${name}=${value}`)
    const end = new GroupEnd(
      (words) => this.agent().run({ words, folder: '/', onLine: () => {}, onGroup: () => {} }),
      options.graceMs ?? 500,
    )
    const onAbort = () => end.ask()
    options.signal.addEventListener('abort', onAbort, { once: true })
    const exitCode = await this.agent().run({
      words: ['env', ...environment, file, ...args],
      folder: options.cwd ?? this.options.home,
      onLine: options.onLine,
      onGroup: (id) => end.isOf(id),
    })
    options.signal.removeEventListener('abort', onAbort)
    await end.settled()
    return exitCode
  }

  private agent(): ContainerAgent {
    const free = this.agents.find(({ isUsable }) => isUsable)
    if (free !== undefined) return free
    const agent = new ContainerAgent(this.options.name)
    this.agents.push(agent)
    return agent
  }

  private async ensureImage(): Promise<void> {
    const { dockerfile, context, onLine, signal } = this.options
    const tag = `devenv-${target}:${shortHash(`${dockerfile}\n${readFileSync(dockerfile, 'utf8')}`)}`
    const found = await this.docker(['image', 'inspect', '--format', '{{.Id}}', tag])
    if (found.exitCode === 0) {
      this.image = found.stdout.trim()
      return
    }
    const lines: string[] = []
    const args = ['build', '--target', target, '--tag', tag, '--file', dockerfile, context]
    const built = await stream('docker', args, {
      signal,
      env: { DOCKER_BUILDKIT: '1', BUILDKIT_PROGRESS: 'plain' },
      onLine: (line) => {
        lines.push(line)
        onLine(line)
      },
    })
    signal.throwIfAborted()
    if (built.exitCode !== 0) {
      throw classify({
        tool: 'docker',
        command: `docker ${args.join(' ')}`,
        exitCode: built.exitCode,
        endedBy: built.endedBy,
        startError: built.startError,
        stderr: lines.join('\n'),
        values: { service: 'the builder' },
      })
    }
    this.image = (await this.docker(['image', 'inspect', '--format', '{{.Id}}', tag])).stdout.trim()
  }

  private async ensureRunning(isFresh: boolean): Promise<void> {
    const { name, mounts, home } = this.options
    mkdirSync(join(home, 'ccache'), { recursive: true, mode: 0o700 })
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
    const create = [
      ...['--user', user, '--env', `HOME=${home}`, '--env', `CCACHE_DIR=${join(home, 'ccache')}`],
      ...mounts.flatMap((folder) => ['--volume', `${folder}:${folder}`]),
      ...['--entrypoint', 'sh', this.image, '-c', idle],
    ]
    const config = shortHash(JSON.stringify(create))
    const format = `{{.State.Running}} {{index .Config.Labels "${configLabel}"}}`
    const found = await this.docker(['container', 'inspect', '--format', format, name])
    const [isRunning, madeWith] = found.stdout.trim().split(' ')
    if (found.exitCode === 0 && madeWith === config) {
      if (isRunning !== 'true') await this.must(['start', name])
      else if (isFresh) await this.docker(['exec', name, 'sh', '-c', 'kill -s KILL -- -1'])
      return
    }
    if (found.exitCode === 0) await this.must(['rm', '--force', name])
    await this.must([
      'run',
      '--detach',
      '--name',
      name,
      '--label',
      managedBy,
      '--label',
      `${configLabel}=${config}`,
      ...create,
    ])
  }

  private docker(args: readonly string[]): Promise<RunResult> {
    return run('docker', args, { signal: this.options.signal, timeoutMs: 60_000 })
  }

  private async must(args: readonly string[]): Promise<RunResult> {
    const result = await this.docker(args)
    if (result.exitCode === 0) return result
    throw classify({ tool: 'docker', ...result })
  }
}

/** Ends the process group of one command inside the container, once it is asked for and the group is known. */
class GroupEnd {
  private readonly run: (words: readonly string[]) => Promise<unknown>
  private readonly graceMs: number
  private id: number | null = null
  private isAsked = false
  private ended: Promise<unknown> = Promise.resolve()

  constructor(run: (words: readonly string[]) => Promise<unknown>, graceMs: number) {
    this.run = run
    this.graceMs = graceMs
  }

  isOf(id: number): void {
    this.id = id
    this.start()
  }

  ask(): void {
    this.isAsked = true
    this.start()
  }

  settled(): Promise<unknown> {
    return this.ended
  }

  private start(): void {
    if (!this.isAsked || this.id === null) return
    const tries = String(Math.ceil(this.graceMs / 20))
    this.ended = this.run(['sh', '-c', endGroup, 'sh', String(this.id), tries])
  }
}

/** SIGTERM, then SIGKILL to what is left, until nothing is. On one line: so words travel to an agent. */
const endGroup = [
  'exec 2>/dev/null; kill -s TERM -- "-$1"; tries=0',
  'while kill -s 0 -- "-$1"; do tries=$((tries + 1)); [ "$tries" -gt "$2" ] && kill -s KILL -- "-$1"; sleep 0.02; done',
].join('; ')

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
