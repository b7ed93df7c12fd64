// One request a connection, one JSON object a line: a request, then answers, then the end of the stream.

import type { LogLine } from '../model/log.ts'
import type { ErrorData } from '../model/problem.ts'

export type ControlRequest =
  | { readonly method: 'info' | 'environment' | 'status' | 'events' | 'stop' | 'watch' }
  | { readonly method: 'traffic'; readonly action: 'start'; readonly perSecond: number; readonly forMs: number }
  | { readonly method: 'traffic'; readonly action: 'stop' }
  | { readonly method: 'command'; readonly command: string; readonly service: string }
  | {
      readonly method: 'logs'
      /** null = all services. */
      readonly service: string | null
      readonly follow: boolean
      readonly tail: number
      readonly sinceMs: number | null
      readonly sources: readonly LogLine['source'][]
    }
  | { readonly method: 'wait'; readonly services: readonly string[]; readonly for: string; readonly timeoutMs: number }

export type ControlAnswer = { readonly item: unknown } | { readonly error: ErrorData }

export interface SessionInfo {
  readonly pid: number
  readonly version: string
  readonly startedAtMs: number
  readonly runtime: string
}
