import { describe, expect, test } from 'vitest'
import type { Sample } from '../../src/clients/network/prometheus.ts'
import { queries, type SignalName } from '../../src/telemetry/queries.ts'
import { signalsOf } from '../../src/telemetry/signals.ts'

const services = ['widget-core', 'orb-core']
const none = Object.fromEntries(Object.keys(queries).map((name) => [name, []])) as unknown as Record<
  SignalName,
  Sample[]
>
const sample = (labels: Record<string, string>, value: number): Sample => ({ labels, value, atMs: 0 })

describe('signals', () => {
  test('of a service without any value are null, never 0', () => {
    expect(signalsOf(services, none)).toEqual({ 'widget-core': null, 'orb-core': null })
  })

  test('are taken by the label of the service', () => {
    const values = signalsOf(services, {
      ...none,
      rps: [sample({ service: 'widget-core' }, 20), sample({ service: 'orb-core' }, 3)],
      errorRate: [sample({ service: 'widget-core' }, 0.25)],
      p95Ms: [sample({ service: 'widget-core' }, 12.5)],
    })
    expect(values['widget-core']).toEqual({
      rps: 20,
      errorRate: 0.25,
      p50Ms: null,
      p95Ms: 12.5,
      cpu: null,
      memoryBytes: null,
    })
    expect(values['orb-core']).toMatchObject({ rps: 3, errorRate: null })
  })

  test('of containers belong to the deployment of their pod, and add up over its pods', () => {
    const values = signalsOf([...services, 'orb'], {
      ...none,
      cpu: [
        sample({ pod: 'orb-core-5d4f8b9c7-x2x4z' }, 0.5),
        sample({ pod: 'orb-core-5d4f8b9c7-abcde' }, 0.25),
        sample({ pod: 'other-1-2' }, 9),
      ],
      memoryBytes: [sample({ pod: 'widget-core-66b-zz9zz' }, 4096)],
    })
    expect(values['orb-core']).toMatchObject({ cpu: 0.75 })
    expect(values['widget-core']).toMatchObject({ memoryBytes: 4096, cpu: null })
    expect(values['orb']).toBeNull()
  })

  test('that are no numbers are no values: a share of no requests, a quantile of no buckets', () => {
    const values = signalsOf(services, {
      ...none,
      rps: [sample({ service: 'orb-core' }, 0)],
      errorRate: [sample({ service: 'orb-core' }, Number.NaN)],
      p95Ms: [sample({ service: 'orb-core' }, Number.POSITIVE_INFINITY)],
    })
    expect(values['orb-core']).toMatchObject({ rps: 0, errorRate: null, p95Ms: null })
  })
})
