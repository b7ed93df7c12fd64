// A small HTTP server in place of a service that another one calls: it answers as told, and keeps what it was asked.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly content: unknown
}

export interface Told {
  readonly status: number
  readonly json?: unknown
}

export class StandIn {
  /** Without the questions whether it is alive. */
  readonly asked: Asked[] = []
  readonly port: number
  readonly #server: Server

  private constructor(server: Server, tell: (asked: Asked) => Told | Promise<Told>) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('request', async (request, response) => {
      const body = await text(request)
      const content: unknown = body === '' ? undefined : JSON.parse(body)
      const asked = { method: request.method!, path: request.url!, headers: request.headers, content }
      const isProbe = request.url === '/livez'
      if (!isProbe) this.asked.push(asked)
      const { status, json = {} } = isProbe ? { status: 200 } : await tell(asked)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    })
  }

  static async start(tell: (asked: Asked) => Told | Promise<Told>, port = 0): Promise<StandIn> {
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    return new StandIn(server, tell)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }
}

/** A port on which nobody listens. */
export async function quietPort(): Promise<number> {
  const none = await StandIn.start(() => ({ status: 500 }))
  await none.stop()
  return none.port
}
