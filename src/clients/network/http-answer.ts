// One GET, bounded in time and size, with what came back or why nothing did.

export interface HttpAnswer {
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  /** The beginning of it. */
  readonly body: string
}

const maxBodyBytes = 256 * 1024

/** Rejects with an Error whose message says why nothing answered. */
export async function getAnswer(url: string, timeoutMs: number, signal: AbortSignal): Promise<HttpAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    // A connection of its own: a kept one may lead to a process that has been replaced.
    const response = await fetch(url, { signal: limit, redirect: 'manual', headers: { connection: 'close' } })
    const { status, statusText, headers } = response
    return { status, statusText, headers, body: await beginningOf(response) }
  } catch (thrown) {
    signal.throwIfAborted()
    const error = thrown as Error & { cause?: { code?: string; message?: string } }
    const reason = limit.aborted ? `nothing within ${timeoutMs} ms` : (error.cause?.code ?? error.cause?.message)
    throw new Error(reason ?? error.message, { cause: thrown })
  }
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (size >= maxBodyBytes) break
  }
  return text
}
