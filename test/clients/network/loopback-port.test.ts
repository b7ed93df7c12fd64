import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'
import { holderOfListing, portHolder, portHolders } from '../../../src/clients/network/loopback-port.ts'
import { until } from '../../services/running-service.ts'

const { signal } = new AbortController()
const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('skipped: who holds a port is read from /proc on Linux only')

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

async function listen(host: string): Promise<number> {
  const server = createServer((socket) => socket.resume().on('end', () => socket.end()))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return (server.address() as AddressInfo).port
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test('a free port has no holder, and a taken one names its process', async () => {
  const port = await listen('127.0.0.1')
  const holder = await portHolder(port, signal)
  if (isLinux) expect(holder).toBe(`${basename(realpathSync(process.execPath))} (process ${process.pid})`)
  else expect(holder).not.toBeNull()
  await new Promise((resolve) => servers.pop()!.close(resolve))
  expect(await portHolder(port, signal)).toBeNull()
})

describe.skipIf(!isLinux)('a port', () => {
  test('that is taken on all addresses, also by IPv6, is taken on loopback', async () => {
    for (const host of ['0.0.0.0', '::']) {
      expect(await portHolder(await listen(host), signal)).toContain(`(process ${process.pid})`)
    }
  })

  test('on which a process of ours listens, or a child of one, is fine', async () => {
    const own = await listen('127.0.0.1')
    const program = `require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const theirs = Number(line)
    expect(await portHolders([own, theirs], new Set(), signal)).toEqual(
      new Map([
        [own, { words: expect.stringContaining(`(process ${process.pid})`), leftMs: null }],
        [theirs, { words: expect.stringContaining(`(process ${child.pid})`), leftMs: null }],
      ]),
    )
    expect([...(await portHolders([own, theirs], new Set([child.pid!]), signal)).keys()]).toEqual([own])
    expect(await portHolders([own, theirs], new Set([process.pid]), signal)).toEqual(new Map())
    const ended = once(child, 'exit')
    child.kill()
    await ended
  })

  test('that an outgoing connection was given is told apart from a server, with what keeps it free', async () => {
    const socket = await connected(await listen('127.0.0.1'))
    const holder = await portHolder(socket.localPort!, signal)
    expect(holder).toMatch(/^a connection of .+ \(process \d+\) to 127\.0\.0\.1:\d+, which goes away when it is closed/)
    expect(holder).toContain(`(process ${process.pid})`)
    expect(holder).toMatch(/sudo sysctl -w net\.ipv4\.ip_local_reserved_ports=[\d,-]+$/)
    expect(await portHolders([socket.localPort!], new Set([process.pid]), signal)).toHaveProperty('size', 1)
    socket.destroy()
  })

  test('that a closed connection still has is said to get free, and when', async () => {
    const socket = await connected(await listen('127.0.0.1'))
    const port = socket.localPort!
    socket.resume().end()
    await once(socket, 'close')
    const holder = await until(async () => {
      const words = await portHolder(port, signal)
      return words?.startsWith('a closed connection') === true ? words : undefined
    })
    const seconds = Number(/which the system keeps for (\d+) s more/.exec(holder)?.[1])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    const leftMs = (await portHolders([port], new Set(), signal)).get(port)?.leftMs
    expect(leftMs).toBeGreaterThan(0)
    expect(leftMs).toBeLessThanOrEqual(60_000)
  })
})

describe('a listing of lsof', () => {
  const server = 'p4711\ncnginx\nf6\nn127.0.0.1:50051\nTST=LISTEN\nTQR=0\n'
  const client = 'p812\nccurl\nf5\nn127.0.0.1:50051->127.0.0.1:443\nTST=ESTABLISHED\nTQR=0\n'

  test('names the server, unless it is ours', () => {
    expect(holderOfListing(client + server, 50_051, new Set())).toEqual({
      words: 'nginx (process 4711)',
      leftMs: null,
      isPassing: false,
    })
    expect(holderOfListing(client + server, 50_051, new Set([4711]))).toBe('ours')
  })

  test('names a connection from this port, not one to it', () => {
    expect(holderOfListing(client, 50_051, new Set())).toEqual({
      words: 'a connection of curl (process 812) to 127.0.0.1:443, which goes away when it is closed',
      leftMs: null,
      isPassing: true,
    })
    expect(holderOfListing(client, 443, new Set())).toBeNull()
    expect(holderOfListing('', 443, new Set())).toBeNull()
  })
})
