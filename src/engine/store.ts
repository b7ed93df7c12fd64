// Holds the state of a session: dispatch an event, the reducer makes the next state, listeners hear of it.
import type { EngineEvent } from './event.ts'
import { reduce } from './reduce.ts'
import type { State } from './state.ts'

type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never
export type UntimedEvent = WithoutTime<EngineEvent>

export class Store {
  private current: State
  private readonly now: () => number
  private readonly listeners = new Set<(event: EngineEvent, before: State, after: State) => void>()

  constructor(state: State, now: () => number) {
    this.current = state
    this.now = now
  }

  get state(): State {
    return this.current
  }

  dispatch(event: UntimedEvent): void {
    const timed = { ...event, atMs: this.now() } as EngineEvent
    const before = this.current
    this.current = reduce(before, timed)
    for (const listener of this.listeners) listener(timed, before, this.current)
  }

  listen(listener: (event: EngineEvent, before: State, after: State) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
