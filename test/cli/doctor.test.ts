// `devenv doctor` as the built program: on engines, ports, folders and package managers of the test's own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { spawn as spawnInTerminal } from 'node-pty'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeClaim } from '../../src/clients/files/claim-file.ts'
import { sha256, startReleaseServer } from '../clients/tools/release-server.ts'
import { type FakeSystem, fakeApt, fakeSystem } from './fake-system.ts'

const main = join(import.meta.dirname, '../../dist/main.mjs')
let system: FakeSystem
let tree: string
const servers: { close(): unknown }[] = []

beforeEach(() => {
  system = fakeSystem()
  tree = join(system.folder, 'tree')
  fakeApt(system, { 'g++': ['c++'], make: [], cmake: ['cmake'], 'ninja-build': ['ninja'], mold: [], ccache: [] })
  workspace(0)
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  system.remove()
})

/** One C++ service; port 0 is replaced by one that nobody has. */
function workspace(port: number): void {
  for (const folder of ['widget', 'cluster']) mkdirSync(join(tree, folder), { recursive: true })
  writeFileSync(join(tree, 'widget/CMakeLists.txt'), 'cmake_minimum_required(VERSION 3.20)\nproject(widget CXX)\n')
  const words = `import { cppBuild, defineEnvironment, service } from 'devenv'
export default defineEnvironment({
  name: 'doctor-test',
  services: [service('widget', { port: ${port === 0 ? 47_613 : port}, build: cppBuild({ sourceDir: 'widget' }) })],
  cluster: { name: 'doctor-test', prometheusPort: 47614, registryPort: 47615 },
})
`
  writeFileSync(join(tree, 'Tiltfile.ts'), words)
}

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function doctor(...args: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, [main, 'doctor', ...args], { cwd: tree, env: system.env })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

interface CheckData {
  readonly code: string | null
  readonly name: string
  readonly state: string
  readonly found: string
  readonly needed: string
  readonly details: readonly string[]
  readonly fix: { readonly command: string; readonly isSafe: boolean } | null
}

async function checks(...args: readonly string[]): Promise<{ code: number; named: Map<string, CheckData> }> {
  const { code, out } = await doctor('--json', ...args)
  const list = JSON.parse(out) as CheckData[]
  return { code, named: new Map(list.map((check) => [check.name, check])) }
}

/** A Docker Engine as far as doctor asks it. */
async function engine(info: object, body: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const server = createHttpServer((request, response) => {
    const path = request.url ?? ''
    const known: Readonly<Record<string, unknown>> = { '/_ping': 'OK', '/info': info, ...body }
    const answer = known[path]
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? { message: 'none' }))
  })
  await new Promise<void>((resolve) => server.listen(join(system.folder, 'engine.sock'), resolve))
  servers.push(server)
  system.env['DOCKER_HOST'] = `unix://${join(system.folder, 'engine.sock')}`
}

const info = { ServerVersion: '28.0.1', Name: 'elsewhere', NCPU: 4, MemTotal: 16e9, CgroupVersion: '2' }

test('every check says what was found and what is needed, and each code is one of the catalogue', async () => {
  system.link('c++', 'cmake', 'ninja')
  const { named } = await checks()
  expect([...named.keys()]).toEqual(
    expect.arrayContaining([
      'Node',
      'state folder',
      'c++',
      'Docker',
      'kind',
      'ports',
      'memory',
      'disk',
      'file watches',
    ]),
  )
  for (const { code, found, needed, state } of named.values()) {
    expect(code ?? 'DE0000').toMatch(/^DE\d{4}$/)
    expect(found).not.toBe('')
    expect(needed).not.toBe('')
    expect(['ok', 'warns', 'blocks']).toContain(state)
  }
})

test('no Docker is fine where local processes work: a warning, exit 0, and the line says so', async () => {
  system.link('c++', 'cmake', 'ninja')
  const { code, out } = await doctor()
  expect(code).toBe(0)
  expect(out).toMatch(/◐ Docker: no socket answers\n {5}\S+nobody\.sock: there is no such socket/)
  expect(out).toMatch(/✔ devenv up works here with local processes; for a cluster: Docker, kind, kubectl/)
})

test('neither Docker nor a compiler blocks: exit 4', async () => {
  const { code, out } = await doctor()
  expect(code).toBe(4)
  expect(out).toContain('✘ c++: not found')
  expect(out).toContain('devenv explain DE0304')
  expect(out).toMatch(/✘ devenv up does not work here: c\+\+/)
})

test('an engine that answers is asked for what a cluster needs', async () => {
  system.link('c++', 'cmake', 'ninja')
  await engine({ ...info, MemTotal: 1e9, NCPU: 1, SecurityOptions: ['name=rootless'], PidsLimit: false })
  const { code, named } = await checks()
  expect(code).toBe(0)
  expect(named.get('Docker')).toMatchObject({ state: 'ok', found: expect.stringContaining('28.0.1') })
  expect(named.get('rootless Docker')).toMatchObject({ code: 'DE0105', state: 'warns' })
  expect(named.get('memory and CPU of Docker')).toMatchObject({ code: 'DE0103', state: 'warns' })
})

test('an engine that hangs does not hold the rest', async () => {
  system.link('c++', 'cmake', 'ninja')
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(join(system.folder, 'engine.sock'), resolve))
  servers.push(server)
  system.env['DOCKER_HOST'] = `unix://${join(system.folder, 'engine.sock')}`
  const { code, named } = await checks()
  expect(code).toBe(0)
  expect(named.get('Docker')).toMatchObject({ code: 'DE0101', details: [expect.stringContaining('no answer within')] })
  expect(named.get('ports')).toMatchObject({ state: 'ok' })
})

test('a cluster of somebody else’s is DE0108', async () => {
  system.link('c++', 'cmake', 'ninja')
  const node = {
    Id: '1',
    Name: '/doctor-test-control-plane',
    State: { Running: true },
    Config: { Labels: null, Image: 'kindest/node:v1.30.0' },
    Mounts: [],
    HostConfig: { PortBindings: null },
    NetworkSettings: { Networks: {} },
  }
  await engine(info, { '/containers/doctor-test-control-plane/json': node })
  const { named } = await checks()
  expect(named.get('cluster')).toMatchObject({ code: 'DE0108', state: 'warns' })
})

test('a port of Tiltfile.ts that is taken blocks, and names who holds it', async () => {
  system.link('c++', 'cmake', 'ninja')
  const taken: Server = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  servers.push(taken)
  const { port } = taken.address() as { port: number }
  workspace(port)
  const { code, named } = await checks()
  expect(code).toBe(4)
  expect(named.get(`port ${port} of widget`)).toMatchObject({
    code: 'DE0104',
    state: 'blocks',
    found: expect.stringContaining(`(process ${process.pid})`),
    fix: { isSafe: false },
  })
})

test('a port that another workspace has keeps only a cluster from coming up', async () => {
  system.link('c++', 'cmake', 'ninja')
  const taken: Server = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  servers.push(taken)
  const { port } = taken.address() as { port: number }
  workspace(port)
  const claim = { id: 'abcd0123', root: '/home/a/other', run: '/nowhere', ports: [port - 100], offset: 100 }
  writeClaim(join(system.folder, 'devenv'), {
    ...claim,
    besides: null,
    pid: process.pid,
    startTicks: 1,
    state: 'taken',
  })
  const { code, named } = await checks()
  expect(code).toBe(0)
  expect(named.get(`port ${port} of widget`)).toMatchObject({
    state: 'warns',
    found: expect.stringContaining('of the workspace /home/a/other'),
  })
})

test('a state folder that is none blocks with the variable that moves it', async () => {
  system.link('c++', 'cmake', 'ninja')
  writeFileSync(join(system.folder, 'state'), '')
  const { code, named } = await checks()
  expect(code).toBe(4)
  expect(named.get('state folder')).toMatchObject({
    code: 'DE0113',
    state: 'blocks',
    needed: expect.stringContaining('DEVENV_STATE_DIR'),
  })
})

test('a Tiltfile.ts that does not load is said, and the rest is checked', async () => {
  writeFileSync(join(tree, 'Tiltfile.ts'), 'export default {,}\n')
  const { named } = await checks()
  expect(named.get('Tiltfile.ts')).toMatchObject({ code: 'DE0601', state: 'warns' })
  expect(named.has('disk')).toBe(true)
})

describe('--fix', () => {
  test('with --yes installs what is missing, shows the command and looks again', async () => {
    const { code, out } = await doctor('--fix', '--yes')
    expect(code).toBe(0)
    expect(system.asked()).toContain('apt-get install -y --no-install-recommends g++ make cmake ninja-build')
    expect(out).toContain(
      '$ apt-get update -q && apt-get install -y --no-install-recommends g++ make cmake ninja-build',
    )
    expect(out.indexOf('✘ c++: not found')).toBeLessThan(out.indexOf('✔ c++:'))
    // What one command installs is asked for once, though three checks lack it.
    expect(system.asked().filter((line) => line.includes('ninja-build'))).toHaveLength(1)
  })

  test('never touches the kernel, groups or images', async () => {
    system.program('sysctl', `echo sysctl >>${system.folder}/asked`)
    system.program('usermod', `echo usermod >>${system.folder}/asked`)
    system.program('sudo', `echo sudo >>${system.folder}/asked`)
    await doctor('--fix', '--yes')
    expect(system.asked().filter((line) => !/^(apt-get|dpkg) /.test(line))).toEqual([])
  })

  test('without --yes and a terminal does nothing and says what it would', async () => {
    const { code, out } = await doctor('--fix')
    expect(code).toBe(4)
    expect(out).toContain('nobody can be asked here (--yes does it): apt-get update')
    expect(system.asked()).toEqual([])
  })

  test('--json keeps stdout to one array', async () => {
    const { out, err } = await doctor('--fix', '--yes', '--json')
    expect((JSON.parse(out) as CheckData[]).find(({ name }) => name === 'c++')).toMatchObject({ state: 'ok' })
    expect(err).toContain('$ apt-get update')
  })

  test('fetches a tool of the cluster into its own folder', async () => {
    const server = await startReleaseServer()
    servers.push(server)
    const program = Buffer.from('#!/bin/sh\necho kind v0.33.0\n')
    server.files.set('/kind', program)
    const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
    const pins = `tools:
  kind: { tested: 0.33.0, oldest: 0.27.0, url: '${server.base}/kind', sha256: { ${platform}: ${sha256(program)} } }
  kubectl: { tested: 1.34.4, oldest: 1.31.0 }
  istioctl: { tested: 1.29.1, oldest: 1.29.0 }
node: n
istio: 1.29.1
prometheus: p
registry: r
`
    writeFileSync(join(tree, 'cluster/versions.yaml'), pins)
    const { named } = await checks('--fix', '--yes')
    expect(named.get('kind')).toMatchObject({ state: 'ok', found: '0.33.0, fetched by devenv' })
    expect(named.get('kubectl')).toMatchObject({ code: 'DE0106', fix: null })
  })

  test.each([
    ['n', 4, []],
    ['y', 0, ['apt-get install -y --no-install-recommends g++ make cmake ninja-build']],
  ] as const)('asks in a terminal; %s', async (answer, code, asked) => {
    const terminal = spawnInTerminal(process.execPath, [main, 'doctor', '--fix'], {
      cols: 200,
      rows: 50,
      cwd: tree,
      env: system.env as Record<string, string>,
    })
    let answered = 0
    let screen = ''
    terminal.onData((data) => {
      screen += data
      // Each question once, as it comes.
      while (answered < screen.split('Do it? y/n ').length - 1) {
        answered += 1
        terminal.write(`${answer}\r`)
      }
    })
    const ended = await new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)))
    expect(ended, screen).toBe(code)
    expect(answered).toBeGreaterThan(0)
    expect(system.asked().filter((line) => line.includes('g++'))).toEqual(asked)
  })
})
