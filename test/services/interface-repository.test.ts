// interface-repository as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { describeUnitTests } from './ada-unit-tests.ts'
import { RunningService } from './running-service.ts'

if (!hasGprbuild) console.warn('skipped: the tests of interface-repository need gprbuild and gnat')

const at = (id: string) => `/v1/definitions/${encodeURIComponent(id)}`
const isA = (id: string, other: string) => `/v1/interfaces/${encodeURIComponent(id)}/is-a/${encodeURIComponent(other)}`

describeUnitTests('interface-repository/test/interface_repository_test.gpr')

describe.skipIf(!hasGprbuild)('interface-repository over HTTP', () => {
  let service: RunningService

  beforeAll(async () => {
    const binary = buildAda(
      'interface-repository/interface_repository.gpr',
      'interface-repository/bin/interface-repository',
    )
    service = await RunningService.start(binary)
  }, 240_000)

  afterAll(() => service?.stop())

  const add = (idl: unknown) => service.request('POST', '/v1/definitions', { idl })
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

  it.each(['Echo', 'Counter', 'Calculator', 'Dictionary'])('knows %s of orb-core from the start', async (name) => {
    const id = `IDL:polyorb/${name}:1.0`
    const { status, json } = await service.request('GET', at(id))
    expect(status).toBe(200)
    expect(json).toMatchObject({ kind: 'interface', name, id, definedIn: 'IDL:polyorb:1.0', isDefined: true })
    expect((await service.request('GET', `/v1/lookup?name=polyorb::${name}`)).json).toEqual(json)
  })

  it('knows CosNaming, with what NamingContextExt inherits', async () => {
    const context = 'IDL:omg.org/CosNaming/NamingContext:1.0'
    const extended = 'IDL:omg.org/CosNaming/NamingContextExt:1.0'
    const { json } = await service.request('GET', `/v1/interfaces/${encodeURIComponent(extended)}`)
    expect(json).toMatchObject({ bases: [context], inherits: [context] })
    const resolve = json.operations.find(({ name }: { name: string }) => name === 'resolve')
    expect(resolve).toMatchObject({
      definedIn: context,
      result: 'Object',
      parameters: [{ name: 'n', mode: 'in', type: '::CosNaming::Name' }],
    })
    expect(resolve.exceptions).toContain('IDL:omg.org/CosNaming/NamingContext/NotFound:1.0')
    expect((await service.request('GET', isA(extended, context))).json).toEqual({ isA: true })
    expect((await service.request('GET', isA(context, extended))).json).toEqual({ isA: false })
    expect((await service.request('GET', isA(context, 'IDL:omg.org/CORBA/Object:1.0'))).json).toEqual({ isA: true })
    expect((await service.request('GET', isA(context, 'IDL:none:1.0'))).json).toEqual({ isA: false })
    expect((await service.request('GET', isA('IDL:none:1.0', context))).status).toBe(404)
  })

  it('takes definitions, once, and shows what contains what', async () => {
    const idl = `#pragma prefix "example.org"
module shop {
  enum State { open, paid };
  struct Item { string name; sequence<octet> data; };
  typedef sequence<Item, 10> Items;
  const unsigned long limit = (1 << 4) - 6;
  exception Empty { State now; };
  interface Cart : ::polyorb::Counter { readonly attribute Items items; void pay(in Item i) raises (Empty); };
#pragma version Cart 2.1
};`
    const taken = await add(idl)
    expect(taken.status).toBe(201)
    expect(ids(taken.json.added)).toEqual([
      'IDL:example.org/shop:1.0',
      'IDL:example.org/shop/State:1.0',
      'IDL:example.org/shop/Item:1.0',
      'IDL:example.org/shop/Items:1.0',
      'IDL:example.org/shop/limit:1.0',
      'IDL:example.org/shop/Empty:1.0',
      'IDL:example.org/shop/Cart:2.1',
      'IDL:example.org/shop/Cart/items:1.0',
      'IDL:example.org/shop/Cart/pay:1.0',
    ])
    expect(await add(idl)).toMatchObject({ status: 200, json: { added: [], isKnown: true } })
    expect((await service.request('GET', '/v1/lookup?name=shop::limit')).json).toMatchObject({ value: 10 })
    expect(
      (await service.request('GET', isA('IDL:example.org/shop/Cart:2.1', 'IDL:polyorb/Counter:1.0'))).json,
    ).toEqual({
      isA: true,
    })
    const kinds = async (query: string) => ids((await service.request('GET', `/v1/contents?${query}`)).json.contents)
    expect(await kinds('of=shop&kind=exception')).toEqual(['IDL:example.org/shop/Empty:1.0'])
    expect(await kinds('of=IDL:example.org/shop/Cart:2.1')).toHaveLength(2)
    expect(await kinds('kind=module')).toEqual([
      'IDL:polyorb:1.0',
      'IDL:omg.org/CosNaming:1.0',
      'IDL:example.org/shop:1.0',
    ])
  })

  it('lists long contents page by page', async () => {
    await add(`module pages { ${Array.from({ length: 250 }, (_, i) => `typedef long t${i};`).join(' ')} };`)
    const first = await service.request('GET', '/v1/contents?of=pages')
    expect(first.json.contents).toHaveLength(200)
    const rest = await service.request('GET', `/v1/contents?of=pages&after=${first.json.next}`)
    expect(rest.json.contents).toHaveLength(50)
    expect(rest.json.next).toBeUndefined()
  })

  it('says where an error is, and takes nothing of the text', async () => {
    expect(await add('module half {\n  typedef long fine;\n  interface B : C {};\n};')).toMatchObject({
      status: 422,
      json: { error: { reason: 'line 3, column 17: C is not defined', line: 3, column: 17 } },
    })
    expect((await service.request('GET', '/v1/lookup?name=half::fine')).status).toBe(404)
  })

  it.each([
    ['a text that ends too early', 'module m { interface i { void f(', 'found the end'],
    ['a module in a thousand modules', 'module m {'.repeat(1000), 'nested deeper than 40 levels'],
    ['an expression that nests', `const long x = ${'('.repeat(10_000)}`, 'nested deeper than 40 levels'],
    ['a name that is taken', 'module polyorb { interface Echo {}; };', 'Echo is defined in this scope already'],
    ['a value that does not fit', 'const short s = 70000;', 'the value does not fit the type'],
    ['other directives', '#include <orb.idl>', 'no directive but #pragma'],
  ])('refuses %s', async (_, idl, reason) => {
    const { status, json } = await add(idl)
    expect(status).toBe(422)
    expect(json.error.reason).toContain(reason)
    expect(json.error.traceId).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each([
    ['POST', '/v1/definitions', '{"idl":', 400, 'malformed JSON'],
    ['POST', '/v1/definitions', '[]', 400, 'must be a JSON object'],
    ['POST', '/v1/definitions', { idl: 7 }, 400, 'idl must be a string'],
    ['POST', '/v1/definitions', { idl: ' '.repeat(300_000) }, 413, 'at most 262144 bytes'],
    ['GET', '/v1/lookup', undefined, 400, "the query's name"],
    ['GET', '/v1/lookup?name=a:::b', undefined, 404, 'no definition has the name a:::b'],
    ['GET', '/v1/contents?kind=thing', undefined, 400, "the query's kind must be"],
    ['GET', '/v1/contents?of=nothing', undefined, 404, 'no definition has the id or name nothing'],
    ['GET', at('IDL:nothing:1.0'), undefined, 404, 'no definition has the id IDL:nothing:1.0'],
    ['GET', '/v1/interfaces/IDL%3Apolyorb%3A1.0', undefined, 404, 'is no interface, but a kind of module'],
  ])('answers %s %s of %j with %i', async (method, path, content, status, reason) => {
    const answer = await service.request(method, path, content)
    expect(answer.status).toBe(status)
    expect(answer.json.error.reason).toContain(reason)
  })

  it('holds no more than it says, and goes on', async () => {
    const enumerators = Array.from({ length: 6000 }, (_, i) => `e${i}`).join(',')
    const full = await add(`enum Many { ${enumerators} };`)
    expect(full).toMatchObject({ status: 503, json: { error: { reason: 'no more than 5000 definitions are held' } } })
    expect((await add('module still { typedef long works; };')).status).toBe(201)
  })
})
