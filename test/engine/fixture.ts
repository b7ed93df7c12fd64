// A session on fakes, with verbs that read as a story.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LiveSession } from '../../src/engine/engine.ts'
import type { Environment, Service } from '../../src/model/environment.ts'
import type { SessionEvent } from '../../src/model/session-event.ts'
import type { ServiceSnapshot } from '../../src/model/snapshot.ts'
import type { WorkspaceFolders } from '../../src/model/workspace.ts'
import { FakeBuilder } from '../fakes/fake-builder.ts'
import { FakeRuntime } from '../fakes/fake-runtime.ts'

export interface Fixture {
  readonly session: LiveSession
  readonly runtime: FakeRuntime
  readonly builder: FakeBuilder
  readonly events: SessionEvent[]
  /** A save: the file of the service has this content now. */
  edit(service: string, content: string): void
  /** A save that does not compile. */
  breakIt(service: string, message: string): void
  service(name: string): ServiceSnapshot
  /** Resolves at the next event of the name, also one that was already there after `from`. */
  event<K extends SessionEvent['event']>(name: K, service?: string, from?: number): Promise<SessionEvent & { event: K }>
  until(condition: () => boolean): Promise<void>
  close(): Promise<void>
}

export function makeService(name: string, calls: readonly string[] = []): Service {
  return {
    name,
    language: 'c++',
    port: 50_000,
    sources: [`/src/${name}`],
    libraries: [],
    build: { kind: 'cpp', sourceDir: `/src/${name}`, target: name, output: name, buildType: 'Dev', cmakeArgs: [] },
    calls,
    probe: { kind: 'http', port: 50_000, path: '/health' },
    args: [],
    env: {},
    secrets: [],
    ports: [],
    replicas: 1,
    graceMs: 5_000,
    readyTimeoutMs: 10_000,
    revert: true,
    rolling: false,
    limits: { memoryBytes: null, isMemoryAsked: false, cpus: null },
    dockerfile: '/Dockerfiles/cpp.Dockerfile',
    manifests: `/manifests/base/${name}`,
    namespace: 'wxwidgets',
    declaredAt: { file: '/Tiltfile.ts', line: 1 },
  }
}

export function makeEnvironment(services: readonly Service[]): Environment {
  return {
    name: 'test',
    root: '/',
    file: '/Tiltfile.ts',
    services,
    traffic: [],
    libraries: [],
    cluster: {
      name: 'test',
      overlay: '/manifests/overlays/dev',
      istio: true,
      prometheus: true,
      prometheusPort: 9090,
      registryPort: 5001,
    },
    watch: { quietMs: 25, capMs: 2_000, ignore: [] },
    builds: { tokens: 2, where: 'host', timeoutMs: 60_000, maxArtifactBytes: 1_000_000 },
  }
}

export function makeFixture(
  names: readonly string[] = ['alpha', 'beta'],
  prepare: (fixture: { builder: FakeBuilder; runtime: FakeRuntime }) => void = () => {},
): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'devenv-engine-'))
  const environment = makeEnvironment(names.map((name) => makeService(name)))
  const folders: WorkspaceFolders = {
    id: 'test',
    root: '/',
    state: folder,
    slots: folder,
    run: folder,
    secrets: join(folder, 'secrets'),
    logs: join(folder, 'logs'),
    builds: folder,
    socket: join(folder, 's.sock'),
  }
  const runtime = new FakeRuntime(environment.services)
  const builder = new FakeBuilder()
  prepare({ builder, runtime })
  const watch = (_: unknown, { onCount }: { onCount: (files: number) => void }) => {
    onCount(2_341)
    return { ready: Promise.resolve(), rescan: () => Promise.resolve(), close: () => Promise.resolve() }
  }
  const now = () => performance.timeOrigin + performance.now()
  const session = new LiveSession({
    environment,
    folders,
    runtime,
    builder,
    watch: watch as never,
    now,
    isInteractive: false,
    reload: () => Promise.resolve(environment),
  })
  const events: SessionEvent[] = []
  session.onEvent((event) => events.push(event))
  let batch = 0
  const save = (service: string) => {
    batch += 1
    const path = `/src/${service}/main.cpp`
    session.loop.onBatch(
      { id: batch, firstAtMs: now() - 30, closedAtMs: now(), origin: 'events', changes: [{ path, kind: 'added' }] },
      () => {},
    )
  }
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      if (condition()) return resolve()
      const stop = session.store.listen(() =>
        queueMicrotask(() => {
          if (!condition()) return
          stop()
          resolve()
        }),
      )
      const stopEvents = session.onEvent(() => {
        if (!condition()) return
        stopEvents()
        resolve()
      })
    })
  return {
    session,
    runtime,
    builder,
    events,
    until,
    edit: (service, content) => {
      builder.edit(service, content)
      save(service)
    },
    breakIt: (service, message) => {
      builder.break(service, message)
      save(service)
    },
    service: (name) => session.getSnapshot().services.find((service) => service.name === name)!,
    event: async (name, service, from = 0) => {
      const find = () =>
        events
          .slice(from)
          .find(
            (event) =>
              event.event === name && (service === undefined || ('service' in event && event.service === service)),
          )
      await until(() => find() !== undefined)
      return find() as never
    },
    close: async () => {
      session.end()
      await session.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
