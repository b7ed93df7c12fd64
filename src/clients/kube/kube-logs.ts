// The log of one container, followed or not, through a request of our own.

import { splitLines } from '../process/stream.ts'
import type { Kube } from './kube.ts'

export interface LogQuery {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly follow: boolean
  readonly tail: number | null
  /** Wall time. */
  readonly sinceMs: number | null
}

/** Resolves at the end of the log, or when the signal aborts. Rejects with KubeError. */
export async function readPodLog(
  kube: Kube,
  query: LogQuery,
  onLine: (line: { atMs: number; text: string }) => void,
  signal: AbortSignal,
): Promise<void> {
  const parameters = new URLSearchParams({ container: query.container, timestamps: 'true' })
  if (query.follow) parameters.set('follow', 'true')
  if (query.tail !== null) parameters.set('tailLines', String(query.tail))
  if (query.sinceMs !== null) parameters.set('sinceTime', new Date(Math.floor(query.sinceMs)).toISOString())
  const path = `/api/v1/namespaces/${query.namespace}/pods/${query.pod}/log?${parameters}`
  const response = await kube.stream(path, signal)
  await new Promise<void>((resolve) => {
    splitLines(response, (line) => {
      if (!signal.aborted) onLine(logLine(line))
    })
    response.on('error', () => resolve())
    response.on('close', () => resolve())
  })
}

/** `2026-01-02T03:04:05.678901234Z text` */
export function logLine(line: string): { atMs: number; text: string } {
  const space = line.indexOf(' ')
  const atMs = Date.parse(space === -1 ? line : line.slice(0, space))
  if (Number.isNaN(atMs)) return { atMs: Date.now(), text: line }
  return { atMs, text: space === -1 ? '' : line.slice(space + 1) }
}
