// The door: golden signals of all services, from Prometheus by one instant query a signal, or from the services
// themselves.
import { instantQuery } from '../clients/network/prometheus.ts'
import type { SignalValues } from '../model/signals.ts'
import { queries, type SignalName } from './queries.ts'
import { signalsOf } from './signals.ts'

export { Scraper, type ScrapeTarget } from './scrape.ts'

/** Null for a service without any value. Throws PrometheusError when the server does not answer. */
export async function readSignals(
  base: string,
  services: readonly string[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, SignalValues | null>>> {
  const names = Object.keys(queries) as SignalName[]
  const answers = await Promise.all(
    names.map(async (name) => [name, await instantQuery(base, queries[name], signal)] as const),
  )
  return signalsOf(services, Object.fromEntries(answers) as Record<SignalName, (typeof answers)[number][1]>)
}
