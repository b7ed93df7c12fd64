// A watched folder on a real disk. "Nothing happened" is shown by a marker file: its batch comes, and nothing else came before.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ChangeBatch } from '../../src/model/change.ts'
import type { ErrorData } from '../../src/model/problem.ts'
import { startWatch, type Watch, type WatchOptions } from '../../src/watch/watch.ts'

export const now = () => performance.timeOrigin + performance.now()

export class WatchFixture {
  readonly root: string
  readonly batches: ChangeBatch[] = []
  readonly settling: boolean[] = []
  readonly problems: (ErrorData | null)[] = []
  files = 0
  watch!: Watch
  private readonly wakers = new Set<() => void>()
  private marks = 0

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-watch-')))
    onTestFinished(async () => {
      await this.watch?.close()
      rmSync(this.root, { recursive: true, force: true })
    })
  }

  path(name: string): string {
    return join(this.root, name)
  }

  /** Before `start`, files are made old: what is there is no change. */
  write(name: string, text: string): void {
    const path = this.path(name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    if (this.watch === undefined) utimesSync(path, 1, 1)
  }

  async start(options: Partial<WatchOptions> = {}): Promise<void> {
    mkdirSync(this.path('src'), { recursive: true })
    this.watch = startWatch(
      {
        root: this.root,
        folders: [this.path('src')],
        files: [],
        quietMs: 25,
        capMs: 2000,
        ignore: [],
        now,
        ...options,
      },
      {
        onBatch: (batch) => this.batches.push(batch),
        onSettling: (isSettling) => this.settling.push(isSettling),
        onProblem: (error) => this.problems.push(error),
        onCount: (files) => {
          this.files = files
        },
      },
    )
    const report = this.wake
    const timer = setInterval(report, 5)
    onTestFinished(() => clearInterval(timer))
    await this.watch.ready
  }

  /** Resolves when `isMet`; the test's own time limit ends a wait in vain. */
  async until(isMet: () => boolean): Promise<void> {
    while (!isMet()) await new Promise<void>((resolve) => this.wakers.add(resolve))
  }

  /** All changes so far, in order: `changed src/a.cpp`. */
  changes(): readonly string[] {
    return this.batches.flatMap((batch) =>
      batch.changes.map(({ kind, path }) => `${kind} ${path.slice(this.root.length + 1)}`),
    )
  }

  async untilChanged(...expected: readonly string[]): Promise<void> {
    await this.until(() => expected.every((words) => this.changes().includes(words)))
  }

  /** Writes a file whose batch must come after everything that happened before, and leaves it out of the result. */
  async changesUpToNow(): Promise<readonly string[]> {
    this.marks += 1
    const name = `src/mark-${this.marks}.txt`
    this.write(name, String(this.marks))
    await this.untilChanged(`added ${name}`)
    return this.changes().filter((words) => !words.includes('src/mark-'))
  }

  private readonly wake = () => {
    for (const resolve of this.wakers) resolve()
    this.wakers.clear()
  }
}
