// A process runtime on folders of its own, and real one-file services to run in it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { supervisorPath } from '../../../src/clients/files/package-root.ts'
import type { Environment, Service } from '../../../src/model/environment.ts'
import type { RuntimeEvent } from '../../../src/model/runtime-event.ts'
import { createRuntime, type Runtime } from '../../../src/runtime/runtime.ts'
import { foldersIn, makeEnvironment } from '../../fakes/environment.ts'
import { makeService } from '../../fakes/service.ts'

export const quiet = { detail: () => {}, log: () => {} }

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function tinyService(name: string, changes: Partial<Service> = {}): Promise<Service> {
  const port = changes.port ?? (await freePort())
  return makeService(name, { port, readyTimeoutMs: 3000, graceMs: 2000, ...changes })
}

export class Place {
  readonly folder: string
  readonly claims: string
  environment: Environment
  private readonly runtimes: { runtime: Runtime; end: () => Promise<void> }[] = []

  constructor(services: readonly Service[], claims?: string, id = '12345678') {
    this.folder = mkdtempSync(join(tmpdir(), 'devenv-process-'))
    this.claims = claims ?? join(this.folder, 'claims')
    this.environment = makeEnvironment(this.folder, services)
    this.id = id
    for (const folder of [this.folders.slots, this.folders.run, this.folders.logs, this.claims])
      mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  private readonly id: string

  get folders() {
    return foldersIn(this.folder, this.id)
  }

  /** Another Tiltfile.ts in the same workspace. */
  change(services: readonly Service[]): void {
    this.environment = makeEnvironment(this.folder, services)
  }

  /** A runtime that is observed, as in a session. */
  async open(keep = false): Promise<{ runtime: Runtime; events: RuntimeEvent[]; end: () => Promise<void> }> {
    const runtime = await createRuntime('process', {
      environment: this.environment,
      folders: this.folders,
      supervisor: supervisorPath(),
      keep,
      claims: this.claims,
      version: '0.0.0',
      now: () => performance.timeOrigin + performance.now(),
    })
    const controller = new AbortController()
    const events: RuntimeEvent[] = []
    const observing = runtime.observe((event) => events.push(event), controller.signal)
    const end = async () => {
      controller.abort()
      await observing
      await runtime.close()
    }
    this.runtimes.push({ runtime, end })
    return { runtime, events, end }
  }

  async remove(): Promise<void> {
    for (const { runtime, end } of this.runtimes) {
      await end()
      await runtime.tearDown({ keepCluster: false, step: null }, quiet, new AbortController().signal)
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function bringUp(runtime: Runtime): Promise<readonly string[]> {
  const words: string[] = []
  const { signal } = new AbortController()
  for (const step of runtime.steps()) words.push((await step.isDone(signal)) ?? (await step.run(quiet, signal)))
  return words
}
