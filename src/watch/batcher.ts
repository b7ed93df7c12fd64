// When a change batch closes: quiet period, cap, and waiting for git to end. A pure state machine; whoever drives it
// owns the clock.

export interface BatcherOptions {
  readonly quietMs: number
  readonly capMs: number
}

/** A lock that outlives this much silence is no checkout: `git commit -a` keeps it while an editor is open. */
export const lockQuietMs = 1000
/** After HEAD moved: a rebase or a generator after a checkout writes again soon. */
export const headQuietMs = 150
/** Git or not, nobody waits longer. */
export const settleCapMs = 60_000
/** So many files at once may have overrun the kernel's queue: every file is compared. */
export const burstFiles = 1000

export type BatcherInput =
  | { readonly kind: 'touched'; readonly atMs: number; readonly paths: readonly string[] }
  | { readonly kind: 'git'; readonly atMs: number; readonly isLocked: boolean; readonly hasHeadChanged: boolean }
  | { readonly kind: 'doubt'; readonly atMs: number }
  | { readonly kind: 'tick'; readonly atMs: number }

export interface ClosedWindow {
  /** null: compare everything. */
  readonly paths: readonly string[] | null
  readonly firstAtMs: number
  readonly origin: 'events' | 'checkout' | 'reconcile'
}

export interface BatcherState {
  readonly window: {
    readonly firstAtMs: number
    readonly lastAtMs: number
    readonly paths: ReadonlySet<string>
    /** Every file is to be compared when it closes. */
    readonly isWhole: boolean
    readonly origin: ClosedWindow['origin']
  } | null
  readonly git: {
    readonly isLocked: boolean
    /** The lock was there too long without a write: it is not waited for any more. */
    readonly isIgnored: boolean
    readonly lastAtMs: number
  }
  readonly settling: { readonly sinceMs: number; readonly hasHeadChanged: boolean } | null
}

export const quietState: BatcherState = {
  window: null,
  git: { isLocked: false, isIgnored: false, lastAtMs: 0 },
  settling: null,
}

export interface BatcherStep {
  readonly state: BatcherState
  readonly closed: ClosedWindow | null
}

export function step(state: BatcherState, input: BatcherInput, options: BatcherOptions): BatcherStep {
  const next = absorbed(state, input)
  const dueMs = dueAtMs(next, options)
  return dueMs !== null && input.kind === 'tick' && input.atMs >= dueMs ? closedOf(next) : { state: next, closed: null }
}

/** When a tick has something to do; null while nothing is open. */
export function dueAtMs({ window, git, settling }: BatcherState, { quietMs, capMs }: BatcherOptions): number | null {
  if (settling !== null) {
    const lastAtMs = Math.max(settling.sinceMs, git.lastAtMs, window?.lastAtMs ?? 0)
    const waitMs = git.isLocked ? lockQuietMs : settling.hasHeadChanged ? headQuietMs : quietMs
    return Math.min(lastAtMs + Math.max(waitMs, quietMs), settling.sinceMs + settleCapMs)
  }
  if (window === null) return null
  if (window.origin === 'reconcile') return window.lastAtMs
  return Math.min(window.lastAtMs + quietMs, window.firstAtMs + Math.max(capMs, quietMs))
}

function absorbed(state: BatcherState, input: BatcherInput): BatcherState {
  switch (input.kind) {
    case 'tick':
      return state
    case 'touched':
      return touched(state, input.atMs, input.paths)
    case 'git':
      return gitMoved(state, input)
    case 'doubt': {
      const { atMs } = input
      const fresh = { firstAtMs: atMs, lastAtMs: atMs, paths: new Set<string>(), origin: 'reconcile' as const }
      return { ...state, window: { ...(state.window ?? fresh), isWhole: true } }
    }
  }
}

function touched(state: BatcherState, atMs: number, paths: readonly string[]): BatcherState {
  const { window, git } = state
  const all = new Set([...(window?.paths ?? []), ...paths])
  const isCheckout = git.isLocked && !git.isIgnored
  const settling = state.settling ?? (isCheckout ? { sinceMs: atMs, hasHeadChanged: false } : null)
  const isBurst = all.size > burstFiles
  return {
    ...state,
    settling,
    window: {
      firstAtMs: Math.min(window?.firstAtMs ?? atMs, atMs),
      lastAtMs: Math.max(window?.lastAtMs ?? atMs, atMs),
      // The names do not matter any more.
      paths: isBurst ? (window?.paths ?? new Set()) : all,
      isWhole: window?.isWhole === true || isBurst,
      origin: settling === null ? 'events' : 'checkout',
    },
  }
}

function gitMoved(state: BatcherState, input: BatcherInput & { kind: 'git' }): BatcherState {
  const { atMs, isLocked, hasHeadChanged } = input
  const git = { isLocked, isIgnored: isLocked && state.git.isIgnored, lastAtMs: atMs }
  if (!hasHeadChanged) return { ...state, git }
  const settling = { sinceMs: state.settling?.sinceMs ?? atMs, hasHeadChanged: true }
  const fresh = { firstAtMs: atMs, lastAtMs: atMs, paths: new Set<string>() }
  return { ...state, git, settling, window: { ...(state.window ?? fresh), isWhole: true, origin: 'checkout' } }
}

function closedOf({ window, git, settling }: BatcherState): BatcherStep {
  const state: BatcherState = {
    window: null,
    git: { ...git, isIgnored: git.isLocked && (settling !== null || git.isIgnored) },
    settling: null,
  }
  if (window === null) return { state, closed: null }
  const { paths, isWhole, firstAtMs, origin } = window
  return { state, closed: { paths: isWhole ? null : [...paths], firstAtMs, origin } }
}
