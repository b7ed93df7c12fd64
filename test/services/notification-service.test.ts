// notification-service as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { describeUnitTests } from './ada-unit-tests.ts'
import { RunningService } from './running-service.ts'
import { refusesToWait, waitForEvents } from './waiting-requests.ts'

if (!hasGprbuild) console.warn('skipped: the tests of notification-service need gprbuild and gnat')

const bound = (priority: number, name = 'echo') => ({
  header: { domain: 'polyorb', type: 'bound', name, variable: { Priority: priority } },
  filterable: { host: 'orb-core' },
  body: { reference: 'corbaloc::orb-core/echo' },
})

describeUnitTests('notification-service/test/notification_service_test.gpr')

describe.skipIf(!hasGprbuild)('notification-service over HTTP', () => {
  let binary = ''
  let service: RunningService

  beforeAll(async () => {
    binary = buildAda('notification-service/notification_service.gpr', 'notification-service/bin/notification-service')
    service = await RunningService.start(binary, { MAX_WORKERS: '8' })
  }, 240_000)

  afterAll(() => service?.stop())

  const subscribe = async (content: unknown, channel = 'naming') => {
    const answer = await service.request('POST', `/v1/channels/${channel}/subscribers`, content)
    return { ...answer, path: `/v1/channels/${channel}/subscribers/${answer.json.id}` }
  }

  it('has the channels naming and orb from the start, and keeps them', async () => {
    const { json } = await service.request('GET', '/v1/channels')
    expect(json.channels).toMatchObject([
      { name: 'naming', builtIn: true },
      { name: 'orb', builtIn: true },
    ])
    expect((await service.request('DELETE', '/v1/channels/orb')).status).toBe(409)
    expect((await service.request('GET', '/v1/channels/none')).status).toBe(404)
  })

  it('delivers what the filter lets through, once and in order', async () => {
    const filter = {
      types: [{ domain: 'polyorb', type: 'bound' }],
      constraint: "$type_name == 'bound' and $priority >= 2",
    }
    const { status, json, path } = await subscribe({ filter })
    expect(status).toBe(201)
    expect(json).toMatchObject({ filter, qos: { OrderPolicy: 'AnyOrder' }, held: 0 })
    const events = [bound(3, 'a'), bound(1, 'b'), bound(2, 'c')]
    const pushed = await service.request('POST', '/v1/channels/naming/events', { events })
    expect(pushed).toMatchObject({ status: 202, json: { accepted: 3, deliveries: 2 } })
    const first = await service.request('GET', `${path}/events?max=1`)
    expect(first.json).toEqual({ events: [events[0]], left: 1, dropped: 0, expired: 0 })
    expect((await service.request('GET', `${path}/events`)).json).toMatchObject({ events: [events[2]], left: 0 })
    expect((await service.request('DELETE', path)).status).toBe(204)
    expect((await service.request('GET', `${path}/events`)).status).toBe(404)
  })

  it('orders and drops by the quality of service of a channel of its own', async () => {
    const qos = { OrderPolicy: 'Priority', MaxEventsPerConsumer: 2, DiscardPolicy: 'Priority' }
    expect((await service.request('POST', '/v1/channels', { name: 'alarms', qos })).status).toBe(201)
    const { path } = await subscribe({}, 'alarms')
    const events = [bound(1, 'a'), bound(5, 'b'), bound(3, 'c')]
    await service.request('POST', '/v1/channels/alarms/events', { events })
    expect((await service.request('GET', `${path}/events`)).json).toEqual({
      events: [events[1], events[2]],
      left: 0,
      dropped: 1,
      expired: 0,
    })
    expect((await service.request('DELETE', '/v1/channels/alarms')).status).toBe(204)
    expect((await service.request('GET', `${path}/events`)).status).toBe(404)
  })

  it('lets only some requests wait, and wakes them', async () => {
    const [first, second, third] = [await subscribe({}), await subscribe({}), await subscribe({})]
    const waiting = [first, second].map(({ path }) => waitForEvents(service, path, 2000))
    await refusesToWait(service, third.path)
    await service.request('POST', '/v1/channels/naming/events', { events: [bound(0, 'late')] })
    for (const { json } of await Promise.all(waiting)) expect(json.events[0].header.name).toBe('late')
    for (const { path } of [first, second, third]) await service.request('DELETE', path)
  })

  it('says what a constraint lacks, and which quality it cannot give', async () => {
    expect(await subscribe({ filter: { constraint: '$priority >=' } })).toMatchObject({
      status: 422,
      json: {
        error: { reason: 'filter.constraint: expected a value, found the end at character 13' },
        exception: { id: 'IDL:omg.org/CosNotifyFilter/InvalidConstraint:1.0', constraint: '$priority >=' },
      },
    })
    expect(await subscribe({ qos: { MaxEventsPerConsumer: 5000 } })).toMatchObject({
      status: 422,
      json: {
        exception: {
          id: 'IDL:omg.org/CosNotification/UnsupportedQoS:1.0',
          qosErrors: [
            { code: 'UNSUPPORTED_VALUE', name: 'MaxEventsPerConsumer', availableRange: { low: 1, high: 1000 } },
          ],
        },
      },
    })
  })

  it.each([
    ['malformed JSON', '{"events":[', 400, 'malformed JSON'],
    ['no events', { events: [] }, 400, 'events must be an array of 1 to 100'],
    ['an event without a header', { events: [bound(1), {}] }, 400, 'events[1].header must be an object'],
    ['a priority that is none', { events: [bound(1.5)] }, 400, 'events[0].header.variable.Priority must be'],
    ['an event that is too large', { events: [{ ...bound(1), body: 'x'.repeat(20_000) }] }, 413, 'events[0] has more'],
    ['nested too deep', `{"events":${'['.repeat(5000)}`, 400, 'nested deeper'],
  ])('refuses %s and takes nothing of it', async (_, content, status, reason) => {
    const { path } = await subscribe({})
    const answer = await service.request('POST', '/v1/channels/naming/events', content)
    expect(answer.status).toBe(status)
    expect(answer.json.error.reason).toContain(reason)
    expect((await service.request('GET', `${path}/events`)).json.events).toEqual([])
    await service.request('DELETE', path)
  })

  it.each(['max=0', 'max=101', 'waitMs=2001', 'waitMs=-1', 'max=x'])('refuses the query %s', async (query) => {
    const { path } = await subscribe({})
    const answer = await service.request('GET', `${path}/events?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.json.error.reason).toContain(`the query's ${query.split('=')[0]} must be a number`)
    await service.request('DELETE', path)
  })

  it('ends in peace while a request waits', async () => {
    const draining = await RunningService.start(binary, { MAX_WORKERS: '4' })
    const { json } = await draining.request('POST', '/v1/channels/naming/subscribers', {})
    const path = `/v1/channels/naming/subscribers/${json.id}`
    const waiting = waitForEvents(draining, path, 1000)
    await refusesToWait(draining, path)
    draining.terminate()
    expect((await waiting).json).toMatchObject({ events: [] })
    expect(await draining.exit()).toEqual({ code: 0, signal: null })
  })
})
