// Requests that wait for events, of event-service and notification-service.
import { expect } from 'vitest'
import { type RunningService, until } from './running-service.ts'

/** The answer of a request that was let wait; one that was not is tried again. */
export async function waitForEvents(service: RunningService, path: string, waitMs: number) {
  return until(async () => {
    const answer = await service.request('GET', `${path}/events?waitMs=${waitMs}`)
    return answer.status === 503 ? undefined : answer
  })
}

/** Returns when all places to wait are taken. */
export async function refusesToWait(service: RunningService, path: string): Promise<void> {
  await until(async () => {
    const { status, json } = await service.request('GET', `${path}/events?waitMs=1`)
    if (status === 503) expect(json.error.reason).toContain('may wait at once')
    return status === 503 || undefined
  })
}
