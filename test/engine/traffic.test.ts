// Traffic on a real loopback server: bounded in rate, number and time, and never beyond this host.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loopbackSender } from '../../src/clients/network/loopback-request.ts'
import { requestsOf, Traffic } from '../../src/engine/traffic.ts'
import type { TrafficRequest } from '../../src/model/traffic.ts'
import { makeEnvironment } from '../fakes/environment.ts'
import { makeService } from '../fakes/service.ts'

const post: TrafficRequest = {
  service: 'alpha',
  method: 'POST',
  path: '/a?b=1',
  body: '{"x":1}',
  contentType: 'application/json',
}
const get: TrafficRequest = { service: 'alpha', method: 'GET', path: '/health', body: null, contentType: null }

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function makeTraffic(url: string | null, requests: readonly TrafficRequest[]): Traffic {
  const traffic = new Traffic({
    requests: () => requests,
    url: () => url,
    now: () => performance.now(),
    onChange: () => {},
  })
  onTestFinished(() => traffic.stop())
  return traffic
}

test('requests are sent in turn, with their bodies, and counted', async () => {
  const seen: string[] = []
  const url = await serve((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? '-'} ${body}`)
      response.end('{}')
    })
  })
  const traffic = makeTraffic(url, [post, get])
  traffic.start({ perSecond: 200, forMs: 60_000 })
  await vi.waitUntil(() => (traffic.state?.sent ?? 0) >= 6, { timeout: 20_000 })
  expect(traffic.state).toMatchObject({ perSecond: 200, failed: 0, skipped: 0, lastFailure: null })
  expect(seen.slice(0, 2).sort()).toEqual(['GET /health - ', 'POST /a?b=1 application/json {"x":1}'])
})

test('answers of 500 and more, and no answer, are failures that are named', async () => {
  let calls = 0
  const url = await serve((_request, response) => {
    calls += 1
    if (calls % 2 === 0) response.destroy()
    else response.writeHead(503).end()
  })
  const traffic = makeTraffic(url, [get])
  traffic.start({ perSecond: 100, forMs: 60_000 })
  await vi.waitUntil(() => (traffic.state?.failed ?? 0) >= 4, { timeout: 20_000 })
  const { sent, failed, lastFailure } = traffic.state!
  expect(failed).toBe(sent)
  expect(lastFailure).toMatch(/^GET \/health of alpha: (503|ECONNRESET)$/)
})

test('a service that does not answer holds a bounded number of requests', async () => {
  let open = 0
  const url = await serve(() => {
    open += 1
  })
  const traffic = makeTraffic(url, [get])
  traffic.start({ perSecond: 200, forMs: 60_000 })
  await vi.waitUntil(() => (traffic.state?.skipped ?? 0) > 0, { timeout: 20_000 })
  expect(open).toBeLessThanOrEqual(8)
})

test('it ends by itself when the time is over, and nothing is sent after', async () => {
  let calls = 0
  const url = await serve((_request, response) => {
    calls += 1
    response.end()
  })
  const traffic = makeTraffic(url, [get])
  traffic.start({ perSecond: 100, forMs: 150 })
  await vi.waitUntil(() => traffic.state === null, { timeout: 20_000 })
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThanOrEqual(15)
})

test('addresses beyond this host are refused', async () => {
  const sender = loopbackSender(1)
  await expect(sender.send('http://10.0.0.1/', get, 100)).rejects.toThrow('not a loopback address')
  await expect(sender.send('http://127.0.0.1.example.invalid/', get, 100)).rejects.toThrow('not a loopback address')
})

test('requests to services that are left out are left out too', () => {
  const environment = makeEnvironment('/w', [makeService('alpha', { port: 1 })])
  expect(requestsOf(environment)).toEqual([])
  expect(requestsOf({ ...environment, traffic: [post, { ...post, service: 'gone' }] })).toEqual([post])
})
