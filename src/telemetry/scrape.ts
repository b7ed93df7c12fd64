// Golden signals without Prometheus: every service is asked for what it counts, every process for what it uses.
import { readMetricsPage } from '../clients/network/metrics-page.ts'
import { type ProcessStats, readAllStats } from '../clients/process/process-stats.ts'
import type { SignalValues } from '../model/signals.ts'
import { samplesOfText } from './exposition.ts'
import { ratesOf, type Traffic, trafficOf } from './traffic.ts'

export interface ScrapeTarget {
  readonly service: string
  /** Of its metrics: `http://127.0.0.1:50051/metrics`. */
  readonly url: string
  readonly pid: number | null
}

/** Remembers earlier scrapes; rates over a window of about 10 s. */
export class Scraper {
  private readonly now: () => number
  private readonly pasts = new Map<string, Past>()

  constructor(now: () => number) {
    this.now = now
  }

  /** Null for a service without any value yet. Asks all at once, and each not longer than a second. */
  async scrape(
    targets: readonly ScrapeTarget[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, SignalValues | null>>> {
    const services = new Set(targets.map(({ service }) => service))
    for (const service of this.pasts.keys()) if (!services.has(service)) this.pasts.delete(service)
    const pids = targets.flatMap(({ pid }) => pid ?? [])
    const stats = await readAllStats(pids, signal).catch(() => new Map<number, ProcessStats>())
    const atMs = this.now()
    const entries = await Promise.all(
      targets.map(async (target) => {
        const used = target.pid === null ? undefined : stats.get(target.pid)
        return [target.service, await this.scrapeOne(target, used ?? null, atMs, signal)] as const
      }),
    )
    return Object.fromEntries(entries)
  }

  private async scrapeOne(
    { service, url, pid }: ScrapeTarget,
    used: ProcessStats | null,
    atMs: number,
    signal: AbortSignal,
  ): Promise<SignalValues | null> {
    const past = this.pasts.get(service) ?? { traffic: [], use: [] }
    this.pasts.set(service, past)
    const process = used === null ? '' : `${pid}:${used.startTicks}`
    if (used !== null) past.use.push({ atMs, process, cpuSeconds: used.cpuSeconds })
    const text = await readMetricsPage(url, signal)
    const nowMs = this.now()
    if (text !== null) past.traffic.push(trafficOf(samplesOfText(text), process, nowMs))
    forget(past.traffic, nowMs)
    forget(past.use, nowMs)
    const values = { ...ratesOf(past.traffic), ...usageOf(past.use, used) }
    return Object.values(values).every((value) => value === null) ? null : values
  }
}

interface Use {
  readonly atMs: number
  readonly process: string
  readonly cpuSeconds: number
}

interface Past {
  readonly traffic: Traffic[]
  readonly use: Use[]
}

const windowMs = 10_000
/** A service that was silent for long begins anew. */
const maxGapMs = 30_000

/** One moment at or before the start of the window stays; alone it tells nothing, so old values are never shown. */
function forget(past: { readonly atMs: number }[], nowMs: number): void {
  while (past[1] !== undefined && past[1].atMs <= nowMs - windowMs) past.shift()
  if (past[0] !== undefined && past[0].atMs <= nowMs - maxGapMs) past.shift()
}

/** Of a process that is not there nothing is known. */
function usageOf(past: readonly Use[], used: ProcessStats | null): Pick<SignalValues, 'cpu' | 'memoryBytes'> {
  if (used === null) return { cpu: null, memoryBytes: null }
  return { cpu: coresOf(past), memoryBytes: used.memoryBytes }
}

function coresOf(use: readonly Use[]): number | null {
  const first = use[0]
  const last = use.at(-1)
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return null
  const seconds = use.slice(1).reduce((sum, { process, cpuSeconds }, index) => {
    const before = use[index]!
    return sum + (before.process === process ? Math.max(0, cpuSeconds - before.cpuSeconds) : cpuSeconds)
  }, 0)
  return (seconds * 1000) / (last.atMs - first.atMs)
}
