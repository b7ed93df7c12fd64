// Instant queries to a Prometheus server on loopback.
import { getAnswer } from './http-answer.ts'

export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  /** NaN and infinities as Prometheus sent them. */
  readonly value: number
  readonly atMs: number
}

export class PrometheusError extends Error {}

const MOST_BYTES = 64 * 1024 * 1024

/** The samples of an instant vector. Throws PrometheusError when the server does not answer or refuses. */
export async function instantQuery(base: string, query: string, signal: AbortSignal): Promise<readonly Sample[]> {
  const answer = await getAnswer(`${base}/api/v1/query`, 4000, signal, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ query }).toString(),
    maxBytes: MOST_BYTES,
  }).catch((thrown: Error) => {
    signal.throwIfAborted()
    throw new PrometheusError(thrown.message)
  })
  return samplesOf(answer.status, answer.body)
}

/** True when the server says it is ready to answer queries. */
export async function isPrometheusReady(base: string, signal: AbortSignal): Promise<boolean> {
  const answer = await getAnswer(`${base}/-/ready`, 1000, signal).catch(() => null)
  return answer?.status === 200
}

export function samplesOf(status: number, body: string): readonly Sample[] {
  const parsed = parse(body)
  if (parsed?.status !== 'success') throw new PrometheusError(parsed?.error ?? `status ${status}`)
  const data = parsed.data
  if (data?.resultType !== 'vector') throw new PrometheusError(`no instant vector: ${data?.resultType ?? 'nothing'}`)
  return data.result.map(({ metric, value: [seconds, text] }) => ({
    labels: metric,
    value: sampleValue(text),
    atMs: seconds * 1000,
  }))
}

interface Answer {
  readonly status?: string
  readonly error?: string
  readonly data?: {
    readonly resultType: string
    readonly result: readonly { readonly metric: Record<string, string>; readonly value: readonly [number, string] }[]
  }
}

function parse(body: string): Answer | null {
  try {
    return JSON.parse(body) as Answer
  } catch {
    return null
  }
}

function sampleValue(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text)
}
