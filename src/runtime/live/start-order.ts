// A service starts for the first time when the services it calls are ready, or when waiting for them is of no use.
import type { Service } from '../../model/environment.ts'
import type { Instances } from './instances.ts'
import type { Slots } from './slots.ts'

export class StartOrder {
  private readonly services: ReadonlyMap<string, Service>
  private readonly fleet: Instances
  private readonly slots: Slots
  private readonly startMs: number
  private readonly timers = new Map<string, NodeJS.Timeout>()

  /** `startMs`: how long an instance takes to come up, beyond the ready limit of its service. */
  constructor(services: readonly Service[], fleet: Instances, slots: Slots, startMs: number) {
    this.services = new Map(services.map((service) => [service.name, service]))
    this.fleet = fleet
    this.slots = slots
    this.startMs = startMs
    fleet.onChange(() => this.releaseReady())
  }

  /** Names the build that was written, now or when its turn has come. */
  start(service: Service, id: string): void {
    const isFirst = this.slots.links(service.name).current === null
    if (!isFirst || !this.fleet.isUsed || this.waitsFor(service).length === 0) {
      this.slots.name(service.name, id)
      return
    }
    this.slots.hold(service.name, id)
    const limitMs = this.limitMs(service)
    clearTimeout(this.timers.get(service.name))
    this.timers.set(service.name, setTimeout(() => this.release(service.name), limitMs).unref())
  }

  /** Services of this environment that it calls and that are not ready yet; those that can not get ready are not waited for. */
  waitsFor(service: Service): readonly string[] {
    return service.calls.filter((name) => this.services.has(name) && !this.isSettled(name))
  }

  /** Longer is not waited for what it calls. */
  limitMs(service: Service): number {
    return this.startMs + Math.max(0, ...this.waitsFor(service).map((name) => this.services.get(name)!.readyTimeoutMs))
  }

  private isSettled(name: string): boolean {
    const pods = this.fleet.pods(name)
    return pods.length > 0 && pods.every(({ state }) => state?.state === 'ready' || state?.state === 'held')
  }

  private releaseReady(): void {
    for (const name of this.slots.heldServices()) {
      const service = this.services.get(name)
      if (service === undefined || this.waitsFor(service).length === 0) this.release(name)
    }
  }

  private release(name: string): void {
    clearTimeout(this.timers.get(name))
    this.timers.delete(name)
    this.slots.release(name)
  }
}
