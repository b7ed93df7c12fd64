import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listClaims, removeDeadClaim, writeClaim } from '../../../src/clients/files/claim-file.ts'
import { claimPorts, type PortClaim, readClaim, releasePorts } from '../../../src/clients/network/port-claims.ts'
import { DevenvError } from '../../../src/errors/errors.ts'

const { signal } = new AbortController()
const program = join(import.meta.dirname, '../../fixtures/claims/session.ts')

let root: string
let folder: string
let sessions: ChildProcess[]
let servers: Server[]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-claims-'))
  folder = join(root, 'claims')
  sessions = []
  servers = []
})
afterEach(async () => {
  await Promise.all(sessions.map((session) => kill(session)))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  rmSync(root, { recursive: true, force: true })
})

const optionsOf = (id: string, ports: readonly number[]) => ({
  folder,
  id,
  ports,
  root: `/home/u/${id}`,
  run: join(root, id, 'run'),
})
const claimHere = (id: string, ports: readonly number[]) => claimPorts(optionsOf(id, ports), signal)

/** A process that waits for what it shall claim. */
async function session() {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  sessions.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    child,
    tell: (id: string, ports: readonly number[]) => child.stdin.write(`${JSON.stringify(optionsOf(id, ports))}\n`),
    /** Null when it was killed first. */
    answer: async (): Promise<PortClaim | null> => {
      const { value, done } = await lines.next()
      return done === true ? null : (JSON.parse(value) as PortClaim)
    },
  }
}

async function claimElsewhere(id: string, ports: readonly number[]) {
  const other = await session()
  other.tell(id, ports)
  return { child: other.child, claim: await other.answer() }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function listen(path: string): Promise<Server> {
  mkdirSync(join(path, '..'), { recursive: true })
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return server
}

describe('workspaces', () => {
  test('the first has the usual ports, the next the smallest free multiple of 100, for all its ports alike', async () => {
    expect((await claimElsewhere('a', [50_051, 8080])).claim).toEqual({ offset: 0, besides: null })
    expect((await claimElsewhere('b', [50_060, 8080])).claim).toEqual({ offset: 100, besides: '/home/u/a' })
    expect((await claimElsewhere('c', [50_051])).claim).toEqual({ offset: 100, besides: '/home/u/a' })
    expect(await claimHere('d', [8080])).toEqual({ offset: 200, besides: '/home/u/a' })
    expect(await claimHere('e', [50_160])).toEqual({ offset: 100, besides: '/home/u/b' })
  })

  test('without a port in common do not move each other', async () => {
    await claimElsewhere('a', [50_051])
    expect(await claimHere('b', [50_052])).toEqual({ offset: 0, besides: null })
  })

  test('that were killed give their ports back, and their claims are removed', async () => {
    const { child } = await claimElsewhere('a', [50_051])
    await kill(child)
    expect(readClaim(folder, 'a')).toEqual({ offset: 0, besides: null })
    expect(await claimHere('b', [50_051])).toEqual({ offset: 0, besides: null })
    expect(readClaim(folder, 'a')).toBeNull()
    expect(readdirSync(folder)).toEqual(['b.ports'])
  })

  test('are told from a later process with the same pid', async () => {
    const { child } = await claimElsewhere('a', [50_051])
    const [claim] = listClaims(folder)
    await kill(child)
    writeClaim(folder, { ...claim!, pid: process.pid })
    expect(await claimHere('b', [50_051])).toEqual({ offset: 0, besides: null })
  })

  test('whose supervisors were kept keep their ports without a session, and have them again in the next', async () => {
    const first = await claimElsewhere('a', [50_051])
    const { child } = await claimElsewhere('b', [50_051])
    const server = await listen(join(root, 'b/run/orb-core/process.sock'))
    // Beside the folders of services: what is no folder, and the socket of a supervisor that is gone.
    writeFileSync(join(root, 'b/run/note'), '')
    mkdirSync(join(root, 'a/run/gone'), { recursive: true })
    writeFileSync(join(root, 'a/run/gone/process.sock'), '')
    await kill(child)
    await kill(first.child)
    expect(await claimHere('c', [50_151])).toEqual({ offset: 100, besides: '/home/u/b' })
    expect(await claimHere('b', [50_051])).toEqual({ offset: 100, besides: '/home/u/a' })
    await releasePorts(folder, 'b')
    await new Promise((resolve) => server.close(resolve))
    expect(await claimHere('b', [50_051])).toEqual({ offset: 0, besides: null })
  })

  test('keep their offset when services are added, unless the new ports are taken there', async () => {
    await claimElsewhere('a', [50_051])
    expect((await claimHere('b', [50_051])).offset).toBe(100)
    expect((await claimHere('b', [50_051, 50_052])).offset).toBe(100)
    await claimElsewhere('c', [50_153])
    expect((await claimHere('b', [50_051, 50_053])).offset).toBe(200)
    expect((await claimHere('b', [50_051])).offset).toBe(200)
  })

  test('that find no ports left below 65536 are told so', async () => {
    await claimElsewhere('a', [65_500])
    const error = await claimHere('b', [65_500, 80]).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DevenvError)
    expect((error as DevenvError).code).toBe('DE0104')
    expect((error as DevenvError).summary).toContain('65500')
    expect((error as DevenvError).summary).toContain('/home/u/a')
  })

  test('that start at the same moment never share an offset', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, session))
    // Whether they really meet is chance, so many times.
    for (let round = 0; round < 40; round += 1) {
      folder = join(root, `claims-${round}`)
      for (const [at, { tell }] of all.entries()) tell(`w${(at + round) % all.length}`, [50_051, 50_060])
      const claims = await Promise.all(all.map(({ answer }) => answer()))
      expect(new Set(claims.map((claim) => claim!.offset)).size, JSON.stringify(claims)).toBe(all.length)
      for (const [at, claim] of claims.entries())
        expect(readClaim(folder, `w${(at + round) % all.length}`)).toEqual(claim)
    }
  })

  test('that are killed while they claim stand in nobody’s way', async () => {
    for (let round = 0; round < 5; round += 1) {
      const all = await Promise.all(['p', 'q', 'r', 's'].map(async (id) => ({ id, ...(await session()) })))
      for (const { id, tell } of all) tell(id, [50_051])
      // Whoever has answered lives on; the others are killed at whatever they do.
      await Promise.race(all.map(({ answer }) => answer()))
      for (const { child } of all) child.kill('SIGKILL')
      await Promise.all(
        all.map(({ child }) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)),
      )
    }
    expect(await claimHere('last', [50_051])).toEqual({ offset: 0, besides: null })
    expect(readdirSync(folder)).toEqual(['last.ports'])
  })
})

describe('a claim', () => {
  test('is a file of the user alone', async () => {
    await claimHere('a', [50_051])
    expect(statSync(join(folder, 'a.ports')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(JSON.parse(readFileSync(join(folder, 'a.ports'), 'utf8'))).toMatchObject({
      root: '/home/u/a',
      offset: 0,
      ports: [50_051],
      pid: process.pid,
      run: join(root, 'a/run'),
    })
    await releasePorts(folder, 'a')
    expect(readClaim(folder, 'a')).toBeNull()
    await releasePorts(folder, 'a')
  })

  test('that can not be read is none', async () => {
    mkdirSync(folder)
    for (const [at, text] of ['', '\0\xff', 'null', '[]', '{"offset":"0"}', '{"ports":5,"run":1}'].entries())
      writeFileSync(join(folder, `x${at}.ports`), text)
    expect(readClaim(folder, 'x0')).toBeNull()
    expect(await claimHere('a', [50_051])).toEqual({ offset: 0, besides: null })
  })

  test('that was found dead stays when its workspace has begun anew meanwhile', async () => {
    await claimHere('a', [50_051])
    const [now] = listClaims(folder)
    removeDeadClaim(folder, { ...now!, pid: 1 })
    expect(listClaims(folder)).toEqual([now])
    removeDeadClaim(folder, now!)
    expect(existsSync(join(folder, 'a.ports'))).toBe(false)
  })

  test('does not move for a port that something else holds', async () => {
    const server = createServer()
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await claimHere('a', [port])).toEqual({ offset: 0, besides: null })
  })
})
