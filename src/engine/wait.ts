// Waits for a condition on the state, told again at every event; never by polling.
import type { State } from './state.ts'
import type { Store } from './store.ts'

export function waitFor<T>(store: Store, condition: (state: State) => T | null, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const value = condition(store.state)
      if (value === null) return
      stop()
      resolve(value)
    }
    const stopListening = store.listen(check)
    const onAbort = () => {
      stop()
      reject(signal.reason)
    }
    const stop = () => {
      stopListening()
      signal.removeEventListener('abort', onAbort)
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    check()
  })
}
