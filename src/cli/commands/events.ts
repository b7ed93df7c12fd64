// `devenv events`: what happens in the session, as it happens.
import type { SessionEvent } from '../../model/session-event.ts'
import { plainLines } from '../../ui/text.ts'
import { printJson, printLine } from '../print.ts'
import { openSession } from '../workspace.ts'

export async function events(options: { readonly json?: boolean }): Promise<number> {
  const { client, environment } = await openSession()
  await client.follow<SessionEvent>({ method: 'events' }, (event) => {
    if (options.json === true) printJson(event)
    else for (const line of plainLines(event, { root: environment.root })) printLine(line)
  })
  return 0
}
