// Pinned tools from a real server: whole or not at all, whatever the connection does and whenever devenv is killed.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addressOf,
  fetchTool,
  ownTool,
  platformName,
  preferOwnTools,
  type ToolPin,
  toolFile,
} from '../../../src/clients/tools/tool-folder.ts'
import { toolVersion } from '../../../src/clients/tools/tool-versions.ts'
import { DevenvError } from '../../../src/errors/errors.ts'
import { type ReleaseServer, sha256, startReleaseServer } from './release-server.ts'

const program = Buffer.concat([
  Buffer.from('#!/bin/sh\necho "kind v0.33.0 go1.25 linux/amd64"\nexit\n'),
  randomBytes(600_000),
])
const path = '/releases.example/kind/v0.33.0/kind'
const signal = new AbortController().signal
let folder: string
let server: ReleaseServer

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-tools-'))
  process.env['DEVENV_CACHE_DIR'] = folder
  server = await startReleaseServer()
  process.env['DEVENV_DOWNLOAD_BASE'] = server.base
  server.files.set(path, program)
})
afterEach(async () => {
  delete process.env['DEVENV_CACHE_DIR']
  delete process.env['DEVENV_DOWNLOAD_BASE']
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function pin(more: Partial<ToolPin> = {}): ToolPin {
  return {
    tested: '0.33.0',
    oldest: '0.27.0',
    url: 'https://releases.example/kind/v0.33.0/kind',
    checksum: 'https://releases.example/kind/v0.33.0/kind.sha256sum',
    sha256: { [platformName()]: sha256(program) },
    os: {},
    ...more,
  }
}

const fetchKind = (more: Partial<ToolPin> = {}) => fetchTool('kind', pin(more), () => {}, signal)

/** What lies in the folder of tools. */
function left(): string[] {
  return existsSync(join(folder, 'tools')) ? readdirSync(join(folder, 'tools')).sort() : []
}

/** Waits until the part of a process is on disk as far as this. */
async function partHas(bytes: number, pid = process.pid): Promise<void> {
  const part = join(folder, 'tools', `kind-0.33.0-kind.${pid}.part`)
  await expect.poll(() => statSync(part, { throwIfNoEntry: false })?.size, { timeout: 20_000, interval: 5 }).toBe(bytes)
}

async function failureOf(promise: Promise<unknown>): Promise<DevenvError> {
  const thrown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(DevenvError)
  return thrown as DevenvError
}

describe('a tool that is fetched', () => {
  test('is whole, executable, alone in its folder, and found before PATH', async () => {
    const seen: number[] = []
    await fetchTool('kind', pin(), ({ receivedBytes }) => seen.push(receivedBytes), signal)
    expect(left()).toEqual(['kind-0.33.0'])
    const own = ownTool('kind', '0.33.0')!
    expect(readFileSync(own).equals(program)).toBe(true)
    expect(statSync(own).mode & 0o777).toBe(0o755)
    expect(seen.at(-1)).toBe(program.length)
    preferOwnTools({ kind: { tested: '0.33.0' }, kubectl: { tested: '1.0.0' }, istioctl: { tested: '1.0.0' } })
    expect(toolFile('kind')).toBe(own)
    expect(toolFile('kubectl')).toBe('kubectl')
    expect(await toolVersion('kind', signal)).toBe('0.33.0')
  })

  test('is not started when another version is pinned', async () => {
    await fetchKind()
    preferOwnTools({ kind: { tested: '0.34.0' }, kubectl: { tested: '1.0.0' }, istioctl: { tested: '1.0.0' } })
    expect(toolFile('kind')).toBe('kind')
  })

  test('comes out of an archive', async () => {
    const made = join(folder, 'made')
    mkdirSync(made)
    writeFileSync(join(made, 'istioctl'), '#!/bin/sh\necho 1.29.1\n', { mode: 0o755 })
    execFileSync('tar', ['-czf', join(made, 'a.tar.gz'), '-C', made, 'istioctl'])
    const archive = readFileSync(join(made, 'a.tar.gz'))
    server.files.set('/releases.example/istioctl.tar.gz', archive)
    const url = 'https://releases.example/istioctl.tar.gz'
    const got = await fetchTool(
      'istioctl',
      pin({ tested: '1.29.1', url, sha256: { [platformName()]: sha256(archive) } }),
      () => {},
      signal,
    )
    expect(execFileSync(got, { encoding: 'utf8' })).toBe('1.29.1\n')
    expect(left()).toEqual(['istioctl-1.29.1'])
  })

  test('without a pinned digest is held against the checksum file beside the release', async () => {
    server.files.set(`${path}.sha256sum`, Buffer.from(`${sha256(program)}  kind-linux-amd64\n`))
    await fetchKind({ sha256: {} })
    expect(left()).toEqual(['kind-0.33.0'])
    rmSync(join(folder, 'tools'), { recursive: true })
    server.files.set(`${path}.sha256sum`, Buffer.from(`${'0'.repeat(64)}\n`))
    expect((await failureOf(fetchKind({ sha256: {} }))).code).toBe('DE0116')
    server.files.set(`${path}.sha256sum`, Buffer.from('<html>log in</html>'))
    expect((await failureOf(fetchKind({ sha256: {} }))).code).toBe('DE0115')
    expect(left()).toEqual([])
  })

  test('is fetched twice at once without harm', async () => {
    const runs = [spawnFetch(), spawnFetch()]
    expect(await Promise.all(runs.map(async (child) => (await once(child, 'exit'))[0]))).toEqual([0, 0])
    expect(left()).toEqual(['kind-0.33.0'])
    expect(readFileSync(ownTool('kind', '0.33.0')!).equals(program)).toBe(true)
  })
})

describe('a connection', () => {
  test('that is cut is taken up where it stopped', async () => {
    server.holds.push(200_000, 100_000, 150_000)
    const fetching = fetchKind()
    for (const bytes of [200_000, 300_000, 450_000]) {
      await partHas(bytes)
      server.cut()
    }
    await fetching
    expect(server.requests.map(({ range }) => range)).toEqual([null, 'bytes=200000-', 'bytes=300000-', 'bytes=450000-'])
    expect(readFileSync(ownTool('kind', '0.33.0')!).equals(program)).toBe(true)
    expect(left()).toEqual(['kind-0.33.0'])
  })

  test('that brings nothing new is given up with DE0115, and the part stays for the next try', async () => {
    server.holds.push(200_000)
    server.refusals = 5
    const failing = failureOf(fetchKind())
    await partHas(200_000)
    server.cut()
    expect((await failing).code).toBe('DE0115')
    expect(left()).toEqual([expect.stringMatching(/\.part$/)])
    server.refusals = 0
    await fetchKind()
    expect(server.requests.at(-1)!.range).toBe('bytes=200000-')
    expect(left()).toEqual(['kind-0.33.0'])
  })

  test('to a server without ranges starts again', async () => {
    server.isRangeIgnored = true
    server.holds.push(300_000)
    const fetching = fetchKind()
    await partHas(300_000)
    server.cut()
    await fetching
    expect(readFileSync(ownTool('kind', '0.33.0')!).equals(program)).toBe(true)
  })

  test('to nobody is DE0115 with the address', async () => {
    await server.close()
    const error = await failureOf(fetchKind())
    expect(error.code).toBe('DE0115')
    expect(error.details[0]!.text).toContain(path)
    expect(error.summary).toMatch(/ECONNREFUSED|connect/)
    server = await startReleaseServer()
  })

  test('that says there is no such file is not tried again', async () => {
    server.files.clear()
    expect((await failureOf(fetchKind())).summary).toContain('status 404')
    expect(server.requests).toHaveLength(1)
  })
})

describe('a wrong checksum', () => {
  test('is DE0116 with both digests, and nothing is left', async () => {
    const error = await failureOf(fetchKind({ sha256: { [platformName()]: 'f'.repeat(64) } }))
    expect(error.code).toBe('DE0116')
    expect(error.details.map(({ text }) => text)).toContain(sha256(program))
    expect(left()).toEqual([])
  })

  test('after a part of another file: once more from the start', async () => {
    mkdirSync(join(folder, 'tools'))
    const ended = spawn('true')
    await once(ended, 'exit')
    writeFileSync(join(folder, 'tools', `kind-0.33.0-kind.${ended.pid}.part`), randomBytes(1000))
    await fetchKind()
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=1000-', null])
    expect(readFileSync(ownTool('kind', '0.33.0')!).equals(program)).toBe(true)
    expect(left()).toEqual(['kind-0.33.0'])
  })
})

describe('SIGKILL', () => {
  test('in the middle of a download: the next one goes on with the part', async () => {
    server.holds.push(250_000)
    const child = spawnFetch()
    await partHas(250_000, child.pid)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(ownTool('kind', '0.33.0')).toBeNull()
    await fetchKind()
    expect(server.requests.at(-1)!.range).toBe('bytes=250000-')
    expect(readFileSync(ownTool('kind', '0.33.0')!).equals(program)).toBe(true)
    expect(left()).toEqual(['kind-0.33.0'])
  })

  test('between unpacking and the rename leaves nothing that is ever used', async () => {
    const ended = spawn('true')
    await once(ended, 'exit')
    mkdirSync(join(folder, 'tools', `.kind-0.33.0.${ended.pid}.new`), { recursive: true })
    expect(ownTool('kind', '0.33.0')).toBeNull()
    await fetchKind()
    expect(left()).toEqual(['kind-0.33.0'])
  })
})

test('an abort ends a download at once and keeps the part', async () => {
  server.holds.push(250_000)
  const abort = new AbortController()
  const fetching = fetchTool(
    'kind',
    pin(),
    ({ receivedBytes }) => {
      if (receivedBytes === 250_000) abort.abort()
    },
    abort.signal,
  )
  await expect(fetching).rejects.toThrow(/abort/i)
  expect(left()).toEqual([expect.stringMatching(/\.part$/)])
})

test('an address names the platform in the words of the release, below a mirror where one is set', () => {
  const own = { os: { [process.platform]: 'osx' } }
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const template = 'https://host.example/a-{os}-{arch}'
  expect(addressOf(template, own, {})).toBe(`https://host.example/a-osx-${arch}`)
  expect(addressOf(template, { os: {} }, { DEVENV_DOWNLOAD_BASE: 'http://mirror/x/' })).toBe(
    `http://mirror/x/host.example/a-${process.platform}-${arch}`,
  )
  expect(addressOf(null, own, {})).toBeNull()
})

function spawnFetch() {
  const script = join(import.meta.dirname, '../../fixtures/fetch-tool.ts')
  return spawn(process.execPath, [script, 'kind', JSON.stringify(pin())], { stdio: ['ignore', 'ignore', 'inherit'] })
}
