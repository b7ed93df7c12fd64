// `devenv wait`: for scripts; exit 0 when it is so, 1 when the time is over.
import { printJson, printLine } from '../print.ts'
import { openSession, serviceNamed } from '../workspace.ts'

export async function wait(
  services: readonly string[],
  options: { readonly for: string; readonly timeout: number; readonly json?: boolean },
): Promise<number> {
  const { client, environment } = await openSession()
  for (const name of services) serviceNamed(environment, name)
  const { ready } = await client.ask<{ ready: readonly string[] }>({
    method: 'wait',
    services,
    for: options.for,
    timeoutMs: options.timeout,
  })
  if (options.json === true) printJson({ ready, for: options.for })
  else printLine(`✔ ${ready.join(', ')}: ${options.for}`)
  return 0
}
