// One HTTP request, bounded in time and size, with what came back or why nothing did. Not fetch: that refuses ports which
// a service may well have, such as 5060 or 10080.
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

export interface HttpAnswer {
  readonly status: number
  readonly statusText: string
  readonly headers: IncomingHttpHeaders
  /** The beginning of it. */
  readonly body: string
}

export interface HttpQuestion {
  /** GET when absent. */
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The answer's body is cut off here; 256 KiB when absent. */
  readonly maxBytes?: number
}

const usualBytes = 256 * 1024

/** Rejects with an Error whose message says why nothing answered. */
export async function getAnswer(
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
  question: HttpQuestion = {},
): Promise<HttpAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    return await exchange(url, limit, question)
  } catch (thrown) {
    signal.throwIfAborted()
    const { code, message } = thrown as NodeJS.ErrnoException
    throw new Error(limit.aborted ? `nothing within ${timeoutMs} ms` : (code ?? message), { cause: thrown })
  }
}

function exchange(url: string, signal: AbortSignal, question: HttpQuestion): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, maxBytes = usualBytes } = question
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    // A connection of its own: a kept one may lead to a process that has been replaced.
    const sent = request(url, { method, headers: { ...headers, ...length }, agent: false, signal }, (answer) => {
      readBeginning(answer, maxBytes).then((text) => {
        const { statusCode = 0, statusMessage = '' } = answer
        resolve({ status: statusCode, statusText: statusMessage, headers: answer.headers, body: text })
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function readBeginning(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    text += decoder.decode(chunk, { stream: true })
    if (size >= maxBytes) break
  }
  return text
}
