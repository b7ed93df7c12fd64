// Reads the state lines of a supervisor and waits for one that fits.
import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

export interface State {
  readonly v: 1
  readonly seq: number
  readonly state: 'waiting' | 'starting' | 'ready' | 'unready' | 'crashed' | 'stopping' | 'held'
  readonly build: string | null
  readonly slot: string | null
  readonly good: string | null
  readonly pid: number | null
  readonly restarts: number
  readonly swaps: number
  readonly rejected: { readonly build: string; readonly reason: string } | null
  readonly reason: string
  readonly times: { readonly stopUs: number; readonly startUs: number; readonly readyUs: number }
  readonly bound: boolean
}

export class StateClient {
  readonly states: State[] = []
  readonly socket: Socket
  #seen = 0
  #rest = ''
  #wake: (() => void) | null = null
  isClosed = false

  private constructor(socket: Socket) {
    this.socket = socket
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#take(text))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isClosed = true
      this.#wake?.()
    })
  }

  /** Tries again while the socket is not there yet, as long as `mayRetry`. */
  static async open(folder: string, instance: string, mayRetry: () => boolean = () => false): Promise<StateClient> {
    for (;;) {
      const socket = await tryConnect(folder, instance)
      if (socket) return new StateClient(socket)
      if (!mayRetry()) throw new Error(`no supervisor answers in ${folder}`)
      await new Promise(setImmediate)
    }
  }

  /** The first state that fits among those not looked at by an earlier `until`. */
  async until(what: string, fits: (state: State) => boolean): Promise<State> {
    for (;;) {
      while (this.#seen < this.states.length) {
        const state = this.states[this.#seen++]!
        if (fits(state)) return state
      }
      if (this.isClosed) throw new Error(`closed before ${what}: ${this.history()}`)
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
  }

  ready(build: string): Promise<State> {
    return this.until(`ready ${build}`, (state) => state.state === 'ready' && state.build === build)
  }

  reached(name: State['state']): Promise<State> {
    return this.until(name, (state) => state.state === name)
  }

  send(word: string): void {
    this.socket.write(`${word}\n`)
  }

  get last(): State {
    return this.states.at(-1)!
  }

  history(): string {
    return this.states
      .slice(-40)
      .map((state) => `${state.state}:${state.build}${state.reason && ` (${state.reason})`}`)
      .join(' > ')
  }

  close(): void {
    this.socket.destroy()
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop()!
    for (const line of lines) this.states.push(JSON.parse(line) as State)
    this.#wake?.()
  }
}

/** Through the folder's descriptor, because a socket's path may have 107 bytes only. */
function tryConnect(folder: string, instance: string): Promise<Socket | null> {
  return new Promise((done) => {
    const fd = openSync(folder, 'r')
    const socket = connect({ path: `/proc/self/fd/${fd}/${instance}.sock` })
    const finish = (result: Socket | null) => {
      closeSync(fd)
      done(result)
    }
    socket.once('error', () => finish(null))
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      finish(socket)
    })
  })
}
