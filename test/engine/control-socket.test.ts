import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, linkSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSession, serveControl } from '../../src/engine/engine.ts'
import { type Fixture, makeFixture } from './fixture.ts'

let folder: string
let path: string
let f: Fixture
const open: { close(): Promise<void> }[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-control-'))
  path = join(folder, 'one.sock')
  f = makeFixture(['alpha'])
})
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
  await f.close()
  rmSync(folder, { recursive: true, force: true })
})

async function serve(at = path): Promise<{ close(): Promise<void> }> {
  const server = await serveControl(f.session, at, () => {})
  open.push(server)
  return server
}

/** A socket whose process was killed. */
async function leaveDead(at: string): Promise<void> {
  const program = `require('net').createServer().listen(${JSON.stringify(at)}, () => console.log('there'))`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a session answers at its path, for the user alone, and leaves nothing behind', async () => {
  const server = await serve()
  expect((await findSession(path)).info).toMatchObject({ pid: process.pid })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['one.sock'])
  await server.close()
  expect(readdirSync(folder)).toEqual([])
})

test('a second session is refused, and the first goes on', async () => {
  await serve()
  await expect(serve()).rejects.toMatchObject({ code: 'DE0701' })
  expect((await findSession(path)).info).not.toBeNull()
  expect(readdirSync(folder)).toEqual(['one.sock'])
})

test('the socket of a killed session is taken away', async () => {
  await leaveDead(path)
  expect(await findSession(path)).toEqual({ info: null, removed: true })
  expect(existsSync(path)).toBe(false)
  expect(await findSession(path)).toEqual({ info: null, removed: false })
})

test('a session that comes while a dead one is asked keeps its socket', async () => {
  await leaveDead(path)
  const next = join(folder, 'next.sock')
  await serve(next)
  const found = findSession(path)
  rmSync(path)
  linkSync(next, path)
  expect(await found).toEqual({ info: null, removed: false })
  expect((await findSession(path)).info).not.toBeNull()
})

test('a session that ends leaves the socket of the next one alone', async () => {
  const first = await serve()
  rmSync(path)
  await serve()
  await first.close()
  expect((await findSession(path)).info).not.toBeNull()
})

test('what a session left that was killed while it began is removed by the next one', async () => {
  await leaveDead(`${path}.1`)
  await leaveDead(`${path}.4194304`)
  writeFileSync(`${path}.other`, '')
  await serve()
  expect(readdirSync(folder).sort()).toEqual(['one.sock', 'one.sock.1', 'one.sock.other'])
})
