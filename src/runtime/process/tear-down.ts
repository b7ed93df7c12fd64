// Ends the processes of this workspace and removes what lies beside them; logs and build folders stay.
import { rm } from 'node:fs/promises'
import { releasePorts } from '../../clients/network/port-claims.ts'
import { removeLimits } from '../../clients/process/resource-limits.ts'
import type { StepReport } from '../../model/step.ts'
import type { Processes } from './processes.ts'
import type { World } from './world.ts'

export async function tearDownProcesses(
  world: World,
  processes: Processes,
  options: { readonly keepCluster: boolean; readonly step: string | null },
  report: StepReport,
): Promise<void> {
  const { folders, claims } = world.context
  await processes.endStrays()
  const running = processes.running()
  await Promise.all(running.map((name) => processes.end(name)))
  for (const name of running) report.log(`ended ${name}`)
  removeLimits(folders.id)
  if (options.step !== null) return
  await releasePorts(claims, folders.id)
  world.offset = null
  for (const path of [folders.slots, folders.run, folders.secrets]) await rm(path, { recursive: true, force: true })
}
