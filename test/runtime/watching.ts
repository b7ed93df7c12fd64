// Awaiting what a runtime reports.
import type { RuntimeEvent } from '../../src/model/runtime-event.ts'
import type { LogRequest } from '../../src/runtime/runtime.ts'

/** Resolves when the newest event matches, or a later one does. */
export function untilEvent(
  events: readonly RuntimeEvent[],
  observers: Set<(event: RuntimeEvent) => void>,
  matches: (event: RuntimeEvent) => boolean,
): Promise<void> {
  const last = events.findLast((event) => event.kind === 'health')
  if (last !== undefined && matches(last)) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = (event: RuntimeEvent) => {
      if (!matches(event)) return
      observers.delete(observer)
      resolve()
    }
    observers.add(observer)
  })
}

export function createRequest(service: string, changes: Partial<LogRequest> = {}): LogRequest {
  return { service, follow: false, tail: null, sinceMs: null, sidecar: false, ...changes }
}
