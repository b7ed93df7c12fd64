// A snapshot without a session: the runtime is looked at until every service is known, or for a moment.
import type { Environment } from '../model/environment.ts'
import type { Snapshot } from '../model/snapshot.ts'
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
  return snapshotOf(store.state, [], (name) => runtime.url(store.state.services.get(name)!.service), now())
}
