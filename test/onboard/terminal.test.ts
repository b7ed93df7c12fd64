// The built program in a pseudo-terminal and in a pipe, up to where services would be needed.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type IPty, spawn } from 'node-pty'
import { afterEach, beforeEach, expect, test } from 'vitest'

const main = join(import.meta.dirname, '../../dist/main.mjs')
const tiltfile = `import { cppBuild, defineEnvironment, service } from 'devenv'

export default defineEnvironment({
  name: 'shop',
  services: [
    service('front', { port: 7001, build: cppBuild({ sourceDir: 'front' }), calls: ['stock'] }),
    service('stock', { port: 7002, build: cppBuild({ sourceDir: 'stock' }) }),
  ],
})
`
let folder: string
let root: string
let env: Record<string, string>
const ptys: IPty[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-tour-'))
  root = join(folder, 'shop')
  for (const name of ['front', 'stock']) {
    mkdirSync(join(root, name), { recursive: true })
    writeFileSync(join(root, name, 'CMakeLists.txt'), `project(${name})\n`)
    for (const path of [`manifests/base/${name}`, 'Dockerfiles', 'manifests/overlays/dev'])
      mkdirSync(join(root, path), { recursive: true })
  }
  writeFileSync(join(root, 'stock/README.md'), '# stock\n\nCounts what is left. Slowly.\n')
  writeFileSync(join(root, 'Dockerfiles/cpp.Dockerfile'), 'FROM scratch\n')
  writeFileSync(join(root, 'Tiltfile.ts'), tiltfile)
  env = {
    ...(process.env as Record<string, string>),
    TERM: 'xterm-256color',
    DEVENV_STATE_DIR: join(folder, 'state'),
    DEVENV_CACHE_DIR: join(folder, 'cache'),
    XDG_RUNTIME_DIR: folder,
  }
  delete env['CI']
})
afterEach(() => {
  for (const pty of ptys.splice(0)) pty.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function start(...args: readonly string[]) {
  const pty = spawn(process.execPath, [main, 'onboard', ...args], { cols: 100, rows: 40, cwd: root, env })
  ptys.push(pty)
  let text = ''
  const listeners = new Set<() => void>()
  pty.onData((data) => {
    text += data
    for (const listener of listeners) listener()
  })
  const exited = new Promise<number>((resolve) =>
    pty.onExit(({ exitCode }) => {
      ptys.splice(ptys.indexOf(pty), 1)
      resolve(exitCode)
    }),
  )
  const says = (words: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!text.includes(words)) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  return { pty, says, exited, text: () => text }
}

function piped(input: string, ...args: readonly string[]): Promise<{ exitCode: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, 'onboard', ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), out: out + err }),
    )
    child.stdin!.end(input)
  })
}

test('one key leaves, without Enter, and the terminal is as it was', async () => {
  const { pty, says, exited, text } = start()
  await says('[Enter: go on')
  expect(text()).toContain('front     C++  port 7001\r\n  -> stock  C++  port 7002')
  expect(text()).toContain('stock  Counts what is left.\r\n')
  expect(text()).not.toContain('Slowly')
  pty.write('q')
  expect(await exited).toBe(0)
  expect(text()).toContain('Left at step 1 of 6')
  expect(text()).not.toContain('\u001b[')
})

test('ctrl-c leaves with 130; SIGKILL loses nothing', async () => {
  const first = start()
  await first.says('[Enter: go on')
  first.pty.write('\u0003')
  expect(await first.exited).toBe(130)
  const second = start()
  await second.says('[Enter: go on')
  second.pty.kill('SIGKILL')
  await second.exited
  expect((await piped('', '--list')).out).toContain(' here  1  What the system is')
})

test.each([
  ['keys', []],
  ['lines', ['--plain']],
])('ctrl-d leaves and keeps the place: %s', async (_, args) => {
  const { pty, says, exited, text } = start(...args)
  await says('[Enter: go on')
  pty.write('\u0004')
  expect(await exited).toBe(0)
  expect(text()).toContain('Left at step 1 of 6')
})

test('with --plain a key needs Enter, in a terminal too', async () => {
  const { pty, says, exited } = start('--plain')
  await says('[Enter: go on')
  pty.write('q\r')
  expect(await exited).toBe(0)
})

test('a pipe answers in lines, and what is kept is for the user alone', async () => {
  const { exitCode, out } = await piped('q\n')
  expect(exitCode).toBe(0)
  expect(out).toContain('Step 1 of 6: What the system is')
  const [id] = readdirSync(join(folder, 'state'))
  expect(statSync(join(folder, 'state', id!, 'onboard/progress.json')).mode & 0o777).toBe(0o600)
  expect((await piped('', '--reset')).out).toContain('your place is forgotten')
})
