// The session of the mock-ups: sixteen services, one stale, one crash looping, four at work.
import type { Session, SessionCommand } from '../../src/engine/session.ts'
import { makeError } from '../../src/errors/errors.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { LogLine } from '../../src/model/log.ts'
import type { SessionEvent } from '../../src/model/session-event.ts'
import type { ServiceSnapshot, Snapshot, StepSnapshot } from '../../src/model/snapshot.ts'
import type { Split } from '../../src/model/update.ts'

export const nowMs = Date.parse('2026-03-02T14:03:20.200Z')
const minute = 60_000

export const split: Split = { detect: 21, hold: 0, compile: 433, link: 162, ship: 38, restart: 64, ready: 182 }

export function makeService(name: string, more: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    name,
    language: 'ada',
    port: 9001,
    url: `http://127.0.0.1:9001`,
    health: 'ready',
    restarts: 0,
    editsBehind: 0,
    pods: { ready: 1, wanted: 1 },
    pid: 4711,
    build: { number: 41, id: 'a1b2c3d4e5f60718', state: 'built', startedAtMs: null, ms: 800, errors: 0 },
    serving: { number: 41, id: 'a1b2c3d4e5f60718', sinceMs: nowMs - 9 * minute },
    updating: null,
    lastUpdate: null,
    updates: [],
    lastFailure: null,
    lastFiles: [],
    signals: null,
    rpsHistory: [],
    note: '',
    paused: false,
    diagnostics: [],
    ...more,
  }
}

interface Row {
  readonly name: string
  readonly language?: 'c++'
  readonly buildMs: number
  readonly update: readonly ['live' | 'image', number]
  readonly age: number
  readonly rps: number
  readonly cpu: number
  readonly mem: number
  readonly p95: number | null
  readonly err?: number
  readonly bars: string
  readonly more?: Partial<ServiceSnapshot>
}

const building = (seconds: number): Partial<ServiceSnapshot> => ({
  build: { number: 42, id: null, state: 'building', startedAtMs: nowMs - seconds * 1000 - 100, ms: 900, errors: 0 },
})

export const diagnostics: readonly Diagnostic[] = [
  {
    severity: 'error',
    message: 'missing ";"',
    at: { file: '/home/dev/system/services/ada/orb-core/src/orb_core-dispatch.adb', line: 42, column: 7 },
    tool: 'gnat',
    excerpt: [],
  },
  {
    severity: 'error',
    message: '"Route" is undefined',
    at: { file: '/home/dev/system/services/ada/orb-core/src/orb_core-adapters.adb', line: 88, column: 14 },
    tool: 'gnat',
    excerpt: [],
  },
]

const orbCore: Partial<ServiceSnapshot> = {
  updates: Array.from({ length: 23 }, (_update, at) => ({
    kind: 'live',
    build: at + 19,
    buildId: 'x',
    ms: at < 21 ? 900 : 1_300,
    split,
    atMs: nowMs,
  })),
  health: 'stale',
  editsBehind: 3,
  build: { number: 44, id: null, state: 'failed', startedAtMs: null, ms: 700, errors: 2 },
  lastFailure: { build: 44, phase: 'compile', atMs: nowMs - 12_500, split: { detect: 20, compile: 655 } },
  lastFiles: [
    '/home/dev/system/services/ada/orb-core/src/orb_core-dispatch.adb',
    '/home/dev/system/services/ada/orb-core/src/orb_core-adapters.adb',
  ],
  note: '3 edits behind',
  diagnostics,
}

const rows: readonly Row[] = [
  {
    name: 'widget-core',
    language: 'c++',
    buildMs: 800,
    update: ['live', 1200],
    age: 12,
    cpu: 42,
    mem: 61,
    rps: 118,
    bars: '34556567',
    p95: 9,
  },
  {
    name: 'render-manager',
    language: 'c++',
    buildMs: 900,
    update: ['live', 1600],
    age: 4,
    cpu: 95,
    mem: 210,
    rps: 76,
    bars: '33434434',
    p95: 18,
    more: building(3),
  },
  {
    name: 'event-manager',
    language: 'c++',
    buildMs: 700,
    update: ['live', 1100],
    age: 2,
    cpu: 21,
    mem: 44,
    rps: 61,
    bars: '33434434',
    p95: 3,
  },
  {
    name: 'windows-adapter',
    language: 'c++',
    buildMs: 5200,
    update: ['image', 41_000],
    age: 31,
    cpu: 9,
    mem: 28,
    rps: 4,
    bars: '11211211',
    p95: 7,
  },
  {
    name: 'macos-adapter',
    language: 'c++',
    buildMs: 4900,
    update: ['image', 40_000],
    age: 31,
    cpu: 8,
    mem: 27,
    rps: 4,
    bars: '11211211',
    p95: 7,
  },
  {
    name: 'linux-adapter',
    language: 'c++',
    buildMs: 900,
    update: ['image', 40_000],
    age: 31,
    cpu: 11,
    mem: 27,
    rps: 39,
    bars: '33434434',
    p95: 11,
    more: {
      build: { number: 7, id: null, state: 'queued', startedAtMs: null, ms: 900, errors: 0 },
      note: 'waits: build slot',
    },
  },
  {
    name: 'xrc-service',
    language: 'c++',
    buildMs: 3800,
    update: ['image', 38_000],
    age: 31,
    cpu: 18,
    mem: 40,
    rps: 12,
    bars: '22322322',
    p95: 22,
    err: 0.001,
  },
  {
    name: 'orb-core',
    buildMs: 700,
    update: ['live', 900],
    age: 9,
    cpu: 33,
    mem: 38,
    rps: 57,
    bars: '55445454',
    p95: 6,
    more: orbCore,
  },
  {
    name: 'giop-protocol',
    buildMs: 900,
    update: ['live', 1300],
    age: 20,
    cpu: 19,
    mem: 30,
    rps: 57,
    bars: '55445454',
    p95: 5,
  },
  {
    name: 'poa-manager',
    buildMs: 600,
    update: ['live', 1000],
    age: 6,
    cpu: 15,
    mem: 29,
    rps: 49,
    bars: '44434434',
    p95: 4,
  },
  {
    name: 'naming-service',
    buildMs: 600,
    update: ['live', 1100],
    age: 1,
    cpu: 80,
    mem: 19,
    rps: 0,
    bars: '44444441',
    p95: null,
    more: { health: 'start', pods: { ready: 0, wanted: 1 }, updating: { phase: 'restart', sinceMs: nowMs - 1_200 } },
  },
  {
    name: 'event-service',
    buildMs: 6300,
    update: ['image', 44_000],
    age: 31,
    cpu: 5,
    mem: 24,
    rps: 2,
    bars: '12111121',
    p95: 7,
    more: { restarts: 1 },
  },
  {
    name: 'notification-service',
    buildMs: 6100,
    update: ['image', 46_000],
    age: 31,
    cpu: 4,
    mem: 30,
    rps: 1,
    bars: '11111111',
    p95: 14,
  },
  {
    name: 'interface-repository',
    buildMs: 900,
    update: ['live', 1400],
    age: 8,
    cpu: 6,
    mem: 22,
    rps: 9,
    bars: '22322222',
    p95: 12,
    more: building(1),
  },
  {
    name: 'soap-gateway',
    buildMs: 1000,
    update: ['live', 1400],
    age: 22,
    cpu: 0,
    mem: 0,
    rps: 0,
    bars: '55551111',
    p95: null,
    more: {
      health: 'crash',
      restarts: 5,
      note: 'crash looping x5',
      pods: { ready: 0, wanted: 1 },
      build: { number: 17, id: 'x', state: 'built', startedAtMs: null, ms: 1000, errors: 0 },
      serving: { number: 17, id: 'x', sinceMs: nowMs - 22 * minute },
    },
  },
  {
    name: 'security-service',
    buildMs: 8200,
    update: ['image', 52_000],
    age: 31,
    cpu: 71,
    mem: 164,
    rps: 33,
    bars: '23357788',
    p95: 88,
    err: 0.019,
  },
]

function service(row: Row): ServiceSnapshot {
  const [kind, ms] = row.update
  const update = { kind, build: 41, buildId: 'a1b2c3d4e5f60718', ms, split, atMs: nowMs - row.age * minute - 500 }
  const isDown = row.cpu === 0
  return makeService(row.name, {
    language: row.language ?? 'ada',
    build: { number: 41, id: 'a1b2c3d4e5f60718', state: 'built', startedAtMs: null, ms: row.buildMs, errors: 0 },
    serving: { number: 41, id: 'a1b2c3d4e5f60718', sinceMs: nowMs - row.age * minute - 500 },
    lastUpdate: update,
    updates: [update],
    signals: {
      rps: row.rps,
      errorRate: row.p95 === null ? null : (row.err ?? 0),
      p50Ms: row.p95 === null ? null : row.p95 / 2,
      p95Ms: row.p95,
      cpu: isDown ? null : row.cpu / 1000,
      memoryBytes: isDown ? null : row.mem * 1024 ** 2,
    },
    rpsHistory: historyOf(row.bars),
    ...row.more,
  })
}

/** Sixteen points a bar; one of them is the peak that the scale is made of. */
function historyOf(bars: string): number[] {
  const levels = [...bars].map(Number)
  const peak = levels.indexOf(Math.max(...levels))
  if (levels[peak] === 1) return levels
  return levels.flatMap((level, bar) => {
    const rest = bar === peak ? (16 * 12 * level - 100) / 15 : 12 * level
    return Array.from({ length: 16 }, (_point, at) => (bar === peak && at === 0 ? 100 : rest))
  })
}

export function mainSnapshot(): Snapshot {
  const compile = makeError(
    'DE0302',
    { service: 'orb-core', errors: '2 errors' },
    {
      details: [
        {
          label: 'first error',
          text: 'orb_core-dispatch.adb:42:07: error: missing ";"\n   41 |       Send_Reply (Channel, Reply);\n   42 |    end\n      |       ^',
        },
        { label: 'also', text: 'orb_core-adapters.adb:88:14: error: "Route" is undefined' },
      ],
    },
  ).toData()
  const crash = makeError(
    'DE0412',
    { service: 'soap-gateway', restarts: 5, reason: 'exit code 1' },
    {
      details: [
        { label: 'last lines', text: 'raised CONSTRAINT_ERROR : soap_gateway-envelope.adb:212 index check failed' },
      ],
    },
  ).toData()
  return {
    runtime: 'kind',
    cluster: 'kind-devenv',
    keepsRunning: true,
    nodes: 1,
    addons: { istio: { state: 'ready', note: '' }, prometheus: { state: 'ready', note: '' } },
    phase: 'watching',
    startedAtMs: nowMs - 31 * minute,
    watchedFiles: 2341,
    steps: [],
    services: rows.map(service),
    traffic: null,
    problems: [
      { ...compile, id: 'build:orb-core', services: ['orb-core'], openedAtMs: nowMs - 12_000 },
      { ...crash, id: 'health:soap-gateway', services: ['soap-gateway'], openedAtMs: nowMs - 3 * minute },
    ],
    nowMs,
  }
}

const step = (
  name: string,
  title: string,
  state: StepSnapshot['state'],
  detail: string,
  seconds: number | null,
  waitsFor: readonly string[] = [],
): StepSnapshot => ({
  name,
  title,
  state,
  detail,
  startedAtMs: seconds === null ? null : nowMs - seconds * 1000,
  ms: state === 'done' ? seconds! * 1000 : null,
  waitsFor,
})

export function bringUpSnapshot(): Snapshot {
  return {
    ...mainSnapshot(),
    phase: 'bring-up',
    services: rows.map(({ name }) =>
      makeService(name, { health: 'start', serving: { number: null, id: null, sinceMs: null } }),
    ),
    startedAtMs: nowMs - 60_000,
    problems: [],
    steps: [
      step('host', 'Check host', 'done', '2 cpu, 6.1 GiB free, 38 GiB disk', 0.4),
      step('cluster', 'Create kind cluster', 'done', '1/1 node Ready', 41.2),
      step('images', 'Load images', 'running', '11/13 on the node', 18),
      step('istio', 'Install Istio', 'running', 'istiod 0/1  ingress 0/1', 12),
      step('prometheus', 'Install Prometheus', 'waiting', '', null, ['images']),
      step('build', 'Build services', 'running', '8/16 built, 2 running, 6 queued', 59),
      step('manifests', 'Apply manifests', 'waiting', '', null, ['istio']),
      step('deploy', 'Deploy services', 'waiting', '', null, ['manifests', 'build']),
      step('ready', 'Wait for ready', 'waiting', '0/16', null, ['deploy']),
    ],
  }
}

const said: readonly (readonly [string, LogLine['source'], string])[] = [
  [
    '14:03:07',
    'devenv',
    'changed: services/ada/orb-core/src/orb_core-dispatch.adb, services/ada/orb-core/src/orb_core-adapters.adb',
  ],
  ['14:03:07', 'devenv', 'plan: compile 2 units of orb-core, link, live update of 1 pod (15 services untouched)'],
  ['14:03:07', 'build', '$ gprbuild -p -k -j2 -P orb_core.gpr'],
  ['14:03:07', 'build', '   [Ada]          orb_core-adapters.adb'],
  ['14:03:07', 'build', '   [Ada]          orb_core-dispatch.adb'],
  ['14:03:08', 'build', 'orb_core-dispatch.adb:42:07: error: missing ";"'],
  ['14:03:08', 'devenv', '   41 |       Send_Reply (Channel, Reply);'],
  ['14:03:08', 'devenv', '   42 |    end'],
  ['14:03:08', 'devenv', '      |       ^'],
  ['14:03:08', 'build', 'orb_core-adapters.adb:88:14: error: "Route" is undefined'],
  ['14:03:08', 'devenv', '   88 |       return Route (Id);'],
  ['14:03:08', 'devenv', '      |              ^'],
  ['14:03:08', 'build', 'gprbuild: *** compilation phase failed'],
  [
    '14:03:08',
    'devenv',
    'build #44 failed in 0.7s, 2 errors; build #41 (9m old) keeps serving; nothing was sent to the cluster',
  ],
  ['14:03:10', 'pod', 'request 8841 poa-manager invoke: 3 ms'],
  ['14:03:12', 'pod', 'request 8843 poa-manager invoke: 3 ms'],
  ['14:03:14', 'pod', 'request 8844 giop-protocol locate: object forwarded, 1 ms'],
]

export function mockLines(): LogLine[] {
  const lines = said.map(
    ([time, source, text], seq): LogLine => ({
      seq,
      atMs: Date.parse(`2026-03-02T${time}Z`),
      service: 'orb-core',
      source,
      text,
    }),
  )
  const steps = [
    'istio: deployment.apps/istiod created',
    'istio: istiod rollout: 0 of 1 updated replicas are available',
    'images: 11 of 13',
    'istio: istiod-7d9f  0/1  ContainerCreating: waits for its image',
  ]
  return [
    ...lines,
    ...steps.map(
      (text, index): LogLine => ({ seq: 100 + index, atMs: nowMs, service: 'devenv', source: 'devenv', text }),
    ),
  ]
}

/** A session whose state a test sets; commands are kept. */
export class FakeSession implements Session {
  readonly commands: SessionCommand[] = []
  readonly ended = new Promise<void>(() => {})
  snapshot: Snapshot
  lines: LogLine[]
  isEnded = false
  refuse: Error | null = null
  private readonly listeners = new Set<() => void>()
  private readonly eventListeners = new Set<(event: SessionEvent) => void>()

  constructor(snapshot: Snapshot = mainSnapshot(), lines: LogLine[] = mockLines()) {
    this.snapshot = snapshot
    this.lines = lines
  }

  getSnapshot = () => this.snapshot

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onEvent(listener: (event: SessionEvent) => void) {
    this.eventListeners.add(listener)
    return () => this.eventListeners.delete(listener)
  }

  logs(service: string | null, sources: readonly LogLine['source'][], last: number) {
    return this.lines
      .filter((line) => (service === null || line.service === service) && sources.includes(line.source))
      .slice(-last)
  }

  logCount(service: string | null) {
    return service === 'orb-core'
      ? 412
      : this.lines.filter((line) => service === null || line.service === service).length
  }

  onLog() {
    return () => {}
  }

  async dispatch(command: SessionCommand) {
    this.commands.push(command)
    if (this.refuse !== null) throw this.refuse
  }

  end() {
    this.isEnded = true
  }

  publish(change: Partial<Snapshot>) {
    this.snapshot = { ...this.snapshot, ...change }
    for (const listener of this.listeners) listener()
  }

  emit(event: SessionEvent) {
    for (const listener of this.eventListeners) listener(event)
  }

  get watchers() {
    return this.listeners.size + this.eventListeners.size
  }
}
