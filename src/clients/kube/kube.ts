// The API server of the cluster: plain requests over one kept connection, server-side apply, streams for logs and watches.
import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'

export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly uid?: string
    readonly resourceVersion?: string
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
  }
}

export interface KubeList<T> {
  readonly metadata: { readonly resourceVersion?: string }
  readonly items: readonly T[]
}

/** `status` 0: the API server was not reached. */
export class KubeError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface Kube {
  readonly server: string
  /** Null for 404. */
  get<T>(path: string, signal: AbortSignal): Promise<T | null>
  /** Server-side apply, forced: devenv owns what it applies. */
  apply(object: KubeObject, signal: AbortSignal): Promise<KubeObject>
  /** A merge patch of part of an object; null for 404. */
  merge(path: string, patch: unknown, signal: AbortSignal): Promise<KubeObject | null>
  /** False when there was none. */
  remove(path: string, signal: AbortSignal): Promise<boolean>
  /** A response that does not end by itself: watch, followed log. Ends with the signal. */
  stream(path: string, signal: AbortSignal): Promise<IncomingMessage>
  /** Where objects of this kind live: `/apis/apps/v1/namespaces/wxwidgets/deployments/orb-core`. */
  pathOf(object: KubeObject, signal: AbortSignal): Promise<string>
  close(): void
}

/** Reads the kubeconfig; the first request says whether the server answers. */
export async function connectKube(kubeconfig: string): Promise<Kube> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  const server = config.getCurrentCluster()?.server
  if (server === undefined) throw new KubeError(0, `${kubeconfig} names no cluster`)
  const tls: RequestOptions = {}
  await config.applyToHTTPSOptions(tls)
  const { ca, cert, key } = tls
  return new Connection(server, { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) })
}

type Method = 'GET' | 'PATCH' | 'DELETE' | 'POST'

class Connection implements Kube {
  readonly server: string
  private readonly agent: Agent
  /** Streams get connections of their own; a full agent would make requests wait for them. */
  private readonly streams: Agent
  private readonly resources = new Map<string, Promise<readonly Resource[]>>()

  constructor(server: string, tls: Pick<RequestOptions, 'ca' | 'cert' | 'key'>) {
    this.server = server
    this.agent = new Agent({ ...tls, keepAlive: true, maxSockets: 16 })
    this.streams = new Agent({ ...tls, keepAlive: false })
  }

  async get<T>(path: string, signal: AbortSignal): Promise<T | null> {
    const answer = await this.send('GET', path, signal)
    return answer.status === 404 ? null : (okay(answer) as T)
  }

  async apply(object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    const path = `${await this.pathOf(object, signal)}?fieldManager=devenv&force=true`
    const answer = await this.send('PATCH', path, signal, 'application/apply-patch+yaml', object)
    return okay(answer) as KubeObject
  }

  async merge(path: string, patch: unknown, signal: AbortSignal): Promise<KubeObject | null> {
    const answer = await this.send(
      'PATCH',
      `${path}?fieldManager=devenv`,
      signal,
      'application/merge-patch+json',
      patch,
    )
    return answer.status === 404 ? null : (okay(answer) as KubeObject)
  }

  async remove(path: string, signal: AbortSignal): Promise<boolean> {
    const answer = await this.send('DELETE', path, signal)
    if (answer.status === 404) return false
    okay(answer)
    return true
  }

  async pathOf(object: KubeObject, signal: AbortSignal): Promise<string> {
    const { apiVersion, kind, metadata } = object
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    let resource = (await this.resourcesOf(group, signal)).find((entry) => entry.kind === kind)
    if (resource === undefined) {
      // The definition may have come after the group was read.
      this.resources.delete(group)
      resource = (await this.resourcesOf(group, signal)).find((entry) => entry.kind === kind)
    }
    if (resource === undefined) throw new KubeError(404, `the cluster knows no ${kind} in ${apiVersion}`)
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : ''
    return `${group}${namespace}/${resource.name}/${metadata.name}`
  }

  stream(path: string, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, this.server), { agent: this.streams, signal }, (response) => {
        if (response.statusCode === 200) return resolve(response)
        readAll(response).then((text) => reject(errorOf({ status: response.statusCode ?? 0, text })), reject)
      })
      call.on('error', (error) => reject(unreached(error, signal)))
      call.end()
    })
  }

  close(): void {
    this.agent.destroy()
    this.streams.destroy()
  }

  private resourcesOf(group: string, signal: AbortSignal): Promise<readonly Resource[]> {
    const known = this.resources.get(group)
    if (known !== undefined) return known
    const asked = this.get<{ resources: readonly Resource[] }>(group, signal).then((list) =>
      (list?.resources ?? []).filter(({ name }) => !name.includes('/')),
    )
    asked.catch(() => this.resources.delete(group))
    this.resources.set(group, asked)
    return asked
  }

  private send(method: Method, path: string, signal: AbortSignal, type?: string, body?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { accept: 'application/json', ...(type === undefined ? {} : { 'content-type': type }) }
      const options = { method, agent: this.agent, signal, headers, timeout: 30_000 }
      const call = request(new URL(path, this.server), options, (response) => {
        readAll(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, text }),
          (error) => reject(unreached(error, signal)),
        )
      })
      call.on('timeout', () => call.destroy(new Error('no answer within 30 s')))
      call.on('error', (error) => reject(unreached(error, signal)))
      call.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }
}

interface Resource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
}

interface Answer {
  readonly status: number
  readonly text: string
}

function okay(answer: Answer): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.text === '' ? null : JSON.parse(answer.text)
  throw errorOf(answer)
}

/** A refusal carries a Status object with the message. */
function errorOf({ status, text }: Answer): KubeError {
  try {
    const { message } = JSON.parse(text) as { message?: string }
    return new KubeError(status, message ?? `status ${status}`)
  } catch {
    return new KubeError(status, text.trim() === '' ? `status ${status}` : text.trim().slice(0, 500))
  }
}

function unreached(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  const { code, message } = error as NodeJS.ErrnoException
  return new KubeError(0, code ?? message)
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
