// security-service over TLS, as it is shipped: protocols, certificates that change, hostile clients, and the drain.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type SecureVersion } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { RunningService, until } from './running-service.ts'

const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' })
const hasOpenssl = openssl.status === 0 && openssl.stdout.startsWith('OpenSSL 3')
if (!hasGprbuild || !hasOpenssl) console.warn('skipped: the tests of TLS need gprbuild, gnat and OpenSSL 3')

describe.skipIf(!hasGprbuild || !hasOpenssl)('security-service with TLS', () => {
  let binary = ''
  let folder = ''
  let port = 0
  let service: RunningService

  const tool = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
  }

  /** Writes <name>.crt and <name>.key; with -1 day the certificate has expired. */
  const makeCertificate = (name: string, days = 2): void => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`]
    tool('req', '-new', ...key, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    writeFileSync(join(folder, `${name}.ext`), 'subjectAltName=DNS:localhost\n')
    const signed = ['-signkey', `${name}.key`, '-days', String(days), '-extfile', `${name}.ext`]
    tool('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.crt`)
  }

  const path = (name: string): string => join(folder, name)

  const start = async (certificate: string, key: string, env: Record<string, string> = {}) => {
    const tlsPort = await freePort()
    const files = { TLS_CERT_FILE: path(certificate), TLS_KEY_FILE: path(key), TLS_PORT: String(tlsPort) }
    return { tlsPort, started: await RunningService.start(binary, { ...files, ...env }) }
  }

  const listens = (at: RunningService) => at.line((line) => line.msg === 'listening with TLS')

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'security-service-tls-'))
    binary = buildAda('security-service/security_service.gpr', 'security-service/bin/security-service')
    for (const name of ['one', 'two']) makeCertificate(name)
    makeCertificate('old', -1)
    writeFileSync(path('used.crt'), readFileSync(path('one.crt')))
    writeFileSync(path('used.key'), readFileSync(path('one.key')), { mode: 0o600 })
    const { tlsPort, started } = await start('used.crt', 'used.key', { TLS_HANDSHAKE_MS: '200' })
    port = tlsPort
    service = started
    await listens(service)
  }, 240_000)

  afterAll(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (certificate: string, method: string, at: string, content?: string) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const options = { host: '127.0.0.1', servername: 'localhost', port, method, path: at, agent: false }
      const headers = { 'content-type': 'application/json' }
      const asked = request({ ...options, headers, ca: readFileSync(path(certificate)) }, async (response) => {
        const parts: Buffer[] = []
        for await (const part of response) parts.push(part as Buffer)
        resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() })
      })
      asked.on('error', reject)
      asked.end(content)
    })

  const protocol = async (least: SecureVersion, most: SecureVersion): Promise<string> => {
    const versions = { minVersion: least, maxVersion: most, ciphers: 'DEFAULT:@SECLEVEL=0' }
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: readFileSync(path('one.crt')),
      ...versions,
      servername: 'localhost',
    })
    try {
      await once(socket, 'secureConnect')
      return socket.getProtocol() ?? ''
    } catch {
      return 'refused'
    } finally {
      socket.destroy()
    }
  }

  it('answers as plain HTTP does, also what is large', async () => {
    expect(await ask('one.crt', 'GET', '/health')).toEqual({ status: 200, text: '{"status":"ok"}' })
    const made = await ask('one.crt', 'POST', '/v1/tokens', '{"subject":"ann"}')
    expect(made.status).toBe(201)
    const { token } = JSON.parse(made.text)
    const verified = await service.request('POST', '/v1/tokens/verify', { token })
    expect(verified.json).toMatchObject({ valid: true, subject: 'ann' })
    const large = JSON.stringify({ subject: 'ann', padding: 'x'.repeat(900_000) })
    expect((await ask('one.crt', 'POST', '/v1/tokens', large)).status).toBe(201)
    expect((await ask('one.crt', 'POST', '/v1/tokens', `${large}${large}`)).status).toBe(413)
  })

  it('speaks TLS 1.2 and 1.3, and nothing older', async () => {
    expect(await protocol('TLSv1.3', 'TLSv1.3')).toBe('TLSv1.3')
    expect(await protocol('TLSv1.2', 'TLSv1.2')).toBe('TLSv1.2')
    expect(await protocol('TLSv1', 'TLSv1.1')).toBe('refused')
    // By the service, not by this side.
    await service.line((line) => line['reason'] === 'unsupported protocol')
  })

  it('closes what is not TLS and what never ends its handshake', async () => {
    const plain = await RawConnection.open(port)
    plain.send('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await plain.closed()).not.toContain('HTTP/1.1 200')
    await service.line((line) => line.msg === 'TLS connection refused' && line['reason'] === 'http request')
    const slow = await RawConnection.open(port)
    expect(await slow.closed()).toBe('')
    await service.line((line) => line['reason'] === 'the handshake did not end in time')
    expect((await ask('one.crt', 'GET', '/livez')).status).toBe(200)
  })

  it('serves some while others hold all the room, and those afterwards', async () => {
    const held = await Promise.all(Array.from({ length: 70 }, () => RawConnection.open(port)))
    expect((await service.request('GET', '/health')).status).toBe(200)
    expect((await ask('one.crt', 'GET', '/livez')).status).toBe(200)
    for (const connection of held) connection.destroy()
  })

  const drains = (at: RunningService) =>
    until(() =>
      RawConnection.open(at.port).then(
        (connection) => connection.destroy(),
        () => true,
      ),
    )

  it('answers all that is under way with TLS when it is terminated', async () => {
    const { tlsPort, started } = await start('one.crt', 'one.key')
    await listens(started)
    const options = { host: '127.0.0.1', servername: 'localhost', port: tlsPort, ca: readFileSync(path('one.crt')) }
    const content = JSON.stringify({ subject: 'ann' })
    const headers = {
      'content-type': 'application/json',
      'content-length': content.length,
      expect: '100-continue',
    }
    const begun = await Promise.all(
      Array.from({ length: 48 }, async () => {
        const asked = request({ ...options, method: 'POST', path: '/v1/tokens', agent: false, headers })
        asked.flushHeaders()
        await once(asked, 'continue')
        return asked
      }),
    )
    started.terminate()
    await drains(started)
    const answers = begun.map(async (asked) => {
      asked.end(content)
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      let text = ''
      for await (const part of response) text += part
      return { status: response.statusCode, json: JSON.parse(text) }
    })
    for (const answer of await Promise.all(answers)) {
      expect(answer).toMatchObject({ status: 201, json: { token: expect.stringMatching(/^v1\./) } })
    }
    expect(await started.exit()).toEqual({ code: 0, signal: null })
  })

  it('passes on the whole of a large answer with TLS when it is terminated, also to a slow reader', async () => {
    const names = (length: number) => Array.from({ length: 64 }, (_, index) => `r${index}`.padEnd(length, 'x'))
    const rule = { name: 'large', effect: 'allow', roles: names(4), operations: names(4), resources: names(480) }
    writeFileSync(path('large.json'), JSON.stringify({ rules: [rule] }))
    const { tlsPort, started } = await start('one.crt', 'one.key', { POLICY_FILE: path('large.json') })
    await listens(started)
    const ca = readFileSync(path('one.crt'))
    const reader = connect({ host: '127.0.0.1', servername: 'localhost', port: tlsPort, ca })
    reader.write('GET /v1/roles HTTP/1.1\r\nHost: x\r\n\r\n')
    await started.line((line) => line['path'] === '/v1/roles')
    started.terminate()
    await drains(started)
    let received = ''
    for await (const part of reader) received += part
    const [head, ...rest] = received.split('\r\n\r\n')
    const text = rest.join('')
    expect(Number(/Content-Length: (\d+)/.exec(head ?? '')?.[1])).toBe(Buffer.byteLength(text))
    expect(text.length).toBeGreaterThan(1_500_000)
    expect(Object.keys(JSON.parse(text).roles)).toHaveLength(64)
    expect(await started.exit()).toEqual({ code: 0, signal: null })
  })

  it('ends at once when connections with TLS are idle or still shake hands', async () => {
    const { tlsPort, started } = await start('one.crt', 'one.key')
    await listens(started)
    const ca = readFileSync(path('one.crt'))
    const idle = connect({ host: '127.0.0.1', servername: 'localhost', port: tlsPort, ca })
    idle.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(String((await once(idle, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /)
    const shaking = await RawConnection.open(tlsPort)
    const ended = once(idle, 'end')
    expect(await started.stop()).toEqual({ code: 0, signal: null })
    await ended
    expect(await shaking.closed()).toBe('')
  })

  it('reads the certificate again when it has changed, and keeps it when the new one is broken', async () => {
    const replace = (name: string, text: Buffer | string): void => {
      writeFileSync(path(`${name}.new`), text, { mode: 0o600 })
      renameSync(path(`${name}.new`), path(name))
    }
    replace('used.crt', 'no certificate')
    const line = await service.line(({ msg }) => msg === 'the changed certificate is not taken; the old one stays')
    expect(line).toMatchObject({
      level: 'error',
      reason: expect.stringContaining('used.crt: no certificate can be read'),
    })
    expect((await ask('one.crt', 'GET', '/livez')).status).toBe(200)
    replace('used.key', readFileSync(path('two.key')))
    replace('used.crt', readFileSync(path('two.crt')))
    await service.line(({ msg }) => msg === 'certificate read again')
    expect((await ask('two.crt', 'GET', '/livez')).status).toBe(200)
    await expect(ask('one.crt', 'GET', '/livez')).rejects.toThrow()
  })

  it.each([
    ['expired', 'old.crt', 'old.key', 'old.crt: the certificate has expired'],
    ['missing', 'none.crt', 'none.key', 'none.crt: no certificate can be read'],
    ['of another key', 'one.crt', 'two.key', 'two.key: no key of the certificate can be read'],
  ])('goes on with plain HTTP when the certificate is %s', async (_, certificate, key, reason) => {
    const { started } = await start(certificate, key)
    const line = await started.line(({ msg }) => msg === 'no TLS; plain HTTP goes on')
    expect(line).toMatchObject({ level: 'error', reason: expect.stringContaining(reason) })
    expect((await started.request('GET', '/health')).status).toBe(200)
    expect(await started.stop()).toEqual({ code: 0, signal: null })
  })

  it('goes on with plain HTTP when its port is taken, and takes it when it is free', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const env = { TLS_PORT: String((taken.address() as AddressInfo).port) }
    const { started } = await start('one.crt', 'one.key', env)
    const line = await started.line(({ msg }) => msg === 'no TLS; plain HTTP goes on')
    expect(line['reason']).toContain('cannot listen')
    expect((await started.request('GET', '/health')).status).toBe(200)
    taken.close()
    await listens(started)
    await started.stop()
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
