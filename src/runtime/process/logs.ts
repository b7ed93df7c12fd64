// What a service printed: kept on this host by its supervisor, over builds and sessions.
import { followStamped, readStamped } from '../../clients/logs/log-tail.ts'
import type { LogRequest, RuntimeContext } from '../runtime.ts'
import { logPath } from './launch.ts'

export async function readProcessLogs(
  context: RuntimeContext,
  request: LogRequest,
  onLine: (line: { atMs: number; pod: string; text: string }) => void,
  signal: AbortSignal,
): Promise<void> {
  const { service, tail, sinceMs, follow } = request
  // There are no sidecars.
  if (request.sidecar) return
  const path = logPath(context, service)
  const show = (lines: readonly { readonly atMs: number; readonly text: string }[]) => {
    for (const line of lines) onLine({ ...line, pod: service })
  }
  if (follow) await followStamped(path, { tail, sinceMs }, show, signal)
  else show(await readStamped(path, { tail, sinceMs }))
}

/** Of one build that failed: what was printed since then. */
export async function lastLinesOf(context: RuntimeContext, service: string, sinceMs: number): Promise<string> {
  const lines = await readStamped(logPath(context, service), { tail: 12, sinceMs: Math.floor(sinceMs) })
  return lines.map(({ text }) => text).join('\n')
}
