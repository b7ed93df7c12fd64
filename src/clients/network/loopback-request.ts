// One HTTP request to a loopback address over connections that are kept; what comes back is read and thrown away.
import { Agent, request } from 'node:http'

export interface LoopbackRequest {
  readonly method: string
  readonly body: string | null
  readonly contentType: string | null
}

export interface LoopbackSender {
  /** The status. Rejects with an Error whose message says why nothing came. */
  send(url: string, what: LoopbackRequest, timeoutMs: number): Promise<number>
  close(): void
}

const loopback = /^http:\/\/(127(?:\.\d{1,3}){3}|localhost|\[::1\])(:|\/|$)/

/** `sockets`: at most so many connections to one service. Refuses every address that is not of this host. */
export function loopbackSender(sockets: number): LoopbackSender {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: 2 })
  return {
    send: (url, { method, body, contentType }, timeoutMs) =>
      new Promise((resolve, reject) => {
        if (!loopback.test(url)) throw new Error(`${url} is not a loopback address`)
        const headers = {
          ...(contentType === null ? {} : { 'content-type': contentType }),
          ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
        }
        const signal = AbortSignal.timeout(timeoutMs)
        const sent = request(url, { method, headers, agent, signal }, (answer) => {
          answer.resume()
          answer.once('end', () => resolve(answer.statusCode ?? 0))
          answer.once('error', reject)
        })
        sent.once('error', (error) =>
          reject(signal.aborted ? new Error(`nothing within ${timeoutMs} ms`, { cause: error }) : error),
        )
        sent.end(body ?? undefined)
      }),
    close: () => agent.destroy(),
  }
}
