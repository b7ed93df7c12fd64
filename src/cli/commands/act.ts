// `devenv build | restart | pause | resume | revert <service>`, done by the session.
import { printJson, printLine } from '../print.ts'
import { openSession, serviceNamed } from '../workspace.ts'

export async function act(
  command: 'build' | 'restart' | 'pause' | 'resume' | 'revert',
  name: string,
  options: { readonly json?: boolean } = {},
): Promise<number> {
  const { client, environment } = await openSession()
  serviceNamed(environment, name)
  await client.ask({ method: 'command', command, service: name })
  if (options.json === true) printJson({ command, service: name, ok: true })
  else printLine(`✔ ${name}: ${command}`)
  return 0
}
