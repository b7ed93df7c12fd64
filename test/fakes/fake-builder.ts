// A builder in memory: the content of a service is a string, its artifact id follows from it.
import { createHash } from 'node:crypto'
import type { Builder } from '../../src/build/build.ts'
import { makeError } from '../../src/errors/errors.ts'
import type { BuildOrder, BuildOutcome } from '../../src/model/build.ts'
import type { Service } from '../../src/model/environment.ts'
import type { DependencyRecord } from '../../src/model/graph.ts'

const timings = { compileMs: 100, linkMs: 20, holdMs: 0, totalMs: 130 }

export class FakeBuilder implements Builder {
  /** What was asked, in order: `build widget-core #1`. */
  readonly calls: string[] = []
  readonly contents = new Map<string, string>()
  readonly recordsOf = new Map<string, readonly DependencyRecord[]>()
  /** Services whose last build is still there and true. */
  readonly built = new Set<string>()
  way: 'tool' | 'fast' = 'tool'
  private readonly broken = new Map<string, string>()
  private readonly gates = new Map<string, { promise: Promise<void>; open: () => void }>()

  prepare(): Promise<string> {
    return Promise.resolve('fake')
  }

  async build(
    service: Service,
    order: BuildOrder,
    report: { log(line: string): void },
    signal: AbortSignal,
  ): Promise<BuildOutcome> {
    this.calls.push(`build ${service.name} #${order.number}`)
    report.log(`compiling ${service.name}`)
    const gate = this.gates.get(service.name)
    if (gate !== undefined) await Promise.race([gate.promise, aborted(signal)])
    if (signal.aborted) return { kind: 'cancelled' }
    const message = this.broken.get(service.name)
    if (message !== undefined) {
      const at = { file: `/src/${service.name}/main.cpp`, line: 7 }
      return {
        kind: 'failed',
        error: makeError(
          'DE0301',
          { service: service.name },
          { details: [{ label: `${at.file}:7`, text: message }] },
        ).toData(),
        diagnostics: [{ severity: 'error', message, at, tool: 'gcc', excerpt: [] }],
        timings,
      }
    }
    return this.outcome(service, this.way)
  }

  prove(service: Service): Promise<BuildOutcome | null> {
    this.calls.push(`prove ${service.name}`)
    return Promise.resolve(null)
  }

  records(service: Service): Promise<readonly DependencyRecord[]> {
    return Promise.resolve(this.recordsOf.get(service.name) ?? [])
  }

  existing(service: Service): Promise<BuildOutcome | null> {
    return Promise.resolve(this.built.has(service.name) ? this.outcome(service, 'tool') : null)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  // What a test does to the world.

  edit(service: string, content: string): void {
    this.contents.set(service, content)
    this.broken.delete(service)
  }

  break(service: string, message: string): void {
    this.broken.set(service, message)
  }

  /** Builds of the service wait until `release`. */
  hold(service: string): void {
    let open = () => {}
    const promise = new Promise<void>((resolve) => {
      open = resolve
    })
    this.gates.set(service, { promise, open })
  }

  release(service: string): void {
    this.gates.get(service)?.open()
    this.gates.delete(service)
  }

  idOf(service: string): string {
    return createHash('sha256')
      .update(`${service} ${this.contents.get(service) ?? ''}`)
      .digest('hex')
      .slice(0, 16)
  }

  private outcome(service: Service, way: 'tool' | 'fast'): BuildOutcome & { kind: 'built' } {
    const artifact = {
      service: service.name,
      id: this.idOf(service.name),
      path: `/builds/${service.name}`,
      bytes: 1_000,
      gnuBuildId: null,
    }
    return { kind: 'built', artifact, timings, diagnostics: [], records: this.recordsOf.get(service.name) ?? [], way }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
