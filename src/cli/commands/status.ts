// `devenv status`: of the session, or of what runs without one.
import { lookAtRuntime } from '../../engine/engine.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { statusText } from '../../ui/text.ts'
import { printJson, printLine } from '../print.ts'
import { publicStatus } from '../public-status.ts'
import { now, openRuntime, openWorkspace, sessionOf } from '../workspace.ts'

const lookForMs = 3_000

export async function status(options: { readonly json?: boolean }): Promise<number> {
  const workspace = await openWorkspace()
  const client = await sessionOf(workspace)
  const snapshot =
    client === null
      ? await lookAtRuntime(workspace.environment, await openRuntime(workspace), now, lookForMs)
      : await client.ask<Snapshot>({ method: 'status' })
  if (options.json === true) printJson({ ...publicStatus(snapshot), session: client !== null })
  else {
    printLine(statusText(snapshot, process.stdout.isTTY === true ? process.stdout.columns : null))
    if (client === null) printLine('no session runs here: devenv up')
  }
  return snapshot.services.some(({ health }) => health === 'crash' || health === 'probe' || health === 'stale') ? 1 : 0
}
