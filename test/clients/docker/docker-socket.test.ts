import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  connectNetwork,
  containerOf,
  engineVersion,
  imageId,
  inspectContainer,
  listContainers,
  registryRefusal,
  removeContainer,
  startContainer,
} from '../../../src/clients/docker/docker-containers.ts'
import { findDocker } from '../../../src/clients/docker/docker-socket.ts'
import { DevenvError } from '../../../src/errors/errors.ts'

const { signal } = new AbortController()

const node = {
  Id: 'abc',
  Name: '/devenv-control-plane',
  State: { Running: true },
  Config: { Labels: { 'io.x-k8s.kind.cluster': 'devenv' }, Image: 'kindest/node:v1' },
  Mounts: [{ Source: '/state/slots', Destination: '/devenv/slots', RW: false }],
  HostConfig: { PortBindings: { '30001/tcp': [{ HostPort: '50051' }], '53/udp': [{ HostPort: '53' }] } },
  NetworkSettings: { Networks: { kind: {} } },
}

describe('an engine', () => {
  let root: string
  let server: Server
  let path: string
  let calls: string[]

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'devenv-docker-'))
    path = join(root, 'docker.sock')
    calls = []
    server = createServer((request, response) => {
      calls.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`)
      const answer = (status: number, body: unknown = '') => {
        response.statusCode = status
        response.end(typeof body === 'string' ? body : JSON.stringify(body))
      }
      const url = request.url ?? ''
      if (url === '/_ping') answer(200, 'OK')
      else if (url === '/containers/devenv-control-plane/json') answer(200, node)
      else if (url.startsWith('/containers/json')) answer(200, [{ Names: ['/devenv-control-plane'] }])
      else if (url === '/containers/stopped/start') answer(204)
      else if (url === '/containers/broken/start') answer(500, { message: 'port is already allocated' })
      else if (url.startsWith('/containers/gone?')) answer(404, { message: 'No such container' })
      else if (url === '/networks/kind/connect')
        answer(403, { message: 'endpoint with name r already exists in network kind' })
      else if (url.startsWith('/images/there')) answer(200, { Id: 'sha256:1' })
      else if (url === '/version') answer(200, { Version: '28.2.2' })
      else if (url === `/distribution/${encodeURIComponent('kindest/node:v1@sha256:1')}/json`)
        answer(200, { Descriptor: {} })
      else if (url.startsWith('/distribution/private')) answer(401, { message: 'unauthorized' })
      else answer(404, { message: 'not found' })
    })
    await new Promise<void>((resolve) => server.listen(path, resolve))
  })
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(root, { recursive: true, force: true })
  })

  const docker = () => findDocker(signal, { DOCKER_HOST: `unix://${path}`, HOME: root, XDG_RUNTIME_DIR: root })

  test('is found by DOCKER_HOST, and the tools are told of it', async () => {
    expect(await docker()).toEqual({ path, env: { DOCKER_HOST: `unix://${path}` } })
  })

  test('that nobody answers for is DE0101 with each attempt and why it failed', async () => {
    const file = join(root, 'plain')
    writeFileSync(file, '')
    const error = await findDocker(signal, { DOCKER_HOST: `unix://${file}`, HOME: root }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(DevenvError)
    expect((error as DevenvError).code).toBe('DE0101')
    expect((error as DevenvError).details).toEqual([{ label: file, text: 'nothing listens on it' }])
  })

  test('tells of a container what devenv asks', async () => {
    const found = await inspectContainer(await docker(), 'devenv-control-plane', signal)
    expect(found).toEqual({
      id: 'abc',
      name: 'devenv-control-plane',
      isRunning: true,
      labels: { 'io.x-k8s.kind.cluster': 'devenv' },
      image: 'kindest/node:v1',
      mounts: [{ source: '/state/slots', target: '/devenv/slots', isWritable: false }],
      ports: new Map([[50_051, 30_001]]),
      networks: ['kind'],
    })
    expect(await inspectContainer(await docker(), 'none', signal)).toBeNull()
  })

  test('starts a container, or says why not', async () => {
    expect(await startContainer(await docker(), 'stopped', signal)).toBeNull()
    expect(await startContainer(await docker(), 'broken', signal)).toBe('port is already allocated')
  })

  test('lists by label, removes, connects, and knows images', async () => {
    const engine = await docker()
    expect(await listContainers(engine, 'io.x-k8s.kind.cluster=devenv', signal)).toEqual(['devenv-control-plane'])
    expect(calls.at(-1)).toContain('{"label":["io.x-k8s.kind.cluster=devenv"]}')
    expect(await removeContainer(engine, 'gone', signal)).toBe(false)
    expect(await connectNetwork(engine, 'kind', 'r', signal)).toBe(true)
    expect(await connectNetwork(engine, 'missing', 'r', signal)).toBe(false)
    expect(await imageId(engine, 'there', signal)).toBe('sha256:1')
    expect(await imageId(engine, 'missing', signal)).toBeNull()
  })

  test('has a version, and asks a registry for an image', async () => {
    const engine = await docker()
    expect(await engineVersion(engine, signal)).toBe('28.2.2')
    expect(await registryRefusal(engine, 'kindest/node:v1@sha256:1', signal)).toBeNull()
    expect(await registryRefusal(engine, 'private', signal)).toBe('unauthorized')
  })
})

test('a container without ports and labels is one all the same', () => {
  const bare = containerOf({ ...node, Config: { ...node.Config, Labels: null }, HostConfig: { PortBindings: null } })
  expect(bare.labels).toEqual({})
  expect(bare.ports.size).toBe(0)
})
