// A snapshot without a session: the runtime is looked at until every service is known, or for a moment.
import type { Environment } from '../model/environment.ts'
import type { ServiceSnapshot, Snapshot } from '../model/snapshot.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { snapshotOf } from './snapshot.ts'
import { initialState } from './state.ts'
import { Store } from './store.ts'
import { waitFor } from './wait.ts'

export async function lookAtRuntime(
  environment: Environment,
  runtime: Runtime,
  now: () => number,
  forMs: number,
): Promise<Snapshot> {
  const store = new Store(initialState(environment, runtime, [], now()), now)
  store.dispatch({ kind: 'phase', phase: 'watching' })
  const controller = new AbortController()
  const observing = runtime
    .observe((event) => store.dispatch({ kind: 'runtime', event }), controller.signal)
    .catch(() => {})
  const isKnown = () => [...store.state.services.values()].every((service) => service.isHealthKnown)
  await waitFor(store, () => (isKnown() ? true : null), AbortSignal.timeout(forMs)).catch(() => {})
  controller.abort()
  await observing
  const snapshot = snapshotOf(store.state, [], (name) => runtime.url(store.state.services.get(name)!.service), now())
  return { ...snapshot, services: snapshot.services.map(withoutStart) }
}

/** Nobody is starting anything here. */
function withoutStart(service: ServiceSnapshot): ServiceSnapshot {
  if (service.health !== 'start' || service.pods.ready > 0 || service.pid !== null) return service
  return { ...service, health: 'unknown', note: service.note === '' ? 'not running' : service.note }
}
