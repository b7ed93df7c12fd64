// A release host on loopback: real files, ranges, and the ways in which real ones fail.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Request {
  readonly path: string
  readonly range: string | null
}

export interface ReleaseServer {
  readonly base: string
  readonly requests: Request[]
  /** What is served under a path. */
  readonly files: Map<string, Buffer>
  /** An answer stops after so many bytes and stays open until it is cut; one entry an answer. */
  readonly holds: number[]
  /** So many connections are cut before the first byte, once there is no hold left. */
  refusals: number
  isRangeIgnored: boolean
  /** Cuts what is open now. */
  cut(): void
  close(): Promise<void>
}

export async function startReleaseServer(): Promise<ReleaseServer> {
  const server = createServer((request, response) => answer(state, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const state: ReleaseServer = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    files: new Map(),
    holds: [],
    refusals: 0,
    isRangeIgnored: false,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return state
}

function answer(state: ReleaseServer, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const range = request.headers.range ?? null
  state.requests.push({ path, range })
  const file = state.files.get(path)
  if (file === undefined) {
    response.writeHead(404).end('no such file')
    return
  }
  const start = state.isRangeIgnored ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  if (start >= file.length && start > 0) {
    response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
    return
  }
  const body = file.subarray(start)
  const hold = state.holds.shift()
  if (hold === undefined && state.refusals > 0) {
    state.refusals -= 1
    response.destroy()
    return
  }
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': body.length,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` } : {}),
  })
  if (hold === undefined) response.end(body)
  else response.write(body.subarray(0, hold))
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
