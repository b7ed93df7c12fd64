// The text that a service shows its metrics as. A connection of its own each time: none stays open in the way of a swap.
import { get } from 'node:http'

const limitMs = 1000
const maxBytes = 4 * 1024 * 1024

/** Null for a service that does not answer in time, answers with anything but 200, or never ends. */
export function readMetricsPage(url: string, signal: AbortSignal): Promise<string | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal: limit, headers: { accept: 'text/plain;version=0.0.4' } })
    request.on('error', () => resolve(null))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      const giveUp = () => {
        resolve(null)
        request.destroy()
      }
      if (response.statusCode !== 200) giveUp()
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > maxBytes) giveUp()
      })
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
      response.on('error', () => resolve(null))
      response.on('close', () => resolve(null))
    })
  })
}
