import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { getAnswer } from '../../../src/clients/network/http-answer.ts'
import { canBind } from '../../supervisor/fixture.ts'

const { signal } = new AbortController()

async function serve(listener: RequestListener, port = 0): Promise<string> {
  const server = createServer(listener).listen(port, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('an answer has its status, headers and body; redirects are not followed', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(302, 'Elsewhere', { location: '/other', 'x-build-id': 'b1' }).end('words')
  })
  expect(await getAnswer(url, 5000, signal)).toEqual({
    status: 302,
    statusText: 'Elsewhere',
    headers: expect.objectContaining({ location: '/other', 'x-build-id': 'b1', connection: 'close' }),
    body: 'words',
  })
})

test('a request has its method, headers and body', async () => {
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.end(`${request.method} ${request.headers['x-asked']} ${Buffer.concat(chunks)}`)
  })
  const question = { method: 'POST', headers: { 'x-asked': 'so' }, body: 'Grüße' } as const
  expect((await getAnswer(url, 5000, signal, question)).body).toBe('POST so Grüße')
  expect(await getAnswer(url, 5000, signal, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
})

test('a port that browsers refuse is asked as any other', async () => {
  const refused = [10_080, 6697, 6667, 6566, 5061, 5060]
  const free = await Promise.all(refused.map(canBind))
  const url = await serve((_request, response) => response.end('here'), refused[free.indexOf(true)]!)
  await expect(fetch(url)).rejects.toThrow()
  expect((await getAnswer(url, 5000, signal)).body).toBe('here')
})

test('an answer without an end is cut off, and a body that does not come ends with the time', async () => {
  const url = await serve((request, response) => {
    response.write('x')
    const more = () => response.write('x'.repeat(65_536), more)
    if (request.url === '/flood') more()
  })
  const flood = await getAnswer(`${url}/flood`, 5000, signal, { maxBytes: 100_000 })
  expect(flood.body.length).toBeGreaterThanOrEqual(100_000)
  expect(flood.body.length).toBeLessThan(1_000_000)
  await expect(getAnswer(`${url}/slow`, 50, signal)).rejects.toThrow('nothing within 50 ms')
})

test('what does not answer is said in a word', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  await expect(getAnswer(`http://127.0.0.1:${port}`, 5000, signal)).rejects.toThrow('ECONNREFUSED')
})

test('a wait that is given up ends with its reason', async () => {
  const url = await serve(() => {})
  const stop = new AbortController()
  const answer = getAnswer(url, 5000, stop.signal)
  stop.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
})
