// A Docker Engine: the one that answers, else Debian's, started by hand with everything of its own in the cache.
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Commands, filesOnPath } from '../command.ts'
import { type Docker, engineVersion, findDocker } from '../docker.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, sources } from '../store.ts'

const socket = '/var/run/docker.sock'
const capSysResource = 24n
const patienceMs = 60_000

export function engineStep(cache: Cache): Step {
  return {
    name: 'engine',
    title: 'Start Docker Engine, a few seconds',
    key: contentKey(socket),
    isDone: async () => {
      const docker = await findDocker(cache)
      return docker !== null && (await engineVersion(docker)) !== null
    },
    run: (commands) => start(commands, cache),
  }
}

/** The process id of the engine that the testbed started for this cache; null when it does not run. */
export function ownEngine(cache: Cache): number | null {
  try {
    const pid = Number(readFileSync(pidFile(cache), 'utf8').trim())
    // A process id may have been given to another process since; the argument can't.
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes(`--pidfile=${pidFile(cache)}`) ? pid : null
  } catch {
    return null
  }
}

/** Stops the engine that the testbed started, and no other. False when there is none. */
export async function stopOwnEngine(cache: Cache): Promise<boolean> {
  const pid = ownEngine(cache)
  if (pid === null) return false
  process.kill(pid, 'SIGTERM')
  await until(async () => ownEngine(cache) === null, `dockerd, process ${pid}, did not end`)
  return true
}

async function start(commands: Commands, cache: Cache): Promise<void> {
  if (process.env['DOCKER_HOST'])
    throw new Error(`no Docker Engine answers at DOCKER_HOST=${process.env['DOCKER_HOST']}`)
  if (process.getuid?.() !== 0) throw new Error('no Docker Engine answers, and starting one needs root')
  if (ownEngine(cache) === null) {
    if (await isListening(socket))
      throw new Error(`somebody listens on ${socket}, but does not answer as Docker Engine`)
    // What a killed engine left.
    rmSync(socket, { force: true })
    rmSync(pidFile(cache), { force: true })
    launch(commands, cache, await runtimeOptions(cache))
  }
  const docker: Docker | null = await findDocker(cache)
  if (docker === null)
    throw new Error('no docker client that can build: install docker.io, or buildx for the one on PATH')
  await until(async () => (await engineVersion(docker)) !== null, `dockerd does not answer; its log: ${logFile(cache)}`)
}

function launch(commands: Commands, cache: Cache, options: readonly string[]): void {
  const [dockerd] = filesOnPath('dockerd')
  if (dockerd === undefined) throw new Error('dockerd is not on PATH')
  const execRoot = `/run/devenv-testbed-${contentKey(cache.root).slice(0, 8)}`
  const args = [
    `--host=unix://${socket}`,
    `--pidfile=${pidFile(cache)}`,
    `--data-root=${join(cache.engine, 'data')}`,
    `--exec-root=${execRoot}`,
    '--log-level=warn',
    // Packets of containers must fit through the interface that they leave by.
    `--mtu=${routeMtu()}`,
    ...options,
  ]
  commands.note(`$ dockerd ${args.join(' ')}`)
  mkdirSync(execRoot, { recursive: true, mode: 0o700 })
  const log = openSync(logFile(cache), 'a', 0o600)
  spawn(dockerd, args, { detached: true, stdio: ['ignore', log, log] }).unref()
}

/** Where this process can never have CAP_SYS_RESOURCE, neither can containers. */
async function runtimeOptions(cache: Cache): Promise<string[]> {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
  if (((BigInt(`0x${bounding}`) >> capSysResource) & 1n) === 1n) return []
  const wrapper = join(cache.engine, 'runc-without-sys-resource')
  copyFileSync(join(sources, 'docker/runc-without-sys-resource'), wrapper)
  return [`--add-runtime=without-sys-resource=${wrapper}`, '--default-runtime=without-sys-resource']
}

/** The MTU of the interface with the default route; Docker's own default where there is none. */
function routeMtu(): number {
  const routes = existsSync('/proc/net/route') ? readFileSync('/proc/net/route', 'utf8').split('\n') : []
  const name = routes.map((line) => line.split('\t')).find((words) => words[1] === '00000000')?.[0]
  const file = `/sys/class/net/${name}/mtu`
  return name !== undefined && existsSync(file) ? Math.min(1500, Number(readFileSync(file, 'utf8'))) : 1500
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(path, () => {
      connection.destroy()
      resolve(true)
    })
    connection.on('error', () => resolve(false))
  })
}

async function until(isTrue: () => Promise<boolean>, otherwise: string): Promise<void> {
  const endMs = performance.now() + patienceMs
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function pidFile(cache: Cache): string {
  return join(cache.engine, 'dockerd.pid')
}

function logFile(cache: Cache): string {
  return join(cache.logs, 'dockerd.log')
}
