import { describe, expect, test } from 'vitest'
import type { SupervisorState } from '../../../src/clients/supervisor/supervisor-socket.ts'
import { podHealth, podOf, type RawPod } from '../../../src/runtime/kind/observe/pod.ts'

const raw = (
  changes: { status?: RawPod['status']; deletionTimestamp?: string; labels?: Record<string, string> } = {},
): RawPod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'orb-core-1-abcde',
    namespace: 'polyorb',
    uid: 'u1',
    labels: changes.labels ?? { 'devenv.dev/service': 'orb-core' },
    ...(changes.deletionTimestamp === undefined ? {} : { deletionTimestamp: changes.deletionTimestamp }),
  },
  spec: { containers: [{ name: 'service', image: 'base:1' }, { name: 'istio-proxy' }] },
  status: changes.status ?? {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'service', ready: true, restartCount: 2, state: { running: {} } }],
  },
})

const state = (changes: Partial<SupervisorState> = {}): SupervisorState => ({
  seq: 3,
  state: 'ready',
  build: 'aaaa',
  slot: 'aaaa',
  good: 'aaaa',
  pid: 12,
  restarts: 1,
  swaps: 0,
  rejected: null,
  reason: '',
  times: { stopUs: 0, startUs: 0, readyUs: 0 },
  ...changes,
})

const waiting = (reason: string, message = '') => ({
  phase: 'Pending',
  containerStatuses: [{ name: 'service', ready: false, restartCount: 0, state: { waiting: { reason, message } } }],
})

describe('a pod', () => {
  test('of a service is known by our label only', () => {
    expect(podOf(raw())).toMatchObject({
      service: 'orb-core',
      isRunning: true,
      hasSidecar: true,
      isLeaving: false,
      restarts: 2,
      image: 'base:1',
    })
    expect(podOf(raw({ labels: { app: 'orb-core' } }))).toBeNull()
  })

  test('that is being deleted, or has ended, is leaving', () => {
    expect(podOf(raw({ deletionTimestamp: '2026-01-01T00:00:00Z' }))!.isLeaving).toBe(true)
    expect(podOf(raw({ status: { phase: 'Failed', reason: 'Evicted' } }))).toMatchObject({
      isLeaving: true,
      reason: 'Evicted',
    })
  })

  test('that can not start says why; one that is on its way does not complain', () => {
    expect(podOf(raw({ status: waiting('ErrImagePull', 'not found') }))).toMatchObject({
      reason: 'ErrImagePull',
      message: 'not found',
    })
    expect(podOf(raw({ status: waiting('PodInitializing') }))).toMatchObject({ reason: '', isRunning: false })
    const unscheduled = {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'Insufficient cpu' }],
    }
    expect(podOf(raw({ status: unscheduled }))).toMatchObject({ reason: 'Unschedulable', message: 'Insufficient cpu' })
  })
})

describe('the health of a pod', () => {
  const pod = podOf(raw())!

  test('is what its supervisor says, with the restarts of both', () => {
    expect(podHealth(pod, state(), true)).toEqual({
      pod: 'orb-core-1-abcde',
      state: 'ready',
      buildId: 'aaaa',
      pid: 12,
      restarts: 3,
      note: '',
    })
  })

  test('is unknown while the supervisor is silent, and none before the container runs', () => {
    expect(podHealth(pod, null, true)).toMatchObject({ state: 'unknown', buildId: null, pid: null })
    const early = podOf(raw({ status: waiting('ImagePullBackOff', 'back-off') }))!
    expect(podHealth(early, null, false)).toMatchObject({ state: 'none', note: 'ImagePullBackOff: back-off' })
  })

  test('is not ready before requests can reach the pod for the first time', () => {
    expect(podHealth(pod, state(), false).state).toBe('starting')
  })

  test.each([
    ['waiting', 'waiting', ''],
    ['starting', 'starting', ''],
    ['stopping', 'starting', ''],
    ['unready', 'unready', 'exit code 3'],
    ['crashed', 'unready', 'exit code 3'],
    ['held', 'held', 'exit code 3'],
  ] as const)('when the supervisor says %s is %s', (said, shown, note) => {
    expect(podHealth(pod, state({ state: said, reason: 'exit code 3' }), true)).toMatchObject({ state: shown, note })
  })
})
