// One CPU budget for all builds. A build gets its share of the free tokens; a small edit overtakes whole builds, and
// one at a time may go over the budget so that it never waits for a cold build to end.

export interface TokenGrant {
  /** Compiles this build may run at once. */
  readonly count: number
  /** Ms it waited. */
  readonly waitedMs: number
  release(): void
}

export interface TokenRequest {
  /** `edit`: a few units, a person waits; `proof`: nobody waits. */
  readonly urgency: 'edit' | 'build' | 'proof'
  readonly signal: AbortSignal
}

export interface TokenPoolOptions {
  readonly total: number
  readonly now: () => number
  /** Memory that may still be used; a second build starts only while it is enough. */
  readonly availableBytes: () => number
  readonly bytesPerBuild?: number
}

interface Waiter {
  readonly request: TokenRequest
  readonly sinceMs: number
  readonly grant: (grant: TokenGrant | null) => void
}

const order = { edit: 0, build: 1, proof: 2 } as const
const memoryPollMs = 250

export class TokenPool {
  private readonly options: TokenPoolOptions
  private readonly waiting: Waiter[] = []
  private used = 0
  private running = 0
  private isExpressTaken = false
  private isScheduled = false
  private poll: NodeJS.Timeout | null = null

  constructor(options: TokenPoolOptions) {
    this.options = options
  }

  get total(): number {
    return this.options.total
  }

  /** Resolves with null when the signal ends the wait. */
  take(request: TokenRequest): Promise<TokenGrant | null> {
    if (request.signal.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const onAbort = () => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1)
        resolve(null)
        this.schedule()
      }
      const waiter: Waiter = {
        request,
        sinceMs: this.options.now(),
        grant: (grant) => {
          request.signal.removeEventListener('abort', onAbort)
          resolve(grant)
        },
      }
      request.signal.addEventListener('abort', onAbort, { once: true })
      const at = this.waiting.findIndex((other) => order[other.request.urgency] > order[request.urgency])
      this.waiting.splice(at === -1 ? this.waiting.length : at, 0, waiter)
      if (request.urgency === 'edit') this.serve()
      else this.schedule()
    })
  }

  /** Builds asked for in the same turn are served together, so that they share the tokens. */
  private schedule(): void {
    if (this.isScheduled) return
    this.isScheduled = true
    setImmediate(() => {
      this.isScheduled = false
      this.serve()
    })
  }

  private serve(): void {
    while (this.waiting.length > 0) {
      const free = this.options.total - this.used
      const isEdit = this.waiting[0]!.request.urgency === 'edit'
      if (isEdit && free <= 0 && !this.isExpressTaken) this.start(this.waiting.shift()!, 1, true)
      else if (free <= 0) return
      else if (!isEdit && this.running > 0 && !this.hasMemory()) {
        this.pollMemory()
        return
      } else this.start(this.waiting.shift()!, this.share(free, isEdit), false)
    }
  }

  private share(free: number, isEdit: boolean): number {
    if (isEdit) return Math.min(free, Math.max(1, Math.ceil(this.options.total / 2)))
    return Math.max(1, Math.floor(free / (this.waiting.length + 1)))
  }

  private start(waiter: Waiter, count: number, isExpress: boolean): void {
    const charged = isExpress ? 0 : count
    this.used += charged
    this.running += 1
    if (isExpress) this.isExpressTaken = true
    let isReleased = false
    waiter.grant({
      count,
      waitedMs: this.options.now() - waiter.sinceMs,
      release: () => {
        if (isReleased) return
        isReleased = true
        this.used -= charged
        this.running -= 1
        if (isExpress) this.isExpressTaken = false
        this.schedule()
      },
    })
  }

  private hasMemory(): boolean {
    return this.options.availableBytes() >= (this.options.bytesPerBuild ?? 768 * 1024 * 1024)
  }

  private pollMemory(): void {
    if (this.poll !== null) return
    this.poll = setTimeout(() => {
      this.poll = null
      this.serve()
    }, memoryPollMs)
    this.poll.unref()
  }
}
