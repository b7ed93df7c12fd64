// The built program in a pseudo-terminal, its screen read back through a terminal emulator.
import { join } from 'node:path'
import { Terminal } from '@xterm/headless'
import { spawn } from 'node-pty'
import type { Story } from '../stories/story.ts'

const main = join(import.meta.dirname, '../../dist/main.mjs')

const limitMs = 40_000

export interface Screen {
  text(): string
  isAlternate(): boolean
  until(condition: () => boolean): Promise<void>
  type(keys: string): void
  resize(columns: number, rows: number): void
  /** Without effect when it has ended. */
  kill(): void
  readonly exited: Promise<number>
}

/** One devenv command in the workspace of the story, where no container engine answers. */
export function openScreen(story: Story, args: readonly string[], size = { columns: 100, rows: 30 }): Screen {
  const env: Record<string, string> = {
    ...(story.env as Record<string, string>),
    TERM: 'xterm-256color',
    DOCKER_HOST: `unix://${story.base}/nobody.sock`,
  }
  delete env['CI']
  const terminal = new Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true })
  const child = spawn(process.execPath, [main, ...args], {
    cols: size.columns,
    rows: size.rows,
    cwd: story.folder,
    env,
  })
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  child.onData((data) => terminal.write(data, tell))
  let hasExited = false
  const exited = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      hasExited = true
      // The emulator takes in what was written last some time later, and this after it.
      terminal.write('', () => {
        tell()
        resolve(exitCode)
      })
    })
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
    kill: () => {
      if (!hasExited) child.kill('SIGKILL')
    },
    resize: (columns, rows) => {
      terminal.resize(columns, rows)
      child.resize(columns, rows)
    },
    until: (condition) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => {
          clearTimeout(timer)
          listeners.delete(check)
          if (error === undefined) resolve()
          else reject(error)
        }
        const check = () => {
          if (condition()) end()
          else if (hasExited) end(new Error(`the program ended; its screen:\n${text()}`))
        }
        const timer = setTimeout(() => end(new Error(`not within ${limitMs} ms; the screen:\n${text()}`)), limitMs)
        listeners.add(check)
        check()
      }),
  }
}

/** It asks before it drops builds that run. */
export async function quit(screen: Screen): Promise<number> {
  screen.type('q')
  await screen.until(() => !screen.isAlternate() || screen.text().includes('Quit? y/n'))
  if (screen.isAlternate()) screen.type('y')
  return screen.exited
}
