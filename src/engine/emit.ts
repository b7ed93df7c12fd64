// Public events: given a time and handed to whoever listens.
import type { SessionEvent } from '../model/session-event.ts'

type WithoutTime<T> = T extends unknown ? Omit<T, 't'> : never
export type Emit = (event: WithoutTime<SessionEvent>) => void

export class EventBus {
  private readonly listeners = new Set<(event: SessionEvent) => void>()
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  readonly emit: Emit = (event) => {
    const timed = { t: new Date(this.now()).toISOString(), ...event } as SessionEvent
    for (const listener of this.listeners) listener(timed)
  }

  listen(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
