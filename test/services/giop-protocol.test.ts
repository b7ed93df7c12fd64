// giop-protocol as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RunningService } from './running-service.ts'

const request = {
  version: '1.2',
  message: 'Request',
  requestId: 7,
  key: 'echo',
  operation: 'echo',
  serviceContexts: [{ id: 1, dataHex: '00000000050100010001010900000000' }],
}
const body = [
  { type: 'string', value: 'hello' },
  { type: 'struct{x:long,tags:sequence<string>}', value: { x: -1, tags: ['a', 'b'] } },
]
const types = body.map((part) => part.type)

describe.skipIf(!hasGprbuild)('the unit tests in Ada', () => {
  it('pass', () => {
    const project = 'giop-protocol/test/giop_protocol_test.gpr'
    const { status, stdout } = spawnSync(buildAda(project, 'giop-protocol/test/bin/giop-protocol-test'), {
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/Failed Assertions: 0\nUnexpected Errors: 0/)
    expect(status).toBe(0)
  }, 240_000)
})

describe.skipIf(!hasGprbuild)('giop-protocol over HTTP', () => {
  let service: RunningService

  beforeAll(async () => {
    service = await RunningService.start(buildAda('giop-protocol/giop_protocol.gpr', 'giop-protocol/bin/giop-protocol'))
  }, 240_000)

  afterAll(() => service?.stop())

  it.each(['big', 'little'])('encodes and decodes in byte order %s', async (byteOrder) => {
    const encoded = await service.request('POST', '/v1/encode', { ...request, byteOrder, body })
    expect(encoded.status).toBe(200)
    expect(encoded.json.hex).toMatch(byteOrder === 'big' ? /^47494f5001020000/ : /^47494f5001020100/)
    expect(encoded.json.hex).toHaveLength(encoded.json.size * 2)
    const decoded = await service.request('POST', '/v1/decode', { hex: encoded.json.hex, types })
    expect(decoded).toMatchObject({ status: 200, json: { ...request, byteOrder, body, responseExpected: true } })
    expect((await service.request('POST', '/v1/encode', decoded.json)).json.hex).toBe(encoded.json.hex)
  })

  it('gives the octets of a body whose types nobody says', async () => {
    const { json } = await service.request('POST', '/v1/decode', {
      hex: '47494f50010201011000000001000000000000000000000' + '02a000000',
    })
    expect(json).toMatchObject({ message: 'Reply', status: 'NO_EXCEPTION', requestId: 1, bodyHex: '2a000000' })
  })

  it.each([
    ['cut short', { hex: '47494f5001020000000000' }, 11, 'within its header'],
    ['shorter than it says', { hex: '47494f50010200000000ffff00000000' }, 16, 'its header says'],
    ['of another protocol', { hex: '474554202f20485454502f312e310d0a' }, 1, 'GIOP'],
    ['with a sequence that lies', { hex: '47494f50010100030000000800000001ffffffff' }, 20, 'does not fit'],
  ])('refuses a message %s', async (_, content, offset, reason) => {
    const { status, json } = await service.request('POST', '/v1/decode', content)
    expect(status).toBe(400)
    expect(json.error.offset).toBe(offset)
    expect(json.error.reason).toContain(reason)
    expect(json.error.reason).toContain(`octet ${offset}`)
  })

  it.each([
    ['/v1/decode', { hex: 'zz' }, 'hex'],
    ['/v1/decode', { hex: 5 }, 'hex must be a string'],
    ['/v1/decode', { hex: '47494f500102000500000000', types: ['any'] }, 'type:'],
    ['/v1/decode', { hex: '47494f500102000500000000', types: 'long' }, 'types must be an array'],
    ['/v1/encode', { ...request, message: 'Answer' }, 'message names no message'],
    ['/v1/encode', { ...request, body: [{ type: 'long', value: 'x' }] }, 'body[0].value must be'],
    ['/v1/encode', [], 'must be a JSON object'],
  ])('refuses what %s cannot take, case %#', async (path, content, reason) => {
    const { status, json } = await service.request('POST', path, content)
    expect(status).toBe(400)
    expect(json.error.reason).toContain(reason)
  })

  it('takes a message of 500 kB, and no more memory than that needs', async () => {
    const large = { ...request, body: [{ type: 'octets', value: 'ab'.repeat(500_000) }] }
    const encoded = await service.request('POST', '/v1/encode', large)
    expect(encoded.status).toBe(200)
    const decoded = await service.request('POST', '/v1/decode', { hex: encoded.json.hex, types: ['octets'] })
    expect(decoded.json.body[0].value).toHaveLength(1_000_000)
    const lying = encoded.json.hex.replace('0007a120', '7fffffff')
    expect(lying).not.toBe(encoded.json.hex)
    expect((await service.request('POST', '/v1/decode', { hex: lying, types: ['octets'] })).status).toBe(400)
    const many = await service.request('POST', '/v1/decode', { hex: encoded.json.hex, types: ['sequence<octet>'] })
    expect(many).toMatchObject({ status: 400, json: { error: { reason: expect.stringContaining('at most') } } })
    expect(service.peakMemoryBytes()).toBeLessThan(64 * 1024 * 1024)
  })
})
