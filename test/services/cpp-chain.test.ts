// A request through the real C++ services, with one trace; one of them away and back; and hostile clients.
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CppSystem, cppServices } from './cpp-system.ts'
import { buildCpp, hasCpp } from './cpp-tree.ts'
import { RawConnection } from './raw-connection.ts'
import { until } from './running-service.ts'

const dialog = {
  kind: 'dialog',
  properties: { title: 'Sign in' },
  sizer: { type: 'box', orientation: 'vertical' },
  children: [
    { kind: 'label', properties: { label: 'Name <&>' }, item: { border: 5 } },
    { kind: 'text', name: 'name', properties: { value: 'ada' }, item: { border: 5, expand: true } },
    { kind: 'checkbox', properties: { label: 'Stay', checked: true }, item: { border: 5 } },
    { kind: 'button', name: 'ok', properties: { label: '&OK', default: true }, item: { border: 5 } },
  ],
}
const xrc =
  '<resource><object class="wxDialog" name="d"><object class="wxButton" name="wxID_OK"><label>OK</label></object></object></resource>'

let system: CppSystem

beforeAll(async () => {
  if (!hasCpp) return
  buildCpp(...cppServices)
  system = await CppSystem.start()
}, 900_000)
afterAll(() => system?.stop())

function traceparent(digit: string) {
  const trace = digit.repeat(32)
  return { trace, headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } }
}

describe.skipIf(!hasCpp)('a tree', () => {
  it('is created, rendered and gets events through all the services, with one trace', async () => {
    const { trace, headers } = traceparent('a')
    const made = await system.core.request('POST', '/v1/trees', { root: dialog }, headers)
    expect(made.status).toBe(201)
    const drawn = await system.core.request('POST', '/v1/trees/t1/render?format=draw-list', {}, headers)
    expect(drawn.status, drawn.text).toBe(200)
    expect(drawn.json).toMatchObject({
      platform: 'linux',
      through: ['event-manager', 'linux-adapter', 'render-manager'],
      culled: 0,
    })
    const texts = drawn.json.commands.filter(({ op }: { op: string }) => op === 'text')
    expect(texts.map(({ text }: { text: string }) => text)).toEqual(['Name <>', 'ada', 'Stay', 'OK'])
    const events = await system.core.request(
      'POST',
      '/v1/trees/t1/events',
      {
        platform: 'windows',
        bindings: [{ widget: 'w1', event: 'button', handler: 'sign in' }],
        events: [{ type: 'button', widget: 'w5' }],
      },
      headers,
    )
    expect(events.status, events.text).toBe(200)
    expect(events.json).toMatchObject({
      through: ['event-manager', 'windows-adapter'],
      dispatched: [
        { type: 'button', path: ['w5', 'w1'], handled: [{ widget: 'w1', handler: 'sign in' }], outcome: 'handled' },
      ],
    })
    expect(events.json.dispatched[0].native).toMatchObject({ message: 'WM_COMMAND' })
    const imported = await system.core.request('POST', '/v1/import/xrc', xrc, {
      ...headers,
      'content-type': 'text/xml',
    })
    expect(imported.status).toBe(201)
    const seen = {
      'event-manager': '/v1/dispatch',
      'linux-adapter': '/v1/map',
      'windows-adapter': '/v1/events/to-native',
    }
    for (const [name, path] of Object.entries({ ...seen, 'render-manager': '/v1/render', 'xrc-service': '/v1/load' }))
      await system.services[name]!.line((line) => line['trace'] === trace && line['path'] === path)
    await system.core.line((line) => line['trace'] === trace && line['path'] === '/v1/trees/t1/render')
  })

  it.each([
    ['linux', 'GtkButton'],
    ['windows', 'BUTTON'],
    ['macos', 'NSButton'],
  ])('is SVG with the classes of %s', async (platform, className) => {
    const { trace, headers } = traceparent(platform === 'linux' ? 'b' : platform === 'windows' ? 'c' : 'd')
    const svg = await system.core.request(
      'POST',
      `/v1/render?platform=${platform}&format=svg`,
      { root: dialog },
      headers,
    )
    expect(svg.status, svg.text).toBe(200)
    expect(svg.headers.get('content-type')).toBe('image/svg+xml')
    expect(svg.headers.get('x-through')).toBe(`event-manager, ${platform}-adapter, render-manager`)
    expect(svg.text).toContain(`data-kind="button" data-name="ok" data-class="${className}"`)
    expect(svg.text).toContain('Name &lt;&gt;')
    const adapter = system.services[`${platform}-adapter`]!
    await adapter.line((line) => line['trace'] === trace && line['path'] === '/v1/map')
  })

  it('is a PNG that another decoder reads', async () => {
    const response = await fetch(system.core.url('/v1/render?format=png&scale=2'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ root: dialog, size: [200, 160], theme: 'dark' }),
    })
    expect(response.status).toBe(200)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([400, 320])
    const rows = inflateSync(imageData(bytes))
    expect(rows.length).toBe(320 * (1 + 400 * 4))
    const { json } = await system.of('linux-adapter').request('GET', '/v1/theme?name=dark')
    expect(`#${rows.subarray(1, 4).toString('hex')}`).toBe(json.theme.background)
  })

  it('says what is wrong with it in the words of who found it', async () => {
    const { status, json } = await system.core.request('POST', '/v1/render?format=png&scale=4', {
      root: dialog,
      size: [2000, 10],
    })
    expect({ status, dependency: json.error.details.dependency }).toEqual({ status: 422, dependency: 'render-manager' })
    expect(json.error.reason).toContain('8000x40')
    const unknown = { bindings: [], events: [{ type: 'butten', widget: 'w1' }] }
    await system.core.request('POST', '/v1/trees', { root: dialog })
    const events = await system.core.request('POST', '/v1/trees/t1/events', unknown)
    expect(events.status).toBe(400)
    expect(events.json.error.reason).toContain('events[0].type: unknown event type "butten"')
  })
})

describe.skipIf(!hasCpp)('a service that is away', () => {
  it('is named by a 503 while the rest goes on, and is found again', async () => {
    const render = () => system.core.request('POST', '/v1/render', { root: dialog })
    expect((await render()).status).toBe(200)
    await system.of('render-manager').stop()
    const { status, json } = await render()
    expect(status).toBe(503)
    expect(json.error).toMatchObject({ code: 'dependency-unavailable', details: { dependency: 'render-manager' } })
    expect(json.error.details.attempts).toBeGreaterThan(1)
    expect(json.error.reason).toContain('render-manager is not available')
    const degraded = await system.core.request('GET', '/health')
    expect(degraded.status).toBe(200)
    expect(degraded.json).toMatchObject({ status: 'degraded', missing: [{ name: 'render-manager' }] })
    expect((await system.core.request('POST', '/v1/layout', { root: dialog })).status).toBe(200)
    await system.restart('render-manager')
    expect((await render()).status).toBe(200)
    expect((await system.core.request('GET', '/health')).json.missing).toBeUndefined()
  })

  it('is waited for when it comes back at once', async () => {
    await system.of('linux-adapter').stop()
    const [answer] = await Promise.all([
      until(async () => {
        const { status } = await system.core.request('POST', '/v1/render', { root: dialog })
        expect([200, 503]).toContain(status)
        return status === 200 || undefined
      }),
      system.restart('linux-adapter'),
    ])
    expect(answer).toBe(true)
  })
})

const paths: Record<(typeof cppServices)[number], string> = {
  'event-manager': '/v1/dispatch',
  'linux-adapter': '/v1/map',
  'macos-adapter': '/v1/map',
  'windows-adapter': '/v1/map',
  'render-manager': '/v1/render',
  'widget-core': '/v1/trees',
  'xrc-service': '/v1/load',
}
const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(50)}">`).join('')}]><r>&a19;</r>`

describe.skipIf(!hasCpp).each(cppServices)('bad requests to %s', (name) => {
  const path = paths[name]

  it.each([
    ['malformed JSON', '{"scene":', 400],
    ['JSON cut short', '{"root":{"kind":"pan', 400],
    ['JSON nested too deep', '['.repeat(500_000), 400],
    ['no content', '', 400],
    ['what no member is known of', '{"nobody":1}', 400],
    ['bytes that are no text', '\u0000\u0001\ufffd', 400],
  ])('%s', async (_, content, status) => {
    const answer = await system.of(name).request('POST', path, content)
    expect(answer.status).toBe(status)
    expect(answer.json.error.reason).not.toBe('')
    expect((await system.of(name).request('GET', '/health')).status).toBe(200)
  })

  it('a hundred megabytes: refused early, with a log line, in bounded memory', async () => {
    const service = system.of(name)
    for (const head of ['Content-Length: 104857600', 'Transfer-Encoding: chunked']) {
      const connection = await RawConnection.open(service.port)
      connection.send(`POST ${path} HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n`)
      const part = head.startsWith('T') ? `100000\r\n${'x'.repeat(0x100000)}\r\n` : 'x'.repeat(0x100000)
      for (let i = 0; i < 100 && !connection.isClosed; i++) connection.send(part)
      expect(await connection.closed()).toMatch(/^(HTTP\/1\.1 413 |$)/)
    }
    await service.line((line) => line.msg === 'request refused' && line['status'] === 413)
    expect((await service.request('GET', '/health')).status).toBe(200)
    expect(service.peakMemoryBytes()).toBeLessThan(128 * 1024 * 1024)
  })

  it('slow clients, and nonsense instead of HTTP', async () => {
    const service = system.of(name)
    const slow = await Promise.all(Array.from({ length: 50 }, () => RawConnection.open(service.port)))
    for (const [i, connection] of slow.entries())
      connection.send(i % 2 === 0 ? 'POST /v1' : `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`)
    const odd = await RawConnection.open(service.port)
    odd.send('\x16\x03\x01\x02\x00\x01\r\n\r\n')
    expect(await odd.closed()).toMatch(/^HTTP\/1\.1 400 /)
    await service.line((line) => line.msg === 'request refused' && line['status'] === 400)
    expect((await service.request('GET', '/health')).status).toBe(200)
    for (const connection of slow) connection.destroy()
    await service.line((line) => line.msg === 'connection ended within a request')
    expect(service.peakMemoryBytes()).toBeLessThan(128 * 1024 * 1024)
  })
})

describe.skipIf(!hasCpp)('XML bombs', () => {
  it.each([
    ['xrc-service', '/v1/load'],
    ['xrc-service', '/v1/validate'],
    ['widget-core', '/v1/import/xrc'],
  ] as const)('%s %s refuses entities and depth', async (name, path) => {
    const service = system.of(name)
    const send = (content: string) => service.request('POST', path, content, { 'content-type': 'text/xml' })
    for (const content of [bomb, '<object>'.repeat(100_000), `<r ${'a="b" '.repeat(100_000)}/>`]) {
      const { status, json } = await send(content)
      expect(status === 422 || json.valid === false, `${status} ${JSON.stringify(json)}`).toBe(true)
    }
    expect((await service.request('GET', '/health')).status).toBe(200)
    expect(service.peakMemoryBytes()).toBeLessThan(128 * 1024 * 1024)
  })
})

// The content of all IDAT chunks.
function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(parts)
}
