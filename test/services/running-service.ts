// A service as a process on a loopback port, with its log lines parsed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { createInterface } from 'node:readline'

export interface LogLine {
  readonly ts: string
  readonly level: string
  readonly msg: string
  readonly service: string
  readonly traceId?: string
  readonly [field: string]: unknown
}

export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

export class RunningService {
  readonly port: number
  readonly lines: LogLine[] = []
  readonly #child: ChildProcess
  readonly #exited: Promise<Exit>

  constructor(binary: string, port: number, env: Readonly<Record<string, string>>) {
    this.port = port
    this.#child = spawn(binary, [], {
      env: { PORT: String(port), BIND: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: this.#child.stdout! })
    lines.on('line', (line) => this.lines.push(JSON.parse(line) as LogLine))
    this.#exited = Promise.all([once(this.#child, 'exit'), once(lines, 'close')]).then(([[code, signal]]) => ({
      code: code as number | null,
      signal: signal as string | null,
    }))
  }

  static async start(binary: string, env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const service = new RunningService(binary, await freePort(), env)
    await service.line((line) => line.msg === 'listening')
    return service
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`
  }

  /** The first log line that fits, once it is there; rejects when the process ends without one. */
  async line(fits: (line: LogLine) => boolean): Promise<LogLine> {
    return until(() => this.lines.find(fits), this.#exited)
  }

  terminate(): void {
    this.#child.kill('SIGTERM')
  }

  /** Stops it where it stands, as a machine without time for it would. */
  pause(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }

  exit(): Promise<Exit> {
    return this.#exited
  }

  async stop(): Promise<Exit> {
    if (this.#child.exitCode === null) this.#child.kill('SIGTERM')
    return this.#exited
  }

  /** The most memory it ever held. */
  peakMemoryBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024
  }

  async request(method: string, path: string, content?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(this.url(path), {
      method,
      headers: content === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(content === undefined ? {} : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
  }
}

/** Waits until `look` gives something; `over` ends the wait. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  over?: Promise<unknown>,
): Promise<T> {
  let isOver = false
  void over?.then(() => {
    isOver = true
  })
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (isOver) throw new Error('the process ended first')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
