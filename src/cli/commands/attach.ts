// `devenv attach`: a front end for the session that runs here; leaving it does not end the session.
import { attachSession } from '../../engine/engine.ts'
import { mode } from '../../ui/mode.ts'
import { startFrontEnd } from '../front-end.ts'
import { openSession } from '../workspace.ts'

export async function attach(options: { readonly plain?: boolean; readonly json?: boolean }): Promise<number> {
  const { client, environment } = await openSession()
  const session = await attachSession(client)
  const shown = mode(
    { plain: options.plain === true, json: options.json === true },
    process.env,
    process.stdin.isTTY === true,
    process.stdout.isTTY === true,
  )
  const frontEnd = await startFrontEnd(session, shown, environment.root, () => session.end())
  process.once('SIGINT', () => session.end())
  await session.ended
  await frontEnd.close()
  return 0
}
