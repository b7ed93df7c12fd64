// Calls of the Ada kit to other services, by orb-core before a security-service that misbehaves.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RunningService, until } from './running-service.ts'

interface Seen {
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

type Answer = (response: ServerResponse, nth: number, path: string) => void

/** An HTTP server whose answers the test says; probes it answers itself. */
class Peer {
  readonly seen: Seen[] = []
  readonly #server
  answer: Answer = (response) => reply(response, 200, { allowed: true })

  constructor() {
    this.#server = createServer((request, response) => {
      if (request.url === '/livez') return reply(response, 200, {})
      this.seen.push({ path: request.url ?? '', headers: request.headers })
      const nth = this.seen.length
      request.resume().on('end', () => this.answer(response, nth, request.url ?? ''))
    })
  }

  async listen(port = 0): Promise<number> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
}

function unavailable(response: ServerResponse): void {
  reply(response, 503, { error: { status: 503, reason: 'starting' } })
}

describe.skipIf(!hasGprbuild)('calls to other services', () => {
  let binary = ''
  let orb: RunningService
  let security: Peer
  let port: number

  beforeAll(() => {
    binary = buildAda('orb-core/orb_core.gpr', 'orb-core/bin/orb-core')
  }, 240_000)

  afterEach(async () => {
    await orb.stop()
    await security.close().catch(() => undefined)
  })

  async function start(): Promise<void> {
    security = new Peer()
    port = await security.listen()
    const url = `http://127.0.0.1:${port}`
    orb = await RunningService.start(binary, {
      CALLS: `security-service=${url},poa-manager=${url}`,
      LOG_LEVEL: 'debug',
    })
  }

  const ask = () => orb.request('POST', '/v1/requests', { name: 'a/b', operation: 'x' })
  const state = async () => (await orb.request('GET', '/status')).json.dependencies[0].state

  it('tries again while the answer is 503, and goes on', async () => {
    await start()
    security.answer = (response, nth, path) => {
      if (path === '/v1/locate') reply(response, 404, { error: { reason: 'no such name' } })
      else if (nth < 3) unavailable(response)
      else reply(response, 200, { allowed: true })
    }
    expect(await ask()).toMatchObject({ status: 404, json: { exception: { reason: 'no such name' } } })
    expect(security.seen.map((seen) => seen.path)).toEqual([
      '/v1/decisions',
      '/v1/decisions',
      '/v1/decisions',
      '/v1/locate',
    ])
  })

  it('gives up after a few times, and names the service and its reason', async () => {
    await start()
    security.answer = unavailable
    const answer = await ask()
    expect(answer).toMatchObject({ status: 503, json: { dependency: 'security-service' } })
    expect(answer.json.exception.reason).toBe('security-service is not available: starting')
    expect(security.seen).toHaveLength(4)
  })

  it('does not try again what another service has given up', async () => {
    await start()
    security.answer = (response) =>
      reply(response, 503, { error: { reason: 'ledger does not answer', dependency: 'ledger' } })
    const answer = await ask()
    expect(answer).toMatchObject({ status: 503, json: { dependency: 'ledger' } })
    expect(answer.json.exception.reason).toBe('ledger does not answer')
    expect(security.seen).toHaveLength(1)
  })

  it('never sends twice what may have been served', async () => {
    await start()
    security.answer = (response, _, path) => {
      if (path === '/v1/locate') response.destroy()
      else reply(response, 200, { allowed: true })
    }
    expect(await ask()).toMatchObject({ status: 503, json: { dependency: 'poa-manager' } })
    expect(security.seen.filter((seen) => seen.path === '/v1/locate')).toHaveLength(1)
  })

  it('knows at once that a service is gone, and that it is back', async () => {
    await start()
    await until(async () => (await state()) === 'reachable' || undefined)
    await security.close()
    expect(await ask()).toMatchObject({ status: 503, json: { dependency: 'security-service' } })
    expect(await state()).toBe('unreachable')
    expect((await orb.request('GET', '/health')).json.status).toBe('degraded')
    security = new Peer()
    await security.listen(port)
    await until(async () => (await state()) === 'reachable' || undefined)
  })

  it('passes the trace on, and how long it waits', async () => {
    await start()
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    await orb.request(
      'POST',
      '/v1/requests',
      { name: 'a/b', operation: 'x' },
      { traceparent, tracestate: 'v=1', 'x-timeout-ms': '900' },
    )
    const headers = security.seen[0]?.headers
    expect(headers?.['traceparent']).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/,
    )
    expect(headers?.['tracestate']).toBe('v=1')
    expect(Number(headers?.['x-timeout-ms'])).toBeLessThanOrEqual(810)
  })

  it('stops waiting when its caller does', async () => {
    await start()
    await until(async () => (await state()) === 'reachable' || undefined)
    security.answer = () => undefined
    const answer = await orb.request('POST', '/v1/requests', { name: 'a/b', operation: 'x' }, { 'x-timeout-ms': '50' })
    expect(answer).toMatchObject({ status: 503, json: { dependency: 'security-service' } })
    expect(answer.json.exception.reason).toContain('no answer within')
    expect(await state()).toBe('reachable')
  })
})
