// A first day as it is: the built program in a pseudo-terminal, a real session with real compilers, a real edit.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type IPty, spawn } from 'node-pty'
import { afterAll, beforeAll, expect, test } from 'vitest'

const checkout = join(import.meta.dirname, '../..')
const main = join(checkout, 'dist/main.mjs')
const tiltfile = (port: number) => `import { adaBuild, defineEnvironment, library, service } from 'devenv'

export default defineEnvironment({
  name: 'first-day',
  libraries: [library('ada-kit', { language: 'ada', sources: ['services/ada/lib'] })],
  services: [
    service('orb-core', {
      port: ${port},
      build: adaBuild({ projectFile: 'services/ada/orb-core/orb_core.gpr', main: 'orb_core-main.adb' }),
      libraries: ['ada-kit'],
    }),
  ],
})
`
let folder: string
let root: string
let port: number
let env: Record<string, string>
const terminals: Screen[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-first-day-'))
  root = join(folder, 'workspace')
  mkdirSync(root)
  cpSync(join(checkout, 'services/ada'), join(root, 'services/ada'), {
    recursive: true,
    filter: (source) => !/\/(obj|bin|build)$/.test(source),
  })
  for (const path of ['manifests', 'Dockerfiles', 'cluster'])
    cpSync(join(checkout, path), join(root, path), { recursive: true })
  port = await freePort()
  writeFileSync(join(root, 'Tiltfile.ts'), tiltfile(port))
  env = {
    ...(process.env as Record<string, string>),
    TERM: 'xterm-256color',
    EDITOR: 'nano',
    DEVENV_STATE_DIR: join(folder, 'state'),
    DEVENV_CACHE_DIR: join(folder, 'cache'),
    XDG_RUNTIME_DIR: folder,
  }
  delete env['CI']
  delete env['VISUAL']
})

afterAll(async () => {
  for (const terminal of terminals) terminal.kill()
  await devenv('down')
  rmSync(folder, { recursive: true, force: true })
})

/** Other sessions may run on this machine. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}

interface Ended {
  readonly exitCode: number
  readonly out: string
}

function devenv(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd: root, env, timeout: 150_000 }, (error, out, err) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), out: out + err }),
    )
  })
}

/** `devenv onboard` in a terminal; what it wrote is read from where the story stands. */
class Screen {
  private readonly exited: Promise<number>
  private readonly pty: IPty
  private output = ''
  private mark = 0
  private hasExited = false
  private readonly listeners = new Set<() => void>()

  constructor() {
    this.pty = spawn(process.execPath, [main, 'onboard', '--runtime', 'process'], {
      cols: 200,
      rows: 50,
      cwd: root,
      env,
    })
    const tell = () => {
      for (const listener of this.listeners) listener()
    }
    this.pty.onData((data) => {
      this.output += data
      tell()
    })
    this.exited = new Promise((resolve) =>
      this.pty.onExit(({ exitCode }) => {
        this.hasExited = true
        resolve(exitCode)
        tell()
      }),
    )
    terminals.push(this)
  }

  /** Resolves with what was written up to the words, from the last words on. */
  says(words: string | RegExp): Promise<string> {
    const limit = AbortSignal.timeout(150_000)
    return new Promise((resolve, reject) => {
      const check = () => {
        const rest = this.output.slice(this.mark)
        const match = typeof words === 'string' ? rest.indexOf(words) : rest.search(words)
        const isOver = this.hasExited || limit.aborted || rest.includes('Bring-up did not end well')
        if (match === -1 && !isOver) return
        this.listeners.delete(check)
        if (match === -1) return reject(new Error(`it did not say ${words}:\n${this.output}`))
        const length = typeof words === 'string' ? words.length : words.exec(rest)![0].length
        this.mark += match + length
        resolve(rest.slice(0, match + length))
      }
      this.listeners.add(check)
      limit.addEventListener('abort', check)
      check()
    })
  }

  /** The exit code. */
  async ended(): Promise<number> {
    const limit = AbortSignal.timeout(60_000)
    const tooLong = once(limit, 'abort').then(() => {
      throw new Error(`it did not end:\n${this.output}`)
    })
    return Promise.race([this.exited, tooLong])
  }

  type(keys: string): void {
    this.pty.write(keys)
  }

  kill(): void {
    if (!this.hasExited) this.pty.kill('SIGKILL')
  }

  get text(): string {
    return this.output
  }
}

const goOn = '[Enter: go on   q: leave]'

test('a first day, left once and killed twice on the way, with an edit that breaks, one that works, and all taken back', async () => {
  const killedInBringUp = new Screen()
  const system = await killedInBringUp.says(goOn)
  expect(system).toContain(`orb-core  Ada  port ${port}`)
  expect(system).toContain('Object references and requests of the namespace polyorb')
  killedInBringUp.type('\r')
  await killedInBringUp.says(/now {5}\w/)
  killedInBringUp.kill()
  await killedInBringUp.ended()

  const leftInBringUp = new Screen()
  await leftInBringUp.says('Step 2 of 6')
  leftInBringUp.type('q')
  expect(await leftInBringUp.ended()).toBe(0)

  const killedAtTheOffer = new Screen()
  await killedAtTheOffer.says('You were at step 2 of 6')
  await killedAtTheOffer.says('orb-core is ready')
  await killedAtTheOffer.says(goOn)
  killedAtTheOffer.type('\r')
  const offered = await killedAtTheOffer.says('[e: let devenv make this edit')
  const place = /nano \+(\d+) (\S+\.adb)/.exec(offered)!
  const file = join(root, place[2]!)
  const original = readFileSync(file, 'utf8')
  expect(offered).toMatch(/It is part of the answer of GET \/v1\//)
  killedAtTheOffer.kill()
  await killedAtTheOffer.ended()

  const screen = new Screen()
  await screen.says('You were at step 3 of 6')
  await screen.says(`nano +${place[1]} ${place[2]}`)
  await screen.says('[e: let devenv make this edit')
  const lines = original.split('\n')
  writeFileSync(file, lines.with(Number(place[1]) - 1, `${lines[Number(place[1]) - 1]} this is no Ada`).join('\n'))
  await screen.says(`Saved: ${place[2]}`)
  const broken = await screen.says('the old code answers until yours builds')
  expect(broken).toMatch(/build #\d+ failed/)
  expect(broken).toContain(`:${place[1]}`)
  const oldId = /X-Build-Id: (\w+)/.exec(broken)![1]!

  screen.type('e')
  expect(await screen.says('with line')).toContain('The file as you had it is kept in')
  const measured = await screen.says('Step 4 of 6')
  expect(measured).toMatch(/From your save to the new process proven ready: \d+ ms/)
  const proof = await screen.says(goOn)
  const url = /\$ curl -i (\S+)/.exec(proof)![1]!
  const newId = /X-Build-Id: (\w+)/.exec(proof)![1]!
  expect(newId).not.toBe(oldId)
  expect(proof).toContain(`Before it was ${oldId}.`)
  expect(proof).toMatch(/And the answer says "hello: .*": the text of your edit\./)
  const answer = await fetch(url, { headers: { connection: 'close' } })
  expect(answer.headers.get('x-build-id')).toBe(newId)
  expect(await answer.text()).toContain('hello: ')

  screen.type('\r')
  const look = await screen.says(goOn)
  for (const command of ['devenv logs orb-core -f', 'devenv problems', 'devenv explain DE0302', 'devenv status'])
    expect(look).toContain(`$ ${command}`)
  expect(look).toContain('no problems')
  expect(look).toMatch(/orb-core.*ready/)
  expect(look).toMatch(/\$ curl \S+\/metrics/)
  screen.type('\r')
  await screen.says('--reset')
  expect(await screen.ended()).toBe(0)
  expect(screen.text).not.toContain('\u001b[?1049h')

  const list = await devenv('onboard', '--list')
  expect(list.out.match(/^ done/gm)).toHaveLength(6)
  const reset = await devenv('onboard', '--reset')
  expect(reset).toMatchObject({ exitCode: 0 })
  expect(readFileSync(file, 'utf8')).toBe(original)
  expect(await devenv('wait', 'orb-core', '--for', `build=${oldId}`, '--timeout', '120s')).toMatchObject({
    exitCode: 0,
  })
  expect(await (await fetch(url, { headers: { connection: 'close' } })).text()).not.toContain('hello: ')
}, 600_000)
