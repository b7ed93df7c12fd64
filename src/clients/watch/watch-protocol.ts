// What the watcher's worker and its owner say to each other.
import type { Change } from '../../model/change.ts'

export interface WatchRequest {
  readonly root: string
  /** Absolute, watched with all below them. */
  readonly folders: readonly string[]
  /** Absolute, watched one by one. */
  readonly files: readonly string[]
  /** .gitignore syntax, relative to `root`. */
  readonly ignore: readonly string[]
  /** Files written at or after this time differ from what was built, however the manifest begins. */
  readonly sinceMs: number
  /** A full comparison at this interval, whatever the events say. */
  readonly walkEveryMs: number
}

/** `paths` null: walk everything. */
export interface CompareRequest {
  readonly id: number
  readonly paths: readonly string[] | null
}

/** Why events alone may not be trusted; a walk answers each. */
export type Doubt = 'overflow' | 'blocked' | 'resumed' | 'interval' | 'rules' | 'error'

export type FromWatchWorker =
  | { readonly kind: 'ready'; readonly files: number; readonly changes: readonly Change[]; readonly firstAtMs: number }
  /** Something happened to these paths; whether bytes differ is for a comparison to say. */
  | { readonly kind: 'touched'; readonly atMs: number; readonly paths: readonly string[] }
  | { readonly kind: 'git'; readonly atMs: number; readonly isLocked: boolean; readonly hasHeadChanged: boolean }
  | { readonly kind: 'doubt'; readonly atMs: number; readonly why: Doubt }
  | { readonly kind: 'compared'; readonly id: number; readonly changes: readonly Change[]; readonly files: number }
  /** null: the last one is over. */
  | { readonly kind: 'trouble'; readonly trouble: WatchTrouble | null }

export type WatchTrouble =
  /** inotify: the limits of this user, and how many folders are to be watched. */
  | { readonly kind: 'limit'; readonly found: string; readonly needed: number }
  | { readonly kind: 'no-events'; readonly path: string; readonly filesystem: string }
