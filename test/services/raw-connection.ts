// A TCP connection that sends what no HTTP client would.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { until } from './running-service.ts'

export class RawConnection {
  received = ''
  isClosed = false
  readonly #socket: Socket

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', (text) => {
      this.received += text
    })
    this.#socket.on('end', () => {
      this.isClosed = true
    })
    this.#socket.on('error', () => {
      this.isClosed = true
    })
  }

  static async open(port: number): Promise<RawConnection> {
    const connection = new RawConnection(port)
    await once(connection.#socket, 'connect')
    return connection
  }

  send(text: string): void {
    this.#socket.write(text)
  }

  /** Waits until the system has taken it, or the connection is over. */
  async sendAll(text: string): Promise<void> {
    if (this.#socket.write(text)) return
    await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close'), once(this.#socket, 'error')])
  }

  async receive(part: string): Promise<void> {
    await until(() => {
      if (this.received.includes(part)) return true
      if (this.isClosed) throw new Error(`closed after: ${this.received}`)
      return undefined
    })
  }

  async closed(): Promise<string> {
    await until(() => this.isClosed || undefined)
    this.#socket.destroy()
    return this.received
  }

  destroy(): void {
    this.#socket.destroy()
  }
}
