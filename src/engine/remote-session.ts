// A session in another process, seen through its control socket as the same `Session`.

import { fail } from '../errors/errors.ts'
import type { LogLine } from '../model/log.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { ControlClient } from './control-client.ts'
import { LogStore } from './log-store.ts'
import type { Session, SessionCommand } from './session.ts'

const keptLines = 2_000

/** `end()` leaves the session running and closes only this view of it. */
export async function attachSession(client: ControlClient): Promise<Session> {
  const controller = new AbortController()
  const { signal } = controller
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(event: SessionEvent) => void>()
  const logs = new LogStore(null, Date.now)
  let snapshot = await client.ask<Snapshot>({ method: 'status' })
  const publish = () => {
    for (const listener of listeners) listener()
  }
  const sources: LogLine['source'][] = ['devenv', 'build', 'pod']
  const ended = Promise.all([
    client.follow<Snapshot>(
      { method: 'watch' },
      (next) => {
        snapshot = next
        publish()
      },
      signal,
    ),
    client.follow<SessionEvent>(
      { method: 'events' },
      (event) => {
        for (const listener of eventListeners) listener(event)
      },
      signal,
    ),
    client.follow<LogLine>(
      { method: 'logs', service: null, follow: true, tail: keptLines, sinceMs: null, sources },
      (line) => logs.append(line.service, line.source, line.text, line.atMs),
      signal,
    ),
  ])
    .catch(() => {})
    .then(() => {})
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onEvent: (listener) => {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    logs: (service, wanted, last) => logs.last(service, wanted, last),
    logCount: (service) => logs.count(service),
    onLog: (listener) => logs.listen(listener),
    dispatch: (command: SessionCommand) =>
      'service' in command
        ? client.ask<void>({ method: 'command', command: command.kind, service: command.service })
        : fail('DE0608', { name: command.kind }),
    end: () => controller.abort(),
    ended,
  }
}
