// soap-gateway as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { RunningService } from './running-service.ts'

if (!hasGprbuild) console.warn('skipped: the tests of soap-gateway need gprbuild and gnat')

const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'

function envelope(body: string, header = ''): string {
  return `<S:Envelope xmlns:S="${envelopeNamespace}"><S:Header>${header}</S:Header><S:Body>${body}</S:Body></S:Envelope>`
}

const echo = '<m:echo xmlns:m="urn:polyorb/echo"><value>a &amp; b</value></m:echo>'

describe.skipIf(!hasGprbuild)('soap-gateway', () => {
  let gateway: RunningService

  beforeAll(async () => {
    gateway = await RunningService.start(buildAda('soap-gateway/soap_gateway.gpr', 'soap-gateway/bin/soap-gateway'))
  }, 240_000)

  afterAll(() => gateway?.stop())

  const decode = (text: string, query = '', type = 'text/xml; charset="utf-8"') =>
    gateway.request('POST', `/v1/decode${query}`, text, { 'content-type': type })

  it('passes its unit tests in Ada', () => {
    const tests = buildAda('soap-gateway/test/soap_gateway_test.gpr', 'soap-gateway/test/bin/soap-gateway-test')
    const { status, stdout } = spawnSync(tests, { encoding: 'utf8' })
    expect(stdout).toMatch(/Successful Tests: +[1-9]/)
    expect(stdout).toMatch(/Failed Assertions: 0\nUnexpected Errors: 0/)
    expect(status).toBe(0)
  }, 240_000)

  it('answers its probes', async () => {
    expect(await gateway.request('GET', '/health')).toMatchObject({ status: 200, json: { status: 'ok' } })
    expect((await gateway.request('GET', '/status')).json).toMatchObject({ name: 'soap-gateway', dependencies: [] })
  })

  it('decodes a request with its action and target', async () => {
    const header = '<p:target xmlns:p="urn:polyorb:soap" S:mustUnderstand="1">polyorb/echo</p:target>'
    expect(await decode(envelope(echo, header), '?action=%22urn:polyorb%2Fecho%23echo%22')).toMatchObject({
      status: 200,
      json: {
        kind: 'request',
        operation: 'echo',
        namespace: 'urn:polyorb/echo',
        target: 'polyorb/echo',
        action: 'urn:polyorb/echo#echo',
        arguments: { value: 'a & b' },
        headers: [{ name: 'target', namespace: 'urn:polyorb:soap', mustUnderstand: true }],
      },
    })
    expect((await decode(envelope(echo))).json.target).toBe('echo')
  })

  it('encodes a response that it decodes again', async () => {
    const content = { kind: 'response', operation: 'add', namespace: 'urn:polyorb/calculator', result: [1, 2.5, 'x'] }
    const encoded = await gateway.request('POST', '/v1/encode', content)
    expect(encoded.status).toBe(200)
    expect(encoded.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    expect(encoded.text).toContain('<m:addResponse xmlns:m="urn:polyorb/calculator">')
    expect((await decode(encoded.text, '?kind=response')).json).toEqual({ ...content, headers: [] })
  })

  it('encodes and decodes faults', async () => {
    const content = {
      kind: 'fault',
      code: 'Server',
      string: 'no <object>',
      actor: 'urn:x',
      detail: { id: 'IDL:x:1.0' },
    }
    const encoded = await gateway.request('POST', '/v1/encode', content)
    expect(encoded.text).toContain('<faultcode>SOAP-ENV:Server</faultcode><faultstring>no &lt;object&gt;</faultstring>')
    expect((await decode(encoded.text)).json).toEqual(content)
  })

  it.each([
    ['no XML', 'hello', 'Client', 'line 1, column 1: an element is expected'],
    ['cut short', envelope(echo).slice(0, 130), 'Client', 'has no end'],
    ['of SOAP 1.2', envelope(echo).replaceAll(envelopeNamespace, 'urn:x'), 'VersionMismatch', 'not of SOAP 1.1'],
    [
      'with a header it must understand',
      envelope(echo, '<t:a xmlns:t="u" S:mustUnderstand="1"/>'),
      'MustUnderstand',
      'not understood',
    ],
    ['with a bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'Client', 'document type'],
    ['nested too deep', '<a>'.repeat(100_000), 'Client', 'nested deeper'],
    ['that refers to itself', envelope('<m xmlns="u"><a id="1"><b href="#1"/></a></m>'), 'Client', 'contains itself'],
  ])('refuses an envelope %s with a fault to send', async (_, text, code, reason) => {
    const { status, json } = await decode(text)
    expect(status).toBe(400)
    expect(json.error.reason).toContain(reason)
    expect(json.error.traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(json.faultCode).toBe(code)
    expect((await decode(json.fault)).json).toMatchObject({ kind: 'fault', code, string: json.error.reason })
  })

  it('refuses other media types, charsets, and JSON that SOAP cannot say', async () => {
    expect((await decode(envelope(echo), '', 'application/json')).status).toBe(415)
    expect((await decode(envelope(echo), '', 'text/xml; charset=iso-8859-1')).status).toBe(415)
    expect((await decode(envelope(echo), '?kind=other')).status).toBe(400)
    expect((await gateway.request('POST', '/v1/encode', '[')).status).toBe(400)
    const unfit = { kind: 'response', operation: 'a', result: { b: ['\u0001'] } }
    expect(await gateway.request('POST', '/v1/encode', unfit)).toMatchObject({
      status: 422,
      json: { error: { reason: expect.stringContaining('result.b[0]') } },
    })
  })

  it('refuses 100 MB before they are sent, and stays ready', async () => {
    const connection = await RawConnection.open(gateway.port)
    connection.send(
      'POST /v1/decode HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 104857600\r\n\r\n',
    )
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 413 /)
    expect((await gateway.request('GET', '/health')).status).toBe(200)
  })
})
