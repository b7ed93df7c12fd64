import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../src/model/session-event.ts'
import { createPlainWriter } from '../../src/ui/text.ts'
import { unicodeGlyphs } from '../../src/ui/theme.ts'
import { plainLines } from '../../src/ui/viewmodel/plain.ts'
import { bringUpSnapshot, diagnostics, FakeSession, mainSnapshot, makeService, nowMs, split } from './mock-session.ts'

process.env['TZ'] = 'UTC'
const root = '/home/dev/system'
const at = (time: string) => ({ t: `2026-03-02T${time}.118Z` })
const file = `${root}/services/ada/orb-core/src/orb_core-dispatch.adb`

/** The whole example of the plain mode's specification. */
const story: readonly SessionEvent[] = [
  {
    ...at('13:58:50'),
    event: 'bringup.step',
    step: 'host',
    title: 'Check host',
    state: 'running',
    detail: '',
    ms: null,
  },
  {
    ...at('13:58:50'),
    event: 'bringup.step',
    step: 'cluster',
    title: 'Create kind cluster',
    state: 'waiting',
    detail: '',
    ms: null,
  },
  {
    ...at('13:58:50'),
    event: 'bringup.step',
    step: 'host',
    title: 'Check host',
    state: 'done',
    detail: '2 cpu, 6.1 GiB free, 38 GiB disk',
    ms: 400,
  },
  {
    ...at('13:58:51'),
    event: 'bringup.step',
    step: 'cluster',
    title: 'Create kind cluster',
    state: 'running',
    detail: '',
    ms: null,
  },
  {
    ...at('13:58:52'),
    event: 'bringup.step',
    step: 'cluster',
    title: 'Create kind cluster',
    state: 'running',
    detail: 'node starts',
    ms: null,
  },
  {
    ...at('13:59:31'),
    event: 'bringup.step',
    step: 'cluster',
    title: 'Create kind cluster',
    state: 'done',
    detail: '1/1 node Ready',
    ms: 41_200,
  },
  {
    ...at('14:01:52'),
    event: 'bringup.step',
    step: 'ready',
    title: 'Wait for ready',
    state: 'done',
    detail: '16 of 16 services',
    ms: 14_600,
  },
  { ...at('14:01:52'), event: 'session.ready', ms: 182_000, services: 16, ready: 16, criticalPath: [] },
  { ...at('14:02:40'), event: 'change.batch', batch: 1, files: [file], affected: ['orb-core'], origin: 'events' },
  { ...at('14:02:40'), event: 'build.started', service: 'orb-core', build: 41, trigger: 'change', files: [file] },
  {
    ...at('14:02:41'),
    event: 'build.finished',
    service: 'orb-core',
    build: 41,
    ok: true,
    state: 'built',
    id: 'a',
    ms: 595,
    errors: 0,
    editsBehind: 0,
    serving: 40,
  },
  { ...at('14:02:41'), event: 'update.started', service: 'orb-core', build: 41, id: 'a', kind: 'live' },
  { ...at('14:02:41'), event: 'update.ready', service: 'orb-core', build: 41, id: 'a', kind: 'live', ms: 900, split },
  { ...at('14:03:07'), event: 'build.started', service: 'orb-core', build: 42, trigger: 'change', files: [file] },
  {
    ...at('14:03:08'),
    event: 'build.finished',
    service: 'orb-core',
    build: 42,
    ok: false,
    state: 'failed',
    id: null,
    ms: 700,
    errors: 1,
    editsBehind: 1,
    serving: 41,
  },
  {
    ...at('14:03:08'),
    event: 'problem.opened',
    service: 'orb-core',
    id: 'build:DE0302:x',
    code: 'DE0302',
    summary: 'x',
    services: ['orb-core'],
  },
  {
    ...at('14:03:31'),
    event: 'update.ready',
    service: 'orb-core',
    build: 43,
    id: 'b',
    kind: 'live',
    ms: 1022,
    split: { ...split, detect: 22, compile: 471, link: 170, ship: 39, restart: 66, ready: 232 },
  },
  { ...at('14:03:31'), event: 'problem.closed', service: 'orb-core', id: 'build:DE0302:x', code: 'DE0302' },
]

describe('plain mode', () => {
  test('prints a session as its specification shows it', () => {
    const session = new FakeSession({
      ...mainSnapshot(),
      services: [makeService('orb-core', { diagnostics: diagnostics.slice(0, 1) })],
    })
    const printed: string[] = []
    const writer = createPlainWriter(session, (line) => printed.push(line), { root, glyphs: unicodeGlyphs })
    for (const event of story) session.emit(event)
    session.publish({ nowMs: Date.parse('2026-03-02T14:05:10Z') })
    writer.close()
    expect(`\n${printed.join('\n')}\n`).toBe(`
 • Check host ...
 ✔ Check host (0.4s): 2 cpu, 6.1 GiB free, 38 GiB disk
 ✔ Create kind cluster (41.2s): 1/1 node Ready
 ✔ Wait for ready (14.6s): 16 of 16 services
14:01:52 devenv                up after 3m02s, watching 2,341 files; ctrl-c stops watching, the cluster stays
14:02:40 orb-core              build #41: changed services/ada/orb-core/src/orb_core-dispatch.adb
14:02:41 orb-core              ✔ live 0.9s: detect 21  compile 433  link 162  ship 38  restart 64  ready 182 ms
14:03:07 orb-core              build #42: changed services/ada/orb-core/src/orb_core-dispatch.adb
14:03:08 orb-core              ✘ build #42 failed (0.7s), 1 error; stale, 1 edit behind, build #41 keeps serving
14:03:08 orb-core              orb_core-dispatch.adb:42:07: error: missing ";"
14:03:08 orb-core              hint: devenv problems orb-core   devenv explain DE0302
14:03:31 orb-core              ✔ live 1.0s: detect 22  compile 471  link 170  ship 39  restart 66  ready 232 ms; no longer stale
14:05:10 devenv                stopped; kind-devenv keeps running, \`devenv down\` removes it
`)
    expect(session.watchers).toBe(0)
  })

  test('gives a sign of life while bring-up is silent', async () => {
    const session = new FakeSession({ ...bringUpSnapshot(), startedAtMs: nowMs - 30_000 })
    const line = await new Promise<string>((resolve) => {
      const writer = createPlainWriter(session, resolve, { glyphs: unicodeGlyphs, signOfLifeMs: 5 })
      session.ended.finally(() => writer.close())
    })
    expect(line).toBe(
      ' … 30s: Load images (11/13 on the node), Install Istio (istiod 0/1  ingress 0/1), Build services (8/16 built, 2 running, 6 queued)',
    )
  })

  const now = at('14:03:08')
  test.each<[string, SessionEvent, string[]]>([
    [
      'a failed step',
      {
        ...now,
        event: 'bringup.step',
        step: 'istio',
        title: 'Install Istio',
        state: 'failed',
        detail: 'istiod was not ready in time',
        ms: 61_000,
      },
      [' ✘ Install Istio (1m01s): istiod was not ready in time'],
    ],
    [
      'a skipped step',
      {
        ...now,
        event: 'bringup.step',
        step: 'istio',
        title: 'Install Istio',
        state: 'skipped',
        detail: 'skipped',
        ms: 0,
      },
      [' - Install Istio (0.0s): skipped'],
    ],
    [
      'a batch that affects nothing',
      { ...now, event: 'change.batch', batch: 2, files: [`${root}/README.md`], affected: [], origin: 'events' },
      ['14:03:08 devenv                changed README.md: affects no service'],
    ],
    [
      'many files',
      {
        ...now,
        event: 'build.started',
        service: 'a',
        build: 2,
        trigger: 'change',
        files: ['/x/a', '/x/b', '/x/c', '/x/d'],
      },
      ['14:03:08 a                     build #2: changed /x/a, /x/b, 2 more files'],
    ],
    [
      'a build by hand',
      { ...now, event: 'build.started', service: 'a', build: 2, trigger: 'user', files: [] },
      ['14:03:08 a                     build #2: asked for'],
    ],
    [
      'no change in the binary',
      {
        ...now,
        event: 'build.finished',
        service: 'a',
        build: 2,
        ok: true,
        state: 'unchanged',
        id: 'x',
        ms: 430,
        errors: 0,
        editsBehind: 0,
        serving: 1,
      },
      ['14:03:08 a                     ✔ build #2 (0.4s): no change in the binary, nothing to restart'],
    ],
    [
      'a first build that fails',
      {
        ...now,
        event: 'build.finished',
        service: 'a',
        build: 1,
        ok: false,
        state: 'failed',
        id: null,
        ms: 430,
        errors: 0,
        editsBehind: 0,
        serving: null,
      },
      [
        '14:03:08 a                     ✘ build #1 failed (0.4s); nothing serves yet',
        '14:03:08 a                     hint: devenv problems a   devenv explain DE0301',
      ],
    ],
    [
      'an image update',
      { ...now, event: 'update.started', service: 'a', build: 2, id: 'x', kind: 'image', reason: 'Dockerfile changed' },
      ['14:03:08 a                     build #2: image update, Dockerfile changed'],
    ],
    [
      'an image update that is ready',
      {
        ...now,
        event: 'update.ready',
        service: 'a',
        build: 2,
        id: 'x',
        kind: 'image',
        ms: 41_000,
        split: { ...split, hold: 300 },
      },
      [
        '14:03:08 a                     ✔ image 41s: detect 21  hold 300  compile 433  link 162  image 38  deploy 64  ready 182 ms',
      ],
    ],
    [
      'a revert',
      { ...now, event: 'update.reverted', service: 'a', build: 2, id: 'x', to: 'y', reason: 'exit code 3' },
      [
        '14:03:08 a                     ✘ build #2 did not get ready: exit code 3; the last good build is back',
        '14:03:08 a                     hint: devenv problems a   devenv explain DE0405',
      ],
    ],
    [
      'a crash',
      { ...now, event: 'service.health', service: 'a', health: 'crash', restarts: 3, note: 'exit code 1' },
      ['14:03:08 a                     ✘ crash: exit code 1'],
    ],
    ['a first ready', { ...now, event: 'service.health', service: 'a', health: 'ready', restarts: 0, note: '' }, []],
    [
      'a problem of no service',
      {
        ...now,
        event: 'problem.opened',
        id: 'addon:DE0501:x',
        code: 'DE0501',
        summary: 'Prometheus can not be reached',
        services: [],
      },
      [
        '14:03:08 devenv                ✘ Prometheus can not be reached',
        '14:03:08 devenv                hint: devenv explain DE0501',
      ],
    ],
    [
      'its end',
      { ...now, event: 'problem.closed', id: 'addon:DE0501:x', code: 'DE0501' },
      ['14:03:08 devenv                ✔ DE0501 is over'],
    ],
  ])('%s', (_what, event, lines) => {
    expect(plainLines(event, { root })).toEqual(lines)
  })

  test('a service that is well again says so', () => {
    const event: SessionEvent = {
      ...now,
      event: 'service.health',
      service: 'a',
      health: 'ready',
      restarts: 0,
      note: '',
    }
    expect(plainLines(event, { health: new Map([['a', 'crash']]) })).toEqual(['14:03:08 a                     ● ready'])
  })

  test('of many errors the first three are shown', () => {
    const session = {
      ...mainSnapshot(),
      services: [makeService('a', { diagnostics: [...diagnostics, ...diagnostics, ...diagnostics] })],
    }
    const event: SessionEvent = {
      ...now,
      event: 'build.finished',
      service: 'a',
      build: 1,
      ok: false,
      state: 'failed',
      id: null,
      ms: 430,
      errors: 6,
      editsBehind: 1,
      serving: 1,
    }
    expect(plainLines(event, { snapshot: session })).toHaveLength(6)
    expect(plainLines(event, { snapshot: session })[4]).toContain('and 3 more errors')
  })
})
