// A runtime in memory: it has state, keeps the contract of runtime.ts, and fails when it is told to.
import { fail } from '../../src/errors/errors.ts'
import type { Artifact } from '../../src/model/build.ts'
import type { RuntimeKind, Service } from '../../src/model/environment.ts'
import type { PodHealth, ProcessState, RuntimeEvent } from '../../src/model/runtime-event.ts'
import type { Step } from '../../src/model/step.ts'
import type { UpdateTimes } from '../../src/model/update.ts'
import type { LogRequest, Runtime } from '../../src/runtime/runtime.ts'

/** How the next artifact of a service behaves. */
export type Behaviour =
  | { readonly kind: 'ready' }
  | { readonly kind: 'crash'; readonly exitCode: number }
  | { readonly kind: 'never-ready' }

interface FakePod {
  readonly name: string
  state: ProcessState
  buildId: string | null
  pid: number
  restarts: number
  note: string
}

interface FakeService {
  readonly service: Service
  pods: FakePod[]
  current: string | null
  /** Artifact ids that became ready, oldest first. */
  good: string[]
  next: Behaviour
  lines: { atMs: number; pod: string; text: string }[]
}

export interface FakeRuntimeOptions {
  readonly kind?: RuntimeKind
  readonly replicas?: number
  readonly times?: UpdateTimes
  readonly now?: () => number
  /** Instead of the two steps `cluster` and `services`. */
  readonly steps?: readonly Step[]
}

export class FakeRuntime implements Runtime {
  readonly kind: RuntimeKind
  readonly cluster: string | null
  readonly keepsRunning = true
  /** Everything that was asked, in order: `update widget-core 0123…`. */
  readonly calls: string[] = []
  clusterUp = false
  private readonly services: Map<string, FakeService>
  private readonly listeners = new Set<(event: RuntimeEvent) => void>()
  private readonly lineListeners = new Set<{
    service: string
    onLine: (line: { atMs: number; pod: string; text: string }) => void
  }>()
  private readonly options: FakeRuntimeOptions
  private gate: Promise<void> = Promise.resolve()
  private openGate: () => void = () => {}
  private count = 0

  constructor(services: readonly Service[], options: FakeRuntimeOptions = {}) {
    this.options = options
    this.kind = options.kind ?? 'kind'
    this.cluster = this.kind === 'kind' ? 'kind-fake' : null
    this.services = new Map(
      services.map((service) => [
        service.name,
        { service, pods: [], current: null, good: [], next: { kind: 'ready' }, lines: [] },
      ]),
    )
  }

  steps(): readonly Step[] {
    if (this.options.steps !== undefined) return this.options.steps
    const names = [...this.services.keys()]
    return [
      {
        name: 'cluster',
        title: 'Create the cluster',
        dependsOn: [],
        optional: false,
        isDone: () => Promise.resolve(this.clusterUp ? 'there already' : null),
        run: () => {
          this.clusterUp = true
          this.emit({ kind: 'cluster', ok: true, nodes: 1, note: '' })
          return Promise.resolve('1/1 node Ready')
        },
      },
      {
        name: 'services',
        title: 'Start services',
        dependsOn: ['cluster', ...names.map((name) => `artifact:${name}`)],
        optional: false,
        isDone: () => Promise.resolve(null),
        run: () => {
          for (const state of this.services.values()) {
            if (state.pods.length === 0) this.startPods(state)
          }
          return Promise.resolve(`${names.length} started`)
        },
      },
    ]
  }

  async update(service: Service, artifact: Artifact, signal: AbortSignal): Promise<UpdateTimes> {
    this.calls.push(`update ${service.name} ${artifact.id}`)
    const state = this.of(service)
    signal.throwIfAborted()
    await untilAborted(this.gate, signal)
    const before = state.current
    state.current = artifact.id
    if (state.pods.length === 0) this.startPods(state)
    const behaviour = state.next
    state.next = { kind: 'ready' }
    if (behaviour.kind === 'ready') {
      if (before !== artifact.id) this.swap(state, artifact.id)
      this.becameReady(state, artifact.id)
      return this.options.times ?? { shipMs: 2, restartMs: 6, readyMs: 5 }
    }
    const reason = behaviour.kind === 'crash' ? `exit code ${behaviour.exitCode}` : 'probe: connection refused'
    return this.reject(state, artifact.id, reason)
  }

  place(service: Service, artifact: Artifact, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.calls.push(`place ${service.name} ${artifact.id}`)
    const state = this.of(service)
    state.current = artifact.id
    if (state.pods.length > 0) {
      this.swap(state, artifact.id)
      this.becameReady(state, artifact.id)
    }
    return Promise.resolve()
  }

  slot(service: Service): Promise<{ current: string | null; good: string | null }> {
    const { current, good } = this.of(service)
    return Promise.resolve({ current, good: good.at(-1) ?? null })
  }

  async redeploy(
    service: Service,
    need: 'image' | 'apply',
    _report: unknown,
    signal: AbortSignal,
  ): Promise<UpdateTimes> {
    this.calls.push(`redeploy ${service.name} ${need}`)
    await untilAborted(this.gate, signal)
    const state = this.of(service)
    state.pods = []
    this.startPods(state)
    return { shipMs: 20, restartMs: 30, readyMs: 10 }
  }

  restart(service: Service, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.calls.push(`restart ${service.name}`)
    const state = this.of(service)
    if (state.current !== null) this.swap(state, state.current)
    return Promise.resolve()
  }

  revert(service: Service, signal: AbortSignal): Promise<{ to: string }> {
    signal.throwIfAborted()
    this.calls.push(`revert ${service.name}`)
    const state = this.of(service)
    const to = state.good.filter((id) => id !== state.current).at(-1)
    if (to === undefined) fail('DE0406', { service: service.name, reason: 'no earlier good build' })
    state.current = to
    this.swap(state, to)
    return Promise.resolve({ to })
  }

  observe(onEvent: (event: RuntimeEvent) => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    this.listeners.add(onEvent)
    onEvent({ kind: 'cluster', ok: this.clusterUp, nodes: this.clusterUp ? 1 : 0, note: '' })
    for (const state of this.services.values()) onEvent(this.healthEvent(state))
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        this.listeners.delete(onEvent)
        resolve()
      })
    })
  }

  logs(
    request: LogRequest,
    onLine: (line: { atMs: number; pod: string; text: string }) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const state = this.services.get(request.service)
    if (state === undefined) fail('DE0604', { name: request.service })
    const since = request.sinceMs === null ? state.lines : state.lines.filter(({ atMs }) => atMs >= request.sinceMs!)
    for (const line of request.tail === null ? since : since.slice(Math.max(0, since.length - request.tail)))
      onLine(line)
    if (!request.follow || signal.aborted) return Promise.resolve()
    const listener = { service: request.service, onLine }
    this.lineListeners.add(listener)
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        this.lineListeners.delete(listener)
        resolve()
      })
    })
  }

  close(): Promise<void> {
    this.calls.push('close')
    return Promise.resolve()
  }

  url(service: Service): string | null {
    return this.of(service).pods.length === 0 ? null : `http://127.0.0.1:${service.port}`
  }

  tearDown(options: { keepCluster: boolean; step: string | null }): Promise<void> {
    this.calls.push(`tearDown ${options.step ?? 'everything'}${options.keepCluster ? ' keepCluster' : ''}`)
    for (const state of this.services.values()) {
      state.pods = []
      this.emit(this.healthEvent(state))
    }
    if (!options.keepCluster) this.clusterUp = false
    return Promise.resolve()
  }

  // What a test does to the world.

  /** The next artifact of the service behaves like this. */
  nextBuild(service: string, behaviour: Behaviour): void {
    this.named(service).next = behaviour
  }

  /** Updates and redeploys wait until `release`. */
  hold(): void {
    this.gate = new Promise((resolve) => {
      this.openGate = resolve
    })
  }

  release(): void {
    this.openGate()
    this.gate = Promise.resolve()
  }

  /** The process died by itself and the supervisor started it again. */
  crashAndRestart(service: string, note = ''): void {
    const state = this.named(service)
    for (const pod of state.pods) Object.assign(pod, { restarts: pod.restarts + 1, pid: this.nextNumber(), note })
    this.emit(this.healthEvent(state))
  }

  setPod(service: string, changes: Partial<Pick<PodHealth, 'state' | 'note' | 'buildId' | 'restarts'>>): void {
    const state = this.named(service)
    for (const pod of state.pods) Object.assign(pod, changes)
    this.emit(this.healthEvent(state))
  }

  /** A pod is deleted; its replacement runs what the slot holds. */
  deletePod(service: string): void {
    const state = this.named(service)
    state.pods.shift()
    this.emit(this.healthEvent(state))
    this.startPods(state)
  }

  loseCluster(note: string): void {
    this.clusterUp = false
    this.emit({ kind: 'cluster', ok: false, nodes: 0, note })
    for (const state of this.services.values()) {
      for (const pod of state.pods) pod.state = 'unknown'
      this.emit(this.healthEvent(state))
    }
  }

  printLine(service: string, text: string, atMs = this.now()): void {
    const state = this.named(service)
    const pod = state.pods[0]?.name ?? `${service}-gone`
    state.lines.push({ atMs, pod, text })
    for (const listener of this.lineListeners) if (listener.service === service) listener.onLine({ atMs, pod, text })
    this.emit({ kind: 'log', service, source: 'pod', pod, line: text, atMs })
  }

  emit(event: RuntimeEvent): void {
    for (const listener of [...this.listeners]) listener(event)
  }

  private reject(state: FakeService, id: string, reason: string): never {
    const { service } = state
    const good = state.good.at(-1)
    const details = [{ label: 'reason', text: reason }]
    if (!service.revert || good === undefined) {
      for (const pod of state.pods) Object.assign(pod, { state: 'held', buildId: null, note: reason })
      this.emit(this.healthEvent(state))
      fail(service.revert ? 'DE0406' : 'DE0407', { service: service.name, reason }, { details })
    }
    state.current = good
    this.swap(state, good)
    this.emit({ kind: 'reverted', service: service.name, from: id, to: good, reason })
    fail('DE0405', { service: service.name, reason }, { details })
  }

  private swap(state: FakeService, id: string): void {
    for (const pod of state.pods)
      Object.assign(pod, { state: 'starting', buildId: id, pid: this.nextNumber(), note: '' })
    this.emit(this.healthEvent(state))
    for (const pod of state.pods) pod.state = 'ready'
    this.emit(this.healthEvent(state))
  }

  private startPods(state: FakeService): void {
    while (state.pods.length < (this.options.replicas ?? 1)) {
      const name = `${state.service.name}-${this.nextNumber()}`
      state.pods.push({ name, state: 'waiting', buildId: null, pid: this.nextNumber(), restarts: 0, note: '' })
    }
    this.emit(this.healthEvent(state))
    if (state.current === null) return
    this.swap(state, state.current)
    this.becameReady(state, state.current)
  }

  private becameReady(state: FakeService, id: string): void {
    state.good = [...state.good.filter((other) => other !== id), id]
  }

  private healthEvent(state: FakeService): RuntimeEvent {
    const pods = state.pods.map((pod) => ({
      pod: pod.name,
      state: pod.state,
      buildId: pod.buildId,
      pid: pod.buildId === null ? null : pod.pid,
      restarts: pod.restarts,
      note: pod.note,
    }))
    return { kind: 'health', health: { service: state.service.name, pods, wanted: this.options.replicas ?? 1 } }
  }

  private of(service: Service): FakeService {
    return this.named(service.name)
  }

  private named(name: string): FakeService {
    const state = this.services.get(name)
    if (state === undefined) throw new Error(`the fake runtime has no service ${name}`)
    return state
  }

  private nextNumber(): number {
    this.count += 1
    return this.count
  }

  private now(): number {
    return this.options.now?.() ?? Date.now()
  }
}

function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}
