// The door: source trees -> change batches. The worker sees events and compares bytes; here it is decided when.
import { type FileWatch, openFileWatch } from '../clients/watch/watch-files.ts'
import type { FromWatchWorker, WatchTrouble } from '../clients/watch/watch-protocol.ts'
import { makeError } from '../errors/errors.ts'
import type { Change, ChangeBatch } from '../model/change.ts'
import type { ErrorData } from '../model/problem.ts'
import { type BatcherInput, type ClosedWindow, dueAtMs, quietState, step } from './batcher.ts'
import { LostEvents } from './lost-events.ts'

export interface WatchOptions {
  /** The workspace. */
  readonly root: string
  /** Absolute, watched with all below them. */
  readonly folders: readonly string[]
  /** Absolute, watched one by one. */
  readonly files: readonly string[]
  readonly quietMs: number
  readonly capMs: number
  /** .gitignore syntax, relative to `root`. */
  readonly ignore: readonly string[]
  /** Wall time in ms since 1970, with fractions. */
  readonly now: () => number
  /** Files written from then on are a change, also when the watcher was not ready yet. Default: now. */
  readonly sinceMs?: number
  /** Every file is looked at this often, whatever the events say. Default: 30 s. */
  readonly walkEveryMs?: number
}

export interface WatchReport {
  onBatch(batch: ChangeBatch): void
  onSettling(isSettling: boolean, why: string): void
  /** null: what was wrong is over. */
  onProblem(error: ErrorData | null): void
  onCount(files: number): void
}

export interface Watch {
  /** Resolves when no later save can be missed; rejects with a DevenvError. */
  readonly ready: Promise<void>
  /** Compares every file; resolves when what differed was reported. */
  rescan(): Promise<void>
  close(): Promise<void>
}

/** The kernel stamps files with a clock that lags behind by one tick of it. */
const clockLagMs = 5

export function startWatch(options: WatchOptions, report: WatchReport): Watch {
  return new RunningWatch(options, report)
}

interface Comparison {
  readonly window: ClosedWindow
  readonly isDone: () => void
}

class RunningWatch implements Watch {
  readonly ready: Promise<void>
  private readonly options: WatchOptions
  private readonly report: WatchReport
  private readonly files: FileWatch
  private readonly comparisons = new Map<number, Comparison>()
  private state = quietState
  private timer: NodeJS.Timeout | undefined
  private nextId = 1
  private nextBatch = 1
  private isSettling = false
  private isClosed = false
  private readonly lost: LostEvents
  private isWalkUnasked = false
  private hasEvents = true
  private settleReady: { readonly resolve: () => void; readonly reject: (error: Error) => void }

  constructor(options: WatchOptions, report: WatchReport) {
    this.options = options
    this.report = report
    this.lost = new LostEvents((changes) => {
      report.onProblem(changes === null ? null : makeError('DE0505', { changes }).toData())
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.ready = promise
    // Whoever does not wait for it hears of a failure as a problem.
    this.ready.catch(() => {})
    this.settleReady = { resolve, reject }
    const { root, folders, files, ignore, now, sinceMs = now() - clockLagMs, walkEveryMs = 30_000 } = options
    const request = { root, folders, files, ignore, sinceMs, walkEveryMs }
    this.files = openFileWatch(request, this.onMessage, this.onEnd)
  }

  rescan(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const window: ClosedWindow = { paths: null, firstAtMs: this.options.now(), origin: 'reconcile' }
    void this.ready.then(() => this.compare(window, resolve), resolve)
    return promise
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    await this.files.close()
    for (const { isDone } of this.comparisons.values()) isDone()
    this.settleReady.resolve()
  }

  private readonly onMessage = (message: FromWatchWorker): void => {
    switch (message.kind) {
      case 'ready':
        this.report.onCount(message.files)
        this.settleReady.resolve()
        this.tell(message.changes, message.firstAtMs, 'reconcile')
        break
      case 'touched':
        this.lost.onTouched(message.paths)
        this.drive(message)
        break
      case 'doubt':
        this.isWalkUnasked = message.why === 'interval' || message.why === 'overflow'
        this.drive(message)
        break
      case 'git':
        this.drive(message)
        break
      case 'compared':
        this.onCompared(message.id, message.changes, message.files)
        break
      case 'trouble':
        this.hasEvents = message.trouble === null
        this.report.onProblem(message.trouble === null ? null : problemOf(message.trouble))
        break
    }
  }

  private readonly onEnd = (error: Error): void => {
    const bug = makeError('DE0901', { message: `the watcher ended: ${error.message}` }, { cause: error })
    this.report.onProblem(bug.toData())
    this.settleReady.reject(bug)
    for (const { isDone } of this.comparisons.values()) isDone()
  }

  private readonly tick = (): void => this.drive({ kind: 'tick', atMs: this.options.now() })

  private drive(input: BatcherInput): void {
    const { state, closed } = step(this.state, input, this.options)
    this.state = state
    const isSettling = state.settling !== null
    // Before the comparison ends nothing may start: its batch is a part of what git wrote.
    if (isSettling && !this.isSettling) this.tellSettling(true)
    if (closed !== null) this.compare(closed, () => this.endSettling())
    else if (!isSettling) this.endSettling()
    clearTimeout(this.timer)
    const dueMs = dueAtMs(state, this.options)
    if (dueMs === null || this.isClosed) return
    // By way of the poll phase: after a blocked loop what the worker told meanwhile is heard first.
    this.timer = setTimeout(() => setImmediate(this.tick), Math.max(0, Math.ceil(dueMs - this.options.now())))
  }

  private compare(window: ClosedWindow, isDone: () => void): void {
    const id = this.nextId
    this.nextId += 1
    this.comparisons.set(id, { window, isDone })
    this.files.compare({ id, paths: window.paths })
  }

  private onCompared(id: number, changes: readonly Change[], files: number): void {
    const comparison = this.comparisons.get(id)
    this.comparisons.delete(id)
    this.report.onCount(files)
    if (comparison === undefined) return
    if (this.isWalkUnasked && this.hasEvents && comparison.window.origin === 'reconcile') {
      this.isWalkUnasked = false
      this.lost.onWalked(changes.map(({ path }) => path))
    }
    this.tell(changes, comparison.window.firstAtMs, comparison.window.origin)
    comparison.isDone()
  }

  private tell(changes: readonly Change[], firstAtMs: number, origin: ChangeBatch['origin']): void {
    if (changes.length === 0) return
    const closedAtMs = this.options.now()
    this.report.onBatch({ id: this.nextBatch, firstAtMs, closedAtMs, origin, changes })
    this.nextBatch += 1
  }

  private endSettling(): void {
    if (this.isSettling && this.state.settling === null && this.comparisons.size === 0) this.tellSettling(false)
  }

  private tellSettling(isSettling: boolean): void {
    this.isSettling = isSettling
    this.report.onSettling(isSettling, isSettling ? 'git is writing the work tree' : '')
  }
}

function problemOf(trouble: WatchTrouble): ErrorData {
  if (trouble.kind === 'no-events') {
    const { path, filesystem } = trouble
    return makeError('DE0114', { path, filesystem }).toData()
  }
  const { found, needed } = trouble
  const details = [{ label: 'meanwhile', text: 'every file is compared every 2 s, so saves are found later' }]
  return makeError('DE0102', { found, needed }, { details }).toData()
}
