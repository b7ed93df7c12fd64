// All nine Ada services together: requests through the chain, one of them away, hostile clients against each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AdaChain, adaServices } from './ada-chain.ts'
import { hasGprbuild } from './ada-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { until } from './running-service.ts'

const mebibyte = 1024 * 1024

/** What one process may hold at its most: the binary, 32 MiB of requests that arrive, and their values. */
const limitBytes = 96 * mebibyte

function envelope(operation: string, argumentsXml: string, object = 'echo'): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><s:Body><m:${operation} xmlns:m="urn:polyorb/${object}">${argumentsXml}</m:${operation}></s:Body></s:Envelope>`
}

const xmlBomb = `<!DOCTYPE a [${Array.from({ length: 10 }, (_, level) => `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`).join('')}]>${envelope('echo', '&e9;')}`

describe.skipIf(!hasGprbuild)('the Ada chain', () => {
  let chain: AdaChain

  beforeAll(async () => {
    chain = await AdaChain.start()
  }, 600_000)

  afterAll(() => chain?.stop())

  const invoke = (name: string, operation: string, values: unknown[], headers: Record<string, string> = {}) =>
    chain.of('orb-core').request('POST', '/v1/requests', { name, operation, arguments: values }, headers)

  it('resolves a name, activates a servant, encodes GIOP and tells a subscriber', async () => {
    const notification = chain.of('notification-service')
    const subscriber = await notification.request('POST', '/v1/channels/naming/subscribers', {
      filter: { constraint: "$type_name == 'resolved'" },
    })
    expect(subscriber.status).toBe(201)

    const answer = await invoke('polyorb/echo', 'reverse', ['abc'])
    expect(answer).toMatchObject({
      status: 200,
      json: {
        status: 'NO_EXCEPTION',
        result: 'cba',
        reference: 'corbaloc::1.2@orb-core:50060/echo',
        through: ['security-service', 'poa-manager', 'giop-protocol'],
      },
    })

    const decode = (hex: string) => chain.of('giop-protocol').request('POST', '/v1/decode', { hex, types: ['string'] })
    expect((await decode(answer.json.giop.request)).json).toMatchObject({
      message: 'Request',
      key: 'echo',
      operation: 'reverse',
      body: [{ value: 'abc' }],
    })
    expect((await decode(answer.json.giop.reply)).json).toMatchObject({ message: 'Reply', body: [{ value: 'cba' }] })

    const events = `/v1/channels/naming/subscribers/${subscriber.json.id}/events?max=10&waitMs=2000`
    const arrived = await notification.request('GET', events)
    expect(JSON.stringify(arrived.json)).toContain('polyorb/echo')

    const located = await chain.of('poa-manager').request('POST', '/v1/locate', { name: 'polyorb/echo' })
    expect(located.json).toMatchObject({ state: 'active', poa: 'RootPOA/services', activatedNow: false })
  })

  it('takes a corbaname, and answers with the exceptions of servants', async () => {
    const divide = await chain.of('orb-core').request('POST', '/v1/requests', {
      reference: 'corbaname::naming-service:50063/NameService#polyorb/calculator',
      operation: 'divide',
      arguments: { left: 1, right: 0 },
    })
    expect(divide).toMatchObject({
      status: 422,
      json: { status: 'USER_EXCEPTION', exception: { id: 'IDL:polyorb/Calculator/DivisionByZero:1.0' } },
    })
    expect(divide.json.giop.reply).toContain(Buffer.from('DivisionByZero').toString('hex'))
  })

  it.each([
    ['a name that is not bound', { name: 'polyorb/nobody', operation: 'x' }, 404, 'OBJECT_NOT_EXIST'],
    ['a name that is none', { name: 'a//b', operation: 'x' }, 400, 'BAD_PARAM'],
    ['an operation that is none', { name: 'polyorb/echo', operation: 'fly' }, 422, 'BAD_OPERATION'],
    ['arguments that do not fit', { name: 'polyorb/counter', operation: 'increment' }, 400, 'MARSHAL'],
    ['a corbaname without name', { reference: 'corbaname:rir:', operation: 'x' }, 400, 'BAD_PARAM'],
    ['another naming service', { reference: 'corbaname::else:1#a', operation: 'x' }, 403, 'NO_PERMISSION'],
  ])('answers %s as CORBA does', async (_, content, status, name) => {
    const answer = await chain.of('orb-core').request('POST', '/v1/requests', content)
    expect(answer).toMatchObject({ status, json: { status: 'SYSTEM_EXCEPTION', exception: { name } } })
  })

  it('asks security-service who may, with the token of the caller', async () => {
    const refused = await invoke('polyorb/echo', 'echo', [1], { authorization: 'Bearer nonsense' })
    expect(refused).toMatchObject({ status: 403, json: { exception: { name: 'NO_PERMISSION' }, through: [] } })
    const { json } = await chain.of('security-service').request('POST', '/v1/tokens', { subject: 'someone' })
    const headers = { authorization: `Bearer ${json.token}` }
    expect(await invoke('polyorb/echo', 'echo', [1], headers)).toMatchObject({ status: 200, json: { result: 1 } })
  })

  it('serves references to its own objects without anybody', async () => {
    const orb = chain.of('orb-core')
    const seen = chain.of('poa-manager').lines.length
    const reference = 'corbaloc::orb-core:50060/echo'
    const answer = await orb.request('POST', '/v1/requests', { reference, operation: 'echo', arguments: [2] })
    expect(answer).toMatchObject({ status: 200, json: { result: 2 } })
    const local = await orb.request('POST', '/v1/objects/echo/invoke', { operation: 'echo', arguments: [3] })
    expect(local).toMatchObject({ status: 200, json: { result: 3 } })
    expect(chain.of('poa-manager').lines).toHaveLength(seen)
  })

  it('carries one trace through all nine, SOAP in and out', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
    const binding = {
      name: 'polyorb/alias',
      reference: 'corbaloc::1.2@orb-core:50060/echo',
      typeId: 'IDL:polyorb/Echo:1.0',
    }
    const bound = await chain.of('naming-service').request('POST', '/v1/names/bind', binding, headers)
    expect(bound.status).toBe(201)
    const answer = await chain
      .of('orb-core')
      .request('POST', '/v1/soap', envelope('reverse', '<message xsi:type="xsd:string">öl</message>', 'alias'), {
        'content-type': 'text/xml; charset=utf-8',
        soapaction: '"urn:polyorb/alias#reverse"',
        ...headers,
      })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/xml')
    expect(answer.headers.get('x-through')).toBe('soap-gateway, security-service, poa-manager, giop-protocol')
    expect(answer.text).toContain('reverseResponse')
    expect(answer.text).toContain('>lö<')
    for (const name of adaServices) await chain.of(name).line((line) => line.traceId === trace)
  })

  it('answers SOAP with faults', async () => {
    const send = (content: string) =>
      chain.of('orb-core').request('POST', '/v1/soap', content, { 'content-type': 'text/xml' })
    const wrong = await send(envelope('fly', ''))
    expect(wrong.status).toBe(500)
    expect(wrong.text).toContain('Client</faultcode>')
    expect(wrong.text).toContain('BAD_OPERATION')
    for (const content of ['<a>', 'no XML', envelope('echo', '&e9;'), envelope('echo', '', 'nothing')]) {
      const broken = await send(content)
      expect(broken.status).toBe(500)
      expect(broken.headers.get('content-type')).toBe('text/xml; charset=utf-8')
      expect(broken.text).toContain('Client</faultcode>')
    }
    const put = { operation: 'put', arguments: ['unsaid', { 'no name in XML': 1 }] }
    expect((await chain.of('orb-core').request('POST', '/v1/objects/dictionary/invoke', put)).status).toBe(200)
    const unsaid = await send(envelope('get', '<name>unsaid</name>', 'dictionary'))
    expect(unsaid.status).toBe(500)
    expect(unsaid.text).toContain('cannot be said in an envelope')
  })

  it('keeps 4xx for what is no envelope at all', async () => {
    const send = (content: string | undefined, type: string) =>
      chain.of('orb-core').request('POST', '/v1/soap', content, { 'content-type': type })
    expect((await send('{}', 'application/json')).status).toBe(415)
    expect((await send(undefined, 'text/xml')).status).toBe(400)
    expect((await send('x'.repeat(2 * mebibyte), 'text/xml')).status).toBe(413)
  })

  it('names a service that is away, stays ready, and recovers by itself', async () => {
    await chain.of('naming-service').stop()
    const away = await invoke('polyorb/echo', 'echo', [1])
    expect(away).toMatchObject({
      status: 503,
      json: { exception: { name: 'TRANSIENT' }, dependency: 'naming-service' },
    })
    expect(away.json.exception.reason).toContain('naming-service')
    const headers = { 'content-type': 'text/xml' }
    const fault = await chain
      .of('orb-core')
      .request('POST', '/v1/soap', envelope('echo', '<message>1</message>'), headers)
    expect(fault.status).toBe(500)
    expect(fault.text).toContain('Server</faultcode>')
    expect(fault.text).toMatch(/dependency[^>]*>naming-service</)
    expect((await chain.of('poa-manager').request('GET', '/health')).json).toMatchObject({
      status: 'degraded',
      missing: [{ name: 'naming-service' }],
    })
    expect((await chain.of('orb-core').request('GET', '/health')).json).toEqual({ status: 'ok' })
    await chain.startAgain('naming-service')
    expect(await invoke('polyorb/echo', 'echo', [1])).toMatchObject({ status: 200, json: { result: 1 } })
    expect((await chain.of('poa-manager').request('GET', '/health')).json).toEqual({ status: 'ok' })
  })

  it('names the service that hangs, however deep it is', async () => {
    const event = chain.of('event-service')
    event.pause()
    const answer = await invoke('polyorb/echo', 'echo', [1])
    event.resume()
    expect(answer).toMatchObject({ status: 503, json: { dependency: 'event-service' } })
    expect(answer.json.exception.reason).toContain('no answer within')
    await until(async () => (await invoke('polyorb/echo', 'echo', [1])).status === 200 || undefined)
  })

  describe.each(adaServices)('%s', (name) => {
    it('refuses malformed requests, large bodies and slow clients, and stays ready', async () => {
      const service = chain.of(name)
      const paths: Record<string, string> = {
        'orb-core': '/v1/requests',
        'giop-protocol': '/v1/decode',
        'poa-manager': '/v1/locate',
        'naming-service': '/v1/names/resolve',
        'event-service': '/v1/channels/naming/events',
        'notification-service': '/v1/channels/naming/events',
        'interface-repository': '/v1/definitions',
        'soap-gateway': '/v1/encode',
        'security-service': '/v1/decisions',
      }
      const path = paths[name] ?? '/'
      for (const content of ['{"a":', '[]', 'null', '"text"', '['.repeat(100_000), '\u0000', '{"a":1,"a":2}']) {
        const answer = await service.request('POST', path, content)
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }

      const announced = await RawConnection.open(service.port)
      announced.send(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${100 * mebibyte}\r\n\r\n`)
      expect(await announced.closed()).toMatch(/^HTTP\/1\.1 413 /)
      const flood = await RawConnection.open(service.port)
      flood.send(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`)
      const piece = `10000\r\n${' '.repeat(0x10000)}\r\n`
      for (let sent = 0; sent < 1600 && !flood.isClosed; sent += 1) await flood.sendAll(piece)
      expect(await flood.closed()).toMatch(/^HTTP\/1\.1 413 /)
      await service.line((line) => line.msg === 'request refused' && line['status'] === 413)

      const slow = await RawConnection.open(service.port)
      slow.send(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`)
      expect(await slow.closed()).toMatch(/^HTTP\/1\.1 408 /)
      await service.line((line) => line['status'] === 408)

      expect((await service.request('GET', '/health')).status).toBe(200)
      expect(service.peakMemoryBytes()).toBeLessThan(limitBytes)
    })
  })

  it('refuses truncated GIOP and an XML bomb, in little memory', async () => {
    const giop = chain.of('giop-protocol')
    const truncated = await giop.request('POST', '/v1/decode', { hex: '47494f5001020000ffffffff' })
    expect(truncated).toMatchObject({ status: 400, json: { error: { offset: 12 } } })
    const gateway = chain.of('soap-gateway')
    const before = gateway.peakMemoryBytes()
    const bomb = await gateway.request('POST', '/v1/decode', xmlBomb, { 'content-type': 'text/xml' })
    expect(bomb.status).toBe(400)
    await gateway.line((line) => line['path'] === '/v1/decode' && line['status'] === 400)
    expect(gateway.peakMemoryBytes() - before).toBeLessThan(mebibyte)
    const orb = await chain.of('orb-core').request('POST', '/v1/soap', xmlBomb, { 'content-type': 'text/xml' })
    expect(orb.status).toBe(500)
    expect(orb.text).toContain('Client</faultcode>')
    expect((await until(() => gateway.request('GET', '/health'))).status).toBe(200)
  })
})
