// The nine Ada services as processes on loopback ports, which call one another as Tiltfile.ts says.
import { buildAda } from './ada-tree.ts'
import { RunningService } from './running-service.ts'

/** In the order of their starts, with what each calls. */
const calls = {
  'giop-protocol': [],
  'notification-service': [],
  'interface-repository': [],
  'soap-gateway': [],
  'security-service': [],
  'event-service': ['notification-service'],
  'naming-service': ['event-service', 'interface-repository'],
  'poa-manager': ['naming-service'],
  'orb-core': ['giop-protocol', 'poa-manager', 'soap-gateway', 'security-service'],
} as const satisfies Record<string, readonly string[]>

export type AdaService = keyof typeof calls
export const adaServices = Object.keys(calls) as AdaService[]

export class AdaChain {
  readonly #running = new Map<AdaService, RunningService>()
  readonly #binaries = new Map<AdaService, string>()

  static async start(): Promise<AdaChain> {
    const chain = new AdaChain()
    for (const name of adaServices) {
      const unit = name.replaceAll('-', '_')
      chain.#binaries.set(name, buildAda(`${name}/${unit}.gpr`, `${name}/bin/${name}`))
      chain.#running.set(name, await RunningService.start(chain.#binaryOf(name), chain.#environment(name)))
    }
    return chain
  }

  of(name: AdaService): RunningService {
    const service = this.#running.get(name)
    if (service === undefined) throw new Error(`${name} does not run`)
    return service
  }

  /** The same service on the same port, as a new process. */
  async startAgain(name: AdaService): Promise<void> {
    const service = new RunningService(this.#binaryOf(name), this.of(name).port, this.#environment(name))
    await service.line((line) => line.msg === 'listening')
    this.#running.set(name, service)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.stop()))
  }

  #binaryOf(name: AdaService): string {
    const binary = this.#binaries.get(name)
    if (binary === undefined) throw new Error(`${name} was not built`)
    return binary
  }

  #environment(name: AdaService): Record<string, string> {
    const dependencies: readonly AdaService[] = calls[name]
    return {
      CALLS: dependencies.map((other) => `${other}=http://127.0.0.1:${this.of(other).port}`).join(','),
      REQUEST_TIMEOUT_MS: '1000',
    }
  }
}
