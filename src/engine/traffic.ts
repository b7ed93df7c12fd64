// Traffic that a person asked for: so many requests a second, in turn, for a bounded time, to loopback addresses only.
import { type LoopbackSender, loopbackSender } from '../clients/network/loopback-request.ts'
import type { Environment } from '../model/environment.ts'
import { type TrafficOptions, type TrafficRequest, type TrafficState, trafficLimits } from '../model/traffic.ts'

export interface TrafficDeps {
  /** Asked for at each turn: Tiltfile.ts may change meanwhile. */
  readonly requests: () => readonly TrafficRequest[]
  /** Of the service by that name; null while it has none. */
  readonly url: (service: string) => string | null
  readonly now: () => number
  readonly onChange: () => void
}

const SOCKETS_A_SERVICE = 8

/** Those of Tiltfile.ts whose services are in the environment. */
export function requestsOf({ traffic, services }: Environment): readonly TrafficRequest[] {
  const names = new Set(services.map(({ name }) => name))
  return traffic.filter(({ service }) => names.has(service))
}

export class Traffic {
  private readonly deps: TrafficDeps
  private current: TrafficState | null = null
  private timer: NodeJS.Timeout | null = null
  private sender: LoopbackSender | null = null
  private open = 0

  constructor(deps: TrafficDeps) {
    this.deps = deps
  }

  /** Null while none is sent. */
  get state(): TrafficState | null {
    return this.current
  }

  /** What a start would send. */
  get requests(): readonly TrafficRequest[] {
    return this.deps.requests()
  }

  /** Takes the place of what is being sent. */
  start({ perSecond, forMs }: TrafficOptions): void {
    this.stop()
    const { now } = this.deps
    const sender = loopbackSender(SOCKETS_A_SERVICE)
    this.sender = sender
    const startedAtMs = now()
    this.current = { perSecond, endsAtMs: startedAtMs + forMs, sent: 0, failed: 0, skipped: 0, lastFailure: null }
    let due = 0
    const tick = () => {
      const elapsedMs = now() - startedAtMs
      if (elapsedMs >= forMs) return this.stop()
      // After a pause of the process what was missed stays missed: no burst.
      const wanted = Math.floor((elapsedMs * perSecond) / 1000)
      due = Math.max(due, wanted - perSecond)
      const { requests } = this
      for (; due < wanted; due++) {
        const request = requests[due % requests.length]
        if (request !== undefined) this.send(sender, request)
      }
    }
    this.timer = setInterval(tick, Math.max(5, Math.min(100, 1000 / perSecond)))
    this.deps.onChange()
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.sender?.close()
    const wasRunning = this.current !== null
    this.timer = null
    this.sender = null
    this.current = null
    if (wasRunning) this.deps.onChange()
  }

  private send(sender: LoopbackSender, request: TrafficRequest): void {
    const { service, method, path } = request
    const url = this.deps.url(service)
    if (this.open >= trafficLimits.open || url === null) {
      this.count({ skipped: 1 })
      return
    }
    this.open += 1
    sender
      .send(`${url}${path}`, request, trafficLimits.timeoutMs)
      .then(
        (status) => (status >= 500 ? String(status) : null),
        (thrown: unknown) => (thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message,
      )
      .then((reason) => {
        this.open -= 1
        // An answer to what was sent before the last stop counts nowhere.
        if (this.sender !== sender) return
        this.count({ sent: 1 })
        if (reason !== null) this.count({ failed: 1 }, `${method} ${path} of ${service}: ${reason}`)
      })
  }

  private count(more: Partial<Record<'sent' | 'failed' | 'skipped', number>>, failure: string | null = null): void {
    if (this.current === null) return
    const { sent = 0, failed = 0, skipped = 0 } = more
    this.current = {
      ...this.current,
      sent: this.current.sent + sent,
      failed: this.current.failed + failed,
      skipped: this.current.skipped + skipped,
      lastFailure: failure ?? this.current.lastFailure,
    }
    this.deps.onChange()
  }
}
