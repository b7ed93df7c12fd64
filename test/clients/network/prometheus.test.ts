import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantQuery, isPrometheusReady, PrometheusError, samplesOf } from '../../../src/clients/network/prometheus.ts'

const { signal } = new AbortController()
const vector = (...result: unknown[]) => JSON.stringify({ status: 'success', data: { resultType: 'vector', result } })

describe('an answer', () => {
  test('becomes samples', () => {
    const body = vector(
      { metric: { service: 'orb-core' }, value: [1700.5, '12.25'] },
      { metric: {}, value: [1, '+Inf'] },
    )
    expect(samplesOf(200, body)).toEqual([
      { labels: { service: 'orb-core' }, value: 12.25, atMs: 1_700_500 },
      { labels: {}, value: Number.POSITIVE_INFINITY, atMs: 1000 },
    ])
    expect(samplesOf(200, vector({ metric: {}, value: [1, 'NaN'] }))[0]!.value).toBeNaN()
  })

  test.each([
    [400, '{"status":"error","error":"parse error: unexpected end"}', 'parse error'],
    [502, '<html>bad gateway</html>', 'status 502'],
    [200, '{"status":"success","data":{"resultType":"matrix","result":[]}}', 'matrix'],
  ])('of status %i that is no vector is refused in words', (status, body, words) => {
    expect(() => samplesOf(status, body)).toThrow(words)
  })
})

describe('a server', () => {
  let server: Server
  let base: string
  let asked: string

  beforeEach(async () => {
    asked = ''
    server = createServer((request, response) => {
      if (request.url === '/-/ready') return response.end('ready')
      request.on('data', (chunk: Buffer) => {
        asked += chunk.toString()
      })
      request.on('end', () => response.end(vector({ metric: {}, value: [1, '3'] })))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  test('is asked the query as it is', async () => {
    const samples = await instantQuery(base, 'sum(up{job="a|b"})', signal)
    expect(samples.map(({ value }) => value)).toEqual([3])
    expect(new URLSearchParams(asked).get('query')).toBe('sum(up{job="a|b"})')
  })

  test('says when it is ready, and a missing one is not', async () => {
    expect(await isPrometheusReady(base, signal)).toBe(true)
    expect(await isPrometheusReady('http://127.0.0.1:1', signal)).toBe(false)
  })

  test('that is not there is a PrometheusError with the reason', async () => {
    const error: unknown = await instantQuery('http://127.0.0.1:1', 'up', signal).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PrometheusError)
  })
})
