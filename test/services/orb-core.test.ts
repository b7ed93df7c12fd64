// orb-core as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { RunningService, until } from './running-service.ts'

if (!hasGprbuild) console.warn('skipped: the tests of orb-core need gprbuild and gnat')

// As omniORB's genior prints it.
const ior =
  'IOR:010000001500000049444c3a706f6c796f72622f4563686f3a312e3000000000010000000000000058000000010102000c0000006f72622e' +
  '6578616d706c65008cc30000040000006563686f0200000000000000080000000100000000545441010000001c000000010000000100010001' +
  '00000001000105090101000100000009010100'

describe.skipIf(!hasGprbuild)('the unit tests in Ada', () => {
  it.each([
    ['lib/kit/test/kit_test.gpr', 'lib/kit/test/bin/kit-test'],
    ['lib/corba/test/corba_test.gpr', 'lib/corba/test/bin/corba-test'],
    ['orb-core/test/orb_core_test.gpr', 'orb-core/test/bin/orb-core-test'],
  ])(
    '%s passes',
    (project, executable) => {
      const { status, stdout } = spawnSync(buildAda(project, executable), { encoding: 'utf8' })
      expect(stdout).toMatch(/Successful Tests: +[1-9]/)
      expect(stdout).toMatch(/Failed Assertions: 0\nUnexpected Errors: 0/)
      expect(status).toBe(0)
    },
    240_000,
  )
})

describe.skipIf(!hasGprbuild)('orb-core over HTTP', () => {
  let binary = ''
  let orb: RunningService

  beforeAll(async () => {
    binary = buildAda('orb-core/orb_core.gpr', 'orb-core/bin/orb-core')
    orb = await RunningService.start(binary, { DEVENV_BUILD_ID: 'b-1', ORB_HOST: '127.0.0.1', LOG_LEVEL: 'debug' })
  }, 240_000)

  afterAll(() => orb?.stop())

  it('answers its probes with the build id', async () => {
    const health = await orb.request('GET', '/health')
    expect(health.status).toBe(200)
    expect(health.json).toEqual({ status: 'ok' })
    expect(health.headers.get('x-build-id')).toBe('b-1')
    expect((await orb.request('GET', '/livez')).json).toEqual({ status: 'alive' })
    expect((await orb.request('GET', '/status')).json).toMatchObject({
      name: 'orb-core',
      buildId: 'b-1',
      dependencies: [],
      uptimeSeconds: expect.any(Number),
    })
  })

  it('counts requests, durations and errors', async () => {
    await orb.request('GET', '/v1/interfaces')
    const { text, headers } = await orb.request('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toMatch(
      /^http_requests_total\{service="orb-core",method="GET",route="\/v1\/interfaces",code="200"\} 1$/m,
    )
    expect(text).toMatch(/^http_request_duration_seconds_count\{.*route="\/v1\/interfaces"\} 1$/m)
    expect(text).toMatch(/^process_cpu_seconds_total\{.*\} \d+\.\d+$/m)
    expect(text).toMatch(/^process_resident_memory_bytes\{.*\} [1-9]\d+$/m)
  })

  it('parses and prints references', async () => {
    const parsed = await orb.request('POST', '/v1/references/parse', { reference: ior })
    expect(parsed.json).toMatchObject({
      typeId: 'IDL:polyorb/Echo:1.0',
      profiles: [{ version: '1.2', host: 'orb.example', port: 50060, key: 'echo' }],
    })
    const back = await orb.request('POST', '/v1/references/format', { reference: ior, byteOrder: 'little' })
    expect(back.json).toEqual({ reference: ior })
    const url = await orb.request('POST', '/v1/references/format', { reference: ior, format: 'corbaloc' })
    expect(url.json).toEqual({ reference: 'corbaloc:iiop:1.2@orb.example:50060/echo' })
    const made = await orb.request('POST', '/v1/references/format', {
      typeId: 'IDL:x:1.0',
      profiles: [{ host: 'h', port: 1, version: '1.0', keyHex: '00ff' }],
    })
    expect((await orb.request('POST', '/v1/references/parse', made.json)).json).toMatchObject({
      profiles: [{ version: '1.0', key: null, keyHex: '00ff' }],
    })
  })

  it('refuses a reference cut short with MARSHAL and its minor code', async () => {
    const { status, json } = await orb.request('POST', '/v1/references/parse', { reference: ior.slice(0, 80) })
    expect(status).toBe(400)
    expect(json.exception).toMatchObject({ name: 'MARSHAL', minor: 0x504f0001, completed: 'COMPLETED_NO' })
    expect(json.exception.reason).not.toBe('')
  })

  it('registers, activates, calls and unregisters an object', async () => {
    const made = await orb.request('POST', '/v1/objects', {
      key: 'my key',
      interface: 'IDL:polyorb/Counter:1.0',
      active: false,
    })
    expect(made.status).toBe(201)
    const call = () => orb.request('POST', '/v1/objects/my%20key/invoke', { operation: 'increment', arguments: [2] })
    expect(await call()).toMatchObject({ status: 409, json: { exception: { name: 'OBJ_ADAPTER' } } })
    expect((await orb.request('POST', '/v1/objects/my%20key/activate')).json).toMatchObject({ active: true })
    expect(await call()).toMatchObject({ status: 200, json: { status: 'NO_EXCEPTION', result: 2 } })
    const byReference = { reference: made.json.ior, operation: 'value' }
    expect((await orb.request('POST', '/v1/requests', byReference)).json).toMatchObject({ result: 2 })
    expect((await orb.request('DELETE', '/v1/objects/my%20key')).status).toBe(204)
    expect(await call()).toMatchObject({ status: 404, json: { exception: { name: 'OBJECT_NOT_EXIST' } } })
  })

  it.each([
    ['malformed JSON', '{"operation":', 400, 'malformed JSON'],
    ['no content', '', 400, 'needs JSON content'],
    ['an array', '[]', 400, 'must be a JSON object'],
    ['no operation', '{}', 400, 'operation must be a string'],
    ['nested too deep', `{"operation":${'['.repeat(5000)}`, 400, 'nested deeper'],
  ])('refuses %s with a reason', async (_, content, status, reason) => {
    const answer = await orb.request('POST', '/v1/objects/echo/invoke', content)
    expect(answer.status).toBe(status)
    expect(answer.json.error.reason).toContain(reason)
    expect(answer.json.error.traceId).toMatch(/^[0-9a-f]{32}$/)
  })

  it('refuses paths, methods and media types it does not know', async () => {
    expect(await orb.request('GET', '/nothing')).toMatchObject({ status: 404, json: { error: { code: 'not-found' } } })
    const wrong = await orb.request('PUT', '/v1/objects', {})
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, POST')
    const xml = await orb.request('POST', '/v1/objects', '<a/>', { 'content-type': 'text/xml' })
    expect(xml.status).toBe(415)
  })

  it('refuses a body that is too large before reading it', async () => {
    const connection = await RawConnection.open(orb.port)
    connection.send('POST /v1/objects HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n')
    const answer = await connection.closed()
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('X-Build-Id: b-1')
  })

  it('answers requests that arrive at once in their order, and malformed ones by closing', async () => {
    const connection = await RawConnection.open(orb.port)
    connection.send(
      'GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/objects/echo HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n',
    )
    const answer = await connection.closed()
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400'])
    expect(answer.indexOf('alive')).toBeLessThan(answer.indexOf('IDL:polyorb/Echo:1.0'))
  })

  it('serves others while a slow client sends, and gives the slow one up', async () => {
    const slow = await RunningService.start(binary, { REQUEST_TIMEOUT_MS: '150' })
    const connections = await Promise.all(Array.from({ length: 20 }, () => RawConnection.open(slow.port)))
    for (const connection of connections) connection.send('POST /v1/objects HTTP/1.1\r\nHost: x\r\nConte')
    expect((await slow.request('GET', '/health')).status).toBe(200)
    expect((await slow.request('POST', '/v1/objects/echo/invoke', { operation: 'echo', arguments: [1] })).status).toBe(
      200,
    )
    for (const connection of connections) expect(await connection.closed()).toMatch(/^HTTP\/1\.1 408 /)
    expect(await slow.stop()).toEqual({ code: 0, signal: null })
  })

  it('logs the trace of a request and passes it on to a peer', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const front = await RunningService.start(binary, { PEERS: `127.0.0.1:${orb.port}`, ORB_HOST: 'elsewhere' })
    const answer = await front.request(
      'POST',
      '/v1/requests',
      { reference: `corbaloc::127.0.0.1:${orb.port}/echo`, operation: 'reverse', arguments: ['abc'] },
      { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    )
    expect(answer).toMatchObject({ status: 200, json: { result: 'cba' } })
    await front.line((line) => line.traceId === trace && line['path'] === '/v1/requests')
    await orb.line((line) => line.traceId === trace && line['path'] === '/v1/objects/echo/invoke')
    const stranger = { reference: 'corbaloc::127.0.0.1:9/echo', operation: 'echo', arguments: [1] }
    expect(await front.request('POST', '/v1/requests', stranger)).toMatchObject({
      status: 403,
      json: { exception: { name: 'NO_PERMISSION' } },
    })
    expect(await front.stop()).toEqual({ code: 0, signal: null })
  })

  it('stays ready without a dependency, and names it', async () => {
    const alone = await RunningService.start(binary, {
      CALLS: `peer=http://127.0.0.1:${orb.port},gone=http://127.0.0.1:9`,
    })
    const health = await until(async () => {
      const { status, json } = await alone.request('GET', '/health')
      expect(status).toBe(200)
      return json.unchecked === undefined ? json : undefined
    })
    expect(health).toMatchObject({ status: 'degraded', missing: [{ name: 'gone', state: 'unreachable' }] })
    expect((await alone.request('GET', '/status')).json.dependencies).toMatchObject([
      { name: 'peer', state: 'reachable' },
      { name: 'gone', state: 'unreachable' },
    ])
    expect((await alone.request('GET', '/metrics')).text).toContain('dependency_up{dependency="gone"} 0')
    await alone.stop()
  })

  it('says 503 to SOAP when nobody can write a fault', async () => {
    const alone = await RunningService.start(binary, { CALLS: 'soap-gateway=http://127.0.0.1:9' })
    const answer = await alone.request('POST', '/v1/soap', '<a/>', { 'content-type': 'text/xml' })
    expect(answer).toMatchObject({ status: 503, json: { error: { dependency: 'soap-gateway' } } })
    const json = await alone.request('POST', '/v1/soap', {})
    expect(json).toMatchObject({ status: 415, json: { error: { reason: 'the content must be text/xml' } } })
    await alone.stop()
  })

  it('finishes what has begun when it is terminated, and is not held by idle connections', async () => {
    const draining = await RunningService.start(binary)
    const content = JSON.stringify({ operation: 'echo', arguments: ['drained'] })
    const idle = await RawConnection.open(draining.port)
    idle.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n')
    await idle.receive('alive')
    const begun = await RawConnection.open(draining.port)
    begun.send(
      `POST /v1/objects/echo/invoke HTTP/1.1\r\nHost: x\r\nContent-Length: ${content.length}\r\nExpect: 100-continue\r\n\r\n`,
    )
    await begun.receive('100 Continue')
    draining.terminate()
    // The idle one is closed at once, so draining has begun when it is.
    await idle.closed()
    begun.send(content)
    const answer = await begun.closed()
    expect(answer).toContain('"result":"drained"')
    expect(answer).toContain('Connection: close')
    expect(await draining.exit()).toEqual({ code: 0, signal: null })
    expect(draining.lines.at(-1)?.msg).toBe('stopped')
  })

  it('does not wait for a request that never ends', async () => {
    const draining = await RunningService.start(binary)
    const stuck = await RawConnection.open(draining.port)
    stuck.send('POST /v1/objects HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n')
    await stuck.receive('100 Continue')
    draining.terminate()
    expect(await draining.exit()).toEqual({ code: 0, signal: null })
    stuck.destroy()
  })

  it.each([
    ['a port that is taken', (port: number) => ({ PORT: String(port) }), 'address is in use'],
    ['a port that is none', () => ({ PORT: '70000' }), 'PORT must lie in'],
    ['a dependency without an address', () => ({ CALLS: 'x=y' }), 'CALLS: expected'],
    ['peers that are none', () => ({ PEERS: 'a:b' }), 'PEERS: expected'],
  ])('says why it cannot start: %s', async (_, env, reason) => {
    const failing = new RunningService(binary, 50_060, env(orb.port))
    expect(await failing.exit()).toEqual({ code: 1, signal: null })
    expect(failing.lines.at(-1)).toMatchObject({ level: 'error', service: 'orb-core' })
    expect(failing.lines.at(-1)?.msg).toContain(reason)
  })
})
