// The built program in a pseudo-terminal, its screen read back through a terminal emulator.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Terminal } from '@xterm/headless'
import { spawn } from 'node-pty'
import { afterEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

interface Screen {
  text(): string
  isAlternate(): boolean
  until(condition: () => boolean): Promise<void>
  type(keys: string): void
  resize(columns: number, rows: number): void
  readonly exited: Promise<number>
}

/** `devenv up` where no container engine answers: a step fails and stays on screen. */
function start(): Screen {
  const state = mkdtempSync(join(tmpdir(), 'devenv-pty-'))
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    TERM: 'xterm-256color',
    DEVENV_STATE_DIR: state,
    DEVENV_CACHE_DIR: state,
    XDG_RUNTIME_DIR: state,
    DOCKER_HOST: `unix://${state}/nobody.sock`,
  }
  delete env['CI']
  const terminal = new Terminal({ cols: 100, rows: 30, allowProposedApi: true })
  const child = spawn(process.execPath, [join(root, 'dist/main.mjs'), 'up'], { cols: 100, rows: 30, cwd: root, env })
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  child.onData((data) => terminal.write(data, tell))
  const exited = new Promise<number>((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)))
  let hasExited = false
  void exited.then(() => {
    hasExited = true
    tell()
  })
  cleanUps.push(() => {
    if (!hasExited) child.kill('SIGKILL')
    rmSync(state, { recursive: true, force: true })
  })
  const text = () => {
    const buffer = terminal.buffer.active
    return Array.from(
      { length: terminal.rows },
      (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
    ).join('\n')
  }
  return {
    text,
    exited,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    type: (keys) => child.write(keys),
    resize: (columns, rows) => {
      terminal.resize(columns, rows)
      child.resize(columns, rows)
    },
    until: (condition) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (condition()) {
            listeners.delete(check)
            resolve()
          } else if (hasExited) reject(new Error(`the program ended; its screen:\n${text()}`))
        }
        listeners.add(check)
        check()
      }),
  }
}

/** It asks before it drops builds that run. */
async function quit(screen: Screen): Promise<number> {
  screen.type('q')
  await screen.until(() => !screen.isAlternate() || screen.text().includes('Quit? y/n'))
  if (screen.isAlternate()) screen.type('y')
  return screen.exited
}

test('a failed step stays on the screen; q leaves the terminal as it was', async () => {
  const screen = start()
  await screen.until(() => screen.text().includes('Check host') && screen.text().includes('✘'))
  expect(screen.isAlternate()).toBe(true)
  expect(await quit(screen)).toBe(0)
  expect(screen.isAlternate()).toBe(false)
})

test('a window that is too small says how large it has to be, and comes back', async () => {
  const screen = start()
  await screen.until(() => screen.text().includes('Check host'))
  screen.resize(44, 6)
  await screen.until(() => screen.text().includes('60x15'))
  screen.resize(100, 30)
  await screen.until(() => screen.text().includes('Check host'))
  await quit(screen)
})

test('ctrl-c leaves the alternate screen', async () => {
  const screen = start()
  await screen.until(() => screen.isAlternate())
  screen.type('\u0003')
  await screen.until(() => !screen.isAlternate())
  await screen.exited
})
