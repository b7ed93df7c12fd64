// The seven C++ services as processes that know each other.
import { cppService } from './cpp-tree.ts'
import { RunningService } from './running-service.ts'

export const callees = [
  'event-manager',
  'linux-adapter',
  'macos-adapter',
  'windows-adapter',
  'render-manager',
  'xrc-service',
] as const
export type Callee = (typeof callees)[number]
export const cppServices = [...callees, 'widget-core'] as const
export type CppService = (typeof cppServices)[number]

export class CppSystem {
  readonly services: Record<string, RunningService>

  private constructor(services: Record<string, RunningService>) {
    this.services = services
  }

  static async start(): Promise<CppSystem> {
    const started = await Promise.all(
      callees.map(async (name) => [name, await RunningService.start(cppService(name))] as const),
    )
    const calls = started.map(([name, service]) => `${name}=${service.url('')}`).join(',')
    const core = await RunningService.start(cppService('widget-core'), { CALLS: calls })
    return new CppSystem({ ...Object.fromEntries(started), 'widget-core': core })
  }

  get core(): RunningService {
    return this.of('widget-core')
  }

  of(name: CppService): RunningService {
    return this.services[name]!
  }

  /** On its port again. */
  async restart(name: Callee): Promise<void> {
    const again = new RunningService(cppService(name), this.of(name).port, {})
    this.services[name] = again
    await again.line((line) => line.msg === 'listening')
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.services).map((service) => service.stop()))
  }
}
