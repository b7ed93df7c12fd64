import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeError } from '../../src/errors/errors.ts'
import type { LogLine } from '../../src/model/log.ts'
import { FakeTerminal } from './fake-terminal.ts'
import { bringUpSnapshot, FakeSession, mainSnapshot, nowMs } from './mock-session.ts'

process.env['TZ'] = 'UTC'
// The emulator reads colours back, so Ink must believe that the terminal has them, wherever the tests run.
process.env['FORCE_COLOR'] = '1'
const { renderApp } = await import('../../src/ui/ui.ts')

interface Running {
  readonly terminal: FakeTerminal
  readonly session: FakeSession
  readonly quits: number[]
  readonly ended: Promise<void>
  stop(): Promise<void>
}

const running: Running[] = []

function start(
  session = new FakeSession(),
  size: readonly [number, number] = [80, 24],
  env: Record<string, string> = { LANG: 'C.UTF-8' },
): Running {
  const terminal = new FakeTerminal(...size)
  const controller = new AbortController()
  const quits: number[] = []
  const ended = renderApp({
    session,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env,
    signal: controller.signal,
    onQuit: (code) => quits.push(code),
  })
  const app = {
    terminal,
    session,
    quits,
    ended,
    stop: async () => {
      controller.abort()
      await ended
    },
  }
  running.push(app)
  return app
}

const manyLines = (): LogLine[] =>
  Array.from(
    { length: 200 },
    (_line, seq): LogLine => ({
      seq,
      atMs: nowMs,
      service: 'widget-core',
      source: 'pod',
      text: `request ${seq} ${seq % 10 === 0 ? 'WARN slow' : 'ok'}`,
    }),
  )

beforeAll(() => expect(process.env['FORCE_COLOR']).toBe('1'))
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop()
})

describe('the app', () => {
  test('takes the alternate screen and gives it back with a summary', async () => {
    const app = start()
    await app.terminal.find('orb-core: stale, 3 edits behind')
    expect(app.terminal.isAlternate()).toBe(true)
    expect(app.terminal.lines()).toHaveLength(24)
    await app.stop()
    await app.terminal.until(() => !app.terminal.isAlternate(), 'the first screen')
    await app.terminal.find('kind-devenv keeps running')
    await app.terminal.find('orb-core: stale, 3 edits behind, build #41 serves')
    expect(app.session.watchers).toBe(0)
  })

  test('an idle screen writes nothing', async () => {
    const { terminal, session } = start()
    await terminal.find('q quit')
    const before = terminal.written.length
    // The same state published again and again is not a change of the screen.
    for (let round = 0; round < 20; round++) {
      session.publish({})
      await new Promise((resolve) => setImmediate(resolve))
    }
    session.publish({ nodes: 2 })
    await terminal.find('2 nodes')
    expect(terminal.written.slice(before).match(/2 nodes/g)).toHaveLength(1)
    expect(terminal.written.slice(before)).not.toContain('security-service')
  })

  test('j, k, arrows, g and G move the selection, and the lower pane follows', async () => {
    const { terminal } = start()
    await terminal.find('▸ orb-core')
    terminal.press('j')
    await terminal.find('▸ giop-protocol')
    await terminal.find('── giop-protocol: ready, build #41')
    terminal.press('k', 'up')
    await terminal.find('▸ xrc-service')
    terminal.press('G')
    await terminal.find('▸ security-service')
    terminal.press('g')
    await terminal.find('▸ widget-core')
    terminal.press('up')
    terminal.press('down')
    await terminal.find('▸ render-manager')
  })

  test('t, r and p ask the session and say so', async () => {
    const { terminal, session } = start()
    await terminal.find('▸ orb-core')
    terminal.press('t')
    await terminal.find('orb-core: build asked for')
    terminal.press('r')
    await terminal.find('orb-core: restart asked for')
    terminal.press('p')
    await terminal.find('orb-core: watching is paused')
    terminal.press('P')
    await terminal.find(/^watching is paused/m)
    expect(session.commands).toEqual([
      { kind: 'build', service: 'orb-core' },
      { kind: 'restart', service: 'orb-core' },
      { kind: 'pause', service: 'orb-core' },
      { kind: 'pause-all' },
    ])
  })

  test('what the session refuses is shown', async () => {
    const { terminal, session } = start()
    session.refuse = makeError('DE0604', { name: 'orb' })
    await terminal.find('▸ orb-core')
    terminal.press('t')
    await terminal.find('✘ there is no service "orb"')
  })

  test('enter focuses the log, esc goes back, tab changes', async () => {
    const { terminal } = start()
    await terminal.find('── orb-core')
    terminal.press('enter')
    await terminal.find('━━ orb-core')
    await terminal.find('j/k scroll')
    terminal.press('esc')
    await terminal.find('── orb-core')
    terminal.press('tab')
    await terminal.find('━━ orb-core')
  })

  test('scrolling up turns follow off, counts what comes in below, and G follows again', async () => {
    const app = start(
      new FakeSession({ ...mainSnapshot(), services: mainSnapshot().services.slice(0, 1) }, manyLines()),
    )
    const { terminal, session } = app
    await terminal.find('request 199')
    terminal.press('enter', 'k', 'k')
    await terminal.find('follow off, 2 below')
    session.lines = [
      ...session.lines,
      { seq: 500, atMs: nowMs, service: 'widget-core', source: 'pod', text: 'a new line' },
    ]
    session.publish({})
    await terminal.find('follow off, 3 below')
    expect(terminal.text()).not.toContain('a new line')
    terminal.press('G')
    await terminal.find('a new line')
    terminal.press('s')
    await terminal.find('follow off')
    terminal.press('s')
    await terminal.until(() => !terminal.text().includes('follow off'), 'follow')
  })

  test('/ keeps matching lines with a count, esc clears', async () => {
    const { terminal } = start(
      new FakeSession({ ...mainSnapshot(), services: mainSnapshot().services.slice(0, 1) }, manyLines()),
    )
    await terminal.find('request 199')
    terminal.press('/')
    terminal.press('warn')
    await terminal.find('/warn')
    await terminal.find('20 of 200')
    terminal.press('backspace')
    await terminal.find(/\/war$|\/war /m)
    terminal.press('n', 'enter')
    await terminal.find('filter warn: 20 matches, 20 warnings')
    terminal.press('esc')
    await terminal.until(() => !terminal.text().includes('filter warn'), 'no filter')
    await terminal.find('request 199')
  })

  test('1 to 4 choose the source, f takes the full screen', async () => {
    const { terminal } = start()
    await terminal.find('[3 both]')
    terminal.press('1')
    await terminal.find('[1 build]')
    terminal.press('2')
    await terminal.find('[2 pod]')
    await terminal.find('request 8844')
    terminal.press('4')
    await terminal.find('── all services')
    terminal.press('f')
    await terminal.find(/━━ all services/)
    expect(terminal.text()).not.toContain('SERVICE')
    terminal.press('f')
    await terminal.find('SERVICE')
  })

  test('e shows the problems, n the next one, ? the keys', async () => {
    const { terminal } = start()
    await terminal.find('e: problems')
    terminal.press('e')
    await terminal.find('problem 1 of 2: orb-core does not compile')
    terminal.press('n')
    await terminal.find('problem 2 of 2: soap-gateway is crash looping')
    await terminal.find('DE0412')
    terminal.press('esc')
    await terminal.find('SERVICE')
    terminal.press('?')
    await terminal.find('build the service now')
    terminal.press('?')
    await terminal.find('SERVICE')
  })

  test('q asks while something builds, and quits at once when nothing does', async () => {
    const busy = start()
    await busy.terminal.find('q quit')
    busy.terminal.press('q')
    await busy.terminal.find('2 builds running. Quit? y/n')
    busy.terminal.press('n')
    await busy.terminal.find('e: problems')
    busy.terminal.press('q', 'y')
    await busy.terminal.find('stopping')
    expect(busy.quits).toEqual([0])

    const idle = start(new FakeSession({ ...mainSnapshot(), services: mainSnapshot().services.slice(0, 1) }))
    await idle.terminal.find('q quit')
    idle.terminal.press('q')
    await idle.terminal.find('stopping')
    expect(idle.quits).toEqual([0])
  })

  test('ctrl-c stops in order, a second one leaves at once', async () => {
    const { terminal, quits, ended } = start()
    await terminal.find('q quit')
    terminal.press('ctrl-c')
    await terminal.find('ctrl-c again leaves at once')
    terminal.press('ctrl-c')
    await ended
    expect(quits).toEqual([0, 130])
    await terminal.until(() => !terminal.isAlternate(), 'the first screen')
  })

  test('a failed step of bring-up can be retried, skipped or left behind', async () => {
    const snapshot = bringUpSnapshot()
    const failed = {
      ...snapshot,
      phase: 'failed' as const,
      steps: snapshot.steps.map((step) =>
        step.name === 'istio' ? { ...step, state: 'failed' as const, detail: 'not ready' } : step,
      ),
    }
    const { terminal, session } = start(new FakeSession(failed))
    await terminal.find('▸ ✘ Install Istio')
    terminal.press('r')
    await terminal.until(() => session.commands.length === 1, 'a command')
    terminal.press('s')
    await terminal.until(() => session.commands.length === 2, 'a command')
    expect(session.commands).toEqual([
      { kind: 'retry-step', step: 'istio' },
      { kind: 'skip-step', step: 'istio' },
    ])
    terminal.press('k')
    await terminal.find('▸ ⠹ Load images')
    await terminal.find('11 of 13')
    terminal.press('enter')
    await terminal.find('━━ Load images')
    terminal.press('esc')
    await terminal.find('b background')
    terminal.press('b')
    await terminal.find('SERVICE')
  })

  test('the main view comes by itself when bring-up is done', async () => {
    const { terminal, session } = start(new FakeSession(bringUpSnapshot()))
    await terminal.find('Create kind cluster')
    session.publish({ ...mainSnapshot() })
    await terminal.find('▸ orb-core')
  })

  test('follows the size of the window, down to too small', async () => {
    const { terminal } = start()
    await terminal.find('ERR%')
    terminal.resize(140, 40)
    await terminal.find('LAST 8m')
    expect(terminal.lines()).toHaveLength(40)
    terminal.resize(59, 14)
    await terminal.find('this window is 59x14')
    terminal.resize(80, 24)
    await terminal.find('▸ orb-core')
  })

  test('colour repeats the state, and NO_COLOR takes it away', async () => {
    const coloured = start()
    await coloured.terminal.find('▸ orb-core')
    expect(coloured.terminal.isColourless()).toBe(false)
    const plain = start(new FakeSession(), [80, 24], { LANG: 'C.UTF-8', NO_COLOR: '1' })
    await plain.terminal.find('▸ orb-core')
    expect(plain.terminal.isColourless()).toBe(true)
  })

  test('a locale without UTF-8 gets ASCII', async () => {
    const { terminal } = start(new FakeSession(), [80, 24], { LANG: 'C' })
    await terminal.find('> orb-core')
    expect(terminal.text()).toMatch(/^[\x20-\x7e\n]*$/)
  })
})
