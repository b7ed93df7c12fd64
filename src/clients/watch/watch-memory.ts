// Memory back to the system: V8 keeps the pages of a peak until it has a reason to collect, and a thread that waits has none.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Blocks the thread that calls it for a moment: not in the way of an edit. */
export function giveBackMemory(): void {
  // The only way to a collection of a thread that was started without a flag of its own.
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
