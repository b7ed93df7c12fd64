import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portHolder } from '../../src/clients/loopback-port.ts'

const { signal } = new AbortController()

test('a free port has no holder, and a taken one names its process', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const holder = await portHolder(port, signal)
  if (process.platform === 'linux') expect(holder).toContain(`(process ${process.pid})`)
  else expect(holder).not.toBeNull()
  await new Promise((resolve) => server.close(resolve))
  expect(await portHolder(port, signal)).toBeNull()
})
