// What the guide needs of the program around it.
import type { Environment } from '../model/environment.ts'
import type { SessionEvent } from '../model/session-event.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { WorkspaceFolders } from '../model/workspace.ts'
import type { Input } from './input.ts'

export interface World {
  readonly environment: Environment
  readonly folders: WorkspaceFolders
  readonly input: Input
  /** `$VISUAL`, `$EDITOR` or vi. */
  readonly editor: string
  print(line: string): void
  /** `devenv up -d`; resolves with its exit code. */
  up(
    yes: boolean,
    onLine: (line: string, from: 'stdout' | 'stderr') => void,
    signal: AbortSignal,
  ): Promise<number | null>
  /** What a devenv command prints; both of its streams. */
  devenv(args: readonly string[], signal: AbortSignal): Promise<readonly string[]>
  /** An event in the words of `devenv up --plain`. */
  plainLines(event: SessionEvent, snapshot: Snapshot): readonly string[]
}
