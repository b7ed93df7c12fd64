// Pods without a cluster: real supervisors as processes of this host, and an API server that lists and watches them.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { supervisorPath } from '../../../src/clients/files/package-root.ts'
import type { Kube, KubeObject } from '../../../src/clients/kube/kube.ts'
import type { Service } from '../../../src/model/environment.ts'
import type { WorkspaceFolders } from '../../../src/model/workspace.ts'
import type { RawPod } from '../../../src/runtime/kind/observe/pod.ts'

interface HostPod {
  readonly raw: RawPod
  readonly child: ChildProcess
}

export class HostPods {
  private readonly folders: WorkspaceFolders
  private readonly pods = new Map<string, HostPod>()
  private readonly watches = new Set<PassThrough>()
  private count = 0

  constructor(folders: WorkspaceFolders) {
    this.folders = folders
  }

  /** What the runtime uses instead of a connection to a cluster. */
  readonly kube: Kube = {
    server: 'https://host-pods',
    get: <T>() =>
      Promise.resolve({
        metadata: { resourceVersion: '1' },
        items: [...this.pods.values()].map(({ raw }) => raw),
      } as T),
    apply: (object: KubeObject) => Promise.resolve(object),
    merge: () => Promise.resolve(null),
    remove: () => Promise.resolve(false),
    pathOf: () => Promise.resolve(''),
    close: () => {},
    stream: (path: string, signal: AbortSignal) => {
      const stream = new PassThrough()
      if (!path.includes('watch=true')) stream.end()
      else {
        // What changed between the list and the watch comes first, as a server does it by versions.
        for (const { raw } of this.pods.values()) stream.write(`${JSON.stringify({ type: 'ADDED', object: raw })}\n`)
        this.watches.add(stream)
      }
      signal.addEventListener('abort', () => stream.destroy(), { once: true })
      return Promise.resolve(stream as unknown as IncomingMessage)
    },
  }

  /** Starts a pod of the service; its process listens on `port`. */
  start(service: Service, port: number): string {
    this.count += 1
    const name = `${service.name}-5d4f8b9c7-pod${String(this.count).padStart(2, '0')}`
    const args = [
      '--slot',
      join(this.folders.slots, service.name),
      '--name',
      service.name,
      '--probe',
      `http:${port}/health`,
    ]
    const status = ['--status-dir', join(this.folders.run, service.name), '--instance', name]
    const limits = [
      '--grace',
      '2000',
      '--ready-timeout',
      String(service.readyTimeoutMs),
      '--on-fail',
      service.revert ? 'revert' : 'hold',
    ]
    const child = spawn(supervisorPath(), ['run', ...args, ...status, ...limits], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, PORT: String(port) },
    })
    const raw: RawPod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: service.namespace,
        uid: name,
        labels: { 'devenv.dev/service': service.name },
        resourceVersion: String(this.count),
      },
      spec: { containers: [{ name: 'service' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'service', ready: true, restartCount: 0, state: { running: {} } }],
      },
    }
    this.pods.set(name, { raw, child })
    this.tell('ADDED', raw)
    return name
  }

  /** Deletes the pod: its supervisor is asked to stop, and the cluster forgets it when it has. */
  async remove(name: string): Promise<void> {
    const pod = this.pods.get(name)
    if (pod === undefined) return
    this.pods.delete(name)
    const leaving: RawPod = { ...pod.raw, metadata: { ...pod.raw.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }
    this.tell('MODIFIED', leaving)
    if (pod.child.exitCode === null) {
      const ended = once(pod.child, 'exit')
      pod.child.kill('SIGTERM')
      await ended
    }
    this.tell('DELETED', leaving)
  }

  async removeAll(): Promise<void> {
    await Promise.all([...this.pods.keys()].map((name) => this.remove(name)))
  }

  private tell(type: string, object: RawPod): void {
    for (const watch of this.watches) if (!watch.destroyed) watch.write(`${JSON.stringify({ type, object })}\n`)
  }
}
