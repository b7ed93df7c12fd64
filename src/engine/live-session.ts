// One running session: store, loop, watcher, runtime and logs put together; every front end sees it as `Session`.
import type { Builder } from '../build/build.ts'
import { asDevenvError, type DevenvError, fail } from '../errors/errors.ts'
import { buildGraph } from '../graph/graph.ts'
import type { Environment } from '../model/environment.ts'
import type { LogLine } from '../model/log.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Step } from '../model/step.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { startWatch, Watch } from '../watch/watch.ts'
import { type AskAfterFailure, type BringUpResult, runSteps } from './bring-up.ts'
import { runCommand } from './commands.ts'
import { EventBus } from './emit.ts'
import { artifactOf, buildStep, readyStep, runtimeStep, watchStep } from './engine-steps.ts'
import { LogStore } from './log-store.ts'
import { Loop } from './loop.ts'
import { Problems } from './problems.ts'
import { reloadConfig } from './reload.ts'
import { onRuntimeEvent } from './runtime-events.ts'
import type { Session, SessionCommand } from './session.ts'
import { snapshotOf } from './snapshot.ts'
import { initialState } from './state.ts'
import { Store } from './store.ts'
import { requestsOf, Traffic } from './traffic.ts'
import { watchedPaths } from './watched.ts'

const publishEveryMs = 100

export interface SessionOptions {
  readonly environment: Environment
  readonly folders: WorkspaceFolders
  readonly runtime: Runtime
  readonly builder: Builder
  readonly watch: typeof startWatch
  /** Wall time in ms since 1970, with fractions. */
  readonly now: () => number
  /** A person watches and may retry or skip a failed step. */
  readonly isInteractive: boolean
  /** Reads Tiltfile.ts again. */
  readonly reload: () => Promise<Environment>
  /** Which runtime was taken and why, for the list of steps. */
  readonly runtimeWhy?: string
}

export class LiveSession implements Session {
  readonly store: Store
  readonly loop: Loop
  readonly logStore: LogStore
  readonly problems: Problems
  readonly bus: EventBus
  readonly options: SessionOptions
  readonly ended: Promise<void>
  readonly traffic: Traffic
  private readonly controller = new AbortController()
  private readonly listeners = new Set<() => void>()
  private readonly choices = new Map<string, (choice: 'retry' | 'skip' | 'give-up') => void>()
  private watch: Watch | null = null
  private observing: Promise<void> = Promise.resolve()
  /** Made once: what is shown and what runs are the same. */
  private readonly steps: readonly Step[]
  private snapshot: Snapshot | null = null
  private publishTimer: NodeJS.Timeout | null = null
  private resolveEnded: () => void = () => {}

  constructor(options: SessionOptions) {
    const { environment, runtime, now, folders } = options
    this.options = options
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve
    })
    this.traffic = new Traffic({
      requests: () => requestsOf(this.store.state.environment),
      url: this.url,
      now,
      onChange: () => this.publishSoon(),
    })
    this.steps = this.allSteps()
    this.store = new Store(initialState(environment, runtime, this.steps, now()), now)
    this.logStore = new LogStore(folders.logs, now)
    this.problems = new Problems(this.store, now)
    this.bus = new EventBus(now)
    const deps = {
      store: this.store,
      builder: options.builder,
      runtime,
      problems: this.problems,
      logs: this.logStore,
      emit: this.bus.emit,
      now,
    }
    this.loop = new Loop(deps, buildGraph(environment, new Map()), this.controller.signal)
    this.store.listen((event, before, after) => {
      if (event.kind === 'problem.opened' && !before.problems.some(({ id }) => id === event.problem.id)) {
        const { id, code, summary, services } = event.problem
        this.bus.emit({
          event: 'problem.opened',
          id,
          code,
          summary,
          services,
          ...(services.length === 1 ? { service: services[0]! } : {}),
        })
      }
      if (event.kind === 'problem.closed') {
        const closed = before.problems.find(({ id }) => id === event.id)
        if (closed !== undefined)
          this.bus.emit({
            event: 'problem.closed',
            id: closed.id,
            code: closed.code,
            ...(closed.services.length === 1 ? { service: closed.services[0]! } : {}),
          })
      }
      if (before !== after) this.publishSoon()
    })
  }

  /** Brings everything up, then keeps going until `end()`. Resolves with the result of bring-up. */
  async bringUp(): Promise<BringUpResult> {
    const { runtime, now } = this.options
    const { signal } = this.controller
    const startedAtMs = now()
    this.observing = runtime
      .observe((event) => onRuntimeEvent(this, event), signal)
      .catch((thrown: unknown) => {
        if (!signal.aborted) this.problems.open('health', null, asDevenvError(thrown).toData())
      })
    const result = await runSteps(this.steps, this.stepReport(), this.askAfterFailure, this.awaitOther, now, signal)
    const well = result.ok && !signal.aborted
    this.store.dispatch({ kind: 'phase', phase: signal.aborted ? 'stopping' : well ? 'watching' : 'failed' })
    if (well) {
      const criticalPath = result.criticalPath.map(({ step, ms }) => ({ step, ms: Math.round(ms) }))
      this.bus.emit({
        event: 'session.ready',
        ms: Math.round(now() - startedAtMs),
        services: this.store.state.services.size,
        ready: this.getSnapshot().services.filter(({ health }) => health === 'ready').length,
        criticalPath,
      })
      this.loop.pump()
    }
    return result
  }

  /** Files written after `sinceMs` are a change, also when the watcher was not there yet. */
  async startWatching(sinceMs: number = this.store.state.startedAtMs): Promise<number> {
    const { environment, folders, now } = this.options
    const { quietMs, capMs, ignore } = environment.watch
    this.watch = this.options.watch(
      {
        root: folders.root,
        ...watchedPaths(this.store.state.environment),
        quietMs,
        capMs,
        ignore,
        now,
        sinceMs,
      },
      {
        onBatch: (batch) => this.loop.onBatch(batch, () => void reloadConfig(this)),
        onSettling: (isSettling) => {
          this.store.dispatch({ kind: 'settling', isSettling })
          this.loop.pump()
        },
        onProblem: (error) =>
          error === null ? this.problems.close('watch', null) : this.problems.open('watch', null, error),
        onCount: (files) => this.store.dispatch({ kind: 'watched', files }),
      },
    )
    await this.watch.ready
    return this.store.state.watchedFiles ?? 0
  }

  /** After the configuration named other source folders. */
  async rewatch(): Promise<void> {
    const sinceMs = this.options.now()
    await this.watch?.close()
    await this.startWatching(sinceMs)
  }

  getSnapshot(): Snapshot {
    this.snapshot ??= snapshotOf(this.store.state, this.loop.holds, this.url, this.options.now(), this.traffic.state)
    return this.snapshot
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onEvent(listener: (event: SessionEvent) => void): () => void {
    return this.bus.listen(listener)
  }

  logs(service: string | null, sources: readonly LogLine['source'][], last: number): readonly LogLine[] {
    return this.logStore.last(service, sources, last)
  }

  logCount(service: string | null): number {
    return this.logStore.count(service)
  }

  onLog(listener: (line: LogLine) => void): () => void {
    return this.logStore.listen((line) => {
      listener(line)
      this.publishSoon()
    })
  }

  async dispatch(command: SessionCommand): Promise<void> {
    if ('step' in command) {
      const choose = this.choices.get(command.step) ?? fail('DE0604', { kind: 'step', name: command.step, nearest: '' })
      this.choices.delete(command.step)
      choose(command.kind === 'retry-step' ? 'retry' : 'skip')
      return
    }
    const done = runCommand(this, command)
    this.publish()
    await done
  }

  end(): void {
    if (this.controller.signal.aborted) return
    this.store.dispatch({ kind: 'phase', phase: 'stopping' })
    this.publish()
    this.controller.abort()
    this.traffic.stop()
    void this.close()
  }

  private async close(): Promise<void> {
    await Promise.allSettled([this.loop.close(), this.watch?.close() ?? Promise.resolve(), this.observing])
    await this.options.runtime.close().catch((thrown: unknown) => {
      this.logStore.append('devenv', 'devenv', asDevenvError(thrown).summary)
    })
    this.logStore.flush()
    if (this.publishTimer !== null) clearTimeout(this.publishTimer)
    this.resolveEnded()
  }

  private readonly url = (name: string): string | null => {
    const service = this.store.state.services.get(name)
    return service === undefined ? null : this.options.runtime.url(service.service)
  }

  private allSteps(): readonly Step[] {
    const { runtime, runtimeWhy } = this.options
    const first = runtimeWhy === undefined ? [] : [runtimeStep(runtimeWhy)]
    const all = [...first, ...runtime.steps(), buildStep(this), watchStep(this)]
    const required = all.filter(({ optional }) => !optional).map(({ name }) => name)
    return [...all, readyStep(this, required)]
  }

  private stepReport() {
    return {
      step: (name: string, state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped', detail: string) => {
        this.store.dispatch({ kind: 'step', step: name, state, detail })
        const step = this.store.state.steps.find((entry) => entry.name === name)!
        this.bus.emit({
          event: 'bringup.step',
          step: name,
          title: step.title,
          state,
          detail,
          ms: step.ms === null ? null : Math.round(step.ms),
        })
      },
      log: (step: string, line: string) => this.logStore.append('devenv', 'devenv', `${step}: ${line}`),
      failed: (_step: { name: string }, error: DevenvError) => this.problems.open('step', null, error.toData()),
    }
  }

  private readonly askAfterFailure: AskAfterFailure = (step, signal) => {
    if (!this.options.isInteractive) return Promise.resolve('give-up')
    return new Promise((resolve) => {
      this.choices.set(step, resolve)
      signal.addEventListener('abort', () => resolve('give-up'), { once: true })
    })
  }

  private readonly awaitOther = async (dependency: string, signal: AbortSignal): Promise<void> => {
    if (dependency.startsWith('artifact:')) await artifactOf(this, dependency.slice('artifact:'.length), signal)
  }

  /** Running clocks and spinners read the snapshot's time, so it is told again while work goes on. */
  private isBusy(): boolean {
    const { phase, services } = this.store.state
    return (
      phase === 'bring-up' ||
      [...services.values()].some(({ building, updating }) => building !== null || updating !== null)
    )
  }

  private publishSoon(): void {
    this.snapshot = null
    if (this.publishTimer !== null || this.controller.signal.aborted) return
    this.publishTimer = setTimeout(() => this.publish(), publishEveryMs)
  }

  private publish(): void {
    if (this.publishTimer !== null) clearTimeout(this.publishTimer)
    this.publishTimer = null
    this.snapshot = null
    for (const listener of this.listeners) listener()
    if (this.listeners.size > 0 && this.isBusy()) this.publishSoon()
  }
}
