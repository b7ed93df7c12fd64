// The door to the full-screen front end. Ink and React are loaded only when a terminal is there to show them.
import type { Session } from '../engine/session.ts'
import type { Env } from './mode.ts'
import { theme } from './theme.ts'
import { endLine } from './viewmodel/plain.ts'
import { healthWords, standing } from './viewmodel/state.ts'

export interface AppOptions {
  readonly session: Session
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Env
  /** Ends the screen; the session is the caller's. */
  readonly signal?: AbortSignal
  /** 0: asked to stop in an orderly way. 130: asked again, leave at once. */
  readonly onQuit?: (exitCode: number) => void
}

/** Resolves when the terminal is as it was before. */
export async function renderApp({ session, stdin, stdout, env, signal, onQuit }: AppOptions): Promise<void> {
  const [{ render }, { createElement }, { App }] = await Promise.all([
    import('ink'),
    import('react'),
    import('./screens/App.tsx'),
  ])
  if (signal?.aborted === true) return
  const feed = pinned(session)
  const app = render(
    createElement(App, {
      session,
      feed,
      theme: theme(env),
      onQuit: () => (onQuit === undefined ? session.end() : onQuit(0)),
      onLeave: () => {
        app.unmount()
        onQuit?.(130)
      },
    }),
    {
      stdin,
      stdout,
      interactive: true,
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: 15,
      patchConsole: false,
      exitOnCtrlC: false,
    },
  )
  const end = () => app.unmount()
  signal?.addEventListener('abort', end, { once: true })
  if (signal === undefined) session.ended.then(end, end)
  await app.waitUntilExit()
  signal?.removeEventListener('abort', end)
  feed.close()
  stdout.write(`${farewell(session)}\n`)
}

/** What React reads stays the same between two publications, however often the session changes meanwhile. */
function pinned(session: Session) {
  let snapshot = session.getSnapshot()
  const listeners = new Set<() => void>()
  const off = session.subscribe(() => {
    snapshot = session.getSnapshot()
    for (const listener of listeners) listener()
  })
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: off,
  }
}

function farewell(session: Session): string {
  const snapshot = session.getSnapshot()
  const failing = snapshot.services.filter((service) => standing(service) === 'failing')
  return [endLine(snapshot), ...failing.map((service) => `  ${service.name}: ${healthWords(service, '')}`)].join('\n')
}
