import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readProcessStats } from '../../src/clients/process/process-stats.ts'
import { Scraper, type ScrapeTarget } from '../../src/telemetry/telemetry.ts'
import { until } from '../services/running-service.ts'

const { signal } = new AbortController()
const isLinux = process.platform === 'linux'
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/metrics', name), 'utf8')

let server: Server
let base = ''
let asked: string[]
/** By path; a function answers by itself. */
let pages: Record<string, string | ((response: ServerResponse) => void)>
let nowMs = 0
let scraper: Scraper

beforeEach(async () => {
  asked = []
  pages = {}
  nowMs = 1_700_000_000_000
  scraper = new Scraper(() => nowMs)
  server = createServer((request, response) => {
    asked.push(request.url!)
    const page = pages[request.url!]
    if (typeof page === 'function') page(response)
    else if (page === undefined) response.writeHead(404).end('http_requests_total 5\n')
    else response.end(page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const target = (service: string, pid: number | null = null): ScrapeTarget => ({
  service,
  url: `${base}/${service}`,
  pid,
})

/** Serves these pages of `orb-core` one after the other, some seconds apart; what the last one gives. */
async function scrapeAll(texts: readonly (string | undefined)[], everyMs = 2000) {
  let values: Awaited<ReturnType<Scraper['scrape']>> = {}
  for (const text of texts) {
    nowMs += everyMs
    if (text === undefined) delete pages['/orb-core']
    else pages['/orb-core'] = text
    values = await scraper.scrape([target('orb-core')], signal)
  }
  return values['orb-core'] ?? null
}

const requests = (ok: number, failed = 0, more = '') =>
  `http_requests_total{route="/v1/x",code="200"} ${ok}\nhttp_requests_total{route="/v1/x",code="503"} ${failed}\n${more}`

describe('rates', () => {
  test('need two scrapes, and no request between them is 0', async () => {
    expect(await scrapeAll([requests(100)])).toBeNull()
    expect(await scrapeAll([requests(100)])).toMatchObject({ rps: 0, errorRate: null, p50Ms: null, p95Ms: null })
  })

  test('are increases over the time between, and the share of 5xx', async () => {
    expect(await scrapeAll([requests(100, 10), requests(106, 12)])).toMatchObject({ rps: 4, errorRate: 0.25 })
  })

  test('count the first request of a kind, as it was not there before', async () => {
    const started = 'process_start_time_seconds 5\n'
    expect(await scrapeAll([started, `${started}${requests(0, 1)}`])).toMatchObject({ rps: 0.5, errorRate: 1 })
  })

  test('leave out what devenv itself and other services ask', async () => {
    const asked = ['/health', '/livez', '/status', '/metrics']
    const probes = (count: number) =>
      [
        ...asked.map((route) => `http_requests_total{route="${route}",code="503"} ${count}\n`),
        ...asked.map((route) => `http_request_duration_seconds_bucket{route="${route}",le="+Inf"} ${count}\n`),
        ...asked.map((route) => `http_request_duration_seconds_bucket{route="${route}",le="0.1"} ${count}\n`),
      ].join('')
    const values = await scrapeAll([requests(0, 0, probes(0)), requests(2, 0, probes(90))])
    expect(values).toMatchObject({ rps: 1, errorRate: 0, p95Ms: null })
  })

  test('go on over a process that begins at 0', async () => {
    expect(await scrapeAll([requests(1000), requests(1010), requests(4)])).toMatchObject({ rps: 14 / 4 })
  })

  test('count all that a new process has counted, also when it is more than the old one had', async () => {
    const by = (start: number, count: number) => requests(count, 0, `process_start_time_seconds ${start}.25\n`)
    expect(await scrapeAll([by(1, 3), by(2, 5)])).toMatchObject({ rps: 2.5 })
    expect(await scrapeAll([by(2, 7)])).toMatchObject({ rps: 7 / 4 })
  })

  test('are those of the last ten seconds', async () => {
    const busy = [0, 100, 200, 300].map((count) => requests(count))
    const quiet = Array.from({ length: 5 }, () => requests(300))
    expect(await scrapeAll([...busy, ...quiet])).toMatchObject({ rps: 0 })
    expect(await scrapeAll([requests(310)])).toMatchObject({ rps: 1 })
  })

  test('are not shown when the service has been silent for longer', async () => {
    const counted = [requests(0), requests(100)]
    expect(await scrapeAll([...counted, undefined])).toMatchObject({ rps: 50 })
    expect(await scrapeAll([undefined, undefined, undefined, undefined])).toBeNull()
    expect(await scrapeAll([requests(1000)], 30_000)).toBeNull()
    expect(await scrapeAll([requests(1010)])).toMatchObject({ rps: 5 })
  })

  test('are null for a service that counts no requests', async () => {
    expect(await scrapeAll(['process_threads 4\n', 'process_threads 4\n'])).toBeNull()
  })

  test('are taken from durations where there is no counter, and tell no errors without a status', async () => {
    const page = (count: number) =>
      `http_server_request_duration_seconds_count{http_route="/a"} ${count}\n` +
      `http_server_request_duration_seconds_bucket{http_route="/a",le="0.1"} ${count}\n` +
      `http_server_request_duration_seconds_bucket{http_route="/a",le="+Inf"} ${count}\n`
    expect(await scrapeAll([page(0), page(8)])).toEqual({
      rps: 4,
      errorRate: null,
      p50Ms: 50,
      p95Ms: 95,
      cpu: null,
      memoryBytes: null,
    })
  })

  test('of durations add up over the routes, within the window only', async () => {
    const page = (fast: number, slow: number) =>
      [
        `http_request_duration_seconds_bucket{route="/a",le="0.1"} ${fast}`,
        `http_request_duration_seconds_bucket{route="/a",le="0.2"} ${fast}`,
        `http_request_duration_seconds_bucket{route="/a",le="+Inf"} ${fast}`,
        `http_request_duration_seconds_bucket{route="/b",le="0.1"} 0`,
        `http_request_duration_seconds_bucket{route="/b",le="0.2"} ${slow}`,
        `http_request_duration_seconds_bucket{route="/b",le="+Inf"} ${slow}`,
      ].join('\n')
    const values = await scrapeAll([page(1000, 0), page(1050, 50)])
    expect(values?.p50Ms).toBeCloseTo(100)
    expect(values?.p95Ms).toBeCloseTo(190)
  })
})

describe('the services of this repository', () => {
  test.each([
    // Answered between the two: 10 of an unknown path by GET, 1 by POST, 1 validation.
    ['cpp', 12],
    // 5 lists, 5 and 1 of an unknown path, 1 call.
    ['ada', 12],
  ])('are read as they print it: %s', async (kit, count) => {
    const values = await scrapeAll([fixture(`${kit}-first.txt`), fixture(`${kit}.txt`)])
    expect(values).toMatchObject({ rps: count / 2, errorRate: 0 })
    // All in the lowest bucket, up to 0.5 ms.
    expect(values?.p50Ms).toBeCloseTo(0.25)
    expect(values?.p95Ms).toBeCloseTo(0.475)
  })
})

describe('a service', () => {
  test('that is silent, refuses, never ends or sends garbage holds up and breaks nobody', async () => {
    pages['/widget-core'] = requests(1)
    pages['/silent'] = () => {}
    pages['/endless'] = (response) => {
      const more = () => response.destroyed || response.write('x'.repeat(65_536), more)
      more()
    }
    pages['/cut'] = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('http_requests_total 1\n')
      setImmediate(() => response.destroy())
    }
    pages['/garbage'] = '\0\ufffd{{{}} NaN\nhttp_requests_total{ 5\n'
    const names = ['widget-core', 'silent', 'endless', 'cut', 'garbage', 'missing']
    const gone = { service: 'gone', url: 'http://127.0.0.1:1/metrics', pid: 2 ** 30 }
    const targets = [...names.map((name) => target(name)), gone]
    await scraper.scrape(targets, signal)
    nowMs += 2000
    pages['/widget-core'] = requests(5)
    const values = await scraper.scrape(targets, signal)
    expect(values['widget-core']).toMatchObject({ rps: 2 })
    for (const name of [...names.slice(1), 'gone']) expect(values[name], name).toBeNull()
    expect(asked.filter((path) => path === '/widget-core')).toHaveLength(2)
  })

  test('is asked no more when the signal aborts', async () => {
    const stop = new AbortController()
    pages['/silent'] = () => stop.abort()
    expect(await scraper.scrape([target('silent')], stop.signal)).toEqual({ silent: null })
    expect(await scraper.scrape([target('silent')], stop.signal)).toEqual({ silent: null })
    expect(asked).toHaveLength(1)
  })

  test('that left begins anew when it comes back', async () => {
    await scrapeAll([requests(0), requests(10)])
    await scraper.scrape([], signal)
    expect(await scrapeAll([requests(20)])).toBeNull()
  })
})

describe.skipIf(!isLinux)('a process', () => {
  let child: ChildProcess
  afterEach(() => child?.kill('SIGKILL'))

  const busy = () => {
    child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
    return child.pid!
  }
  const used = (pid: number, more: number) =>
    until(() => {
      const stats = readProcessStats(pid)
      return stats !== null && stats.cpuSeconds >= more ? stats : undefined
    })

  test('has its CPU and memory, also without metrics', async () => {
    const pid = busy()
    const before = await used(pid, 0.05)
    const first = await scraper.scrape([target('missing', pid)], signal)
    expect(first['missing']).toMatchObject({ rps: null, cpu: null, memoryBytes: expect.any(Number) })
    await used(pid, before.cpuSeconds + 0.2)
    nowMs += 1000
    const { missing } = await scraper.scrape([target('missing', pid)], signal)
    expect(missing?.cpu).toBeGreaterThanOrEqual(0.1)
    expect(missing?.memoryBytes).toBeGreaterThan(10 * 1024 * 1024)
    expect(missing).toMatchObject({ rps: null, errorRate: null, p50Ms: null, p95Ms: null })
  })

  test('that follows another has used all of its time since', async () => {
    const pid = busy()
    await used(pid, 0.3)
    await scraper.scrape([target('missing', process.pid)], signal)
    nowMs += 1000
    const { missing } = await scraper.scrape([target('missing', pid)], signal)
    expect(missing?.cpu).toBeGreaterThanOrEqual(0.3)
  })

  test('that has ended has nothing', async () => {
    const pid = busy()
    await used(pid, 0.05)
    await scraper.scrape([target('missing', pid)], signal)
    child.kill('SIGKILL')
    await once(child, 'exit')
    nowMs += 1000
    expect(await scraper.scrape([target('missing', pid)], signal)).toEqual({ missing: null })
  })
})
