// naming-service as it is shipped: the unit tests in Ada, and the built program over HTTP with its dependencies late.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { describeUnitTests } from './ada-unit-tests.ts'
import { RunningService, until } from './running-service.ts'
import { quietPort, StandIn, type Told } from './stand-in.ts'

const echoType = 'IDL:polyorb/Echo:1.0'
const reference = 'corbaloc::1.2@example:1/key'
const object = { reference, typeId: echoType }

describeUnitTests('naming-service/test/naming_service_test.gpr')

describe.skipIf(!hasGprbuild)('naming-service over HTTP', () => {
  let binary = ''
  let repository: StandIn
  let events: StandIn
  let takeEvent: () => Told | Promise<Told>
  let naming: RunningService

  const post = (path: string, content: unknown, headers = {}) => naming.request('POST', `/v1/${path}`, content, headers)
  const lastEvent = () => events.asked.at(-1)?.content

  beforeAll(async () => {
    binary = buildAda('naming-service/naming_service.gpr', 'naming-service/bin/naming-service')
    repository = await StandIn.start(({ path }) => ({
      status: path.includes('Unknown') ? 404 : 200,
      json: { kind: path.includes('Struct') ? 'struct' : 'interface' },
    }))
    takeEvent = () => ({ status: 202 })
    events = await StandIn.start(() => takeEvent())
    naming = await RunningService.start(binary, {
      CALLS: `event-service=${events.url},interface-repository=${repository.url}`,
    })
  }, 240_000)

  afterAll(async () => {
    await naming?.stop()
    await events?.stop()
    await repository?.stop()
  })

  it.each([
    ['echo', 'Echo'],
    ['counter', 'Counter'],
    ['calculator', 'Calculator'],
    ['dictionary', 'Dictionary'],
  ])('resolves polyorb/%s from the start', async (key, name) => {
    const answer = await post('names/resolve', { name: `polyorb/${key}` })
    expect(answer).toMatchObject({
      status: 200,
      json: {
        name: `polyorb/${key}`,
        type: 'nobject',
        reference: `corbaloc::1.2@orb-core:50060/${key}`,
        typeId: `IDL:polyorb/${name}:1.0`,
      },
    })
  })

  it('binds, rebinds, resolves and unbinds, and announces each', async () => {
    expect(await post('contexts/bind-new', { name: 'a\\.b' })).toMatchObject({
      status: 201,
      json: { type: 'ncontext' },
    })
    expect((await post('names/bind', { name: 'a\\.b/c.d', ...object })).status).toBe(201)
    expect(repository.asked.at(-1)).toMatchObject({ method: 'GET', path: '/v1/definitions/IDL%3apolyorb%2fEcho%3a1.0' })
    expect(events.asked.at(-1)?.path).toBe('/v1/channels/naming/events')
    expect(lastEvent()).toMatchObject({
      events: [{ type: 'bound', data: { type: 'bound', name: 'a\\.b/c.d', reference, typeId: echoType } }],
    })
    expect(await post('names/bind', { name: 'a\\.b/c.d', ...object })).toMatchObject({
      status: 409,
      json: { exception: { name: 'AlreadyBound', id: 'IDL:omg.org/CosNaming/NamingContext/AlreadyBound:1.0' } },
    })
    const other = 'corbaloc::other:2/key'
    expect((await post('names/rebind', { name: 'a\\.b/c.d', typeId: echoType, reference: other })).status).toBe(200)
    expect(lastEvent()).toMatchObject({ events: [{ type: 'rebound', data: { reference: other } }] })
    const components = [{ id: 'a.b' }, { id: 'c', kind: 'd' }]
    const resolved = await post('names/resolve', { name: { components }, announce: true })
    expect(resolved.json).toMatchObject({ name: 'a\\.b/c.d', reference: other })
    expect(lastEvent()).toMatchObject({ events: [{ type: 'resolved', data: { name: 'a\\.b/c.d', reference: other } }] })
    expect(await post('contexts/destroy', { context: 'a\\.b' })).toMatchObject({
      status: 409,
      json: { exception: { name: 'NotEmpty' } },
    })
    expect((await post('names/unbind', { components })).json).toMatchObject({ reference: other })
    expect(lastEvent()).toMatchObject({ events: [{ type: 'unbound', data: { reference: other } }] })
    const count = events.asked.length
    expect((await post('names/resolve', { components })).status).toBe(404)
    expect((await post('names/list', {})).status).toBe(200)
    expect(events.asked.length).toBe(count)
  })

  it('says why a name is not found, and what of it is left', async () => {
    const notFound = async (name: string) => (await post('names/resolve', { name })).json.exception
    expect(await notFound('polyorb/x.y/z')).toMatchObject({
      id: 'IDL:omg.org/CosNaming/NamingContext/NotFound:1.0',
      why: 'missing_node',
      restOfName: 'x.y/z',
    })
    expect(await notFound('polyorb/echo/z')).toMatchObject({ why: 'not_context', restOfName: 'echo/z' })
    const rebound = await post('names/rebind', { name: 'polyorb', ...object })
    expect(rebound).toMatchObject({ status: 404, json: { exception: { why: 'not_object', restOfName: 'polyorb' } } })
  })

  it('leads from context to context, here and elsewhere', async () => {
    const { context } = (await post('contexts/new', {})).json
    expect(context).toBe(`corbaloc::1.2@naming-service:${naming.port}/NameService/${context.split('/').at(-1)}`)
    expect((await post('contexts/bind', { name: 'here', target: context })).status).toBe(201)
    expect((await post('names/bind', { context, name: 'o', ...object })).status).toBe(201)
    expect((await post('names/resolve', { name: 'here/o' })).json).toMatchObject({ reference })
    expect((await post('names/resolve', { context: 'here', name: 'o' })).json).toMatchObject({ reference })
    const there = 'corbaloc::1.2@elsewhere:2809/NameService'
    expect((await post('contexts/bind', { name: 'there', target: there })).status).toBe(201)
    expect(await post('names/resolve', { name: 'there/x/y' })).toMatchObject({
      status: 409,
      json: { exception: { name: 'CannotProceed', context: there, restOfName: 'x/y' } },
    })
    await post('names/unbind', { name: 'here/o' })
    expect((await post('contexts/destroy', { context })).status).toBe(204)
    expect(await post('names/list', { context })).toMatchObject({
      status: 404,
      json: { exception: { name: 'OBJECT_NOT_EXIST' } },
    })
    expect((await post('contexts/destroy', { context: 'corbaloc::1.2@elsewhere:1/NameService' })).status).toBe(400)
    const root = (await naming.request('GET', '/v1/contexts')).json.root
    expect((await post('contexts/destroy', { context: root })).status).toBe(403)
  })

  it('lists in pieces', async () => {
    const first = (await post('names/list', { context: 'polyorb', max: 3 })).json
    expect(first.bindings.map((binding: { name: string }) => binding.name)).toEqual([
      'calculator',
      'counter',
      'dictionary',
    ])
    expect(first.next).toBe('dictionary')
    const rest = (await post('names/list', { context: 'polyorb', max: 3, after: first.next })).json
    expect(rest).toMatchObject({ bindings: [{ name: 'echo', id: 'echo', kind: '', type: 'nobject' }] })
    expect(rest.next).toBeUndefined()
  })

  it('reads and writes URLs', async () => {
    const url = 'corbaname::naming-service:50063/NameService#polyorb/echo'
    expect((await post('names/resolve', { url })).json).toMatchObject({ typeId: echoType })
    expect((await post('names/resolve', { url: 'corbaname:rir:#polyorb/echo' })).json).toMatchObject({
      typeId: echoType,
    })
    expect((await post('names/parse', { url })).json).toEqual({
      name: 'polyorb/echo',
      components: [
        { id: 'polyorb', kind: '' },
        { id: 'echo', kind: '' },
      ],
      addresses: ['naming-service:50063'],
      key: 'NameService',
    })
    const made = await post('names/to-url', { address: ':naming-service:50063/NameService', name: 'polyorb/echo' })
    expect(made.json).toEqual({ url })
  })

  it.each([
    ['does not know', 'IDL:polyorb/Unknown:1.0'],
    ['knows as something else than an interface', 'IDL:polyorb/Struct:1.0'],
  ])('refuses a type id that interface-repository %s', async (_, typeId) => {
    const answer = await post('names/bind', { name: 'x', reference, typeId })
    expect(answer.status).toBe(422)
    expect(answer.json.error.reason).toContain(typeId)
    expect((await post('names/resolve', { name: 'x' })).status).toBe(404)
  })

  it('hands through why event-service refuses an event, and changes nothing', async () => {
    takeEvent = () => ({ status: 413, json: { error: { reason: 'an event has at most 7168 octets' } } })
    const answer = await post('names/bind', { name: 'x', ...object })
    expect(answer.status).toBe(422)
    expect(answer.json.error.reason).toContain('at most 7168 octets')
    takeEvent = () => ({ status: 202 })
    expect((await post('names/resolve', { name: 'x' })).status).toBe(404)
  })

  it.each([
    ['a name that is malformed', 'names/resolve', { name: 'a//b' }, 'character 3'],
    ['a name without components', 'names/resolve', { components: [] }, '1 to 32 components'],
    ['components that are none', 'names/resolve', { components: [1] }, 'id must be a string'],
    ['a part that is too long', 'names/resolve', { name: 'x'.repeat(257) }, 'at most 256'],
    ['too many components', 'names/resolve', { name: Array(33).fill('x').join('/') }, 'at most 32'],
    ['a URL of something else', 'names/resolve', { url: 'corbaloc::x/y' }, 'starts with corbaname:'],
    ['a URL of another object', 'names/resolve', { url: 'corbaname::x/y#a' }, 'no context here'],
    ['no reference', 'names/bind', { name: 'x' }, 'reference must be a string'],
    ['a reference that is none', 'names/bind', { name: 'x', reference: 'http://x' }, 'corbaloc:'],
    ['an IOR that is cut short', 'names/bind', { name: 'x', reference: 'IOR:0100000015' }, ''],
    ['a reference that is too long', 'names/bind', { name: 'x', reference: `corbaloc::h/${'k'.repeat(4096)}` }, '4096'],
    ['no type id', 'names/bind', { name: 'x', reference }, 'typeId must say it'],
    ['a page that is too large', 'names/list', { max: 1001 }, '1 .. 1000'],
    ['JSON that is cut short', 'names/bind', '{"name":', 'malformed JSON'],
    ['JSON that is too deep', 'names/bind', `{"name":${'['.repeat(5000)}`, 'nested deeper'],
    ['no object', 'contexts/bind', '[]', 'JSON object'],
    ['no target', 'contexts/bind', { name: 'x' }, 'target must be a string'],
    ['no context', 'contexts/destroy', {}, 'context must be a string'],
  ])('refuses %s', async (_, path, content, reason) => {
    const { status, json } = await post(path, content)
    expect(status).toBe(400)
    expect((json.error ?? json.exception).reason).toContain(reason)
  })

  it('shows a change when it is announced, and lets nobody else change the name meanwhile', async () => {
    let answer: (told: Told) => void = () => {}
    takeEvent = () => new Promise((resolve) => (answer = resolve))
    const count = events.asked.length
    const binding = post('names/bind', { name: 'slow', ...object })
    await until(() => (events.asked.length > count ? true : undefined))
    expect((await post('names/resolve', { name: 'slow' })).status).toBe(404)
    expect(await post('names/bind', { name: 'slow', ...object })).toMatchObject({
      status: 503,
      json: { exception: { name: 'TRANSIENT' } },
    })
    takeEvent = () => ({ status: 202 })
    answer({ status: 202 })
    expect((await binding).status).toBe(201)
    expect((await post('names/resolve', { name: 'slow' })).status).toBe(200)
    await post('names/unbind', { name: 'slow' })
  })

  it('binds a name for one of many', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => post('names/bind', { name: 'one', ...object })))
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status } of all) expect([201, 409, 503]).toContain(status)
    await post('names/unbind', { name: 'one' })
  })

  it('passes the trace on', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
    expect((await post('names/bind', { name: 'traced', ...object }, headers)).status).toBe(201)
    for (const { asked } of [events, repository]) expect(asked.at(-1)?.headers['traceparent']).toContain(trace)
    await post('names/unbind', { name: 'traced' })
  })

  it('takes a change back without event-service, names it, and recovers when it comes', async () => {
    const port = await quietPort()
    const alone = await RunningService.start(binary, {
      CALLS: `event-service=http://127.0.0.1:${port},interface-repository=${repository.url}`,
    })
    const ask = (path: string, content: unknown) => alone.request('POST', `/v1/${path}`, content)
    const missing = { status: 503, json: { error: { dependency: 'event-service' } } }
    expect(await ask('names/bind', { name: 'late', ...object })).toMatchObject(missing)
    expect(await ask('names/unbind', { name: 'polyorb/echo' })).toMatchObject(missing)
    expect(await ask('names/rebind', { name: 'polyorb/echo', ...object })).toMatchObject(missing)
    expect(await ask('contexts/bind-new', { name: 'late' })).toMatchObject(missing)
    expect(await ask('names/resolve', { name: 'polyorb/echo', announce: true })).toMatchObject(missing)
    expect((await ask('names/resolve', { name: 'late' })).status).toBe(404)
    expect((await ask('names/resolve', { name: 'polyorb/echo' })).json).toMatchObject({
      reference: 'corbaloc::1.2@orb-core:50060/echo',
    })
    expect((await alone.request('GET', '/v1/contexts')).json).toMatchObject({ contexts: 2, bindings: 5 })
    const health = async () => {
      const { status, json } = await alone.request('GET', '/health')
      expect(status).toBe(200)
      return json
    }
    await until(async () => ((await health()).status === 'degraded' ? true : undefined))
    const late = await StandIn.start(() => ({ status: 202 }), port)
    await until(async () => ((await health()).status === 'ok' ? true : undefined))
    expect((await ask('names/bind', { name: 'late', ...object })).status).toBe(201)
    expect((await ask('names/resolve', { name: 'late' })).json).toMatchObject({ reference })
    await late.stop()
    await alone.stop()
  })

  it('names interface-repository when it is missing, and goes on with what needs it not', async () => {
    const alone = await RunningService.start(binary, {
      CALLS: `event-service=${events.url},interface-repository=http://127.0.0.1:${await quietPort()}`,
    })
    const bound = await alone.request('POST', '/v1/names/bind', { name: 'x', ...object })
    expect(bound).toMatchObject({ status: 503, json: { error: { dependency: 'interface-repository' } } })
    expect((await alone.request('POST', '/v1/names/unbind', { name: 'polyorb/echo' })).status).toBe(200)
    await alone.stop()
  })

  it('says why it cannot start', async () => {
    const failing = new RunningService(binary, await quietPort(), { ORB_ADDRESS: 'orb core' })
    expect(await failing.exit()).toEqual({ code: 1, signal: null })
    expect(failing.lines.at(-1)).toMatchObject({ level: 'error', service: 'naming-service' })
    expect(failing.lines.at(-1)?.msg).toContain('ORB_ADDRESS')
  })
})
