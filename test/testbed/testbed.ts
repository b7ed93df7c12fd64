// The testbed: a real Kubernetes for tests, made from package registries. `up`, `status`, `down`.
import { join } from 'node:path'
import { type Docker, findDocker, removeBuildLayers, removeReplacedImages } from './docker.ts'
import { down } from './down.ts'
import { holdLock } from './lock.ts'
import { status } from './status.ts'
import { runSteps, StepFailed, type StepResult } from './step.ts'
import { ownEngine } from './steps/engine.ts'
import { isExtra } from './steps/go.ts'
import { groundSteps, testbedSteps } from './steps.ts'
import { type Cache, openCache, sweep } from './store.ts'

const usage = `usage: npm run testbed -- up [helm] | status | down

up      make what is missing and start Docker Engine where none runs; the second time takes seconds.
        up helm makes helm as well, which the tests of the chart need
status  say what is there and what runs
down    delete the testbed's clusters and stop the Docker Engine that it started; what was made stays in the cache`

/** Exit code: 0 done, 1 a step failed, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  const isExtended = command === 'up' && rest.every(isExtra)
  if ((rest.length > 0 && !isExtended) || command === undefined || !(command in commands)) {
    console.error(usage)
    return 2
  }
  return commands[command as keyof typeof commands](openCache(), new Set(rest))
}

const commands = { up, status: showStatus, down: takeDown }

async function up(cache: Cache, extras: ReadonlySet<string>): Promise<number> {
  const startedMs = performance.now()
  await lock(cache)
  try {
    const ground = await runSteps(await groundSteps(cache), cache.logs, print)
    const docker = await findDocker(cache)
    if (docker === null) throw new Error('the docker client went away')
    const rest = await runSteps(await testbedSteps(cache, docker, extras), cache.logs, print)
    const ran = [...ground, ...rest].filter((result) => result.ran)
    if (ran.length > 0) await tidy(cache, docker)
    print(summary(ran, performance.now() - startedMs))
    print(`   . ${join(cache.root, 'env')}`)
    return 0
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    return 1
  }
}

/** An engine of somebody else keeps its build cache. */
async function tidy(cache: Cache, docker: Docker): Promise<void> {
  sweep(cache, Date.now())
  await removeReplacedImages(docker)
  if (ownEngine(cache) !== null) await removeBuildLayers(docker)
}

async function showStatus(cache: Cache): Promise<number> {
  for (const line of await status(cache)) print(line)
  return 0
}

async function takeDown(cache: Cache): Promise<number> {
  await lock(cache)
  for (const line of await down(cache)) print(line)
  return 0
}

async function lock(cache: Cache): Promise<void> {
  await holdLock(cache.root, () => print(' • another run works on this testbed; waiting for it'))
}

function summary(ran: readonly StepResult[], ms: number): string {
  const times = ran.map((result) => `${result.name} ${(result.ms / 1000).toFixed(1)} s`)
  return ` ✓ testbed is up after ${(ms / 1000).toFixed(1)} s${times.length > 0 ? ` (${times.join(', ')})` : ''}; use it with`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
