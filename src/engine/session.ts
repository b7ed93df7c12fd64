// The narrow door between the engine and every front end.
import type { LogLine } from '../model/log.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { Snapshot } from '../model/snapshot.ts'

export interface ServiceCommand {
  readonly kind: 'build' | 'restart' | 'pause' | 'resume' | 'revert'
  readonly service: string
}

export interface AllCommand {
  readonly kind: 'pause-all' | 'resume-all'
}

export interface StepCommand {
  readonly kind: 'retry-step' | 'skip-step'
  readonly step: string
}

export type SessionCommand = ServiceCommand | AllCommand | StepCommand

export interface Session {
  getSnapshot(): Snapshot
  /** Published at 10 Hz while busy, at once after a command, not at all when nothing changed. */
  subscribe(listener: () => void): () => void
  /** The public event stream, as `devenv events --json` prints it. */
  onEvent(listener: (event: SessionEvent) => void): () => void
  /** The last lines of one service, or of all (`null`), oldest first. */
  logs(service: string | null, sources: readonly LogLine['source'][], last: number): readonly LogLine[]
  logCount(service: string | null): number
  /** Each line as it arrives. */
  onLog(listener: (line: LogLine) => void): () => void
  /** Resolves when what was asked for is done; rejects with a DevenvError. */
  dispatch(command: SessionCommand): Promise<void>
  /** Asks the session to stop; `ended` resolves when it has. */
  end(): void
  readonly ended: Promise<void>
}
