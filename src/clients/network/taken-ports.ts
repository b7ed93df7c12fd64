// Ports that bring-up can't have. What a closed connection still has comes back within a minute, and is waited for.
import { setTimeout as delay } from 'node:timers/promises'
import { type PortHolder, portHolders } from './loopback-port.ts'

export interface TakenPort {
  readonly port: number
  readonly holder: string
}

export interface PortWait {
  /** One line for each second of waiting: `waits: port 50051 is taken by …`. */
  readonly tell: (words: string) => void
  readonly signal: AbortSignal
  /** Who holds which; by default what the system says. */
  readonly look?: () => Promise<ReadonlyMap<number, PortHolder>>
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** Linux keeps a closed connection for 60 s. */
const MOST_MS = 65_000
const LOOK_EVERY_MS = 1000

/** Those that something else than a process of `ours` holds, and who that is. */
export async function takenPorts(
  ports: readonly number[],
  ours: ReadonlySet<number>,
  { tell, signal, ...rest }: PortWait,
): Promise<readonly TakenPort[]> {
  const look = rest.look ?? (() => portHolders(ports, ours, signal))
  const sleep = rest.sleep ?? ((ms: number) => delay(ms, undefined, { signal }))
  for (let waitedMs = 0; ; ) {
    const holders = [...(await look())]
    const leftMs = holders.map(([, holder]) => holder.leftMs)
    const isPassing = leftMs.length > 0 && leftMs.every((ms) => ms !== null)
    if (!isPassing || waitedMs >= MOST_MS) return holders.map(([port, { words }]) => ({ port, holder: words }))
    const [port, holder] = holders.reduce((last, next) => (next[1].leftMs! > last[1].leftMs! ? next : last))
    tell(`waits: port ${port} is taken by ${holder.words}`)
    const ms = Math.min(LOOK_EVERY_MS, Math.max(1, ...leftMs.map(Number)))
    await sleep(ms)
    waitedMs += ms
  }
}
