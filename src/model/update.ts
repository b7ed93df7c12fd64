// Edit-to-healthy time and how an update ended.

export type UpdateKind = 'live' | 'image'

/** Phases in order, ms; they follow each other without a hole and add up to the total. */
export interface Split {
  readonly detect: number
  /** Waiting for a build slot; shown when above 0. */
  readonly hold: number
  readonly compile: number
  readonly link: number
  /** Live: renamed into the slot. Image: `image`. */
  readonly ship: number
  /** Live: old process gone, new one runs. Image: `deploy`. */
  readonly restart: number
  readonly ready: number
}

export interface MeasuredUpdate {
  readonly kind: UpdateKind
  readonly build: number
  readonly buildId: string
  readonly ms: number
  readonly split: Split
  readonly atMs: number
  /** Why it was not live. */
  readonly reason?: string
}

/** What the runtime answers when the new build is ready everywhere. Durations in ms. */
export interface UpdateTimes {
  readonly shipMs: number
  readonly restartMs: number
  readonly readyMs: number
}
