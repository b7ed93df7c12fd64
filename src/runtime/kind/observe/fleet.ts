// All pods of the environment's services with their supervisors, kept current without asking: what updates wait on.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { watchList } from '../../../clients/kube/kube-watch.ts'
import type { ServiceHealth } from '../../../model/runtime-event.ts'
import { type Instance, Instances } from '../../live/instances.ts'
import { SupervisorConnection } from '../../live/supervisor-link.ts'
import { ownSelector } from '../labels.ts'
import type { World } from '../world.ts'
import { type Pod, podHealth, podOf, type RawPod } from './pod.ts'

export interface LinkedPod extends Instance {
  readonly pod: Pod
}

interface Entry {
  pod: Pod
  hasServed: boolean
  readonly link: SupervisorConnection
}

export class Fleet extends Instances {
  /** Why the cluster can not be followed now; null while it is. */
  override lostBecause: string | null = 'not connected yet'
  private readonly world: World
  private readonly entries = new Map<string, Entry>()
  private readonly connectionListeners = new Set<() => void>()
  private controller: AbortController | null = null

  constructor(world: World) {
    super()
    this.world = world
  }

  /** Pods that serve or will serve; those on their way out are left out. */
  override pods(service: string): readonly LinkedPod[] {
    return [...this.entries.values()]
      .filter(({ pod }) => pod.service === service && !pod.isLeaving)
      .map(({ pod, link, hasServed }) => ({ pod, state: link.state, hasServed, send: (word) => link.send(word) }))
  }

  override health(service: string, wanted: number): ServiceHealth {
    const pods = this.pods(service).map(({ pod, state, hasServed }) => {
      const health = podHealth(pod, state, hasServed)
      return this.lostBecause === null || state !== null ? health : { ...health, state: 'unknown' as const }
    })
    return { service, pods, wanted }
  }

  onConnection(listener: () => void): () => void {
    this.connectionListeners.add(listener)
    return () => this.connectionListeners.delete(listener)
  }

  protected override start(): void {
    const controller = new AbortController()
    this.controller = controller
    const selector = ownSelector(this.world.context)
    void watchList<RawPod>(
      () => this.world.kube(),
      '/api/v1/pods',
      selector,
      {
        onList: (items) => this.takeAll(items),
        onChange: (item) => this.take(item),
        onRemoved: (item) => this.remove(item.metadata.uid ?? ''),
        onLost: (reason) => this.setLost(reason),
      },
      controller.signal,
    )
  }

  protected override stop(): void {
    this.controller?.abort()
    this.controller = null
    for (const { link } of this.entries.values()) link.close()
    this.entries.clear()
    this.lostBecause = 'not connected yet'
  }

  private takeAll(items: readonly RawPod[]): void {
    const uids = new Set(items.map(({ metadata }) => metadata.uid))
    for (const uid of [...this.entries.keys()]) if (!uids.has(uid)) this.remove(uid)
    this.setLost(null)
    for (const item of items) this.take(item)
    void this.removeStaleFiles()
  }

  private take(raw: RawPod): void {
    const pod = podOf(raw)
    if (pod === null || this.controller === null) return
    const known = this.entries.get(pod.uid)
    if (known !== undefined) {
      known.pod = pod
      known.hasServed ||= pod.isReady
      this.emit(pod.service)
      return
    }
    if (pod.isLeaving) return
    const path = join(this.world.context.folders.run, pod.service, `${pod.name}.sock`)
    const link = new SupervisorConnection(path, () => this.emit(pod.service))
    this.entries.set(pod.uid, { pod, link, hasServed: pod.isReady })
    this.emit(pod.service)
  }

  private remove(uid: string): void {
    const entry = this.entries.get(uid)
    if (entry === undefined) return
    entry.link.close()
    this.entries.delete(uid)
    const folder = join(this.world.context.folders.run, entry.pod.service)
    for (const end of ['sock', 'json']) void rm(join(folder, `${entry.pod.name}.${end}`), { force: true })
    this.emit(entry.pod.service)
  }

  /** Sockets and status files of pods that are gone. */
  private async removeStaleFiles(): Promise<void> {
    const names = new Set([...this.entries.values()].map(({ pod }) => pod.name))
    for (const { name: service } of this.world.context.environment.services) {
      const folder = join(this.world.context.folders.run, service)
      for (const file of await readdir(folder).catch(() => [])) {
        const owner = file.replace(/^\./, '').replace(/\.(sock|json)(\.new)?$/, '')
        if (!names.has(owner)) await rm(join(folder, file), { force: true })
      }
    }
  }

  private setLost(reason: string | null): void {
    if (this.lostBecause === reason) return
    this.lostBecause = reason
    for (const listener of [...this.connectionListeners]) listener()
    for (const service of new Set([...this.entries.values()].map(({ pod }) => pod.service))) this.emit(service)
  }
}
