// The text that a service shows its metrics as.
import { getAnswer } from './http-answer.ts'

const limitMs = 1000
const maxBytes = 4 * 1024 * 1024

/** Null for a service that does not answer in time, answers with anything but 200, or never ends. */
export async function readMetricsPage(url: string, signal: AbortSignal): Promise<string | null> {
  const headers = { accept: 'text/plain;version=0.0.4' }
  const answer = await getAnswer(url, limitMs, signal, { headers, maxBytes }).catch(() => null)
  return answer?.status === 200 && Buffer.byteLength(answer.body) < maxBytes ? answer.body : null
}
