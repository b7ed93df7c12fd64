// What the runtime reports becomes state, log lines, public events and problems.
import { makeError } from '../errors/errors.ts'
import type { RuntimeEvent, ServiceHealth } from '../model/runtime-event.ts'
import type { LiveSession } from './live-session.ts'
import { healthOf } from './snapshot.ts'
import type { ServiceState } from './state.ts'

export function onRuntimeEvent(session: LiveSession, event: RuntimeEvent): void {
  switch (event.kind) {
    case 'log':
      session.logStore.append(event.service, event.source, event.line, event.atMs)
      return
    case 'health':
      onHealth(session, event.health)
      return
    case 'reverted':
      onReverted(session, event)
      return
    case 'addon':
      session.store.dispatch({ kind: 'runtime', event })
      onAddon(session, event)
      return
    case 'cluster':
      session.store.dispatch({ kind: 'runtime', event })
      onCluster(session, event)
      return
    case 'signals':
      session.store.dispatch({ kind: 'runtime', event })
  }
}

function onHealth(session: LiveSession, health: ServiceHealth): void {
  const { store, bus, loop } = session
  const before = store.state.services.get(health.service)
  if (before === undefined) return
  store.dispatch({ kind: 'runtime', event: { kind: 'health', health } })
  const after = store.state.services.get(health.service)!
  if (words(before) !== words(after)) {
    const note = after.pods.find((pod) => pod.note !== '')?.note ?? ''
    bus.emit({
      event: 'service.health',
      service: health.service,
      health: healthOf(after),
      restarts: restarts(after),
      note,
    })
  }
  // While an update proves itself its own outcome is what a person reads.
  if (after.updating === null) explainHealth(session, after)
  loop.pump()
}

function explainHealth(session: LiveSession, service: ServiceState): void {
  const name = service.service.name
  const state = healthOf(service)
  const pod = service.pods.find(({ note }) => note !== '')
  if (state === 'ready' || state === 'stale') session.problems.close('health', name)
  if (
    pod === undefined ||
    session.store.state.problems.some((problem) => problem.id.startsWith('update:') && problem.services.includes(name))
  )
    return
  const details = [{ label: 'reason', text: pod.note }, { label: 'pod', text: pod.pod }, ...lastLines(session, name)]
  const held = service.pods.some((entry) => entry.state === 'held')
  if (held)
    session.problems.open(
      'health',
      name,
      makeError('DE0407', { service: name, reason: pod.note }, { details }).toData(),
    )
  else if (state === 'crash')
    session.problems.open(
      'health',
      name,
      makeError('DE0412', { service: name, reason: pod.note, restarts: pod.restarts }, { details }).toData(),
    )
  else if (state === 'probe')
    session.problems.open(
      'health',
      name,
      makeError('DE0411', { service: name, reason: pod.note }, { details }).toData(),
    )
}

/** A revert that no update of this session asked for: during bring-up, or of an artifact an earlier session placed. */
function onReverted(session: LiveSession, event: RuntimeEvent & { kind: 'reverted' }): void {
  const { store, bus, problems } = session
  const service = store.state.services.get(event.service)
  if (service === undefined || service.updating !== null || service.lastFailure?.note.includes(event.from) === true)
    return
  const number = service.lastBuild?.number ?? 0
  const details = [{ label: 'reason', text: event.reason }, ...lastLines(session, event.service)]
  const error = makeError(
    'DE0405',
    { service: event.service, build: number, reason: event.reason },
    { details },
  ).toData()
  store.dispatch({ kind: 'update.failed', service: event.service, number, error, split: {} })
  problems.open('update', event.service, error)
  bus.emit({
    event: 'update.reverted',
    service: event.service,
    build: number,
    id: event.from,
    to: event.to,
    reason: event.reason,
  })
}

/** During bring-up the steps themselves say what is missing. */
function onCluster(session: LiveSession, event: RuntimeEvent & { kind: 'cluster' }): void {
  if (event.ok) session.problems.close('cluster', null)
  else if (session.store.state.phase === 'watching') {
    const details = [{ label: 'reason', text: event.note }]
    session.problems.open('cluster', null, makeError('DE0206', { reason: event.note }, { details }).toData())
  }
}

function onAddon(session: LiveSession, event: RuntimeEvent & { kind: 'addon' }): void {
  if (event.state === 'failed') {
    const code = event.addon === 'prometheus' ? 'DE0501' : 'DE0202'
    session.problems.open(
      'addon',
      null,
      makeError(
        code,
        { addon: event.addon, reason: event.note },
        { details: [{ label: 'reason', text: event.note }] },
      ).toData(),
    )
  }
  if (event.state === 'ready') {
    const code = event.addon === 'prometheus' ? 'DE0501' : 'DE0202'
    for (const problem of session.store.state.problems) {
      if (problem.id.startsWith('addon:') && problem.code === code)
        session.store.dispatch({ kind: 'problem.closed', id: problem.id })
    }
  }
}

function lastLines(session: LiveSession, service: string): { label: string; text: string }[] {
  const lines = session.logStore.last(service, ['pod'], 5).map(({ text }) => text)
  return lines.length === 0 ? [] : [{ label: 'last lines', text: lines.join('\n') }]
}

function restarts(service: ServiceState): number {
  return service.pods.reduce((sum, pod) => sum + pod.restarts, 0)
}

function words(service: ServiceState): string {
  return `${healthOf(service)} ${restarts(service)} ${service.pods.map((pod) => `${pod.state} ${pod.note}`).join()}`
}
