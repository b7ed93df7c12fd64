// The guide with a session on fakes, through its real control socket and real files.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveControl } from '../../src/engine/engine.ts'
import type { Environment } from '../../src/model/environment.ts'
import { KeptFiles } from '../../src/onboard/kept-files.ts'
import { linesOf, listOnboarding, onboard, resetOnboarding, type World } from '../../src/onboard/onboard.ts'
import { suggestLines } from '../../src/onboard/suggest.ts'
import { type Fixture, makeEnvironment, makeFixture, makeService } from '../engine/fixture.ts'

const source = '#include <log.hpp>\nint main() {\n  log("up again");\n}\n'
let folder: string
let root: string
let f: Fixture
const cleanUps: (() => Promise<unknown> | unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-onboard-'))
  root = join(folder, 'workspace')
  for (const name of ['alpha', 'beta']) {
    mkdirSync(join(root, name, 'test'), { recursive: true })
    writeFileSync(join(root, name, 'main.cpp'), source)
    writeFileSync(join(root, name, 'README.md'), `# ${name}\n\nDoes what ${name} does. And more.\n`)
  }
  f = makeFixture(['alpha', 'beta'])
  cleanUps.push(() => f.close())
})
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  rmSync(folder, { recursive: true, force: true })
})

function environment(): Environment {
  const services = ['alpha', 'beta'].map((name) => ({ ...makeService(name), sources: [join(root, name)] }))
  return { ...makeEnvironment(services), root }
}

/** A newcomer at a pipe: what is printed, and what they type. */
class Newcomer {
  readonly printed: string[] = []
  readonly stdin = new PassThrough()
  readonly world: World
  ups = 0
  private readonly listeners = new Set<() => void>()

  constructor(up: () => Promise<number> = () => Promise.reject(new Error('nothing to bring up'))) {
    this.world = {
      environment: environment(),
      folders: {
        id: 'test',
        root,
        state: join(folder, 'state'),
        slots: folder,
        run: folder,
        secrets: folder,
        logs: folder,
        builds: folder,
        socket: join(folder, 's.sock'),
      },
      input: linesOf(this.stdin, true),
      editor: 'vi',
      print: (line) => {
        this.printed.push(line)
        for (const listener of this.listeners) listener()
      },
      up: () => {
        this.ups += 1
        return up()
      },
      devenv: (args) => Promise.resolve([`output of ${args.join(' ')}`]),
      plainLines: (event) => [`event ${event.event}`],
    }
  }

  type(...lines: readonly string[]): void {
    this.stdin.write(lines.map((line) => `${line}\n`).join(''))
  }

  says(words: string): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.printed.some((line) => line.includes(words))) return
        this.listeners.delete(check)
        resolve()
      }
      this.listeners.add(check)
      check()
    })
  }

  get text(): string {
    return this.printed.join('\n')
  }
}

async function serve(): Promise<void> {
  const control = await serveControl(f.session, join(folder, 's.sock'), () => f.session.end())
  cleanUps.push(() => control.close())
}

async function running(): Promise<void> {
  await f.session.bringUp()
  await serve()
}

describe('with the session that runs', () => {
  beforeEach(running)

  test('from the drawing to the daily commands, with a save of the newcomer', async () => {
    const newcomer = new Newcomer()
    const ended = onboard(newcomer.world, false)
    newcomer.type('', '', '2')
    await newcomer.says('beta/main.cpp:3')
    expect(newcomer.text).toMatch(/beta +Does what beta does\./)
    expect(newcomer.text).toContain('All 2 services are ready, in the session that runs here.')
    f.edit('beta', 'new')
    await newcomer.says('From your save to the new process proven ready')
    newcomer.type('', '')
    expect(await ended).toBe(0)
    expect(newcomer.text).toContain('Saved: /src/beta/main.cpp. It affects beta and no other service.')
    // Nothing listens at the port of the fake.
    expect(newcomer.text).toContain('no answer over HTTP: ECONNREFUSED')
    expect(newcomer.text).toContain(`build #2 (${f.builder.idOf('beta')}) serves`)
    expect(newcomer.text).toContain('$ devenv logs beta -f\n    output of logs beta --tail 4')
    expect(newcomer.text).toContain('devenv onboard --reset')
    expect(newcomer.ups).toBe(0)
  })

  test('the file is kept before its name is said: the next thing may be a save', async () => {
    const kept: number[] = []
    const newcomer = new Newcomer()
    const { print } = newcomer.world
    const world = {
      ...newcomer.world,
      print: (line: string) => {
        if (line.includes('beta/main.cpp:3')) kept.push(new KeptFiles(join(folder, 'state'), root).list().length)
        print(line)
      },
    }
    const ended = onboard(world, false)
    newcomer.type('', '', '2', 'q')
    expect(await ended).toBe(0)
    expect(kept).toEqual([1])
  })

  test('a broken compile is shown, the newcomer mends it and goes on', async () => {
    const newcomer = new Newcomer()
    const ended = onboard(newcomer.world, false)
    newcomer.type('', '', '1')
    await newcomer.says('alpha/main.cpp:3')
    f.breakIt('alpha', "expected ';'")
    await newcomer.says('no answer over HTTP')
    expect(newcomer.text).toContain('the build before it keeps serving')
    f.edit('alpha', 'mended')
    await newcomer.says('proven ready')
    newcomer.type('q')
    expect(await ended).toBe(0)
    expect(newcomer.text).toContain('Left at step 4 of 6')
  })

  test('left and taken up again, the place and the line are the same; the edit is taken back', async () => {
    const first = new Newcomer()
    const left = onboard(first.world, false)
    first.type('', '', '2')
    await first.says('beta/main.cpp:3')
    first.type('q')
    expect(await left).toBe(0)
    const second = new Newcomer()
    listOnboarding(second.world)
    expect(second.printed[2]).toContain('here  3')
    const again = onboard(second.world, false)
    await second.says('beta/main.cpp:3')
    expect(second.text).toContain('You were at step 3 of 6')
    second.type('e')
    await second.says('devenv saved beta/main.cpp with line 3 changed')
    expect(readFileSync(join(root, 'beta/main.cpp'), 'utf8')).toContain('log("hello: up again")')
    f.edit('beta', 'hello')
    await second.says('proven ready')
    second.type('q')
    await again
    expect(await resetOnboarding(second.world, false)).toBe(0)
    expect(readFileSync(join(root, 'beta/main.cpp'), 'utf8')).toBe(source)
    const third = new Newcomer()
    listOnboarding(third.world)
    expect(third.printed[0]).toContain('here  1')
  })

  test('an edit that was served while nobody looked is proven, with its time', async () => {
    const first = new Newcomer()
    const left = onboard(first.world, false)
    first.type('', '', '2')
    await first.says('beta/main.cpp:3')
    first.type('q')
    await left
    writeFileSync(join(root, 'beta/main.cpp'), source.replace('up', 'down'))
    f.edit('beta', 'down')
    await f.event('update.ready', 'beta')
    const second = new Newcomer()
    const again = onboard(second.world, false)
    await second.says('Your edit is saved and served.')
    await second.says('proven ready')
    second.type('q')
    expect(await again).toBe(0)
  })

  test('where nobody answers it says what to do and ends, and goes on the next time', async () => {
    const newcomer = new Newcomer()
    newcomer.stdin.end()
    expect(await onboard(newcomer.world, false)).toBe(0)
    expect(newcomer.text).toContain('alpha/main.cpp:3')
    expect(newcomer.text).toContain('Left at step 3 of 6')
  })

  test('when the session ends it says so; q keeps the place', async () => {
    const newcomer = new Newcomer()
    const ended = onboard(newcomer.world, false)
    newcomer.type('', '', '1')
    await newcomer.says('alpha/main.cpp:3')
    for (const cleanUp of cleanUps.splice(1)) await cleanUp()
    await newcomer.says('The session has ended.')
    newcomer.type('q')
    expect(await ended).toBe(4)
    listOnboarding(newcomer.world)
    expect(newcomer.printed.at(-4)).toContain('here  3')
  })
})

test('--reset asks for each file, and takes the answers from a pipe', async () => {
  const newcomer = new Newcomer()
  const kept = new KeptFiles(join(folder, 'state'), root)
  for (const name of ['alpha', 'beta']) {
    kept.keep(`${name}/main.cpp`)
    writeFileSync(join(root, name, 'main.cpp'), 'int changed;\n')
  }
  newcomer.stdin.end('y\nno\n')
  expect(await resetOnboarding(newcomer.world, false)).toBe(1)
  expect(newcomer.printed.filter((line) => line.endsWith('y/n'))).toHaveLength(2)
  expect(readFileSync(join(root, 'alpha/main.cpp'), 'utf8')).toBe(source)
  expect(readFileSync(join(root, 'beta/main.cpp'), 'utf8')).toBe('int changed;\n')
})

test('a session is brought up where none runs, each step told', async () => {
  const newcomer = new Newcomer(async () => {
    await serve()
    await f.session.bringUp()
    return 0
  })
  const ended = onboard(newcomer.world, false)
  newcomer.type('', 'q')
  expect(await ended).toBe(0)
  expect(newcomer.ups).toBe(1)
  expect(newcomer.text).toContain('All 2 services are ready; the session goes on in the background.')
  expect(newcomer.text).toMatch(/done {4}Start services/)
})

test('bring-up that fails leaves with its exit code', async () => {
  const newcomer = new Newcomer(() => Promise.resolve(4))
  newcomer.stdin.end()
  expect(await onboard(newcomer.world, false)).toBe(4)
  expect(newcomer.text).toContain('devenv doctor')
})

describe('suggestions', () => {
  let server: Server
  let url: string
  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/v1/items/onboarding') response.writeHead(404).end('{"error":"no item has this name"}')
      else if (request.url === '/v1/slow') response.flushHeaders()
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    cleanUps.push(() => {
      server.closeAllConnections()
      server.close()
    })
  })

  const suggest = (at: string | null) =>
    suggestLines(root, { ...makeService('alpha'), sources: [join(root, 'alpha')] }, at, new AbortController().signal)
  const write = (path: string, text: string) => writeFileSync(join(root, 'alpha', path), text)

  test('a text that an answer shows comes first, with its request', async () => {
    write(
      'web.cpp',
      'add("/v1/items/{name}");\nadd("/v1/slow");\nthrow Missing("no item has this name");\nthrow Full("there is no room for more of them");\n',
    )
    const [first, second] = await suggest(url)
    expect(first).toMatchObject({ file: 'alpha/web.cpp', line: 3, path: '/v1/items/onboarding' })
    expect(first!.after).toBe('throw Missing("hello: no item has this name");')
    expect(second).toMatchObject({ file: 'alpha/main.cpp', line: 3, path: null })
    expect((await suggest(null)).map(({ path }) => path)).toEqual([null, null, null])
  })

  test('a text that another file names too is left alone: a test may look for it', async () => {
    write('test/main.cpp', 'expect(lastLog() == "up again");\n')
    expect(await suggest(url)).toEqual([])
  })

  test('nothing is suggested outside of the workspace, nor in tests', async () => {
    write('main.cpp', 'int main() {}\n')
    write('test/main.cpp', 'log("only in a test");\n')
    expect(await suggest(url)).toEqual([])
    const outside = { ...makeService('x'), sources: [folder] }
    expect(await suggestLines(root, outside, null, new AbortController().signal)).toEqual([])
  })
})
