// `devenv traffic start | stop`: requests to the services, sent by the session, off unless asked for.
import { fail } from '../../errors/errors.ts'
import { type TrafficState, trafficLimits } from '../../model/traffic.ts'
import { printJson, printLine } from '../print.ts'
import { openSession } from '../workspace.ts'

export interface TrafficStartOptions {
  readonly rate: number
  readonly for: number
  readonly json?: boolean
}

export async function startTraffic({ rate, for: forMs, json }: TrafficStartOptions): Promise<number> {
  if (rate < 1 || rate > trafficLimits.perSecond) refuse('--rate', `from 1 to ${trafficLimits.perSecond} a second`)
  if (forMs < 1_000 || forMs > trafficLimits.forMs) refuse('--for', 'from 1s to 1h')
  const { client } = await openSession()
  const { state, requests } = await client.ask<{ state: TrafficState; requests: number }>({
    method: 'traffic',
    action: 'start',
    perSecond: rate,
    forMs,
  })
  if (json === true) printJson({ ...state, requests })
  else printLine(`✔ traffic: ${rate}/s of ${requests} kinds for ${words(forMs)}; devenv traffic stop ends it`)
  return 0
}

export async function stopTraffic({ json }: { readonly json?: boolean }): Promise<number> {
  const { client } = await openSession()
  const { state } = await client.ask<{ state: TrafficState | null }>({ method: 'traffic', action: 'stop' })
  if (json === true) printJson(state ?? { sent: 0, failed: 0, skipped: 0 })
  else if (state === null) printLine('no traffic was sent')
  else printLine(`✔ traffic stopped: ${state.sent} sent, ${state.failed} failed${why(state)}`)
  return 0
}

function why({ lastFailure }: TrafficState): string {
  return lastFailure === null ? '' : `, the last: ${lastFailure}`
}

function words(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`
}

function refuse(name: string, wanted: string): never {
  return fail('DE0608', { name, nearest: '' }, { details: [{ label: 'usage', text: `${name}: wanted ${wanted}` }] })
}
