// Follows a list of objects: all that are there, then each change, over lost connections and restarts of the server.
import { setTimeout as delay } from 'node:timers/promises'
import { splitLines } from '../process/stream.ts'
import { type Kube, KubeError, type KubeList, type KubeObject } from './kube.ts'

export interface WatchListener<T> {
  /** The whole list: at the start, and after changes may have been missed. */
  onList(items: readonly T[]): void
  onChange(item: T): void
  onRemoved(item: T): void
  /** The server can not be followed now; `onList` follows when it can. */
  onLost(reason: string): void
}

/** Resolves when the signal aborts; never rejects for what the server does. */
export async function watchList<T extends KubeObject>(
  kube: () => Promise<Kube>,
  path: string,
  selector: string,
  listener: WatchListener<T>,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = FIRST_WAIT_MS
  while (!signal.aborted) {
    try {
      const connection = await kube()
      const query = `labelSelector=${encodeURIComponent(selector)}`
      const list = await connection.get<KubeList<T>>(`${path}?${query}`, signal)
      listener.onList(list?.items ?? [])
      waitMs = FIRST_WAIT_MS
      await follow(connection, `${path}?${query}`, list?.metadata.resourceVersion ?? '', listener, signal)
    } catch (thrown) {
      if (signal.aborted) return
      listener.onLost(thrown instanceof Error ? thrown.message : String(thrown))
      await delay(waitMs, undefined, { signal }).catch(() => {})
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 2000
/** The server ends a watch itself after this long; the next one goes on where it was. */
const WATCH_SECONDS = 300

interface WatchLine<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: T
}

/** Watches again and again from the last version seen; returns when a new list is needed. */
async function follow<T extends KubeObject>(
  kube: Kube,
  path: string,
  from: string,
  listener: WatchListener<T>,
  signal: AbortSignal,
): Promise<void> {
  let version = from
  for (;;) {
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=${WATCH_SECONDS}&resourceVersion=${version}`
    const response = await kube.stream(`${path}&${query}`, signal)
    let isStale = false
    await new Promise<void>((resolve, reject) => {
      splitLines(response, (line) => {
        const { type, object } = JSON.parse(line) as WatchLine<T>
        if (type === 'ERROR') {
          isStale = true
          response.destroy()
          return
        }
        version = object.metadata.resourceVersion ?? version
        if (type === 'DELETED') listener.onRemoved(object)
        else if (type !== 'BOOKMARK') listener.onChange(object)
      })
      response.on('end', resolve)
      response.on('error', (error: NodeJS.ErrnoException) => reject(new KubeError(0, error.code ?? error.message)))
      response.on('close', resolve)
    })
    signal.throwIfAborted()
    if (isStale) return
    // A watch that was cut off without an end is told apart from one that ran its time.
    if (!response.complete) throw new KubeError(0, 'the watch was cut off')
  }
}
