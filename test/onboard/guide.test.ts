// The guide as a table: what happened, what it says and what it asks to be done.
import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../src/model/session-event.ts'
import type { StepSnapshot } from '../../src/model/snapshot.ts'
import { advance, begin } from '../../src/onboard/guide/guide.ts'
import { asProgress, atTheStart, listLines, type Progress, type Suggestion } from '../../src/onboard/guide/progress.ts'
import type { Effect, Facts, GuideEvent, GuideState, Proof, Turn } from '../../src/onboard/guide/state.ts'
import { stepLines } from '../../src/onboard/guide/steps.ts'
import { openCommand } from '../../src/onboard/guide/words.ts'

const facts: Facts = {
  name: 'shop',
  root: '/shop',
  services: ['alpha', 'beta'].map((name) => ({ name, language: 'c++', port: 80, calls: [], description: null })),
  editor: 'vim',
  pages: [{ path: 'README.md', about: 'all of it' }],
  yes: false,
}
const suggestion: Suggestion = {
  file: 'beta/main.cpp',
  line: 7,
  before: '  log("up again");',
  after: '  log("hello: up again");',
  path: '/v1/x',
}
const other: Suggestion = { ...suggestion, line: 9 }
const split = { detect: 20, hold: 0, compile: 400, link: 90, ship: 3, restart: 6, ready: 5 }
const t = '2026-01-01T00:00:00.000Z'

/** A guide that runs; each verb is an event, and the last turn is looked at. */
class Tour {
  state: GuideState
  turn: Turn
  private readonly facts: Facts

  constructor(progress: Progress = atTheStart, given: Facts = facts) {
    this.facts = given
    this.turn = begin(progress, given)
    this.state = this.turn.state
  }

  happens(event: GuideEvent): this {
    this.turn = advance(this.state, event, this.facts)
    this.state = this.turn.state
    return this
  }

  key(text: string): this {
    return this.happens({ kind: 'input', text })
  }

  up(exitCode = 0, ready: readonly string[] = ['alpha', 'beta']): this {
    return this.happens({ kind: 'up', exitCode, wasRunning: false, ready, notReady: [] })
  }

  session(event: Record<string, unknown>, lines: readonly string[] = []): this {
    return this.happens({
      kind: 'session',
      event: { t, service: 'beta', build: 2, ...event } as unknown as SessionEvent,
      lines,
    })
  }

  offered(): this {
    return this.key('')
      .up()
      .key('')
      .key('2')
      .happens({ kind: 'suggestions', found: [suggestion, other], idBefore: 'old' })
  }

  saved(affected: readonly string[] = ['beta']): this {
    return this.session({ event: 'change.batch', batch: 1, files: ['/shop/beta/main.cpp'], affected, origin: 'events' })
  }

  failed(): this {
    return this.session({ event: 'build.finished', ok: false, state: 'failed', id: null, ms: 9, errors: 1 }, [
      'main.cpp:7: no',
    ])
  }

  ready(id = 'new'): this {
    return this.session({ event: 'update.ready', id, kind: 'live', ms: 524, split })
  }

  get effects(): readonly Effect['kind'][] {
    return this.turn.effects.map(({ kind }) => kind)
  }

  get text(): string {
    return this.turn.lines.join('\n')
  }

  get step(): string {
    return this.state.progress.step
  }
}

const proof = (changes: Partial<Proof> = {}): GuideEvent => ({
  kind: 'proof',
  proof: {
    command: 'curl -i http://127.0.0.1:80/v1/x',
    answer: ['HTTP/1.1 200 OK', 'X-Build-Id: new'],
    problem: null,
    buildId: 'new',
    text: null,
    serving: { number: 2, id: 'new' },
    ...changes,
  },
})

describe('the whole of it', () => {
  test('system, up, edit, proof, look, every day, over', () => {
    const tour = new Tour()
    expect(tour.text).toContain('Step 1 of 6: What the system is')
    expect(tour.key('').effects).toEqual(['up'])
    expect(tour.up().text).toContain('All 2 services are ready')
    expect(tour.key('').text).toContain('2  beta')
    expect(tour.key('2').turn.effects).toEqual([{ kind: 'suggest', service: 'beta' }])
    tour.happens({ kind: 'suggestions', found: [suggestion, other], idBefore: 'old' })
    expect(tour.effects).toEqual(['keep'])
    expect(tour.text).toContain('vim +7 beta/main.cpp')
    expect(tour.text).toContain('- log("up again");')
    expect(tour.saved().effects).toEqual(['note-save'])
    expect(tour.text).toBe('Saved: beta/main.cpp. It affects beta and no other service.')
    expect(tour.ready().effects).toEqual(['prove'])
    expect(tour.text).toMatch(/proven ready: 524 ms/)
    expect(tour.text).toMatch(/compile 400 ms {2}the compiler/)
    expect(tour.text).not.toContain('hold')
    expect(tour.happens(proof({ text: 'hello: up again' })).text).toContain('X-Build-Id is new: build #2')
    expect(tour.text).toContain('Before it was old.')
    expect(tour.text).toContain('"hello: up again": the text of your edit')
    expect(tour.key('').turn.effects).toEqual([{ kind: 'look', service: 'beta' }])
    tour.happens({ kind: 'looked', looks: [{ title: 'Logs', command: 'devenv logs beta -f', output: ['line'] }] })
    expect(tour.text).toContain('$ devenv logs beta -f\n    line')
    expect(tour.key('').turn.effects).toEqual([{ kind: 'leave', exitCode: 0 }])
    expect(tour.text).toContain('README.md')
    expect(tour.step).toBe('end')
  })

  test.each(['system', 'up', 'edit', 'proof', 'look', 'daily'] as const)(
    'what is kept at %s leads back to it',
    (step) => {
      const edit = { service: 'beta', suggestion, idBefore: 'old' }
      const tour = new Tour({ ...atTheStart, step, service: 'beta', edit })
      if (['edit', 'proof', 'look'].includes(step)) {
        expect(tour.effects).toEqual(['up'])
        tour.up()
      }
      const expected = { system: [], up: ['up'], edit: ['stand'], proof: ['prove'], look: ['look'], daily: ['leave'] }
      expect(tour.effects).toEqual(expected[step])
    },
  )

  test('a service that Tiltfile.ts does not name any more is forgotten', () => {
    const edit = { service: 'gone', suggestion, idBefore: 'old' }
    const tour = new Tour({ ...atTheStart, step: 'look', service: 'gone', edit }).up()
    expect(tour.text).toContain('In which service')
    expect(tour.state.progress).toMatchObject({ step: 'edit', service: null, edit: null })
  })

  test('at the end it says how to begin again', () => {
    const tour = new Tour({ ...atTheStart, step: 'end' })
    expect(tour.text).toContain('--reset')
    expect(tour.effects).toEqual(['leave'])
  })

  test('--list says what is done and where one is', () => {
    expect(listLines({ ...atTheStart, step: 'edit' }).map((line) => line.slice(1, 5))).toEqual([
      'done',
      'done',
      'here',
      '    ',
      '    ',
      '    ',
    ])
    expect(listLines({ ...atTheStart, step: 'end' }).every((line) => line.startsWith(' done'))).toBe(true)
  })
})

describe('leaving', () => {
  test.each([
    ['at the start', new Tour()],
    ['while bring-up runs', new Tour().key('')],
    ['while a save is awaited', new Tour().offered()],
    ['while a build runs', new Tour().offered().saved()],
  ])('q leaves %s, with the place kept', (_, tour) => {
    const { step } = tour
    expect(tour.key('q').turn.effects).toEqual([{ kind: 'leave', exitCode: 0 }])
    expect(tour.step).toBe(step)
    expect(tour.text).toContain('`devenv onboard` goes on here')
    expect(tour.key('').effects).toEqual([])
  })

  test('ctrl-c leaves with 130', () => {
    expect(new Tour().happens({ kind: 'interrupted' }).turn.effects).toEqual([{ kind: 'leave', exitCode: 130 }])
  })
})

describe('bring-up', () => {
  test('that failed is tried again, with what is missing installed when asked', () => {
    const tour = new Tour().key('').up(4, [])
    expect(tour.text).toContain('devenv doctor')
    expect(tour.key('y').turn.effects).toEqual([{ kind: 'up', yes: true }])
    tour.up(4, [])
    expect(tour.key('').turn.effects).toEqual([{ kind: 'up', yes: false }])
    tour.up(4, [])
    expect(tour.key('q').turn.effects).toEqual([{ kind: 'leave', exitCode: 4 }])
  })

  test('services that are not ready are named, and the guide goes on', () => {
    const tour = new Tour().key('')
    const notReady = [{ name: 'beta', why: 'does not compile' }]
    tour.happens({ kind: 'up', exitCode: 1, wasRunning: true, ready: ['alpha'], notReady })
    expect(tour.text).toContain('1 of 2 services is ready, in the session that runs here')
    expect(tour.text).toContain('beta: does not compile')
    expect(tour.key('').state.waiting.kind).toBe('service')
  })

  test('a session that ends while a save is awaited is brought up again, and the edit is still offered', () => {
    const tour = new Tour().offered().happens({ kind: 'session-lost' })
    expect(tour.text).toContain('The session has ended')
    expect(tour.key('').effects).toEqual(['up'])
    expect(tour.up().effects).toEqual(['stand'])
    expect(tour.happens({ kind: 'standing', standing: { kind: 'untouched' } }).text).toContain('beta/main.cpp:7')
  })

  test('each step is told when it begins, counts and ends, and once why it waits', () => {
    const step = { name: 'a', title: 'Build', detail: '', startedAtMs: 0, ms: null, waitsFor: [] }
    const later = { ...step, name: 'b', title: 'Start', state: 'waiting' as const, waitsFor: ['a', 'artifact:x'] }
    const running = { ...step, state: 'running' as const }
    const at = (nowMs: number, ...steps: readonly StepSnapshot[]) => ({ steps, nowMs, startedAtMs: 0 })
    const first = stepLines(at(0, running, later), null)
    expect(first.lines).toEqual(['  now     Build', '  waits   Start: for Build, the build of x'])
    const second = stepLines(
      at(10, { ...running, detail: '1/2 built, 1 running' }, { ...later, waitsFor: ['a'] }),
      first.told,
    )
    expect(second.lines).toEqual(['  now     Build: 1/2 built, 1 running'])
    const third = stepLines(at(14_000, { ...running, detail: '1/2 built, 0 running' }, later), second.told)
    expect(third.lines).toEqual([])
    const silent = stepLines(at(16_000, { ...running, detail: '1/2 built' }, later), third.told)
    expect(silent.lines).toEqual(['  16s     Build: 1/2 built'])
    const done = { ...step, state: 'done' as const, ms: 1_240, detail: '2 built' }
    const fourth = stepLines(at(17_000, done, { ...later, state: 'running' }), silent.told)
    expect(fourth.lines).toEqual(['  done    Build (1.2s): 2 built', '  now     Start'])
  })
})

describe('the edit', () => {
  test('Enter takes the first service; a number that is none is asked again', () => {
    const tour = new Tour().key('').up().key('')
    expect(tour.key('7').text).toContain('There is no service 7')
    expect(tour.key('').turn.effects).toEqual([{ kind: 'suggest', service: 'alpha' }])
  })

  test('e lets devenv make it, from the file as it was kept', () => {
    const tour = new Tour().offered().key('e')
    expect(tour.turn.effects).toEqual([{ kind: 'make-edit', suggestion }])
    tour.happens({ kind: 'edited', problem: null, keptPath: '/state/yours' })
    expect(tour.text).toContain('/state/yours')
  })

  test('s walks through the suggestions and comes back to the first', () => {
    const tour = new Tour().offered().key('s')
    expect(tour.text).toContain('beta/main.cpp:9')
    expect(tour.effects).toEqual(['keep'])
    expect(tour.key('s').text).toContain('beta/main.cpp:7')
  })

  test('b goes to another service', () => {
    const tour = new Tour().offered().key('b')
    expect(tour.key('1').turn.effects).toEqual([{ kind: 'suggest', service: 'alpha' }])
  })

  test('a service without a safe line still can be edited', () => {
    const tour = new Tour().key('').up().key('').key('1').happens({ kind: 'suggestions', found: [], idBefore: 'old' })
    expect(tour.text).toContain('Change any line of it')
    expect(tour.key('e').effects).toEqual([])
    expect(tour.saved(['beta', 'alpha']).state.progress.edit?.service).toBe('alpha')
  })

  test('a save that affects another service is followed there', () => {
    const tour = new Tour().offered().saved(['alpha'])
    expect(tour.state.progress.edit?.service).toBe('alpha')
    expect(tour.session({ event: 'update.ready', service: 'alpha', id: 'x', kind: 'live', ms: 5, split }).step).toBe(
      'proof',
    )
  })

  test('a save that affects nobody is told, and the guide waits on', () => {
    const tour = new Tour().offered().saved([])
    expect(tour.text).toContain('It affects no service.')
    expect(tour.state.waiting.kind).toBe('save')
  })

  test('a broken compile shows the first error, the old build answers, and the next save counts', () => {
    const tour = new Tour().offered().saved().failed()
    expect(tour.text).toContain('main.cpp:7: no')
    expect(tour.text).toContain('the build before it keeps serving')
    expect(tour.effects).toEqual(['prove'])
    expect(tour.happens(proof({ buildId: 'old' })).text).toContain('the old code answers')
    expect(tour.step).toBe('edit')
    expect(tour.key('e').effects).toEqual(['make-edit'])
    tour.happens({ kind: 'edited', problem: null, keptPath: null })
    expect(tour.saved().ready().step).toBe('proof')
  })

  test('a build that does not get ready is told as put back', () => {
    const tour = new Tour().offered().saved()
    tour.session({ event: 'update.reverted', id: 'x', to: 'old', reason: 'exit code 1' }, ['reverted: exit code 1'])
    expect(tour.text).toContain('put the last good build back')
    expect(tour.state.waiting).toEqual({ kind: 'save', was: 'broken' })
  })

  test('a save that changes no code is told', () => {
    const tour = new Tour().offered().saved().session({ event: 'build.finished', ok: true, state: 'unchanged' })
    expect(tour.text).toContain('same binary')
    expect(tour.state.waiting.kind).toBe('save')
  })

  test('other services are no concern of it', () => {
    const tour = new Tour().offered().saved()
    tour.session({ event: 'update.ready', service: 'alpha', id: 'x', kind: 'live', ms: 5, split })
    expect(tour.step).toBe('edit')
  })

  test('one that was built while the guide was left is proven without a time', () => {
    const edit = { service: 'beta', suggestion, idBefore: 'old' }
    const tour = new Tour({ ...atTheStart, step: 'edit', service: 'beta', edit }).up()
    const outcome = { service: 'beta', build: 3, id: 'new', measured: null }
    tour.happens({ kind: 'standing', standing: { kind: 'served', outcome } })
    expect(tour.text).toContain('no edit-to-healthy time')
    expect(tour.effects).toEqual(['prove'])
  })
})

describe('the proof', () => {
  const proven = (changes: Partial<Proof>) => new Tour().offered().saved().ready().happens(proof(changes))

  test('of another build does not claim to be the edit', () => {
    expect(proven({ buildId: 'later' }).text).toContain('not the build of your edit')
  })

  test('without a build id, or without HTTP, names what the session knows', () => {
    expect(proven({ buildId: null }).text).toContain('build #2 (new) serves')
    const silent = proven({ buildId: null, answer: [], problem: 'ECONNREFUSED' })
    expect(silent.text).toContain('no answer over HTTP: ECONNREFUSED')
    expect(silent.state.waiting.kind).toBe('next')
  })
})

describe('nobody to answer', () => {
  test('Enter is not waited for; the edit is: it ends there with the place kept', () => {
    const tour = new Tour().happens({ kind: 'nobody' })
    expect(tour.effects).toEqual(['up'])
    expect(tour.up().turn.effects).toEqual([{ kind: 'suggest', service: 'alpha' }])
    tour.happens({ kind: 'suggestions', found: [suggestion], idBefore: 'old' })
    expect(tour.turn.effects.at(-1)).toEqual({ kind: 'leave', exitCode: 0 })
    expect(tour.step).toBe('edit')
  })

  test('with --yes devenv makes the edit, and goes on to the end', () => {
    const tour = new Tour(atTheStart, { ...facts, yes: true })
    expect(tour.turn.effects).toEqual([{ kind: 'up', yes: true }])
    tour.up().happens({ kind: 'suggestions', found: [suggestion], idBefore: 'old' })
    expect(tour.effects).toEqual(['keep', 'make-edit'])
    expect(tour.happens({ kind: 'edited', problem: null, keptPath: null }).effects).toEqual([])
    tour.session({ event: 'change.batch', batch: 1, files: ['f'], affected: ['alpha'], origin: 'events' })
    tour.session({ event: 'update.ready', service: 'alpha', id: 'new', kind: 'live', ms: 5, split })
    expect(tour.happens(proof()).effects).toEqual(['look'])
    expect(tour.happens({ kind: 'looked', looks: [] }).turn.effects).toEqual([{ kind: 'leave', exitCode: 0 }])
    expect(tour.step).toBe('end')
  })

  test('with --yes an edit that does not build ends with 1', () => {
    const tour = new Tour(atTheStart, { ...facts, yes: true })
    tour.up().happens({ kind: 'suggestions', found: [suggestion], idBefore: 'old' })
    tour.session({ event: 'change.batch', batch: 1, files: ['f'], affected: ['alpha'], origin: 'events' })
    tour.session({ event: 'build.finished', service: 'alpha', ok: false, state: 'failed' })
    expect(tour.turn.effects.at(-1)).toEqual({ kind: 'leave', exitCode: 1 })
  })

  test('bring-up that fails ends with its exit code', () => {
    const tour = new Tour().happens({ kind: 'nobody' }).up(4, [])
    expect(tour.turn.effects).toEqual([{ kind: 'leave', exitCode: 4 }])
  })
})

test.each([
  ['vi', 'vi +7 a.cpp'],
  ['/usr/bin/code -n', '/usr/bin/code -n -g a.cpp:7'],
  ['hx', 'hx a.cpp:7'],
  ['emacs -nw', 'emacs -nw +7 a.cpp'],
])('%s is opened at the line', (editor, command) => {
  expect(openCommand(editor, 'a.cpp', 7)).toBe(command)
})

test.each([
  null,
  7,
  {},
  { ...atTheStart, version: 2 },
  { ...atTheStart, step: 'nowhere' },
  { ...atTheStart, edit: 'x' },
])('a kept progress that is none is not believed: %j', (value) => {
  expect(asProgress(value)).toBeNull()
})
