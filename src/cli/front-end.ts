// Starts the front end of the mode; each sees nothing but `Session`.
import type { Session } from '../engine/session.ts'
import { printJson, printLine } from './print.ts'

export interface FrontEnd {
  close(): Promise<void>
}

export async function startFrontEnd(
  session: Session,
  shown: 'tui' | 'plain' | 'json',
  root: string,
  stop: (exitCode: number) => void,
): Promise<FrontEnd> {
  if (shown === 'json') {
    const off = session.onEvent(printJson)
    return { close: async () => off() }
  }
  if (shown === 'plain') {
    const { createPlainWriter } = await import('../ui/text.ts')
    const writer = createPlainWriter(session, printLine, { root })
    return { close: async () => writer.close() }
  }
  const { renderApp } = await import('../ui/ui.ts')
  const controller = new AbortController()
  const app = renderApp({
    session,
    stdin: process.stdin,
    stdout: process.stdout,
    env: process.env,
    signal: controller.signal,
    onQuit: stop,
  })
  return {
    close: async () => {
      controller.abort()
      await app
    },
  }
}
