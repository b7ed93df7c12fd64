// All pods of the environment's services with their supervisors, kept current without asking: what updates wait on.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { watchList } from '../../../clients/kube-watch.ts'
import type { SupervisorState } from '../../../clients/supervisor-socket.ts'
import type { ServiceHealth } from '../../../model/runtime-event.ts'
import { ownSelector } from '../labels.ts'
import type { World } from '../world.ts'
import { type Pod, podHealth, podOf, type RawPod } from './pod.ts'
import { PodLink } from './pod-link.ts'

export interface LinkedPod {
  readonly pod: Pod
  readonly state: SupervisorState | null
  /** It has been behind its service's name; a restart inside it does not take it away from there. */
  readonly hasServed: boolean
  send(word: 'restart' | 'revert'): boolean
}

interface Entry {
  pod: Pod
  hasServed: boolean
  readonly link: PodLink
}

export type FleetChange = (service: string) => void

export class Fleet {
  /** Why the cluster can not be followed now; null while it is. */
  lostBecause: string | null = 'not connected yet'
  private readonly world: World
  private readonly entries = new Map<string, Entry>()
  private readonly listeners = new Set<FleetChange>()
  private readonly connectionListeners = new Set<() => void>()
  private users = 0
  private controller: AbortController | null = null

  constructor(world: World) {
    this.world = world
  }

  get isUsed(): boolean {
    return this.users > 0
  }

  /** Follows the pods until the last user called what this returns. */
  use(): () => void {
    this.users += 1
    if (this.users === 1) this.start()
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.users -= 1
      if (this.users === 0) this.stop()
    }
  }

  /** Pods that serve or will serve; those on their way out are left out. */
  pods(service: string): readonly LinkedPod[] {
    return [...this.entries.values()]
      .filter(({ pod }) => pod.service === service && !pod.isLeaving)
      .map(({ pod, link, hasServed }) => ({ pod, state: link.state, hasServed, send: (word) => link.send(word) }))
  }

  health(service: string, wanted: number): ServiceHealth {
    const pods = this.pods(service).map(({ pod, state, hasServed }) => {
      const health = podHealth(pod, state, hasServed)
      return this.lostBecause === null || state !== null ? health : { ...health, state: 'unknown' as const }
    })
    return { service, pods, wanted }
  }

  /** Called for each change of a pod or its supervisor, at once. */
  onChange(listener: FleetChange): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onConnection(listener: () => void): () => void {
    this.connectionListeners.add(listener)
    return () => this.connectionListeners.delete(listener)
  }

  /** Resolves with what `look` finds, asked now and after each change of the service. */
  async until<T>(service: string, look: () => T | null, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    const release = this.use()
    try {
      return await new Promise<T>((resolve, reject) => {
        const stopListening = this.onChange((changed) => {
          if (changed === service) attempt()
        })
        const onAbort = () => {
          stopListening()
          reject(signal.reason)
        }
        const attempt = () => {
          try {
            const found = look()
            if (found === null) return
            stopListening()
            signal.removeEventListener('abort', onAbort)
            resolve(found)
          } catch (thrown) {
            stopListening()
            signal.removeEventListener('abort', onAbort)
            reject(thrown)
          }
        }
        signal.addEventListener('abort', onAbort, { once: true })
        attempt()
      })
    } finally {
      release()
    }
  }

  private start(): void {
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

  private stop(): void {
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
    const link = new PodLink(path, () => this.emit(pod.service))
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

  private emit(service: string): void {
    for (const listener of [...this.listeners]) listener(service)
  }
}
