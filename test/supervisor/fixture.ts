// A supervisor on a slot of its own with a test service built for the purpose; states are awaited over its socket.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { StateClient } from './state-client.ts'

const repository = resolve(import.meta.dirname, '../..')

const variants = ['plain', 'asan', 'ubsan'] as const
export type Variant = (typeof variants)[number]

export function supervisorOf(variant: Variant): string {
  return join(repository, 'supervisor/out', variant === 'plain' ? 'supervisor' : `supervisor-${variant}`)
}

export interface StartOptions {
  readonly probe?: string | null
  readonly args?: readonly string[]
  readonly serviceArgs?: readonly string[]
  readonly statusDir?: string | null
  readonly instance?: string
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  /** Put before the command, such as `unshare --mount …`. */
  readonly within?: readonly string[]
  readonly cwd?: string
  /** `pipe`: held by the test, for `--lifeline`. */
  readonly stdin?: 'ignore' | 'pipe'
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export class Fixture {
  readonly root = mkdtempSync(join(tmpdir(), 'devenv-supervisor-'))
  readonly slot = join(this.root, 'slot')
  readonly run = join(this.root, 'run')
  readonly variant: Variant
  port = 0
  process: ChildProcess | null = null
  stderr = ''
  stdout = ''
  #ended: Promise<Ended> | null = null
  readonly #clients: StateClient[] = []
  readonly #started: ChildProcess[] = []
  #links = 0

  private constructor(variant: Variant) {
    this.variant = variant
    mkdirSync(this.slot)
    mkdirSync(this.run)
    chmodSync(this.root, 0o755)
    chmodSync(this.run, 0o777)
  }

  static async make(variant: Variant): Promise<Fixture> {
    const fixture = new Fixture(variant)
    fixture.port = await freePort()
    return fixture
  }

  /** Writes an artifact that behaves as the words say; the slot does not name it yet. */
  artifact(id: string, words = ''): string {
    const path = join(this.slot, `svc@${id}`)
    const tail = `\n#words ${words} `
    writeFileSync(`${path}.new`, Buffer.concat([serviceBytes(), Buffer.from(`${tail.padEnd(511)}\n`)]), { mode: 0o755 })
    renameSync(`${path}.new`, path)
    return path
  }

  /** A build that runs these shell words and then, unless they end it, becomes a usual service. */
  script(id: string, words: string): void {
    const real = join(this.slot, 'real')
    if (!existsSync(real)) renameSync(this.artifact('real'), real)
    writeFileSync(join(this.slot, `svc@${id}`), `#!/bin/sh\n${words}\nexec "${real}" "$@"\n`, { mode: 0o755 })
    this.point(id)
  }

  /** Lets the slot name the artifact, by rename. */
  point(id: string, link = 'svc'): void {
    const next = join(this.slot, `.link-${++this.#links}`)
    symlinkSync(`svc@${id}`, next)
    renameSync(next, join(this.slot, link))
  }

  place(id: string, words = ''): void {
    this.artifact(id, words)
    this.point(id)
  }

  start(options: StartOptions = {}): void {
    const probe = options.probe === undefined ? `http:${this.port}/health` : options.probe
    const statusDir = options.statusDir === undefined ? this.run : options.statusDir
    const command = [
      ...(options.within ?? []),
      options.uid === undefined ? supervisorOf(this.variant) : this.copyOfSupervisor(),
      ...['run', '--slot', this.slot, '--name', 'svc'],
      ...(probe === null ? [] : ['--probe', probe]),
      ...(statusDir === null ? [] : ['--status-dir', statusDir, '--instance', options.instance ?? 'svc-0']),
      ...(options.args ?? []),
      '--',
      ...(options.serviceArgs ?? [`port=${this.port}`]),
    ]
    const child = spawn(command[0]!, command.slice(1), {
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
      // A signal of the test may arrive between fork and exec: it is the child's end, not a fault for ASan to report.
      env: { ...process.env, ASAN_OPTIONS: 'handle_segv=0:handle_abort=0', ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    })
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.process = child
    this.#started.push(child)
    this.#ended = new Promise((done, failed) => {
      child.once('error', failed)
      child.once('exit', (code, signal) => done({ code, signal }))
    })
  }

  /** Another user may not reach into the checkout. */
  private copyOfSupervisor(): string {
    const copy = join(this.root, 'supervisor')
    copyFileSync(supervisorOf(this.variant), copy)
    return copy
  }

  async connect(instance = 'svc-0', folder = this.run): Promise<StateClient> {
    const client = await StateClient.open(folder, instance, () => this.process?.exitCode === null)
    this.#clients.push(client)
    return client
  }

  /** A file the service waits for, by `gate=`, `health-gate=` or `term-gate=`. */
  gate(): { readonly path: string; open(): void } {
    const path = join(this.root, `gate-${++this.#links}`)
    return { path, open: () => writeFileSync(path, '') }
  }

  /** Starts it and is connected. */
  async up(options: StartOptions = {}): Promise<StateClient> {
    this.start(options)
    return this.connect(options.instance, options.statusDir ?? this.run)
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.process?.kill(signal)
    return this.ended()
  }

  ended(): Promise<Ended> {
    return this.#ended!
  }

  get pid(): number {
    return this.process!.pid!
  }

  async dispose(): Promise<void> {
    for (const child of this.#started) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const gone = new Promise((done) => child.once('exit', done))
      // Two of the same kind could arrive as one; the second makes it kill at once.
      child.kill('SIGTERM')
      child.kill('SIGINT')
      await gone
    }
    for (const client of this.#clients) client.close()
    rmSync(this.root, { recursive: true, force: true })
    const broken = /(ERROR: \w+Sanitizer|runtime error:)[\s\S]*/.exec(this.stderr)
    if (broken) throw new Error(broken[0])
  }
}

let bytes: Buffer | null = null
function serviceBytes(): Buffer {
  if (!bytes) throw new Error('call buildPrograms() in beforeAll')
  return bytes
}

/** Builds the supervisor in its variants, where a source is newer, and the test service. */
export function buildPrograms(): void {
  execFileSync('make', ['-s', '-C', join(repository, 'supervisor'), 'all', 'sanitized'])
  const folder = mkdtempSync(join(tmpdir(), 'devenv-service-'))
  try {
    const path = join(folder, 'service')
    execFileSync('gcc', ['-O1', '-static', '-s', '-o', path, join(import.meta.dirname, 'service.c')])
    bytes = readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface Info {
  readonly pid: number
  readonly group: number
  readonly parent: number
  readonly uid: number
  readonly gid: number
  readonly build: string
  readonly inherited: number
  readonly blocked: number
  readonly pipeIgnored: boolean
  readonly stdin: number
  readonly args: string
  /** Requests of /health so far. */
  readonly asked: number
  /** Of its stdout. */
  readonly nonblocking: boolean
  readonly family: readonly number[]
}

export async function ask(port: number, path = '/info'): Promise<Info> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })
  return (await response.json()) as Info
}

/** Below the ephemeral range, so that no outgoing connection takes it meanwhile; above the ports that fetch refuses. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 19_000)
    if (await canBind(port)) return port
  }
}

export function canBind(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '0.0.0.0', () => server.close(() => done(true)))
  })
}

export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Pids and states of the direct children, zombies included. */
export function childrenOf(parent: number): { pid: number; state: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [state, itsParent] = statOf(Number(name)) ?? []
      return Number(itsParent) === parent ? [{ pid: Number(name), state: state! }] : []
    })
}

function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return null
  }
}

export function statusFile(folder: string, instance = 'svc-0'): string | null {
  const path = join(folder, `${instance}.json`)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** The same tests for each build of the supervisor; `fixture()` is made anew for every test. */
export function forEachVariant(
  tests: (fixture: () => Fixture, variant: Variant) => void,
  only: readonly Variant[] = variants,
): void {
  beforeAll(buildPrograms)
  describe.each(only)('%s', (variant) => {
    let fixture: Fixture
    beforeEach(async () => {
      fixture = await Fixture.make(variant)
    })
    afterEach(() => fixture.dispose())
    tests(() => fixture, variant)
  })
}
