// event-service as it is shipped: the unit tests in Ada, and the built program over HTTP with its notification-service.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { describeUnitTests } from './ada-unit-tests.ts'
import { RunningService, until } from './running-service.ts'
import { refusesToWait, waitForEvents } from './waiting-requests.ts'

if (!hasGprbuild) console.warn('skipped: the tests of event-service need gprbuild and gnat')

const bound = (name: string) => ({ type: 'bound', data: { name, reference: `corbaloc::orb-core/${name}` } })

describeUnitTests('lib/channels/test/channels_test.gpr', 'event-service/test/event_service_test.gpr')

describe.skipIf(!hasGprbuild)('event-service over HTTP', () => {
  let binary = ''
  let notifierBinary = ''
  let notifier: RunningService
  let service: RunningService

  beforeAll(async () => {
    notifierBinary = buildAda(
      'notification-service/notification_service.gpr',
      'notification-service/bin/notification-service',
    )
    binary = buildAda('event-service/event_service.gpr', 'event-service/bin/event-service')
    notifier = await RunningService.start(notifierBinary)
    service = await RunningService.start(binary, { CALLS: `notification-service=http://127.0.0.1:${notifier.port}` })
  }, 240_000)

  afterAll(async () => {
    await service?.stop()
    await notifier?.stop()
  })

  const push = (content: unknown, channel = 'naming', headers = {}) =>
    service.request('POST', `/v1/channels/${channel}/events`, content, headers)

  const consumer = async (of: RunningService, channel = 'naming', content?: unknown) => {
    const { status, json } = await of.request('POST', `/v1/channels/${channel}/consumers`, content)
    expect(status).toBe(201)
    return `/v1/channels/${channel}/consumers/${json.id}`
  }

  it('gives pushed events to its consumers and, structured, to a subscriber of notification-service', async () => {
    const path = await consumer(service)
    const { json: subscriber } = await notifier.request('POST', '/v1/channels/naming/subscribers', {
      filter: { constraint: "$type_name == 'bound' and $name == 'a' and $priority >= 2" },
    })
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const events = [{ ...bound('a'), priority: 3 }, bound('b')]
    const pushed = await push({ events }, 'naming', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })
    expect(pushed).toMatchObject({ status: 202, json: { accepted: 2, forwarded: 2 } })
    expect((await service.request('GET', `${path}/events`)).json).toEqual({ events, left: 0, dropped: 0 })
    const received = await notifier.request('GET', `/v1/channels/naming/subscribers/${subscriber.id}/events`)
    expect(received.json.events).toEqual([
      {
        header: { domain: 'polyorb', type: 'bound', name: 'a', variable: { Priority: 3 } },
        filterable: bound('a').data,
        body: bound('a').data,
      },
    ])
    await notifier.line((line) => line.traceId === trace && line['path'] === '/v1/channels/naming/events')
    expect((await service.request('DELETE', path)).status).toBe(204)
    expect((await service.request('GET', `${path}/events`)).status).toBe(404)
  })

  it('makes a channel of its own in notification-service too', async () => {
    expect((await service.request('POST', '/v1/channels', { name: 'alarms' })).status).toBe(201)
    expect((await service.request('POST', '/v1/channels', { name: 'alarms' })).status).toBe(409)
    expect((await push({ events: [{ type: 'x' }] }, 'alarms')).status).toBe(202)
    expect((await notifier.request('GET', '/v1/channels/alarms')).json).toMatchObject({ events: 1 })
    expect((await service.request('DELETE', '/v1/channels/alarms')).status).toBe(204)
    expect((await push({ events: [{ type: 'x' }] }, 'alarms')).status).toBe(404)
  })

  it('counts what a supplier has pushed, until it disconnects', async () => {
    const { json } = await service.request('POST', '/v1/channels/orb/suppliers')
    const path = `/v1/channels/orb/suppliers/${json.id}`
    expect((await push({ events: [{ type: 'x' }], supplier: json.id }, 'orb')).status).toBe(202)
    expect((await service.request('GET', path)).json).toEqual({ id: json.id, pushed: 1 })
    expect((await service.request('DELETE', path)).status).toBe(204)
    const late = await push({ events: [{ type: 'x' }], supplier: json.id }, 'orb')
    expect(late).toMatchObject({ status: 404, json: { error: { reason: `no supplier of orb has the id ${json.id}` } } })
  })

  it('drops the oldest of a full buffer, counts it, and pulls one by one', async () => {
    const path = await consumer(service, 'orb', { limit: 2 })
    expect((await service.request('GET', `${path}/try-pull`)).json).toEqual({ hasEvent: false })
    await push({ events: ['a', 'b', 'c'].map(bound) }, 'orb')
    expect((await service.request('GET', path)).json).toMatchObject({ limit: 2, held: 2, dropped: 1 })
    expect((await service.request('GET', `${path}/try-pull`)).json).toEqual({ hasEvent: true, event: bound('b') })
    expect((await service.request('GET', `${path}/events?waitMs=2000`)).json).toEqual({
      events: [bound('c')],
      left: 0,
      dropped: 1,
    })
    await service.request('DELETE', path)
  })

  it('wakes a consumer that waits', async () => {
    const single = await RunningService.start(binary, {
      CALLS: `notification-service=http://127.0.0.1:${notifier.port}`,
      MAX_WORKERS: '4',
    })
    const path = await consumer(single)
    const other = await consumer(single, 'orb')
    const waiting = waitForEvents(single, path, 2000)
    // One request may wait at once: when another one may not, it waits.
    await refusesToWait(single, other)
    const pushed = await single.request('POST', '/v1/channels/naming/events', { events: [bound('late')] })
    expect(pushed.status).toBe(202)
    expect((await waiting).json.events).toEqual([bound('late')])
    await single.stop()
  })

  it('names notification-service when it is missing, takes nothing meanwhile, and recovers', async () => {
    const gone = await RunningService.start(notifierBinary)
    await gone.stop()
    const alone = await RunningService.start(binary, { CALLS: `notification-service=http://127.0.0.1:${gone.port}` })
    const path = await consumer(alone)
    const pushOne = (name: string) => alone.request('POST', '/v1/channels/naming/events', { events: [bound(name)] })
    const refused = await pushOne('lost')
    expect(refused.status).toBe(503)
    expect(refused.json.error).toMatchObject({ dependency: 'notification-service' })
    expect(refused.json.error.reason).toContain('notification-service')
    expect((await alone.request('GET', `${path}/events`)).json.events).toEqual([])
    await until(async () => {
      const { status, json } = await alone.request('GET', '/health')
      expect(status).toBe(200)
      return json.status === 'degraded' || undefined
    })
    const back = new RunningService(notifierBinary, gone.port, {})
    await back.line((line) => line.msg === 'listening')
    expect((await pushOne('kept')).status).toBe(202)
    expect((await alone.request('GET', `${path}/events`)).json.events).toEqual([bound('kept')])
    await until(async () => (await alone.request('GET', '/health')).json.status === 'ok' || undefined)
    await alone.stop()
    await back.stop()
  })

  it.each([
    ['malformed JSON', '{"events":', 400, 'malformed JSON'],
    ['events that are none', { events: {} }, 400, 'events must be an array of 1 to 100'],
    ['too many events', { events: Array.from({ length: 101 }, () => bound('x')) }, 400, 'array of 1 to 100'],
    ['an event without a type', { events: [bound('x'), { data: 1 }] }, 400, 'events[1].type must be a string'],
    ['an event that is too large', { events: [{ type: 'x', data: 'x'.repeat(8000) }] }, 413, 'events[0] has more than'],
    ['nested too deep', `{"events":${'['.repeat(5000)}`, 400, 'nested deeper'],
    ['a supplier that is none', { events: [bound('x')], supplier: 3 }, 400, 'supplier must be a string'],
  ])('refuses %s and takes nothing of it', async (_, content, status, reason) => {
    const path = await consumer(service)
    const answer = await push(content)
    expect(answer.status).toBe(status)
    expect(answer.json.error.reason).toContain(reason)
    expect((await service.request('GET', `${path}/events`)).json.events).toEqual([])
    await service.request('DELETE', path)
  })

  it.each([
    ['POST', '/v1/channels/none/consumers', 404],
    ['POST', '/v1/channels/none/suppliers', 404],
    ['GET', '/v1/channels/naming/consumers/c999', 404],
    ['GET', '/v1/channels/naming/consumers/c999/events', 404],
    ['DELETE', '/v1/channels/naming', 409],
    ['PUT', '/v1/channels', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await service.request(method, path)).status).toBe(status)
  })
})
