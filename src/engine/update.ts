// One update: into the slot (or as an image), proven ready, measured; or failed, with the last good build back.
import { asDevenvError, type DevenvError } from '../errors/errors.ts'
import type { BuildOrder, BuildOutcome } from '../model/build.ts'
import type { UpdateKind, UpdateTimes } from '../model/update.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { Emit } from './emit.ts'
import type { LogStore } from './log-store.ts'
import type { Problems } from './problems.ts'
import { splitOf } from './split.ts'
import type { Store } from './store.ts'

export interface UpdateDeps {
  readonly store: Store
  readonly runtime: Runtime
  readonly problems: Problems
  readonly logs: LogStore
  readonly emit: Emit
  readonly now: () => number
}

type Built = BuildOutcome & { kind: 'built' }

/** Resolves with true when the new build is ready, false when it failed or was overtaken. */
export async function runUpdate(
  deps: UpdateDeps,
  order: BuildOrder,
  outcome: Built,
  times: { readonly startedAtMs: number; readonly waitedSinceMs: number },
  signal: AbortSignal,
): Promise<boolean> {
  const { store, emit, logs, problems, now } = deps
  const { service: name, number } = order
  const { id } = outcome.artifact
  const isRedeploy = order.need === 'image' || order.need === 'apply'
  // A local process is started anew at once: there is no image to build and nothing to roll out.
  const kind: UpdateKind = isRedeploy && deps.runtime.kind === 'kind' ? 'image' : 'live'
  const reason = kind === 'image' ? reasonOf(order) : undefined
  emit({ event: 'update.started', service: name, build: number, id, kind, ...(reason === undefined ? {} : { reason }) })
  if (reason !== undefined) logs.append(name, 'devenv', `not live-updatable: ${reason}`)
  else if (isRedeploy) logs.append(name, 'devenv', 'started anew: what Tiltfile.ts says about its process changed')
  store.dispatch({ kind: 'update.phase', service: name, number, phase: kind === 'live' ? 'ship' : 'image' })
  try {
    const update = await act(deps, order, outcome, isRedeploy, signal)
    const readyAtMs = now()
    const measured = splitOf({
      firstAtMs: firstAtMs(deps, order, times.waitedSinceMs),
      buildStartedAtMs: times.startedAtMs,
      readyAtMs,
      slotWaitMs: Math.max(0, times.startedAtMs - times.waitedSinceMs),
      build: outcome.timings,
      update,
    })
    const record = {
      kind,
      build: number,
      buildId: id,
      ms: measured.ms,
      split: measured.split,
      atMs: readyAtMs,
      ...(reason === undefined ? {} : { reason }),
    }
    store.dispatch({ kind: 'update.ready', service: name, number, id, batches: order.batches, update: record })
    problems.close('update', name)
    problems.close('health', name)
    emit({ event: 'update.ready', service: name, build: number, id, kind, ms: measured.ms, split: measured.split })
    return true
  } catch (thrown) {
    if (signal.aborted) {
      store.dispatch({ kind: 'update.overtaken', service: name, number })
      return false
    }
    failed(deps, order, id, asDevenvError(thrown))
    return false
  }
}

async function act(
  deps: UpdateDeps,
  order: BuildOrder,
  outcome: Built,
  isRedeploy: boolean,
  signal: AbortSignal,
): Promise<UpdateTimes> {
  const { runtime, store, logs } = deps
  const { service } = store.state.services.get(order.service)!
  if (!isRedeploy) return runtime.update(service, outcome.artifact, signal)
  const report = { log: (line: string) => logs.append(service.name, 'build', line), detail: () => {} }
  const redeployed = await runtime.redeploy(service, order.need === 'image' ? 'image' : 'apply', report, signal)
  const slot = await runtime.slot(service)
  return slot.current === outcome.artifact.id ? redeployed : runtime.update(service, outcome.artifact, signal)
}

function failed(deps: UpdateDeps, order: BuildOrder, id: string, error: DevenvError): void {
  const { store, problems, emit, logs } = deps
  const name = order.service
  store.dispatch({ kind: 'update.failed', service: name, number: order.number, error: error.toData(), split: {} })
  const files = order.files.length === 0 ? [] : [{ label: 'changed', text: order.files.join(', ') }]
  const lines = logs.last(name, ['pod'], 5).map(({ text }) => text)
  const last = lines.length === 0 ? [] : [{ label: 'last lines', text: lines.join('\n') }]
  problems.open('update', name, { ...error.toData(), details: [...error.details, ...last, ...files] })
  const to = store.state.services.get(name)?.serving?.id ?? null
  const reason = error.details[0]?.text ?? error.summary
  logs.append(name, 'devenv', `build #${order.number} failed to become ready: ${reason}`)
  emit({ event: 'update.reverted', service: name, build: order.number, id, to, reason })
}

/** An overtaken batch is not measured: the newest batch in the build starts the clock. */
function firstAtMs(deps: UpdateDeps, order: BuildOrder, otherwiseMs: number): number {
  const newest = order.batches.at(-1)
  return (newest === undefined ? undefined : deps.store.state.batchStarts.get(newest)) ?? otherwiseMs
}

function reasonOf(order: BuildOrder): string {
  const what = order.need === 'apply' ? 'a manifest changed' : 'the Dockerfile or the base image changed'
  return order.files.length === 0 ? what : `${what}: ${order.files.join(', ')}`
}
