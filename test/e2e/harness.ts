// Drives the built program as another program would: a workspace of its own, a process, its JSON events, its commands.
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { $ } from 'zx'
import type { SessionEvent } from '../../src/model/session-event.ts'

$.verbose = false

const root = join(import.meta.dirname, '../..')
const main = join(root, 'dist/main.mjs')
/** Those the launcher gives to node. */
const flags = /^exec "\$node" (.*) "\$bundle"/m.exec(readFileSync(join(root, 'devenv'), 'utf8'))![1]!.split(' ')

export interface Status {
  readonly runtime: string
  readonly cluster: string
  readonly services: readonly {
    readonly name: string
    readonly url: string
    readonly health: string
    readonly restarts: number
    readonly editsBehind: number
    readonly pid: number | null
    readonly build: { readonly number: number; readonly id: string | null; readonly state: string }
    readonly serving: { readonly number: number | null; readonly id: string | null }
    readonly lastUpdate: {
      readonly kind: string
      readonly ms: number
      readonly split: Readonly<Record<string, number>>
    } | null
    readonly signals: {
      readonly rps: number | null
      readonly errorRate: number | null
      readonly p95Ms: number | null
      readonly memoryBytes: number | null
    } | null
    readonly note: string
  }[]
  readonly problems: readonly {
    readonly code: string
    readonly summary: string
    readonly services: readonly string[]
    readonly details: readonly { label: string; text: string }[]
  }[]
}

export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What is copied: these paths of a folder. */
export interface Tree {
  readonly folder: string
  readonly paths: readonly string[]
  /** Taken instead of the folder's own Tiltfile.ts. */
  readonly tiltfile?: string
}

/** All sixteen services of this repository. */
export const system: Tree = {
  folder: root,
  paths: ['services', 'manifests', 'Dockerfiles', 'cluster', 'Tiltfile.ts'],
}

/** The same sources, and three of the services. */
export const pilots: Tree = { ...system, tiltfile: join(root, 'test/fixtures/pilots/Tiltfile.ts') }

/** A copy of the environment's sources, in a folder of its own, to be edited freely. */
export class Workspace {
  readonly folder: string
  readonly stateDir: string
  private readonly originals = new Map<string, string>()

  constructor(name: string, tree: Tree = pilots) {
    const base = mkdtempSync(join(tmpdir(), `devenv-${name}-`))
    this.folder = join(base, 'workspace')
    this.stateDir = join(base, 'state')
    mkdirSync(this.stateDir, { recursive: true, mode: 0o700 })
    for (const path of tree.paths) {
      cpSync(join(tree.folder, path), join(this.folder, path), {
        recursive: true,
        filter: (source) => !/\/(obj|bin|build)$/.test(source),
      })
    }
    if (tree.tiltfile !== undefined) cpSync(tree.tiltfile, join(this.folder, 'Tiltfile.ts'))
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, DEVENV_STATE_DIR: this.stateDir, LC_ALL: 'C.UTF-8' }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  write(path: string, text: string): void {
    if (!this.originals.has(path)) this.originals.set(path, this.read(path))
    writeFileSync(join(this.folder, path), text)
  }

  add(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  /** Replaces the one place where `from` stands; a test that would change nothing fails here. */
  replace(path: string, from: string | RegExp, to: string): void {
    const text = this.read(path)
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`${path} has no ${from}`)
    this.write(path, changed)
  }

  /** What the file holds now is what `restore` brings back. */
  settle(path: string): void {
    this.originals.delete(path)
  }

  restore(path: string): void {
    const original = this.originals.get(path)
    if (original !== undefined) writeFileSync(join(this.folder, path), original)
    this.originals.delete(path)
  }

  /** Starts one devenv command. `within`: the command that starts it, one that becomes it by exec, such as `unshare`. */
  begin(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    within: readonly string[] = [],
  ): ChildProcessByStdio<null, Readable, Readable> {
    const [program = process.execPath, ...words] = [...within, process.execPath, ...flags, main, ...args]
    return spawn(program, words, {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Runs one devenv command to its end. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return new Promise((resolve) => {
      const child = this.begin(args, env)
      const out: string[] = []
      const err: string[] = []
      child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text))
      child.once('close', (exitCode) => resolve({ exitCode, stdout: out.join(''), stderr: err.join('') }))
    })
  }

  async status(): Promise<Status> {
    const { stdout, stderr } = await this.run(['status', '--json'])
    if (stdout === '') throw new Error(`devenv status: ${stderr}`)
    return JSON.parse(stdout) as Status
  }

  async service(name: string): Promise<Status['services'][number]> {
    return (await this.status()).services.find((service) => service.name === name)!
  }

  remove(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true })
  }
}

/** A running `devenv up --json`. */
export class Up {
  readonly events: SessionEvent[] = []
  readonly child: ChildProcess
  readonly exited: Promise<number | null>
  stderr = ''
  private readonly listeners = new Set<() => void>()
  private hasExited = false

  constructor(
    workspace: Workspace,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
    within: readonly string[] = [],
  ) {
    const child = workspace.begin(['up', '--json', ...args], env, within)
    this.child = child
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.events.push(JSON.parse(line) as SessionEvent)
      for (const listener of this.listeners) listener()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.exited = new Promise((resolve) =>
      this.child.once('close', (code) => {
        this.hasExited = true
        for (const listener of this.listeners) listener()
        resolve(code)
      }),
    )
  }

  /** Where the story is now; pass it to `event` so that only what comes later counts. */
  get mark(): number {
    return this.events.length
  }

  async event<K extends SessionEvent['event']>(
    name: K,
    match: (event: SessionEvent & { event: K }) => boolean = () => true,
    from = 0,
    withinMs = 120_000,
  ): Promise<SessionEvent & { event: K }> {
    const find = () =>
      this.events
        .slice(from)
        .find(
          (event): event is SessionEvent & { event: K } =>
            event.event === name && match(event as SessionEvent & { event: K }),
        )
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = find()
        if (found === undefined && !this.hasExited) return
        this.listeners.delete(check)
        clearTimeout(timer)
        if (found === undefined) reject(new Error(`devenv ended before ${name}: ${this.stderr}`))
        else resolve(found)
      }
      const timer = setTimeout(() => {
        this.listeners.delete(check)
        reject(
          new Error(
            `no ${name} within ${withinMs} ms; the last events: ${this.events
              .slice(-8)
              .map((event) => JSON.stringify(event))
              .join('\n')}\n${this.stderr}`,
          ),
        )
      }, withinMs)
      this.listeners.add(check)
      check()
    })
  }

  since<K extends SessionEvent['event']>(name: K, from: number): (SessionEvent & { event: K })[] {
    return this.events.slice(from).filter((event): event is SessionEvent & { event: K } => event.event === name)
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGINT')
    return this.exited
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }
}

/** What runs in the pods of a service, as Kubernetes and the process table see it. */
export async function podOf(
  service: string,
  kubeconfig: string,
): Promise<{ pod: string; uid: string; restarts: number; ready: boolean; reasons: string[] }> {
  const list = JSON.parse(
    (await $`kubectl --kubeconfig ${kubeconfig} get pods -A -l app.kubernetes.io/name=${service} -o json`).stdout,
  ) as {
    items: {
      metadata: { name: string; uid: string; deletionTimestamp?: string }
      status: {
        containerStatuses?: { restartCount: number; ready: boolean; state: { waiting?: { reason: string } } }[]
      }
    }[]
  }
  const live = list.items.filter((item) => item.metadata.deletionTimestamp === undefined)
  if (live.length !== 1) throw new Error(`${service} has ${live.length} pods`)
  const { metadata, status } = live[0]!
  const containers = status.containerStatuses ?? []
  return {
    pod: metadata.name,
    uid: metadata.uid,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    ready: containers.length > 0 && containers.every(({ ready }) => ready),
    reasons: containers.flatMap(({ state }) => state.waiting?.reason ?? []),
  }
}

export async function getJson(
  url: string,
): Promise<{ status: number; body: Record<string, unknown>; buildId: string | null }> {
  const response = await fetch(url, { headers: { connection: 'close' } })
  const text = await response.text()
  const body = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Record<string, unknown>) : { text }
  return { status: response.status, body, buildId: response.headers.get('x-build-id') }
}

/** Repeats until it holds; each try is a request of its own, bounded in time, never a fixed wait. */
export async function eventually<T>(what: string, attempt: () => Promise<T | null>, withinMs = 60_000): Promise<T> {
  const endMs = performance.now() + withinMs
  let last: unknown = null
  while (performance.now() < endMs) {
    try {
      const value = await attempt()
      if (value !== null) return value
    } catch (thrown) {
      last = thrown
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what}: not within ${withinMs} ms${last === null ? '' : `; last: ${last}`}`)
}
