// The Ada kit against clients that mean harm, in a service as it is shipped: refused or closed, logged, memory bounded.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { RunningService } from './running-service.ts'

const mebibyte = 1024 * 1024
const limitBytes = 96 * mebibyte

describe.skipIf(!hasGprbuild)('hostile clients', () => {
  let binary = ''
  let service: RunningService

  beforeAll(async () => {
    binary = buildAda('orb-core/orb_core.gpr', 'orb-core/bin/orb-core')
    service = await RunningService.start(binary)
  }, 240_000)

  afterAll(() => service?.stop())

  const isReady = async () => expect((await service.request('GET', '/health')).status).toBe(200)

  it('refuses a body of 100 MB that is announced', async () => {
    const connection = await RawConnection.open(service.port)
    connection.send(`POST /v1/objects HTTP/1.1\r\nHost: x\r\nContent-Length: ${100 * mebibyte}\r\n\r\n`)
    connection.send('x'.repeat(mebibyte))
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 413 /)
    await service.line((line) => line.msg === 'request refused' && line['status'] === 413)
    await isReady()
  })

  it('refuses a body of 100 MB that is not, and closes while it still comes', async () => {
    const connection = await RawConnection.open(service.port)
    connection.send('POST /v1/objects HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    for (let sent = 0; sent < 1600 && !connection.isClosed; sent += 1) await connection.sendAll(piece)
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 413 /)
    await isReady()
    expect(service.peakMemoryBytes()).toBeLessThan(limitBytes)
  })

  it('bounds what many requests hold together', async () => {
    const body = 'x'.repeat(mebibyte - 1)
    const head = `POST /v1/objects HTTP/1.1\r\nHost: x\r\nContent-Length: ${mebibyte}\r\n\r\n`
    const connections = await Promise.all(Array.from({ length: 64 }, () => RawConnection.open(service.port)))
    for (const connection of connections) connection.send(head + body)
    const refused = await service.line((line) => line['reason'] === 'too many bytes are arriving at once')
    expect(refused['status']).toBe(503)
    await isReady()
    for (const connection of connections) connection.destroy()
    expect(service.peakMemoryBytes()).toBeLessThan(limitBytes)
  })

  it('bounds what the values of many large requests take', async () => {
    const content = JSON.stringify({ operation: 'echo', arguments: [], x: Array(99_000).fill({}) })
    const send = () => service.request('POST', '/v1/objects/echo/invoke', content)
    for (const answer of await Promise.all(Array.from({ length: 24 }, send))) expect(answer.status).toBe(400)
    await isReady()
    expect(service.peakMemoryBytes()).toBeLessThan(2 * limitBytes)
  })

  it('gives an idle place to who comes next when all are taken', async () => {
    const idle: RawConnection[] = []
    for (let index = 0; index < 520; index += 1) idle.push(await RawConnection.open(service.port))
    await service.line((line) => line.msg === 'idle connection closed')
    await isReady()
    for (const connection of idle) connection.destroy()
    await isReady()
  })

  it.each([
    ['binary nonsense', `${String.fromCharCode(1, 2, 3, 0)}\r\n\r\n`, 400],
    ['the greeting of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n', 400],
    ['a line without end', `GET /${'a'.repeat(20_000)}`, 414],
    ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(200)}\r\n`, 431],
    ['a header without end', `GET / HTTP/1.1\r\nA: ${'b'.repeat(20_000)}`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['a length below zero', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    ['length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['a chunk size that is none', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a version of the future', 'GET / HTTP/3.0\r\n\r\n', 505],
    ['bare line feeds', 'GET / HTTP/1.1\nHost: x\n\n', 400],
  ])('refuses %s', async (_, text, status) => {
    const connection = await RawConnection.open(service.port)
    connection.send(text)
    expect(await connection.closed()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    await isReady()
  })

  it.each(['%0A', '%0d', '%00', '%1F', '%7F'])('refuses %s in a part of the path and in the query', async (code) => {
    for (const [method, path] of [
      ['GET', `/v1/objects/echo${code}more`],
      ['DELETE', `/v1/objects/echo${code}more`],
      ['POST', `/v1/objects/echo${code}/activate`],
      ['GET', `/v1/objects?after=echo${code}`],
    ] as const) {
      const { status, json } = await service.request(method, path)
      expect({ status, reason: json.error.reason }).toEqual({ status: 400, reason: 'control character in the URL' })
    }
    expect((await service.request('GET', '/v1/objects/echo')).status).toBe(200)
    expect((await service.request('GET', '/v1/objects/echo%2')).json.error.reason).toContain('percent-encoding')
  })

  it('gives up clients that are slow: to send a head, to send a body, to say anything', async () => {
    const impatient = await RunningService.start(binary, { REQUEST_TIMEOUT_MS: '150' })
    const head = await RawConnection.open(impatient.port)
    head.send('POST /v1/objects HTTP/1.1\r\n')
    const body = await RawConnection.open(impatient.port)
    body.send('POST /v1/objects HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{')
    const silent = await RawConnection.open(impatient.port)
    expect(await head.closed()).toMatch(/^HTTP\/1\.1 408 /)
    expect(await body.closed()).toMatch(/^HTTP\/1\.1 408 /)
    expect(await silent.closed()).toBe('')
    await impatient.line((line) => line['reason'] === 'the request did not arrive in time')
    await impatient.stop()
  })
})
