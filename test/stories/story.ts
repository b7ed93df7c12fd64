// What every story on real local processes starts from: a workspace with folders and ports of its own, and who runs in it.
import { mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { vi } from 'vitest'
import { workspaceFolders } from '../../src/clients/files/folders.ts'
import { pilots, system, type Tree, Up, Workspace } from '../e2e/harness.ts'

const pair: Tree = {
  folder: join(import.meta.dirname, '../fixtures/trees/pair'),
  paths: ['alder', 'birch', 'cedar', 'common', 'Tiltfile.ts'],
}

const trees = { pair, pilots, system } as const

export interface StoryOptions {
  /**
   * `pair`: three services that compile in a second. `system`: the sixteen of this repository. `pilots`: three of those.
   */
  readonly tree?: keyof typeof trees
  /** Shares folders and wants the same ports, as two workspaces of one person do. */
  readonly beside?: Story
}

// Real compilers, perhaps on a machine that does other things too. Benches have no such limits.
if (process.env['VITEST'] !== undefined) vi.setConfig({ testTimeout: 170_000, hookTimeout: 400_000 })

/** Shorter than the hook that waits for it, so that the last events are told. */
const LIMIT_MS = 390_000

/** Opens a workspace whose Tiltfile.ts has free ports. */
export async function openStory(name: string, options: StoryOptions = {}): Promise<Story> {
  const story = new Story(name, trees[options.tree ?? 'pair'], options.beside ?? null)
  await story.takePorts(options.beside?.ports ?? null)
  return story
}

export class Story extends Workspace {
  private readonly beside: Story | null
  private readonly ups: Up[] = []
  private taken: readonly number[] = []

  constructor(name: string, tree: Tree, beside: Story | null) {
    super(name, tree)
    this.beside = beside
    for (const path of [this.cacheDir, this.runtimeDir]) mkdirSync(path, { recursive: true, mode: 0o700 })
  }

  /** The folder of everything: workspace, state, cache, run. */
  get base(): string {
    return dirname(this.folder)
  }

  get cacheDir(): string {
    return join(this.base, 'cache')
  }

  /** Claims of ports lie here: shared by workspaces that know of each other. */
  get runtimeDir(): string {
    return this.beside?.runtimeDir ?? join(this.base, 'run')
  }

  /** In the order of Tiltfile.ts. */
  get ports(): readonly number[] {
    return this.taken
  }

  override get env(): NodeJS.ProcessEnv {
    const stateDir = this.beside?.stateDir ?? this.stateDir
    const cacheDir = this.beside?.cacheDir ?? this.cacheDir
    const own = { DEVENV_STATE_DIR: stateDir, DEVENV_CACHE_DIR: cacheDir, XDG_RUNTIME_DIR: this.runtimeDir }
    return { ...super.env, ...own }
  }

  /** State of this workspace: slots, run and logs are below it. */
  get workspaceState(): string {
    return join(this.env['DEVENV_STATE_DIR']!, workspaceFolders(this.folder).id)
  }

  /** `devenv up --json --runtime process`; it ends with the story. */
  start(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Up {
    const up = new Up(this, ['--runtime', 'process', ...args], env)
    this.ups.push(up)
    return up
  }

  /** The same, and all services are ready. */
  async up(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Up> {
    const up = this.start(args, env)
    await up.event('session.ready', () => true, 0, LIMIT_MS)
    const problems = up.since('problem.opened', 0)
    if (problems.length > 0) throw new Error(problems.map(({ code, summary }) => `${code} ${summary}`).join('\n'))
    return up
  }

  /** Ends what runs here and removes all of it. */
  async close(): Promise<void> {
    for (const up of this.ups) await up.stop()
    await this.run(['down'])
    this.remove()
  }

  async takePorts(ports: readonly number[] | null): Promise<void> {
    const declared = [...this.read('Tiltfile.ts').matchAll(/\bport: (\d+)/g)].map(([, port]) => Number(port))
    this.taken = ports ?? (await freePorts(declared.length))
    for (const [at, port] of declared.entries())
      this.replace('Tiltfile.ts', new RegExp(`\\bport: ${port}\\b`), `port: ${this.taken[at]}`)
    this.settle('Tiltfile.ts')
  }
}

export interface Running {
  readonly pid: number
  readonly parent: number
  readonly isZombie: boolean
  /** Arguments, separated by spaces; the name in brackets for a zombie. */
  readonly command: string
}

/** Every process whose command, working folder or program lies in the folder, and every zombie among their children. */
export function processesIn(folder: string): readonly Running[] {
  const real = realpathSync(folder)
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (look(Number(name)) ?? []) : []))
  const inside = all.filter(({ pid, command }) => {
    const places = [command, target(pid, 'cwd'), target(pid, 'exe')]
    return pid !== process.pid && places.some((place) => place.includes(real))
  })
  const pids = new Set(inside.map(({ pid }) => pid))
  const zombies = all.filter(({ pid, parent, isZombie }) => isZombie && pids.has(parent) && !pids.has(pid))
  return [...inside, ...zombies]
}

/** Resident bytes of one process. */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib ?? 0) * 1024
}

/**
 * Free ones side by side, below those that the kernel gives to connections: with one of these, a connection of somebody
 * else could hold the port at the moment when a service wants it.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  for (;;) {
    const first = 11_000 + Math.floor(Math.random() * 170) * 100 + Math.floor(Math.random() * 80)
    const ports = Array.from({ length: count }, (_, at) => first + at)
    const free = await Promise.all(ports.map(isFree))
    if (free.every((is) => is)) return ports
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function look(pid: number): Running | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    const name = stat.slice(stat.indexOf('('), stat.lastIndexOf(')') + 1)
    return { pid, parent: Number(parent), isZombie: state === 'Z', command: words === '' ? name : words }
  } catch {
    // It has ended meanwhile.
    return null
  }
}

function target(pid: number, link: 'cwd' | 'exe'): string {
  try {
    return readlinkSync(`/proc/${pid}/${link}`)
  } catch {
    return ''
  }
}
