// Starts the watcher's worker; the only place that knows how it is run.
import { Worker } from 'node:worker_threads'
import type { CompareRequest, FromWatchWorker, WatchRequest } from './watch-protocol.ts'

/** The first walk makes much garbage at once; more room for it would be kept for good (80 MB with 20,000 files). */
const maxYoungGenerationSizeMb = 4

export interface FileWatch {
  compare(request: CompareRequest): void
  close(): Promise<void>
}

/** `onEnd`: the worker ended by itself, which it never should. */
export function openFileWatch(
  request: WatchRequest,
  onMessage: (message: FromWatchWorker) => void,
  onEnd: (error: Error) => void,
): FileWatch {
  const name = import.meta.url.endsWith('.ts') ? './watch-worker.ts' : './watch-worker.mjs'
  const worker = new Worker(new URL(name, import.meta.url), {
    workerData: request,
    execArgv: [],
    name: 'watch',
    resourceLimits: { maxYoungGenerationSizeMb },
  })
  let isOpen = true
  const end = (error: Error) => {
    if (isOpen) onEnd(error)
    isOpen = false
  }
  worker.on('message', (message: FromWatchWorker) => {
    if (isOpen) onMessage(message)
  })
  worker.on('error', (thrown) => end(thrown instanceof Error ? thrown : new Error(String(thrown))))
  worker.on('exit', (code) => end(new Error(`the watcher ended with exit code ${code}`)))
  return {
    compare: (message) => worker.postMessage(message),
    close: async () => {
      isOpen = false
      await worker.terminate()
    },
  }
}
