/** Golden signals of one service, destination side. A null is "no data", never 0. */
export interface SignalValues {
  /** Requests per second. */
  readonly rps: number | null
  /** Share of 5xx, 0 to 1. */
  readonly errorRate: number | null
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** Cores. */
  readonly cpu: number | null
  readonly memoryBytes: number | null
}
