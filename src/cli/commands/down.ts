// `devenv down` and `devenv reset`: end the session of this workspace, then remove what is ours.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RuntimeKind } from '../../model/environment.ts'
import type { StepReport } from '../../model/step.ts'
import { forgetChosen, readChosen } from '../choose-runtime.ts'
import { printLine } from '../print.ts'
import { makeRuntime, openWorkspaceToEnd, sessionOf, type Workspace } from '../workspace.ts'

export async function down(options: { readonly keepCluster?: boolean }): Promise<number> {
  return remove({ keepCluster: options.keepCluster === true, step: null })
}

export async function reset(step: string | null): Promise<number> {
  return remove({ keepCluster: false, step })
}

async function remove(what: { readonly keepCluster: boolean; readonly step: string | null }): Promise<number> {
  const workspace = await openWorkspaceToEnd()
  const client = await sessionOf(workspace)
  if (client !== null) {
    await client.ask({ method: 'stop' }).catch(() => {})
    printLine(' ✔ session ended')
  }
  const report: StepReport = { detail: () => {}, log: (line) => printLine(` ✔ ${line}`) }
  // Which cluster is ours only Tiltfile.ts says.
  const kinds = runtimesLeft(workspace).filter((kind) => kind === 'process' || workspace.error === null)
  for (const kind of kinds) {
    const runtime = await makeRuntime(workspace, kind, true)
    await runtime.tearDown(what, report, new AbortController().signal)
  }
  if (workspace.error !== null && readChosen(workspace.folders) === 'kind') throw workspace.error
  if (what.step === null && !what.keepCluster) forgetChosen(workspace.folders)
  return 0
}

/** Local processes may be left by an earlier choice; looking for them costs nothing. */
function runtimesLeft({ folders }: Workspace): readonly RuntimeKind[] {
  const hasCluster = readChosen(folders) === 'kind' || existsSync(join(folders.state, 'kubeconfig'))
  return hasCluster ? ['process', 'kind'] : ['process']
}
