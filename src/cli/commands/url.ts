// `devenv url <service>`: its loopback address.
import { fail } from '../../errors/errors.ts'
import { printLine } from '../print.ts'
import { openRuntime, openWorkspace, serviceNamed } from '../workspace.ts'

export async function url(name: string): Promise<number> {
  const workspace = await openWorkspace()
  const runtime = await openRuntime(workspace)
  const address = runtime.url(serviceNamed(workspace.environment, name)) ?? fail('DE0703', {})
  printLine(address)
  return 0
}
