// `devenv init --yes`, then `devenv up --runtime process` on each tree as it is: ready, answering, and following edits.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { run } from '../../src/clients/process/run.ts'
import type { SessionEvent } from '../../src/model/session-event.ts'
import { copyTree, main, stories, type TreeCopy, talk } from './trees.ts'

const sessions: Session[] = []
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.stop()
})

test.each(stories)('$name: once', { timeout: 170_000 }, async ({ name }) => {
  const tree = copyTree(name)
  expect((await devenv(tree, ['init', '--yes'])).exitCode).toBe(0)
  const once = await devenv(tree, ['up', '--runtime', 'process', '--once', '--plain'])
  expect(once.exitCode, `${once.stdout}\n${once.stderr}`).toBe(0)
})

test.each(stories)('$name: edits', { timeout: 170_000 }, async ({ name, ports, talks, edits }) => {
  const tree = copyTree(name)
  expect((await devenv(tree, ['init', '--yes'])).exitCode).toBe(0)
  const session = new Session(tree)
  await session.event(({ event }) => event === 'session.ready')
  for (const { service, request, answer } of talks) expect(await talk(ports[service]!, request)).toContain(answer)
  for (const edit of edits) {
    const text = tree.read(edit.file)
    expect(text).toContain(edit.from)
    const mark = session.events.length
    tree.write(edit.file, text.replace(edit.from, edit.to))
    for (const service of edit.affects)
      await session.event((event) => event.event === 'update.ready' && event.service === service, mark)
    for (const { service, request, answer } of edit.talks)
      expect(await talk(ports[service]!, request), `${service} after an edit of ${edit.file}`).toContain(answer)
    const updated = session.events
      .slice(mark)
      .flatMap((event) => (event.event === 'update.ready' ? [event.service] : []))
    expect(updated.toSorted()).toEqual(edit.affects)
  }
})

test('a shared library that breaks its programs is put back with them', { timeout: 170_000 }, async () => {
  const tree = copyTree('nested')
  expect((await devenv(tree, ['init', '--yes'])).exitCode).toBe(0)
  const session = new Session(tree)
  await session.event(({ event }) => event === 'session.ready')
  const file = 'libs/wire/src/wire.cpp'
  const text = tree.read(file)
  const broken = text.replace(
    'int open_port(int port) {',
    'int open_port(int port) {\n  if (port > 0) throw std::runtime_error("broken");',
  )
  expect(broken).not.toBe(text)
  tree.write(file, broken)
  for (const service of ['harbour-pilot', 'tide-server'])
    await session.event((event) => event.event === 'update.reverted' && event.service === service)
  expect(await talk(21_811, 'GET / HTTP/1.1\r\n\r\n')).toContain('the pilot is on board')
  expect(await talk(21_812, 'GET / HTTP/1.1\r\n\r\n')).toContain('high water at six')
  const mark = session.events.length
  tree.write(file, text.replace('200 OK', '200 Mended'))
  for (const service of ['harbour-pilot', 'tide-server'])
    await session.event((event) => event.event === 'update.ready' && event.service === service, mark)
  expect(await talk(21_811, 'GET / HTTP/1.1\r\n\r\n')).toContain('200 Mended')
})

function devenv({ root, env }: TreeCopy, args: readonly string[]) {
  return run(process.execPath, [main, ...args], { cwd: root, env, timeoutMs: 160_000 })
}

class Session {
  readonly events: SessionEvent[] = []
  private readonly child: ChildProcess
  private readonly listeners = new Set<() => void>()
  private readonly ended: Promise<unknown>
  private stderr = ''
  private hasEnded = false

  constructor({ root, env }: TreeCopy) {
    this.child = spawn(process.execPath, [main, 'up', '--runtime', 'process', '--json'], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    sessions.push(this)
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      this.events.push(JSON.parse(line) as SessionEvent)
      this.tell()
    })
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.ended = once(this.child, 'close').then(() => {
      this.hasEnded = true
      this.tell()
    })
  }

  async event(match: (event: SessionEvent) => boolean, from = 0): Promise<void> {
    const look = () => this.events.slice(from).some(match)
    const limit = AbortSignal.timeout(60_000)
    limit.addEventListener('abort', () => this.tell())
    while (!look()) {
      const last = this.events.slice(from).map((event) => JSON.stringify(event))
      if (this.hasEnded || limit.aborted)
        throw new Error(`what was waited for did not come: ${last.join('\n')}${this.stderr}`)
      await new Promise<void>((resolve) => {
        this.listeners.add(resolve)
      })
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGINT')
    await this.ended
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
    this.listeners.clear()
  }
}
