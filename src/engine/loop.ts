// The main loop, in flow order: change batch -> affected -> plan -> build -> update -> ready.
import { relative } from 'node:path'
import type { Builder } from '../build/build.ts'
import { asDevenvError, makeError } from '../errors/errors.ts'
import { affectedBy, type Graph, noteBatch, updateGraph, withoutClusterFiles } from '../graph/graph.ts'
import type { BuildOrder, BuildOutcome } from '../model/build.ts'
import type { ChangeBatch } from '../model/change.ts'
import type { Affected } from '../model/graph.ts'
import type { Hold, PlanState } from '../model/plan.ts'
import { next } from '../plan/plan.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { Emit } from './emit.ts'
import type { LogStore } from './log-store.ts'
import type { Problems } from './problems.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'
import { runUpdate, type UpdateDeps } from './update.ts'

export interface LoopDeps {
  readonly store: Store
  readonly builder: Builder
  readonly runtime: Runtime
  readonly problems: Problems
  readonly logs: LogStore
  readonly emit: Emit
  readonly now: () => number
}

type Built = BuildOutcome & { kind: 'built' }

export class Loop {
  private readonly deps: LoopDeps
  private readonly signal: AbortSignal
  private graph: Graph
  private readonly builds = new Map<
    string,
    { readonly number: number; readonly controller: AbortController; readonly done: Promise<void> }
  >()
  private readonly updates = new Map<string, AbortController>()
  private readonly proofs = new Map<string, AbortController>()
  private currentHolds: readonly Hold[] = []
  private isPumping = false

  constructor(deps: LoopDeps, graph: Graph, signal: AbortSignal) {
    this.deps = deps
    this.graph = graph
    this.signal = signal
  }

  get holds(): readonly Hold[] {
    return this.currentHolds
  }

  setGraph(graph: Graph): void {
    this.graph = graph
  }

  /** `onConfig` is called when Tiltfile.ts is among the changes: the configuration is read again, beside the rest. */
  onBatch(batch: ChangeBatch, onConfig: () => void): void {
    const { store, emit, logs } = this.deps
    const config = store.state.environment.file
    const rest = batch.changes.filter(({ path }) => path !== config)
    if (rest.length < batch.changes.length) onConfig()
    const affected = this.affectedHere(affectedBy(this.graph, rest))
    this.graph = noteBatch(this.graph, { ...batch, changes: rest }, affected)
    const names = affected.map(({ service }) => service)
    const files = batch.changes.map(({ path }) => path)
    emit({ event: 'change.batch', batch: batch.id, files, affected: names, origin: batch.origin })
    for (const { service, because } of affected)
      logs.append(
        service,
        'devenv',
        `changed: ${because.map(({ path }) => relative(store.state.environment.root, path)).join(', ')}`,
      )
    store.dispatch({ kind: 'batch', batch, affected })
    this.pump()
  }

  private affectedHere(all: readonly Affected[]): readonly Affected[] {
    const { runtime, store, logs } = this.deps
    if (runtime.kind === 'kind') return all
    const { affected, unused } = withoutClusterFiles(all)
    for (const path of unused)
      logs.append('devenv', 'devenv', `${relative(store.state.environment.root, path)}: not used by local processes`)
    return affected
  }

  /** Asks the planner and does what it says; safe to call at any time. */
  pump(): void {
    if (this.isPumping || this.signal.aborted) return
    this.isPumping = true
    try {
      const decision = next(planStateOf(this.deps.store.state))
      this.currentHolds = decision.holds
      for (const { service } of decision.cancel) this.builds.get(service)?.controller.abort()
      for (const order of decision.start) this.startBuild(order)
    } finally {
      this.isPumping = false
    }
  }

  /** Resolves when the running build of the service, if any, has ended. */
  async settled(service: string): Promise<void> {
    await this.builds.get(service)?.done
  }

  async close(): Promise<void> {
    const running = [...this.builds.values()]
    for (const { controller } of running) controller.abort()
    for (const controller of [...this.updates.values(), ...this.proofs.values()]) controller.abort()
    await Promise.all(running.map(({ done }) => done))
  }

  private startBuild(order: BuildOrder): void {
    const { store, emit, logs } = this.deps
    this.proofs.get(order.service)?.abort()
    const controller = new AbortController()
    const waitedSinceMs = store.state.services.get(order.service)?.pending?.sinceMs ?? this.deps.now()
    store.dispatch({ kind: 'build.started', order })
    emit({
      event: 'build.started',
      service: order.service,
      build: order.number,
      trigger: order.trigger,
      files: order.files,
    })
    logs.append(order.service, 'devenv', `build #${order.number}: ${order.trigger}`)
    const done = this.build(order, waitedSinceMs, controller.signal).catch((thrown: unknown) => {
      // Whatever escapes is a bug of ours: it must be seen, and must not end the session.
      this.deps.problems.open('build', order.service, asDevenvError(thrown).toData())
      store.dispatch({ kind: 'build.finished', order, outcome: { kind: 'cancelled' } })
      this.pump()
    })
    this.builds.set(order.service, { number: order.number, controller, done })
  }

  private async build(order: BuildOrder, waitedSinceMs: number, signal: AbortSignal): Promise<void> {
    const { store, builder, logs, emit, problems, now } = this.deps
    const service = store.state.services.get(order.service)!.service
    const startedAtMs = now()
    const report = { log: (line: string) => logs.append(service.name, 'build', line), detail: () => {} }
    const outcome = await builder.build(service, order, report, signal)
    if (this.builds.get(service.name)?.number === order.number) this.builds.delete(service.name)
    store.dispatch({ kind: 'build.finished', order, outcome })
    const state = store.state.services.get(service.name)!
    const finished = (kind: 'built' | 'failed' | 'cancelled' | 'unchanged') =>
      emit({
        event: 'build.finished',
        service: service.name,
        build: order.number,
        ok: kind === 'built' || kind === 'unchanged',
        state: kind,
        id: outcome.kind === 'built' ? outcome.artifact.id : null,
        ms: outcome.kind === 'cancelled' ? Math.round(now() - startedAtMs) : Math.round(outcome.timings.totalMs),
        errors:
          outcome.kind === 'failed' ? outcome.diagnostics.filter(({ severity }) => severity === 'error').length : 0,
        editsBehind: kind === 'failed' ? Math.max(1, state.unserved.length) : 0,
        serving: state.serving?.number ?? null,
      })
    if (outcome.kind === 'cancelled') finished('cancelled')
    else if (outcome.kind === 'failed') {
      problems.open('build', service.name, outcome.error)
      finished('failed')
    } else {
      problems.close('build', service.name)
      this.graph = updateGraph(this.graph, service.name, outcome.records, order.batches)
      const isSame = order.need === 'live' && this.isServing(service.name, outcome.artifact.id)
      finished(isSame ? 'unchanged' : 'built')
      if (isSame) this.unchanged(order, outcome)
      else await this.update(order, outcome, { startedAtMs, waitedSinceMs })
    }
    this.pump()
  }

  private isServing(name: string, id: string): boolean {
    const service = this.deps.store.state.services.get(name)!
    const isRunning =
      service.pods.length > 0 && service.pods.every((pod) => pod.state === 'ready' && pod.buildId === id)
    return isRunning && service.updating === null
  }

  private unchanged(order: BuildOrder, outcome: Built): void {
    const { store, logs, problems } = this.deps
    logs.append(order.service, 'devenv', `build #${order.number}: no change in the binary`)
    store.dispatch({
      kind: 'build.unchanged',
      service: order.service,
      number: order.number,
      id: outcome.artifact.id,
      batches: order.batches,
    })
    problems.close('update', order.service)
    this.prove(order, outcome)
  }

  private async update(
    order: BuildOrder,
    outcome: Built,
    times: { startedAtMs: number; waitedSinceMs: number },
  ): Promise<void> {
    const name = order.service
    // The newer artifact pre-empts an update that is still under way.
    this.updates.get(name)?.abort()
    const controller = new AbortController()
    this.updates.set(name, controller)
    const { store } = this.deps
    if (store.state.phase === 'bring-up') {
      await this.deps.runtime.place(store.state.services.get(name)!.service, outcome.artifact, controller.signal)
      store.dispatch({ kind: 'placed', service: name, id: outcome.artifact.id })
    } else {
      const deps: UpdateDeps = this.deps
      // Not awaited: the next build may compile while this artifact proves itself.
      void runUpdate(deps, order, outcome, times, controller.signal)
        .then((isReady) => isReady && this.prove(order, outcome))
        .finally(() => {
          if (this.updates.get(name) === controller) this.updates.delete(name)
          this.pump()
        })
    }
  }

  /** The real build tool confirms what the fast path made, while the person already looks at the result. */
  private prove(order: BuildOrder, outcome: Built): void {
    if (outcome.way !== 'fast' || this.builds.has(order.service)) return
    const { store, builder, logs, problems, now } = this.deps
    const controller = new AbortController()
    this.proofs.set(order.service, controller)
    const service = store.state.services.get(order.service)!.service
    const report = { log: (line: string) => logs.append(service.name, 'build', line), detail: () => {} }
    const startedAtMs = now()
    builder
      .prove(service, order, outcome, report, controller.signal)
      .then(async (proof) => {
        if (controller.signal.aborted || proof === null || proof.kind === 'cancelled') return
        const detail =
          proof.kind === 'failed'
            ? proof.error.summary
            : `${outcome.artifact.id} by the fast path, ${proof.artifact.id} by the build tool`
        problems.open(
          'proof',
          service.name,
          makeError(
            'DE0901',
            { message: 'the fast path and the build tool disagree' },
            { details: [{ label: service.name, text: detail }] },
          ).toData(),
        )
        if (proof.kind === 'built') await this.update(order, proof, { startedAtMs, waitedSinceMs: startedAtMs })
        else problems.open('build', service.name, proof.error)
      })
      .catch((thrown: unknown) => problems.open('proof', service.name, asDevenvError(thrown).toData()))
  }
}

export function planStateOf(state: State): PlanState {
  const tokens = state.environment.builds.tokens
  return {
    settling: state.isSettling,
    maxParallel: Math.max(2, tokens),
    services: [...state.services.values()].map((service) => ({
      service: service.service.name,
      paused: service.paused,
      pending: service.pending,
      building:
        service.building === null
          ? null
          : {
              number: service.building.order.number,
              batches: service.building.order.batches,
              units: service.building.order.units,
            },
      built: service.builtBatches,
      // Only compilers of C++ have a cache.
      shares: service.service.language === 'c++' ? service.service.libraries : [],
      updating: service.updating !== null,
      nextNumber: service.nextNumber,
    })),
  }
}
