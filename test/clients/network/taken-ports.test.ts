import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { PortHolder } from '../../../src/clients/network/loopback-port.ts'
import { takenPorts } from '../../../src/clients/network/taken-ports.ts'

const { signal } = new AbortController()
const closed = (leftMs: number): PortHolder => ({ words: `a closed connection, ${leftMs} ms`, leftMs })
const server: PortHolder = { words: 'nginx (process 4711)', leftMs: null }

/** What is seen, look by look; the last stays. */
function waiting(looks: readonly (readonly [number, PortHolder][])[]) {
  const told: string[] = []
  const slept: number[] = []
  let at = 0
  const wait = {
    tell: (words: string) => void told.push(words),
    signal,
    look: () => Promise.resolve(new Map(looks[Math.min(at++, looks.length - 1)])),
    sleep: (ms: number) => Promise.resolve(slept.push(ms)),
  }
  return { told, slept, wait }
}

test('a server is told at once, with its process, and is no matter when it is ours', async () => {
  const listener = createServer()
  onTestFinished(() => void listener.close())
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  const tell = () => expect.unreachable()
  expect(await takenPorts([port], new Set(), { tell, signal })).toEqual([
    { port, holder: expect.stringContaining(`(process ${process.pid})`) },
  ])
  expect(await takenPorts([port], new Set([process.pid]), { tell, signal })).toEqual([])
})

test('a closed connection is waited for, with its words, until the port is free', async () => {
  const { told, slept, wait } = waiting([
    [
      [1, closed(300)],
      [2, closed(2400)],
    ],
    [[2, closed(1400)]],
    [[2, closed(400)]],
    [],
  ])
  expect(await takenPorts([1, 2], new Set(), wait)).toEqual([])
  expect(told).toEqual([
    'waits: port 2 is taken by a closed connection, 2400 ms',
    'waits: port 2 is taken by a closed connection, 1400 ms',
    'waits: port 2 is taken by a closed connection, 400 ms',
  ])
  expect(slept).toEqual([1000, 1000, 400])
})

test('beside a server nothing is waited for: all are told', async () => {
  const { told, slept, wait } = waiting([
    [
      [1, closed(5000)],
      [2, server],
    ],
  ])
  expect(await takenPorts([1, 2], new Set(), wait)).toEqual([
    { port: 1, holder: 'a closed connection, 5000 ms' },
    { port: 2, holder: 'nginx (process 4711)' },
  ])
  expect([told, slept]).toEqual([[], []])
})

test('a port that is taken again and again is told after a little more than a minute', async () => {
  const { slept, wait } = waiting([[[1, closed(60_000)]]])
  expect(await takenPorts([1], new Set(), wait)).toEqual([{ port: 1, holder: 'a closed connection, 60000 ms' }])
  expect(slept).toHaveLength(65)
})
