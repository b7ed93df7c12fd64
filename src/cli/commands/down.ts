// `devenv down` and `devenv reset`: end the session of this workspace, then remove what is ours.
import type { StepReport } from '../../model/step.ts'
import { printLine } from '../print.ts'
import { openRuntime, openWorkspace, sessionOf } from '../workspace.ts'

export async function down(options: { readonly keepCluster?: boolean }): Promise<number> {
  return remove({ keepCluster: options.keepCluster === true, step: null })
}

export async function reset(step: string | null): Promise<number> {
  return remove({ keepCluster: false, step })
}

async function remove(what: { readonly keepCluster: boolean; readonly step: string | null }): Promise<number> {
  const workspace = await openWorkspace()
  const client = await sessionOf(workspace)
  if (client !== null) {
    await client.ask({ method: 'stop' }).catch(() => {})
    printLine(' ✔ session ended')
  }
  const runtime = await openRuntime(workspace)
  const report: StepReport = { detail: () => {}, log: (line) => printLine(` ✔ ${line}`) }
  await runtime.tearDown(what, report, new AbortController().signal)
  return 0
}
