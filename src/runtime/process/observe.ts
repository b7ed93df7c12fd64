// Everything the embedded runtime reports while a session runs: health, what the services print, golden signals.
import { setTimeout as delay } from 'node:timers/promises'
import { followStamped } from '../../clients/logs/log-tail.ts'
import type { RuntimeEvent } from '../../model/runtime-event.ts'
import { Scraper } from '../../telemetry/telemetry.ts'
import { logPath } from './launch.ts'
import type { Processes } from './processes.ts'
import type { World } from './world.ts'

type Emit = (event: RuntimeEvent) => void

const SCRAPE_EVERY_MS = 2000
/** A service that has just come up has its first values soon. */
const FIRST_SCRAPE_MS = 500

/** Until the signal aborts. */
export async function observeProcesses(
  world: World,
  processes: Processes,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return
  const { environment, now } = world.context
  const said = new Map<string, string>()
  const report = (service: string) => {
    const health = processes.health(service, 1)
    const words = JSON.stringify(health)
    if (said.get(service) === words) return
    said.set(service, words)
    emit({ kind: 'health', health })
  }
  for (const addon of ['istio', 'prometheus'] as const)
    emit({ kind: 'addon', addon, state: 'off', note: 'not in local processes' })
  const stops = [processes.onChange(report), processes.use()]
  const fromMs = now()
  for (const { name } of environment.services) report(name)
  const logs = environment.services.map(({ name }) => followLog(world, name, fromMs, emit, signal))
  await Promise.all([...logs, scrapeAll(world, processes, emit, signal)])
  for (const stop of stops) stop()
}

async function followLog(
  world: World,
  service: string,
  fromMs: number,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  await followStamped(
    logPath(world.context, service),
    fromMs,
    (lines) => {
      for (const { atMs, text } of lines) emit({ kind: 'log', service, source: 'pod', pod: service, line: text, atMs })
    },
    signal,
  ).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
  })
}

async function scrapeAll(world: World, processes: Processes, emit: Emit, signal: AbortSignal): Promise<void> {
  const { environment, now } = world.context
  const scraper = new Scraper(now)
  for (let everyMs = FIRST_SCRAPE_MS; !signal.aborted; everyMs = SCRAPE_EVERY_MS) {
    await delay(everyMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const targets = environment.services.flatMap((service) => {
      const url = world.url(service)
      const pid = processes.pid(service.name)
      return url === null || pid === null ? [] : [{ service: service.name, url: `${url}/metrics`, pid }]
    })
    const values = await scraper.scrape(targets, signal).catch(() => null)
    if (values !== null && !signal.aborted) emit({ kind: 'signals', values, atMs: now() })
  }
}
