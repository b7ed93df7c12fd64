// `devenv wait`: until services are ready with the newest sources, or serve a given build.
import { fail } from '../errors/errors.ts'
import type { LiveSession } from './live-session.ts'
import { healthOf } from './snapshot.ts'
import type { ServiceState } from './state.ts'
import { waitFor } from './wait.ts'

export interface WaitRequest {
  readonly services: readonly string[]
  /** `ready`, or `build=<artifact id or number>`. */
  readonly for: string
  readonly timeoutMs: number
}

export async function waitForServices(
  session: LiveSession,
  request: WaitRequest,
  gone: AbortSignal,
): Promise<{ ready: readonly string[] }> {
  const { store } = session
  for (const name of request.services)
    if (!store.state.services.has(name))
      fail('DE0604', { kind: 'service', name, nearest: [...store.state.services.keys()].join(', ') })
  const names = request.services.length === 0 ? [...store.state.services.keys()] : request.services
  const wanted = request.for.startsWith('build=') ? request.for.slice('build='.length) : null
  if (wanted === null && request.for !== 'ready')
    fail('DE0608', { name: `--for ${request.for}`, nearest: '--for ready' })
  const isThere = (service: ServiceState) => (wanted === null ? isReady(service) : serves(service, wanted))
  const signal = AbortSignal.any([gone, AbortSignal.timeout(request.timeoutMs)])
  try {
    await waitFor(store, (state) => (names.every((name) => isThere(state.services.get(name)!)) ? true : null), signal)
  } catch (thrown) {
    if (gone.aborted) throw thrown
    const late = names.filter((name) => !isThere(store.state.services.get(name)!))
    const details = late.map((name) => ({ label: name, text: describe(store.state.services.get(name)!) }))
    fail(
      'DE0406',
      { service: late.join(', '), reason: `waited ${Math.round(request.timeoutMs / 1000)} s for ${request.for}` },
      { details },
    )
  }
  return { ready: names }
}

function isReady(service: ServiceState): boolean {
  const isIdle = service.pending === null && service.building === null && service.updating === null
  return isIdle && healthOf(service) === 'ready' && service.pods.length > 0
}

function serves(service: ServiceState, wanted: string): boolean {
  const { serving } = service
  if (serving === null || healthOf(service) === 'start' || service.updating !== null) return false
  return serving.id === wanted || String(serving.number) === wanted
}

function describe(service: ServiceState): string {
  const pods = service.pods.map((pod) => `${pod.pod} ${pod.state}${pod.note === '' ? '' : ` (${pod.note})`}`).join(', ')
  const work =
    service.building !== null
      ? `build #${service.building.order.number} runs`
      : service.updating !== null
        ? `update: ${service.updating.phase}`
        : (service.lastFailure?.note ?? 'idle')
  return `${healthOf(service)}; ${work}; ${pods === '' ? 'no pod yet' : pods}`
}
