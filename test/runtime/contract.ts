// The cases every runtime must pass: the fake, the process runtime and, on the testbed, Kind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DevenvError } from '../../src/errors/errors.ts'
import type { Artifact } from '../../src/model/build.ts'
import type { Service } from '../../src/model/environment.ts'
import type { RuntimeEvent } from '../../src/model/runtime-event.ts'
import type { Runtime } from '../../src/runtime/runtime.ts'
import { createRequest, untilEvent } from './watching.ts'

export interface ContractSubject {
  readonly runtime: Runtime
  /** A service whose failed builds are reverted. */
  readonly service: Service
  /** A build that becomes ready; another number is another artifact id. */
  good(number: number): Promise<Artifact>
  /** A build that exits at start; the subject sees to it that its next run does. */
  crashing(number: number): Promise<Artifact>
  /** Makes the service print this line. */
  print(line: string): Promise<void>
  close(): Promise<void>
}

export function runtimeContract(name: string, make: () => Promise<ContractSubject>): void {
  describe(`the contract of a runtime: ${name}`, () => {
    let subject: ContractSubject
    const controller = new AbortController()
    const { signal } = controller
    const events: RuntimeEvent[] = []
    const observers = new Set<(event: RuntimeEvent) => void>()
    let observing: Promise<void>

    beforeAll(async () => {
      subject = await make()
      observing = subject.runtime.observe((event) => {
        events.push(event)
        for (const observer of observers) observer(event)
      }, signal)
    })
    afterAll(async () => {
      controller.abort()
      await observing
      await subject.close()
    })

    const health = (buildId: string) =>
      untilEvent(
        events,
        observers,
        (event) =>
          event.kind === 'health' &&
          event.health.service === subject.service.name &&
          event.health.pods.length > 0 &&
          event.health.pods.every((pod) => pod.state === 'ready' && pod.buildId === buildId),
      )

    test('its steps have names of their own and depend on steps or artifacts that exist', () => {
      const steps = subject.runtime.steps()
      const names = steps.map((step) => step.name)
      expect(new Set(names).size).toBe(names.length)
      const known = new Set([...names, `artifact:${subject.service.name}`])
      const unknown = steps.flatMap((step) => step.dependsOn).filter((dependency) => !known.has(dependency))
      expect(unknown.filter((dependency) => !dependency.startsWith('artifact:'))).toEqual([])
      const seen = new Set<string>()
      for (const step of steps) {
        for (const dependency of step.dependsOn) if (names.includes(dependency)) expect(seen).toContain(dependency)
        seen.add(step.name)
      }
    })

    test('brought up with an artifact in its slot, the service becomes ready with that build', async () => {
      const artifact = await subject.good(1)
      await subject.runtime.place(subject.service, artifact, signal)
      expect((await subject.runtime.slot(subject.service)).current).toBe(artifact.id)
      for (const step of subject.runtime.steps()) {
        if ((await step.isDone(signal)) === null) await step.run({ detail: () => {}, log: () => {} }, signal)
      }
      await health(artifact.id)
      expect(subject.runtime.url(subject.service)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    })

    test('every step of a runtime that is up says so', async () => {
      const steps = subject.runtime.steps().filter((step) => ['cluster', 'manifests'].includes(step.name))
      const words = await Promise.all(steps.map((step) => step.isDone(signal)))
      expect(words.filter((word) => word === null || word === '')).toEqual([])
    })

    test('an update resolves when the new build is ready, and that build is the good one', async () => {
      const artifact = await subject.good(2)
      const times = await subject.runtime.update(subject.service, artifact, signal)
      expect(times.shipMs).toBeGreaterThanOrEqual(0)
      expect(times.restartMs + times.readyMs).toBeGreaterThan(0)
      expect(await subject.runtime.slot(subject.service)).toEqual({ current: artifact.id, good: artifact.id })
      await health(artifact.id)
    })

    test('the same artifact again restarts nothing', async () => {
      const artifact = await subject.good(2)
      const pidBefore = lastPid(events, subject.service.name)
      await subject.runtime.update(subject.service, artifact, signal)
      expect(lastPid(events, subject.service.name)).toBe(pidBefore)
    })

    test('a build that crashes is reverted with DE0405, the last good one serves, and the next one heals', async () => {
      const { good } = await subject.runtime.slot(subject.service)
      const bad = await subject.crashing(3)
      const error: unknown = await subject.runtime
        .update(subject.service, bad, signal)
        .catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(DevenvError)
      expect((error as DevenvError).code).toBe('DE0405')
      expect((error as DevenvError).details.map(({ text }) => text).join('\n')).toMatch(/exit code \d+/)
      expect(await subject.runtime.slot(subject.service)).toEqual({ current: good, good })
      await health(good!)
      const next = await subject.good(4)
      await subject.runtime.update(subject.service, next, signal)
      await health(next.id)
    })

    test('an update that is aborted before it starts changes nothing', async () => {
      const before = await subject.runtime.slot(subject.service)
      const aborted = AbortSignal.abort()
      const artifact = await subject.good(5)
      await expect(
        Promise.resolve().then(() => subject.runtime.update(subject.service, artifact, aborted)),
      ).rejects.toThrow()
      expect(await subject.runtime.slot(subject.service)).toEqual(before)
    })

    test('a restart gives a new process of the same build', async () => {
      const { current } = await subject.runtime.slot(subject.service)
      const pidBefore = lastPid(events, subject.service.name)
      await subject.runtime.restart(subject.service, signal)
      await untilEvent(events, observers, () => {
        const pid = lastPid(events, subject.service.name)
        return pid !== null && pid !== pidBefore
      })
      await health(current!)
      expect((await subject.runtime.slot(subject.service)).current).toBe(current)
    })

    test('revert puts the build before back', async () => {
      const before = await subject.good(2)
      const { to } = await subject.runtime.revert(subject.service, signal)
      expect(to).toBe(before.id)
      await health(to)
      expect((await subject.runtime.slot(subject.service)).current).toBe(to)
    })

    test('its log lines are found, and followed', async () => {
      await subject.print('first-line-of-the-contract')
      const found: string[] = []
      const follow = new AbortController()
      const following = subject.runtime.logs(
        createRequest(subject.service.name, { follow: true, tail: 100 }),
        (line) => {
          found.push(line.text)
          if (line.text.includes('second-line-of-the-contract')) follow.abort()
        },
        AbortSignal.any([follow.signal, signal]),
      )
      await subject.print('second-line-of-the-contract')
      await following
      expect(found.some((text) => text.includes('first-line-of-the-contract'))).toBe(true)
      expect(found.some((text) => text.includes('second-line-of-the-contract'))).toBe(true)
    })

    test('tear-down of all leaves no way in', async () => {
      await subject.runtime.tearDown({ keepCluster: false, step: null }, { detail: () => {}, log: () => {} }, signal)
      expect(subject.runtime.url(subject.service)).toBeNull()
    })
  })
}

function lastPid(events: readonly RuntimeEvent[], service: string): number | null {
  const last = events.findLast((event) => event.kind === 'health' && event.health.service === service)
  return last?.kind === 'health' ? (last.health.pods[0]?.pid ?? null) : null
}
