// Does a request from the host reach a service: ready pods take a moment to be known to the ingress.
import { setTimeout as delay } from 'node:timers/promises'
import { getAnswer } from '../../clients/network/http-answer.ts'
import type { Service } from '../../model/environment.ts'
import type { World } from './world.ts'

/** `http://127.0.0.1:50051`; null while the cluster is not there or was made without this port. */
export function serviceUrl(world: World, service: Service): string | null {
  return world.ports?.has(service.port) === true ? `http://127.0.0.1:${service.port}` : null
}

/** The threads of the ingress learn of a pod one by one, and each connection may meet another thread. */
const ANSWERS = 3

/** Resolves with true as soon as the service answers through its loopback port, with false after the limit. */
export async function untilAnswering(
  world: World,
  service: Service,
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const base = serviceUrl(world, service)
  if (base === null) return false
  const path = service.probe.kind === 'http' ? service.probe.path : '/'
  const endMs = performance.now() + limitMs
  for (let answers = 0; answers < ANSWERS; ) {
    answers = (await isAnswering(`${base}${path}`, signal)) ? answers + 1 : 0
    signal.throwIfAborted()
    if (answers > 0) continue
    if (performance.now() > endMs) return false
    await delay(50, undefined, { signal })
  }
  return true
}

/** 502 to 504 are the ingress's own words for "nobody there". */
async function isAnswering(url: string, signal: AbortSignal): Promise<boolean> {
  const answer = await getAnswer(url, 2000, signal).catch(() => null)
  return answer !== null && ![502, 503, 504].includes(answer.status)
}
