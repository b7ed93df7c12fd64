// poa-manager as it is shipped: the unit tests in Ada, and the built program over HTTP with the real naming-service.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { describeUnitTests } from './ada-unit-tests.ts'
import { RunningService, until } from './running-service.ts'
import { quietPort, StandIn, type Told } from './stand-in.ts'

const echo = { typeId: 'IDL:polyorb/Echo:1.0', reference: 'corbaloc::1.2@orb-core:50060/echo' }

describeUnitTests('poa-manager/test/poa_manager_test.gpr')

describe.skipIf(!hasGprbuild)('poa-manager over HTTP', () => {
  let binary = ''
  let namingBinary = ''
  let neighbours: StandIn
  let naming: RunningService
  let poa: RunningService

  const post = (path: string, content: unknown, headers = {}) => poa.request('POST', `/v1/${path}`, content, headers)
  const locate = (name: string) => post('locate', { name })
  const setState = (manager: string, state: string) => post(`managers/${manager}/state`, { state })
  const named = (path: string, content: object) => naming.request('POST', `/v1/names/${path}`, content)
  const startNaming = (env: Record<string, string>) => RunningService.start(namingBinary, env)

  beforeAll(async () => {
    binary = buildAda('poa-manager/poa_manager.gpr', 'poa-manager/bin/poa-manager')
    namingBinary = buildAda('naming-service/naming_service.gpr', 'naming-service/bin/naming-service')
    neighbours = await StandIn.start(({ method }) => ({ status: method === 'POST' ? 202 : 200 }))
    naming = await startNaming({ CALLS: `event-service=${neighbours.url},interface-repository=${neighbours.url}` })
    poa = await RunningService.start(binary, { CALLS: `naming-service=http://127.0.0.1:${naming.port}` })
  }, 480_000)

  afterAll(async () => {
    await poa?.stop()
    await naming?.stop()
    await neighbours?.stop()
  })

  it('locates a name, activates its servant once, and has it announced each time', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
    const first = await post('locate', { name: 'polyorb/echo' }, headers)
    expect(first).toMatchObject({
      status: 200,
      json: {
        name: 'polyorb/echo',
        ...echo,
        key: 'echo',
        poa: 'RootPOA/services',
        objectId: 'polyorb/echo',
        state: 'active',
        activatedNow: true,
      },
    })
    expect(neighbours.asked.at(-1)).toMatchObject({
      path: '/v1/channels/naming/events',
      content: { events: [{ type: 'resolved', data: { name: 'polyorb/echo' } }] },
    })
    expect(neighbours.asked.at(-1)?.headers['traceparent']).toContain(trace)
    const count = neighbours.asked.length
    expect((await locate('polyorb/echo')).json).toMatchObject({ ...echo, activatedNow: false })
    expect(neighbours.asked.length).toBe(count + 1)
    const { json } = await poa.request('GET', '/v1/poas/RootPOA%2Fservices/objects')
    expect(json).toMatchObject({ total: 1, objects: [{ objectId: 'polyorb/echo', servant: 'echo', ...echo }] })
  })

  it('activates once for many at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => locate('polyorb/dictionary')))
    expect(all.map(({ status }) => status)).toEqual(Array(16).fill(200))
    expect(all.filter(({ json }) => json.activatedNow)).toHaveLength(1)
  })

  it('follows what is bound: another object, no object', async () => {
    const typeId = 'IDL:polyorb/Counter:1.0'
    expect((await named('bind', { name: 'moving', typeId, reference: 'corbaloc::a:1/one' })).status).toBe(201)
    expect((await locate('moving')).json).toMatchObject({ key: 'one', activatedNow: true })
    expect((await named('rebind', { name: 'moving', typeId, reference: 'corbaloc::a:1/two' })).status).toBe(200)
    expect((await locate('moving')).json).toMatchObject({ key: 'two', activatedNow: true })
    expect((await named('unbind', { name: 'moving' })).status).toBe(200)
    expect(await locate('moving')).toMatchObject({
      status: 404,
      json: { exception: { name: 'NotFound', why: 'missing_node', restOfName: 'moving' } },
    })
    expect((await poa.request('GET', '/v1/poas/RootPOA%2Fservices/objects/moving')).status).toBe(404)
  })

  it.each([
    ['no name of CosNaming', 'a//b', 400, 'InvalidName'],
    ['a name that nothing is bound to', 'polyorb/none', 404, 'NotFound'],
    ['a name through an object', 'polyorb/echo/x', 404, 'NotFound'],
    ['no object id', 'x'.repeat(257), 400, 'BAD_PARAM'],
  ])('hands through what is wrong with %s', async (_, name, status, exception) => {
    expect(await locate(name)).toMatchObject({ status, json: { exception: { name: exception } } })
  })

  it('refuses the name of a context', async () => {
    const answer = await locate('polyorb')
    expect(answer.status).toBe(422)
    expect(answer.json.error.reason).toContain('naming context')
  })

  it('lets requests meet the state of the POA manager', async () => {
    const { manager } = (await poa.request('GET', '/v1/poas/RootPOA%2Fservices')).json
    expect((await setState(manager, 'holding')).json).toMatchObject({ name: manager, state: 'holding' })
    expect(await locate('polyorb/echo')).toMatchObject({ status: 503, json: { exception: { name: 'TRANSIENT' } } })
    await setState(manager, 'discarding')
    expect(await locate('polyorb/echo')).toMatchObject({
      status: 503,
      json: {
        exception: { name: 'TRANSIENT', minor: 0x4f4d0001 },
        error: { reason: expect.stringContaining(manager) },
      },
    })
    await setState(manager, 'active')
    expect((await locate('polyorb/echo')).json).toMatchObject({ activatedNow: false })
    expect((await setState(manager, 'inactive')).json.etherealized).toBeGreaterThan(0)
    expect(await locate('polyorb/echo')).toMatchObject({ status: 409, json: { exception: { name: 'OBJ_ADAPTER' } } })
    expect(await setState(manager, 'active')).toMatchObject({
      status: 409,
      json: { exception: { id: 'IDL:omg.org/PortableServer/POAManager/AdapterInactive:1.0' } },
    })
    const destroyed = await poa.request('DELETE', '/v1/poas/RootPOA%2Fservices')
    expect(destroyed.json).toEqual({ destroyed: ['RootPOA/services'], etherealized: 0 })
    expect((await locate('polyorb/echo')).json).toMatchObject({ activatedNow: true })
  })

  it('makes POAs and destroys them with their children', async () => {
    const policies = { lifespan: 'PERSISTENT', idAssignment: 'USER_ID' }
    expect(await post('poas', { name: 'bank', policies })).toMatchObject({
      status: 201,
      json: { path: 'RootPOA/bank', parent: 'RootPOA', manager: 'bank', state: 'holding', policies },
    })
    expect((await post('poas', { parent: 'RootPOA/bank', name: 'north', manager: 'bank' })).status).toBe(201)
    expect(await post('poas', { name: 'bank' })).toMatchObject({
      status: 409,
      json: { exception: { name: 'AdapterAlreadyExists' } },
    })
    expect((await poa.request('GET', '/v1/poas/RootPOA%2Fbank')).json).toMatchObject({ children: ['north'] })
    expect((await poa.request('GET', '/v1/managers/bank')).json).toEqual({ name: 'bank', state: 'holding', poas: 2 })
    const { json } = await poa.request('DELETE', '/v1/poas/RootPOA%2Fbank')
    expect(json.destroyed).toEqual(['RootPOA/bank', 'RootPOA/bank/north'])
    expect(await poa.request('GET', '/v1/poas/RootPOA%2Fbank%2Fnorth')).toMatchObject({
      status: 404,
      json: { exception: { name: 'AdapterNonExistent' } },
    })
    expect((await poa.request('GET', '/v1/managers/bank')).status).toBe(404)
    expect((await poa.request('DELETE', '/v1/poas/RootPOA')).status).toBe(409)
  })

  it.each([
    [['PERSISTENT', 'NON_RETAIN'], 409, 'InvalidPolicy', 1],
    [['USE_DEFAULT_SERVANT'], 409, 'InvalidPolicy', 0],
    [['RETAIN', 'PERSISTENT', 'TRANSIENT'], 409, 'InvalidPolicy', 2],
    [['RETAIN', 'ETERNAL'], 400, 'PolicyError', 1],
  ])('refuses the policies %j', async (policies, status, name, index) => {
    const answer = await post('poas', { name: 'never', policies })
    expect(answer).toMatchObject({ status, json: { exception: { name, index } } })
  })

  it('activates, finds and deactivates objects', async () => {
    await post('poas', { name: 'things', policies: ['USER_ID'] })
    const things = 'poas/RootPOA%2Fthings'
    const servant = { servant: 's', typeId: 'IDL:x:1.0' }
    const made = await post(`${things}/objects`, { ...servant, objectId: 'a/b' })
    expect(made).toMatchObject({ status: 201, json: { objectId: 'a/b', poa: 'RootPOA/things', ...servant } })
    const { reference } = made.json
    expect(reference).toMatch(/^IOR:[0-9a-f]+$/)
    expect((await post(`${things}/servant-to-reference`, servant)).json).toEqual({ reference })
    expect((await post(`${things}/reference-to-id`, { reference })).json).toEqual({ objectId: 'a/b' })
    expect((await post(`${things}/reference-to-servant`, { reference })).json).toEqual(servant)
    expect((await post(`${things}/id-to-servant`, { objectId: 'a/b' })).json).toEqual(servant)
    expect((await post(`${things}/id-to-reference`, { objectId: 'a/b' })).json).toEqual({ reference })
    expect((await post(`${things}/references`, { typeId: 'IDL:x:1.0', objectId: 'a/b' })).json).toEqual({ reference })
    expect(await post('poas/RootPOA/reference-to-id', { reference })).toMatchObject({
      status: 409,
      json: { exception: { name: 'WrongAdapter' } },
    })
    const inThings = { poa: 'RootPOA/things', objectId: 'a/b' }
    expect((await post('locate', inThings)).status).toBe(503)
    await setState('things', 'active')
    expect(await post('locate', inThings)).toMatchObject({ status: 200, json: { reference, activatedNow: false } })
    expect((await poa.request('DELETE', `/v1/${things}/objects/a%2Fb`)).status).toBe(204)
    expect(await poa.request('DELETE', `/v1/${things}/objects/a%2Fb`)).toMatchObject({
      status: 404,
      json: { exception: { name: 'ObjectNotActive' } },
    })
    expect(await post('locate', inThings)).toMatchObject({
      status: 404,
      json: { exception: { name: 'OBJECT_NOT_EXIST' } },
    })
    expect((await post(`${things}/objects`, servant)).json).toMatchObject({ exception: { name: 'WrongPolicy' } })
  })

  it('serves what no map holds by a default servant or a servant manager', async () => {
    await post('poas', { name: 'served', policies: ['USER_ID', 'MULTIPLE_ID', 'NON_RETAIN', 'USE_DEFAULT_SERVANT'] })
    await setState('served', 'active')
    const any = { poa: 'RootPOA/served', objectId: 'any' }
    expect(await post('locate', any)).toMatchObject({ status: 409, json: { exception: { minor: 0x4f4d0003 } } })
    const put = (path: string, content: unknown) => poa.request('PUT', `/v1/poas/RootPOA%2F${path}`, content)
    expect((await put('served/default-servant', { servant: 'd', typeId: 'IDL:d:1.0' })).status).toBe(200)
    expect((await post('locate', any)).json).toMatchObject({ typeId: 'IDL:d:1.0', activatedNow: false })
    await post('poas', { name: 'asked', policies: ['USER_ID', 'NON_RETAIN', 'USE_SERVANT_MANAGER'] })
    await setState('asked', 'active')
    const counter = { poa: 'RootPOA/asked', objectId: 'polyorb/counter' }
    expect(await post('locate', counter)).toMatchObject({ status: 409, json: { exception: { minor: 0x4f4d0004 } } })
    expect((await put('asked/servant-manager', { kind: 'ServantActivator' })).status).toBe(409)
    expect((await put('asked/servant-manager', { kind: 'ServantLocator' })).status).toBe(200)
    for (const _ of [1, 2]) {
      expect((await post('locate', counter)).json).toMatchObject({ key: 'counter', activatedNow: true })
    }
  })

  it.each([
    ['JSON that is cut short', 'locate', '{"name":', 'malformed JSON'],
    ['JSON that is too deep', 'locate', `{"name":${'['.repeat(5000)}`, 'nested deeper'],
    ['no object', 'locate', '"x"', 'JSON object'],
    ['no name', 'locate', {}, 'name must be a string'],
    ['a name that is too long', 'locate', { name: 'x'.repeat(20_000) }, '16384 octets'],
    ['a name with control characters', 'locate', { name: 'a\nb' }, 'control characters'],
    ['a POA without a name', 'poas', {}, 'name must be a string'],
    ['a POA of two names', 'poas', { name: 'a/b' }, 'without blanks and /'],
    ['policies that are none', 'poas', { name: 'x', policies: 'RETAIN' }, 'array or an object'],
    ['policies without end', 'poas', { name: 'x', policies: Array(33).fill('RETAIN') }, 'at most 32'],
    ['a state that is none', 'managers/RootPOAManager/state', { state: 'Active' }, 'holding, active'],
    ['a servant without a type', 'poas/RootPOA/objects', { servant: 's' }, 'typeId must be a string'],
    ['an id of somebody else', 'poas/RootPOA/objects', { servant: 's', typeId: 't', objectId: 'x' }, 'has not made'],
    ['a reference that is none', 'poas/RootPOA/reference-to-id', { reference: 'x' }, 'corbaloc:'],
    ['an IOR that is cut short', 'poas/RootPOA/reference-to-id', { reference: 'IOR:0000' }, 'octets'],
  ])('refuses %s', async (_, path, content, reason) => {
    const { status, json } = await post(path, content)
    expect(status).toBe(400)
    expect((json.error ?? json.exception).reason).toContain(reason)
  })

  it('looks at the state once more when naming-service has answered', async () => {
    let tell: (told: Told) => void = () => {}
    const slow = await StandIn.start(() => new Promise((resolve) => (tell = resolve)))
    const alone = await RunningService.start(binary, { CALLS: `naming-service=${slow.url}` })
    const located = alone.request('POST', '/v1/locate', { name: 'a' })
    await until(() => (slow.asked.length > 0 ? true : undefined))
    expect(slow.asked[0]).toMatchObject({ path: '/v1/names/resolve', content: { name: 'a', announce: true } })
    await alone.request('POST', '/v1/managers/services/state', { state: 'inactive' })
    tell({ status: 200, json: { name: 'a', type: 'nobject', ...echo } })
    expect(await located).toMatchObject({ status: 409, json: { exception: { name: 'OBJ_ADAPTER' } } })
    await slow.stop()
    await alone.stop()
  })

  it('names what is missing behind it, goes on without, and recovers when it comes', async () => {
    const [namingPort, eventPort] = [await quietPort(), await quietPort()]
    const alone = await RunningService.start(binary, { CALLS: `naming-service=http://127.0.0.1:${namingPort}` })
    const ask = () => alone.request('POST', '/v1/locate', { name: 'polyorb/echo' })
    const status = async () => (await alone.request('GET', '/health')).json.status
    expect(await ask()).toMatchObject({ status: 503, json: { error: { dependency: 'naming-service' } } })
    await until(async () => ((await status()) === 'degraded' ? true : undefined))
    expect((await alone.request('POST', '/v1/poas', { name: 'x' })).status).toBe(201)
    const late = await startNaming({
      PORT: String(namingPort),
      CALLS: `event-service=http://127.0.0.1:${eventPort},interface-repository=${neighbours.url}`,
    })
    await until(async () => ((await status()) === 'ok' ? true : undefined))
    expect(await ask()).toMatchObject({ status: 503, json: { error: { dependency: 'event-service' } } })
    expect((await alone.request('GET', '/v1/poas/RootPOA%2Fservices')).json).toMatchObject({ activeObjects: 0 })
    const events = await StandIn.start(() => ({ status: 202 }), eventPort)
    expect(await ask()).toMatchObject({ status: 200, json: { ...echo, activatedNow: true } })
    await events.stop()
    await late.stop()
    await alone.stop()
  })

  it('says why it cannot start', async () => {
    const failing = new RunningService(binary, await quietPort(), { ORB_ADDRESS: 'a:1,:b:2' })
    expect(await failing.exit()).toEqual({ code: 1, signal: null })
    expect(failing.lines.at(-1)?.msg).toContain('ORB_ADDRESS')
  })
})
