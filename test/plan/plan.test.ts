// One pure decision: what starts, what is cancelled, and a reason for everything that waits.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PendingEdit, PlanState, ServicePlanState } from '../../src/model/plan.ts'
import { mergeEdit, next } from '../../src/plan/plan.ts'

function edit(batch: number, more: Partial<PendingEdit> = {}): PendingEdit {
  return {
    trigger: 'change',
    batches: [batch],
    files: [`/f${batch}`],
    units: [],
    need: 'live',
    sinceMs: batch,
    ...more,
  }
}

function service(name: string, more: Partial<ServicePlanState> = {}): ServicePlanState {
  return {
    service: name,
    paused: false,
    pending: null,
    building: null,
    built: null,
    shares: [],
    updating: false,
    nextNumber: 5,
    ...more,
  }
}

function state(services: readonly ServicePlanState[], more: Partial<PlanState> = {}): PlanState {
  return { services, settling: false, maxParallel: 2, ...more }
}

const reasons = (planned: PlanState) =>
  next(planned).holds.map(({ service: name, reason, words }) => `${name} ${reason}: ${words}`)

const building = (...batches: number[]) => ({ number: 4, batches, units: [] })

describe('starts', () => {
  test('what is asked for, as a numbered order', () => {
    const pending = edit(1, { units: ['/u'], need: 'image' })
    expect(next(state([service('a', { pending }), service('b')]))).toEqual({
      start: [
        { service: 'a', number: 5, trigger: 'change', batches: [1], files: ['/f1'], units: ['/u'], need: 'image' },
      ],
      cancel: [],
      holds: [],
    })
  })

  test('a person first, then edits by age, then the builds nobody looks at', () => {
    const services = [
      service('initial', { pending: edit(1, { trigger: 'initial' }) }),
      service('newer', { pending: edit(3) }),
      service('older', { pending: edit(2) }),
      service('user', { pending: edit(9, { trigger: 'user' }) }),
    ]
    const { start, holds } = next(state(services, { maxParallel: 3 }))
    expect(start.map((order) => order.service)).toEqual(['user', 'older', 'newer'])
    expect(holds).toEqual([
      {
        service: 'initial',
        reason: 'build-slot',
        on: ['user', 'older', 'newer'],
        words: 'waits: build slot (user, older, newer)',
      },
    ])
  })

  test('a compile beside an update of the same service', () => {
    expect(next(state([service('a', { pending: edit(2), updating: true })])).start).toHaveLength(1)
  })
})

describe('holds, with words', () => {
  test('while files are still being written', () => {
    const planned = state([service('a', { pending: edit(1) })], { settling: true })
    expect(reasons(planned)).toEqual(['a settling: waits: files are still being written'])
    expect(next(planned).start).toEqual([])
  })

  test('while paused, unless a person asked', () => {
    expect(reasons(state([service('a', { pending: edit(1), paused: true })]))).toEqual([
      'a paused: paused: edits are kept, not built',
    ])
    const asked = service('a', { pending: edit(1, { trigger: 'user' }), paused: true })
    expect(next(state([asked])).start).toHaveLength(1)
  })

  test.each(['image', 'apply'] as const)('a rollout (%s) while an update runs', (need) => {
    expect(reasons(state([service('a', { pending: edit(1, { need }), updating: true })]))).toEqual([
      'a updating: waits: the update to end',
    ])
  })

  test('while no build slot is free', () => {
    const planned = state([service('a', { building: building(1) }), service('b', { pending: edit(2) })], {
      maxParallel: 1,
    })
    expect(reasons(planned)).toEqual(['b build-slot: waits: build slot (a)'])
  })

  test('behind its own running build that already holds what is asked for', () => {
    const planned = state([service('a', { building: building(1, 2), pending: edit(2, { trigger: 'user' }) })])
    expect(reasons(planned)).toEqual(['a build-slot: waits: build #4'])
    expect(next(planned).cancel).toEqual([])
  })
})

describe('services that share objects', () => {
  const sharing = (name: string, more: Partial<ServicePlanState> = {}) => service(name, { shares: ['kit'], ...more })
  const pending = edit(7)

  test('one compiles them first, the others wait for it, and who shares nothing does not', () => {
    const planned = state([
      sharing('a', { pending }),
      sharing('b', { pending }),
      sharing('c', { pending }),
      service('d', { pending, shares: ['net'] }),
    ])
    expect(next(planned).start.map(({ service: name }) => name)).toEqual(['a', 'd'])
    expect(reasons(planned)).toEqual([
      'b shared: waits: a compiles what they share',
      'c shared: waits: a compiles what they share',
    ])
  })

  test('side by side where each compiles other units', () => {
    const own = ['a', 'b'].map((name) => sharing(name, { pending: edit(7, { units: [`/${name}.cpp`] }) }))
    expect(next(state(own)).start).toHaveLength(2)
    const common = ['a', 'b'].map((name) =>
      sharing(name, { pending: edit(7, { units: [`/${name}.cpp`, '/kit.cpp'] }) }),
    )
    expect(next(state(common)).start).toHaveLength(1)
  })

  test('side by side once the first has ended, also when it failed', () => {
    const planned = state([sharing('a', { built: [7] }), sharing('b', { pending }), sharing('c', { pending })])
    expect(next(planned).start.map(({ service: name }) => name)).toEqual(['b', 'c'])
  })

  test('before the first build of a session too', () => {
    const initial = edit(0, { trigger: 'initial', batches: [] })
    const planned = [sharing('a', { building: building() }), sharing('b', { pending: initial })]
    expect(reasons(state(planned))).toEqual(['b shared: waits: a compiles what they share'])
    expect(next(state([sharing('a', { built: [] }), sharing('b', { pending: initial })])).start).toHaveLength(1)
  })

  test('an edit of its own, or the wish of a person, waits for nobody', () => {
    const busy = sharing('a', { building: building(7) })
    expect(next(state([busy, sharing('b', { pending: edit(8) })])).start).toHaveLength(1)
    expect(next(state([busy, sharing('b', { pending: edit(7, { trigger: 'user' }) })])).start).toHaveLength(1)
  })
})

describe('cancels', () => {
  test('a running build that a newer batch has overtaken, and starts when it has stopped', () => {
    const planned = state([service('a', { building: building(1), pending: edit(2, { batches: [1, 2] }) })])
    expect(next(planned)).toEqual({
      start: [],
      cancel: [{ service: 'a', number: 4, why: 'newer edit: /f2' }],
      holds: [{ service: 'a', reason: 'build-slot', on: ['a'], words: 'waits: build #4 to stop' }],
    })
    const stopped = state([service('a', { pending: edit(2, { batches: [1, 2] }) })])
    expect(next(stopped).start[0]!.batches).toEqual([1, 2])
  })

  test('nothing of a service that is paused', () => {
    const planned = state([service('a', { paused: true, building: building(1), pending: edit(2) })])
    expect(next(planned).cancel).toEqual([])
  })

  test('twenty saves during one compile are one more build, of all of them', () => {
    const affected = {
      service: 'a',
      need: 'live' as const,
      units: ['/u'],
      because: [{ path: '/u', how: 'depfile' as const }],
    }
    let pending: PendingEdit | null = null
    for (let id = 1; id <= 20; id += 1) {
      pending = mergeEdit(pending, affected, { id, firstAtMs: id, closedAtMs: id, origin: 'events', changes: [] })
      const { start, cancel } = next(state([service('a', { building: building(0), pending })]))
      expect(start).toEqual([])
      expect(cancel).toHaveLength(1)
    }
    const { start } = next(state([service('a', { pending })]))
    expect(start).toHaveLength(1)
    expect(start[0]).toMatchObject({
      batches: Array.from({ length: 20 }, (_, index) => index + 1),
      units: ['/u'],
      files: ['/u'],
    })
  })
})

describe('mergeEdit', () => {
  const batch = { id: 2, firstAtMs: 2, closedAtMs: 3, origin: 'events' as const, changes: [] }
  const because = [{ path: '/x', how: 'depfile' as const }]

  test('unions what is known and keeps the greater need', () => {
    const merged = mergeEdit(
      edit(1, { units: ['/a'], need: 'image' }),
      { service: 'a', need: 'live', units: ['/b'], because },
      batch,
    )
    expect(merged).toEqual(
      edit(1, { batches: [1, 2], files: ['/f1', '/x'], units: ['/a', '/b'], need: 'image', sinceMs: 3 }),
    )
  })

  test('unknown units on one side leave all to the build tool', () => {
    expect(mergeEdit(edit(1), { service: 'a', need: 'live', units: ['/b'], because }, batch).units).toEqual([])
  })

  test('what a person asked for stays asked for', () => {
    expect(
      mergeEdit(edit(1, { trigger: 'user' }), { service: 'a', need: 'live', units: [], because }, batch).trigger,
    ).toBe('user')
  })
})

test('in every state: one build a service, within the slots, a reason for all that waits, and no standstill', () => {
  const pendings = fc.option(
    fc.record({
      trigger: fc.constantFrom('initial', 'change', 'user', 'config', 'dependency'),
      batches: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
      files: fc.constant(['/f']),
      units: fc.constant([]),
      need: fc.constantFrom('live', 'apply', 'image', 'config'),
      sinceMs: fc.nat(100),
    }),
  )
  const services = fc.record({
    paused: fc.boolean(),
    pending: pendings,
    building: fc.option(
      fc.record({
        number: fc.nat(9),
        batches: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
        units: fc.uniqueArray(fc.constantFrom('/u', '/v'), { maxLength: 2 }),
      }),
    ),
    built: fc.option(fc.uniqueArray(fc.nat(5), { maxLength: 3 })),
    shares: fc.uniqueArray(fc.constantFrom('kit', 'net'), { maxLength: 2 }),
    updating: fc.boolean(),
    nextNumber: fc.integer({ min: 1, max: 99 }),
  })
  fc.assert(
    fc.property(
      fc.array(services, { maxLength: 8 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      (list, settling, maxParallel) => {
        const planned = {
          settling,
          maxParallel,
          services: list.map((entry, index) => ({ ...entry, service: `s${index}` })),
        }
        const { start, cancel, holds } = next(planned)
        const running = planned.services.filter((entry) => entry.building !== null)
        const started = start.map((order) => order.service)
        const held = holds.map((hold) => hold.service)
        expect(new Set([...started, ...held]).size).toBe(started.length + held.length)
        expect(started.filter((name) => running.some((entry) => entry.service === name))).toEqual([])
        if (started.length > 0) expect(running.length + started.length).toBeLessThanOrEqual(maxParallel)
        for (const entry of planned.services) {
          expect(started.includes(entry.service) || held.includes(entry.service)).toBe(entry.pending !== null)
        }
        for (const hold of holds) expect(hold.words).not.toBe('')
        for (const { service: name, number } of cancel) {
          const entry = planned.services.find((other) => other.service === name)!
          expect(entry.building!.number).toBe(number)
          expect(entry.pending!.batches.some((id) => !entry.building!.batches.includes(id))).toBe(true)
        }
        const waitsForSlot = holds.some(
          ({ reason, words }) => reason === 'build-slot' && words.startsWith('waits: build slot'),
        )
        if (waitsForSlot) expect(running.length + started.length).toBeGreaterThanOrEqual(maxParallel)
      },
    ),
  )
})
