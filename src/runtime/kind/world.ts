// What all parts of runtime kind share: the way to Docker and to the API server, names and folders of this environment.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { DockerSocket } from '../../clients/docker/docker-socket.ts'
import { findDocker } from '../../clients/docker/docker-socket.ts'
import { connectKube, type Kube, KubeError } from '../../clients/kube/kube.ts'
import type { RuntimeContext } from '../runtime.ts'
import { clusterFolder, readVersions, type Versions } from './versions.ts'

export class World {
  readonly context: RuntimeContext
  readonly clusterName: string
  /** The container that is the control plane's node. */
  readonly node: string
  readonly registry: string
  readonly kubeconfig: string
  /** The cluster's data: kind.yaml, istio/, prometheus/. */
  readonly data: string
  private foundPorts: ReadonlyMap<number, number> | null = null
  /** What the manifests ask for, by service; known once they were rendered. */
  readonly replicas = new Map<string, number>()
  /** The cluster answered in this session, so a loss of it is worth a repair. */
  wasUp = false
  private readVersionsOnce: Versions | null = null
  private dockerOnce: Promise<DockerSocket> | null = null
  private kubeOnce: Promise<Kube> | null = null

  constructor(context: RuntimeContext) {
    this.context = context
    this.clusterName = context.environment.cluster.name
    this.node = `${this.clusterName}-control-plane`
    this.registry = `${this.clusterName}-registry`
    this.kubeconfig = join(context.folders.state, 'kubeconfig')
    this.data = clusterFolder(context.environment.root)
  }

  get versions(): Versions {
    this.readVersionsOnce ??= readVersions(this.data)
    return this.readVersionsOnce
  }

  /** Loopback port to node port; null without a cluster. */
  get ports(): ReadonlyMap<number, number> | null {
    this.foundPorts ??= this.recordedPorts()
    return this.foundPorts
  }

  /** As the running node has them. */
  set ports(found: ReadonlyMap<number, number> | null) {
    this.foundPorts = found
  }

  get mirrors(): string {
    return join(this.context.folders.state, 'certs.d')
  }

  /** Present while kind makes the cluster: found later, what is there is half made. */
  get creating(): string {
    return join(this.context.folders.state, 'cluster.creating')
  }

  /** The image name of the local registry as nodes and host both write it. */
  get registryHost(): string {
    return `localhost:${this.context.environment.cluster.registryPort}`
  }

  docker(signal: AbortSignal): Promise<DockerSocket> {
    if (this.dockerOnce === null) {
      const found = findDocker(signal)
      this.dockerOnce = found
      found.catch(() => {
        this.dockerOnce = null
      })
    }
    return this.dockerOnce
  }

  /** Rejects with KubeError 0 while there is no kubeconfig. */
  async kube(): Promise<Kube> {
    if (this.kubeOnce === null) {
      if (!existsSync(this.kubeconfig)) throw new KubeError(0, 'the cluster is not made yet')
      const connected = connectKube(this.kubeconfig)
      this.kubeOnce = connected
      connected.catch(() => {
        this.kubeOnce = null
      })
    }
    return this.kubeOnce
  }

  /** After the cluster was made again or removed. */
  forgetKube(): void {
    const old = this.kubeOnce
    this.kubeOnce = null
    old?.then((kube) => kube.close()).catch(() => {})
  }

  /** The ports the cluster was made with, for those who ask before the node was looked at. */
  private recordedPorts(): ReadonlyMap<number, number> | null {
    const path = join(this.context.folders.state, 'kind.yaml')
    if (!existsSync(path) || !existsSync(this.kubeconfig)) return null
    const config = parse(readFileSync(path, 'utf8')) as RecordedConfig
    const mappings = config.nodes?.[0]?.extraPortMappings ?? []
    return new Map(mappings.map(({ hostPort, containerPort }) => [hostPort, containerPort]))
  }
}

interface RecordedConfig {
  readonly nodes?: readonly {
    readonly extraPortMappings?: readonly { readonly hostPort: number; readonly containerPort: number }[]
  }[]
}
