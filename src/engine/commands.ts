// What a person asks of a session, done by the engine; the same for keys, subcommands and the control socket.
import { fail } from '../errors/errors.ts'
import type { LiveSession } from './live-session.ts'
import type { AllCommand, ServiceCommand } from './session.ts'
import { waitFor } from './wait.ts'

/** Resolves when it is done, with the service ready again where that was asked for; rejects with a DevenvError. */
export async function runCommand(session: LiveSession, command: ServiceCommand | AllCommand): Promise<void> {
  const { store, loop } = session
  if (!('service' in command)) {
    for (const service of store.state.services.keys())
      store.dispatch({ kind: 'paused', service, isPaused: command.kind === 'pause-all' })
    loop.pump()
    return
  }
  const state = store.state.services.get(command.service)
  if (state === undefined)
    fail('DE0604', { kind: 'service', name: command.service, nearest: [...store.state.services.keys()].join(', ') })
  const signal = new AbortController().signal
  switch (command.kind) {
    case 'pause':
    case 'resume':
      store.dispatch({ kind: 'paused', service: command.service, isPaused: command.kind === 'pause' })
      loop.pump()
      return
    case 'restart':
      await session.options.runtime.restart(state.service, signal)
      return
    case 'revert': {
      const { to } = await session.options.runtime.revert(state.service, signal)
      session.logStore.append(command.service, 'devenv', `reverted to ${to}`)
      return
    }
    case 'build':
      store.dispatch({ kind: 'build.asked', service: command.service, trigger: 'user', need: 'live' })
      loop.pump()
      await buildEnded(session, command.service, signal)
  }
}

async function buildEnded(session: LiveSession, name: string, signal: AbortSignal): Promise<void> {
  await waitFor(
    session.store,
    (state) => {
      const service = state.services.get(name)
      const isIdle =
        service === undefined || (service.pending === null && service.building === null && service.updating === null)
      return isIdle || service.paused ? true : null
    },
    signal,
  )
  const problem = session.store.state.problems.find(
    ({ id, services }) => (id.startsWith('build:') || id.startsWith('update:')) && services.includes(name),
  )
  if (problem !== undefined) fail(problem.code, { service: name }, { details: problem.details })
}
