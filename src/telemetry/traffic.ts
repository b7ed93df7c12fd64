// Requests, failures and durations out of what a service counts itself; rates between what was read at different times.
import type { SignalValues } from '../model/signals.ts'
import type { MetricSample } from './exposition.ts'
import { type Bucket, histogramQuantile } from './quantile.ts'

/** What a service had counted at one moment, its probes left out. */
export interface Traffic {
  readonly atMs: number
  /** Another one: everything was counted from 0. Empty when the service does not tell. */
  readonly process: string
  /** Null when the service does not count requests. */
  readonly requests: ReadonlyMap<string, RequestCount> | null
  readonly buckets: ReadonlyMap<string, Bucket>
}

interface RequestCount {
  readonly count: number
  /** Null when there is no status among the labels. */
  readonly isFailure: boolean | null
}

export function trafficOf(samples: readonly MetricSample[], process: string, atMs: number): Traffic {
  const started = samples.find(({ name }) => name === 'process_start_time_seconds')
  const name = requestNames.find((wanted) => samples.some((sample) => sample.name === wanted))
  const counted = (wanted: string | undefined) =>
    samples.filter((sample) => sample.name === wanted && !isProbe(sample) && Number.isFinite(sample.value))
  return {
    atMs,
    process: started === undefined ? process : String(started.value),
    requests: name === undefined ? null : new Map(counted(name).map((sample) => [seriesOf(sample), requestOf(sample)])),
    buckets: new Map(
      bucketNames.flatMap(counted).flatMap((sample) => {
        const upperBound = boundOf(sample.labels['le'] ?? '')
        return Number.isNaN(upperBound) ? [] : [[seriesOf(sample), { upperBound, count: sample.value }] as const]
      }),
    ),
  }
}

type Rates = Pick<SignalValues, 'rps' | 'errorRate' | 'p50Ms' | 'p95Ms'>

/** `past`: oldest first. Less than two moments tell nothing. */
export function ratesOf(past: readonly Traffic[]): Rates {
  const first = past[0]
  const last = past.at(-1)
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return nothing
  const grown = increases(past, ({ requests }) => requests ?? new Map<string, RequestCount>())
  const total = sumOf(grown)
  const tells = grown.some(({ entry }) => entry.isFailure !== null)
  const failed = sumOf(grown.filter(({ entry }) => entry.isFailure === true))
  const buckets = bucketsOf(past)
  return {
    rps: last.requests === null ? null : (total * 1000) / (last.atMs - first.atMs),
    errorRate: total > 0 && tells ? failed / total : null,
    p50Ms: milliseconds(histogramQuantile(0.5, buckets)),
    p95Ms: milliseconds(histogramQuantile(0.95, buckets)),
  }
}

/** The names that are usual; the first one that is there. */
const requestNames = [
  'http_requests_total',
  'http_request_duration_seconds_count',
  'http_server_request_duration_seconds_count',
]
const bucketNames = ['http_request_duration_seconds_bucket', 'http_server_request_duration_seconds_bucket']
const routeLabels = ['route', 'http_route', 'path', 'handler']
const statusLabels = ['code', 'status', 'status_code', 'http_response_status_code']
/** What devenv and other services ask to see whether the service lives. */
const probes = new Set(['/health', '/healthz', '/livez', '/readyz', '/status', '/metrics'])
const nothing: Rates = { rps: null, errorRate: null, p50Ms: null, p95Ms: null }

function isProbe({ labels }: MetricSample): boolean {
  return routeLabels.some((label) => probes.has(labels[label] ?? ''))
}

function seriesOf({ labels }: MetricSample): string {
  return JSON.stringify(labels)
}

function requestOf({ labels, value }: MetricSample): RequestCount {
  const status = statusLabels.map((label) => labels[label]).find((text) => text !== undefined)
  return { count: value, isFailure: status === undefined ? null : /^5(\d\d|xx)$/i.test(status) }
}

function boundOf(text: string): number {
  return text === '+Inf' ? Number.POSITIVE_INFINITY : Number.parseFloat(text)
}

interface Increase<Entry> {
  readonly entry: Entry
  readonly by: number
}

/**
 * As Prometheus counts: a count that fell began at 0 again. Better than Prometheus where all is known: a series that was
 * not there before was 0, and another process has counted all that it has since.
 */
function increases<Entry extends { readonly count: number }>(
  past: readonly Traffic[],
  entries: (traffic: Traffic) => ReadonlyMap<string, Entry>,
): readonly Increase<Entry>[] {
  return past.slice(1).flatMap((traffic, index) => {
    const before = past[index]!
    const known = isSameProcess(before, traffic) ? entries(before) : new Map<string, Entry>()
    return [...entries(traffic)].map(([series, entry]) => {
      const from = known.get(series)?.count ?? 0
      return { entry, by: entry.count < from ? entry.count : entry.count - from }
    })
  })
}

function isSameProcess(before: Traffic, after: Traffic): boolean {
  return before.process === after.process || before.process === '' || after.process === ''
}

function bucketsOf(past: readonly Traffic[]): readonly Bucket[] {
  const counts = new Map<number, number>()
  for (const { entry, by } of increases(past, ({ buckets }) => buckets)) {
    counts.set(entry.upperBound, (counts.get(entry.upperBound) ?? 0) + by)
  }
  return [...counts].map(([upperBound, count]) => ({ upperBound, count }))
}

function sumOf(grown: readonly Increase<unknown>[]): number {
  return grown.reduce((sum, { by }) => sum + by, 0)
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000
}
