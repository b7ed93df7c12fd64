import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chooseRuntime, forgetChosen, keepChosen, readChosen } from '../../src/cli/choose-runtime.ts'
import type { WorkspaceFolders } from '../../src/model/workspace.ts'
import { foldersIn, makeEnvironment } from '../fakes/environment.ts'

const { signal } = new AbortController()
const pinned = /^node: (\S+)$/m.exec(readFileSync('cluster/versions.yaml', 'utf8'))![1]!
const shortPinned = pinned.replace(/@.*$/, '')

let root: string
let socket: string
let folders: WorkspaceFolders
let servers: { close(done: () => void): unknown; closeAllConnections?(): void }[]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-choose-'))
  socket = join(root, 'docker.sock')
  folders = foldersIn(root)
  servers = []
  vi.stubEnv('DOCKER_HOST', `unix://${socket}`)
  vi.stubEnv('DEVENV_NODE_IMAGE', '')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const server of servers) server.closeAllConnections?.()
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(resolve))))
  rmSync(root, { recursive: true, force: true })
})

const choose = (wanted: 'auto' | 'kind' | 'process' = 'auto') =>
  chooseRuntime(wanted, makeEnvironment(root, []), folders, signal)

interface Engine {
  readonly images?: readonly string[]
  /** Status and message of the registry; null: it never answers. */
  readonly registry?: readonly [number, string] | null
  readonly node?: unknown
}

const node = (isRunning: boolean, slots: string) => ({
  Id: 'abc',
  Name: '/test-control-plane',
  State: { Running: isRunning },
  Config: { Labels: null, Image: 'kindest/node:v1' },
  Mounts: [{ Source: slots, Destination: '/devenv/slots', RW: false }],
  HostConfig: { PortBindings: null },
  NetworkSettings: { Networks: {} },
})

/** An engine on a socket of its own; the requests it was asked. */
async function engine({ images = [], registry = [404, 'unknown'], node: found }: Engine): Promise<readonly string[]> {
  const calls: string[] = []
  const server: Server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '')
    calls.push(url)
    const answer = (status: number, body: unknown) => {
      response.statusCode = status
      response.end(JSON.stringify(body))
    }
    if (url === '/_ping') answer(200, 'OK')
    else if (url === '/version') answer(200, { Version: '28.2.2+dfsg1' })
    else if (url === '/containers/test-control-plane/json' && found !== undefined) answer(200, found)
    else if (url.startsWith('/images/') && images.includes(url.slice('/images/'.length, -'/json'.length)))
      answer(200, { Id: 'sha256:1' })
    else if (url.startsWith('/distribution/')) {
      if (registry !== null) answer(registry[0], registry[0] === 200 ? {} : { message: registry[1] })
    } else answer(404, { message: 'not found' })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return calls
}

const withManifests = () => mkdirSync(join(root, 'manifests/overlays/dev'), { recursive: true })

describe('what is said is taken', () => {
  test.each([
    ['kind', 'kind: as asked for'],
    ['process', 'local processes: as asked for'],
  ] as const)('%s', async (wanted, why) => {
    const calls = await engine({})
    expect(await choose(wanted)).toEqual({ kind: wanted, why })
    expect(calls).toEqual([])
  })
})

describe('a cluster is taken', () => {
  test('when the engine has the node image', async () => {
    withManifests()
    await engine({ images: [pinned] })
    expect(await choose()).toEqual({ kind: 'kind', why: 'kind: Docker 28.2.2 answers, the node image is there' })
  })

  test('when the engine has the image that this run names', async () => {
    withManifests()
    vi.stubEnv('DEVENV_NODE_IMAGE', 'mine/node:v1')
    await engine({ images: ['mine/node:v1'] })
    expect((await choose()).kind).toBe('kind')
  })

  test('when the registry has the image', async () => {
    withManifests()
    const calls = await engine({ registry: [200, ''] })
    expect(await choose()).toEqual({
      kind: 'kind',
      why: 'kind: Docker 28.2.2 answers, the node image can be had from its registry',
    })
    expect(calls.at(-1)).toBe(`/distribution/${pinned}/json`)
  })

  test.each([
    [true, 'kind: its cluster test runs'],
    [false, 'kind: its cluster test is there, stopped'],
  ])('at once when it is there (running: %s), whatever else is missing', async (isRunning, why) => {
    const calls = await engine({ node: node(isRunning, folders.slots) })
    expect(await choose()).toEqual({ kind: 'kind', why })
    expect(calls.filter((url) => /images|distribution/.test(url))).toEqual([])
  })
})

describe('local processes are taken', () => {
  test('without a socket, with the socket and why', async () => {
    expect(await choose()).toEqual({
      kind: 'process',
      why: `local processes: no container engine (unix://${socket}: there is no such socket)`,
    })
  })

  test('when what listens there is no engine', async () => {
    const server = createPlainServer((client) =>
      client
        .resume()
        .on('error', () => {})
        .end('nonsense'),
    )
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    const { kind, why } = await choose()
    expect(kind).toBe('process')
    expect(why).toContain(`no container engine (unix://${socket}: `)
  })

  test('when the engine accepts and never answers', async () => {
    const server = createPlainServer((client) => client.resume().on('error', () => {}))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    expect(await choose()).toEqual({
      kind: 'process',
      why: 'local processes: the container engine gave no answer within 2 s',
    })
  })

  test('when the cluster of this name belongs to another workspace', async () => {
    withManifests()
    await engine({ images: [pinned], node: node(true, '/home/u/other/slots') })
    const { kind, why } = await choose()
    expect(kind).toBe('process')
    expect(why).toBe('local processes: cluster test belongs to another workspace, or was made without devenv')
  })

  test('when the workspace has no manifests', async () => {
    const calls = await engine({ images: [pinned] })
    expect(await choose()).toEqual({
      kind: 'process',
      why: 'local processes: no manifests here (manifests/overlays/dev)',
    })
    expect(calls.some((url) => url.startsWith('/images'))).toBe(false)
  })

  test('when the registry refuses or can not be reached, with what it said', async () => {
    withManifests()
    await engine({
      registry: [500, 'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host'],
    })
    expect((await choose()).why).toBe(
      `local processes: Docker 28.2.2 answers, but the node image ${shortPinned} can not be had (dial tcp: lookup registry-1.docker.io: no such host)`,
    )
  })

  test('when the registry takes too long', async () => {
    withManifests()
    await engine({ registry: null })
    const { kind, why } = await choose()
    expect(kind).toBe('process')
    expect(why).toContain('can not be had (no answer within 3 s)')
  })

  test('when the pins of the workspace can not be read', async () => {
    withManifests()
    mkdirSync(join(root, 'cluster'))
    writeFileSync(join(root, 'cluster/versions.yaml'), 'tools: [')
    await engine({ images: [pinned] })
    const { kind, why } = await choose()
    expect(kind).toBe('process')
    expect(why).toContain('cluster/versions.yaml does not load (')
  })
})

test('a choice that is called off says so, not that there is no engine', async () => {
  const server = createPlainServer((client) => client.resume().on('error', () => {}))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const gone = new AbortController()
  const choice = chooseRuntime('auto', makeEnvironment(root, []), folders, gone.signal)
  gone.abort(new Error('called off'))
  await expect(choice).rejects.toThrow('called off')
})

test('the last choice is kept for the user alone, and can be forgotten', () => {
  expect(readChosen(folders)).toBeNull()
  for (const kind of ['kind', 'process'] as const) {
    keepChosen(folders, kind)
    expect(readChosen(folders)).toBe(kind)
  }
  expect(statSync(join(root, 'runtime')).mode & 0o777).toBe(0o600)
  expect(readdirSync(root)).toEqual(['runtime'])
  writeFileSync(join(root, 'runtime'), '\0half')
  expect(readChosen(folders)).toBeNull()
  forgetChosen(folders)
  forgetChosen(folders)
  expect(readChosen(folders)).toBeNull()
})
