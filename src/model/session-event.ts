// The public event stream of `devenv up --json` and `devenv events --json`: a contract.
import type { Split, UpdateKind } from './update.ts'

export type SessionEvent = { readonly t: string } & (
  | {
      readonly event: 'bringup.step'
      readonly step: string
      readonly title: string
      readonly state: string
      readonly detail: string
      readonly ms: number | null
    }
  | {
      readonly event: 'session.ready'
      readonly ms: number
      readonly services: number
      /** How many of them are ready; the others have a problem that is open. */
      readonly ready: number
      readonly criticalPath: readonly { readonly step: string; readonly ms: number }[]
    }
  | {
      readonly event: 'change.batch'
      readonly batch: number
      readonly files: readonly string[]
      readonly affected: readonly string[]
      readonly origin: string
    }
  | {
      readonly event: 'build.started'
      readonly service: string
      readonly build: number
      readonly trigger: string
      readonly files: readonly string[]
    }
  | {
      readonly event: 'build.finished'
      readonly service: string
      readonly build: number
      readonly ok: boolean
      readonly state: 'built' | 'failed' | 'cancelled' | 'unchanged'
      readonly id: string | null
      readonly ms: number
      readonly errors: number
      readonly editsBehind: number
      readonly serving: number | null
    }
  | {
      readonly event: 'update.started'
      readonly service: string
      readonly build: number
      readonly id: string
      readonly kind: UpdateKind
      readonly reason?: string
    }
  | {
      readonly event: 'update.ready'
      readonly service: string
      readonly build: number
      readonly id: string
      readonly kind: UpdateKind
      readonly ms: number
      readonly split: Split
    }
  | {
      readonly event: 'update.reverted'
      readonly service: string
      readonly build: number
      readonly id: string
      readonly to: string | null
      readonly reason: string
    }
  | {
      readonly event: 'service.health'
      readonly service: string
      readonly health: string
      readonly restarts: number
      readonly note: string
    }
  | {
      readonly event: 'problem.opened'
      readonly service?: string
      readonly id: string
      readonly code: string
      readonly summary: string
      readonly services: readonly string[]
    }
  | { readonly event: 'problem.closed'; readonly service?: string; readonly id: string; readonly code: string }
)
