// What the words of a supervisor mean for the health of its process.
import type { SupervisorState } from '../../clients/supervisor/supervisor-socket.ts'
import type { ProcessState } from '../../model/runtime-event.ts'

/** A new instance starts until requests can reach it. */
export function processState({ state }: SupervisorState, hasServed: boolean): ProcessState {
  if (state === 'ready' && !hasServed) return 'starting'
  if (state === 'crashed') return 'unready'
  return state === 'stopping' ? 'starting' : state
}

/** In words; empty while nothing is wrong. */
export function troubleOfProcess({ state, reason }: SupervisorState): string {
  return ['unready', 'crashed', 'held'].includes(state) ? reason : ''
}
