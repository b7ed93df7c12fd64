// `devenv problems [service]`: what needs a person, first things first.
import type { Snapshot } from '../../model/snapshot.ts'
import { problemText } from '../../ui/text.ts'
import { printJson, printLine } from '../print.ts'
import { openSession, serviceNamed } from '../workspace.ts'

export async function problems(name: string | null, options: { readonly json?: boolean }): Promise<number> {
  const { client, environment } = await openSession()
  if (name !== null) serviceNamed(environment, name)
  const snapshot = await client.ask<Snapshot>({ method: 'status' })
  const found = snapshot.problems.filter(({ services }) => name === null || services.includes(name))
  if (options.json === true) printJson(found)
  else if (found.length === 0) printLine('no problems')
  else printLine(found.map((problem) => problemText(problem)).join('\n\n'))
  return found.length === 0 ? 0 : 1
}
