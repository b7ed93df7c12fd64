// What the watcher says: raw changes merged by the quiet period.

export interface Change {
  /** Absolute path. */
  readonly path: string
  readonly kind: 'added' | 'changed' | 'removed'
}

export interface ChangeBatch {
  /** Counts from 1 in a session. */
  readonly id: number
  /** Wall time (ms since 1970, fractions kept) of the first file event of the batch. */
  readonly firstAtMs: number
  readonly closedAtMs: number
  /** `events`: file events; `checkout`: settled after git; `reconcile`: found by the walk. */
  readonly origin: 'events' | 'checkout' | 'reconcile'
  /** Only files whose bytes differ from the manifest; never empty. */
  readonly changes: readonly Change[]
}
