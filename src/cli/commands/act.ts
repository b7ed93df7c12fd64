// `devenv build | restart | pause | resume | revert <service>`, done by the session.
import { printLine } from '../print.ts'
import { openSession, serviceNamed } from '../workspace.ts'

export async function act(command: 'build' | 'restart' | 'pause' | 'resume' | 'revert', name: string): Promise<number> {
  const { client, environment } = await openSession()
  serviceNamed(environment, name)
  await client.ask({ method: 'command', command, service: name })
  printLine(`✔ ${name}: ${command}`)
  return 0
}
