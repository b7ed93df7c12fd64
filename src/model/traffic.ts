// Requests that devenv sends to the services when it is asked to, so that signals have something to show.

export interface TrafficRequest {
  readonly service: string
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: string | null
  readonly contentType: string | null
}

export interface TrafficOptions {
  readonly perSecond: number
  readonly forMs: number
}

/** `sent` and `failed` count since the start; a status of 500 and more, or no answer, is a failure. */
export interface TrafficState {
  readonly perSecond: number
  readonly endsAtMs: number
  readonly sent: number
  readonly failed: number
  /** Left out because too many were still unanswered. */
  readonly skipped: number
  /** `POST /v1/render of widget-core: 503`; null while none failed. */
  readonly lastFailure: string | null
}

export const trafficLimits = { perSecond: 200, forMs: 3_600_000, open: 64, timeoutMs: 5_000 } as const
