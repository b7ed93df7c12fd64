// A workspace of its own with real sources, and a builder on it, for tests and benchmarks.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Builder, type BuilderOptions, createBuilder } from '../../src/build/build.ts'
import type { BuildOrder, BuildOutcome } from '../../src/model/build.ts'
import type { BuildSpec, Environment, Library, Service } from '../../src/model/environment.ts'

const fixtures = resolve(import.meta.dirname, '../fixtures/build')
export const now = () => performance.timeOrigin + performance.now()
export type Built = BuildOutcome & { kind: 'built' }
export type Failed = BuildOutcome & { kind: 'failed' }

export class Workbench {
  readonly root: string
  readonly home: string
  readonly builds: string
  readonly environment: Environment
  readonly lines: string[] = []
  readonly details: string[] = []
  private readonly builderOptions: BuilderOptions
  builder: Builder
  private number = 0

  constructor(
    makeServices: (root: string) => { services: Service[]; libraries: Library[] },
    options: { readonly from?: string; readonly builds?: Partial<Environment['builds']> } = {},
  ) {
    this.home = mkdtempSync(join(tmpdir(), 'devenv-build-'))
    this.root = join(this.home, 'workspace')
    this.builds = join(this.home, 'builds')
    cpSync(options.from ?? fixtures, this.root, { recursive: true })
    const { services, libraries } = makeServices(this.root)
    this.environment = environmentOf(this.root, services, libraries, options.builds)
    const folders = {
      id: 'workbench',
      root: this.root,
      state: this.home,
      slots: '',
      run: '',
      secrets: '',
      logs: '',
      builds: this.builds,
      socket: '',
    }
    this.builderOptions = { environment: this.environment, folders, now }
    this.builder = createBuilder(this.builderOptions)
  }

  /** As a new session would see the build folders. */
  restart(): void {
    this.builder = createBuilder(this.builderOptions)
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true })
  }

  path(file: string): string {
    return join(this.root, file)
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8')
  }

  write(file: string, text: string): string {
    mkdirSync(join(this.path(file), '..'), { recursive: true })
    writeFileSync(this.path(file), text)
    return this.path(file)
  }

  replace(file: string, from: string, to: string): string {
    const text = this.read(file)
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
    return this.write(file, text.replace(from, to))
  }

  readonly report = {
    log: (line: string) => void this.lines.push(line),
    detail: (words: string) => void this.details.push(words),
  }

  order(
    service: Service,
    change: { readonly files?: readonly string[]; readonly units?: readonly string[] } = {},
  ): BuildOrder {
    this.number += 1
    const files = change.files ?? []
    const trigger = files.length > 0 ? 'change' : 'initial'
    return {
      service: service.name,
      number: this.number,
      trigger,
      batches: [],
      files,
      units: change.units ?? [],
      need: 'live',
    }
  }

  build(
    service: Service,
    change: Parameters<Workbench['order']>[1] = {},
    signal = new AbortController().signal,
  ): Promise<BuildOutcome> {
    return this.builder.build(service, this.order(service, change), this.report, signal)
  }

  async built(service: Service, change: Parameters<Workbench['order']>[1] = {}): Promise<Built> {
    const outcome = await this.build(service, change)
    if (outcome.kind !== 'built') throw new Error(JSON.stringify(outcome, null, 1))
    return outcome
  }

  async failed(service: Service, change: Parameters<Workbench['order']>[1] = {}): Promise<Failed> {
    const outcome = await this.build(service, change)
    if (outcome.kind !== 'failed') throw new Error(`the build was ${outcome.kind}`)
    return outcome
  }
}

/** The C++ and the Ada service of the fixtures, each over a library. */
export function counters(root: string): { services: [Service, Service]; libraries: Library[] } {
  const cpp = serviceOf(root, 'counter', 'cpp/counter', 'cpp-kit', {
    kind: 'cpp',
    sourceDir: join(root, 'cpp/counter'),
    target: 'counter',
    output: 'counter',
    buildType: 'RelWithDebInfo',
    cmakeArgs: [],
  })
  const ada = serviceOf(root, 'ada-counter', 'ada/counter', 'ada-kit', {
    kind: 'ada',
    projectFile: join(root, 'ada/counter/counter.gpr'),
    main: 'counter_main.adb',
    output: 'counter/bin/counter',
    scenario: { MODE: 'debug' },
  })
  return {
    services: [cpp, ada],
    libraries: [libraryOf(root, 'cpp-kit', 'cpp/lib/kit'), libraryOf(root, 'ada-kit', 'ada/lib/kit')],
  }
}

export function serviceOf(root: string, name: string, folder: string, library: string, build: BuildSpec): Service {
  return {
    name,
    language: build.kind === 'cpp' ? 'c++' : 'ada',
    port: 50_000,
    sources: [join(root, folder)],
    libraries: [library],
    build,
    calls: [],
    probe: { kind: 'tcp', port: 50_000 },
    args: [],
    env: {},
    secrets: [],
    ports: [],
    replicas: 1,
    graceMs: 5000,
    readyTimeoutMs: 10_000,
    revert: true,
    rolling: false,
    limits: { memoryBytes: null, isMemoryAsked: false, cpus: null },
    dockerfile: join(root, 'Dockerfile'),
    manifests: join(root, 'manifests'),
    namespace: 'devenv',
    declaredAt: { file: join(root, 'Tiltfile.ts'), line: 1 },
  }
}

export function libraryOf(root: string, name: string, folder: string): Library {
  const language = folder.includes('ada') ? 'ada' : 'c++'
  return { name, language, sources: [join(root, folder)], declaredAt: { file: join(root, 'Tiltfile.ts'), line: 1 } }
}

function environmentOf(
  root: string,
  services: readonly Service[],
  libraries: readonly Library[],
  builds: Partial<Environment['builds']> = {},
): Environment {
  return {
    name: 'workbench',
    root,
    file: join(root, 'Tiltfile.ts'),
    services,
    traffic: [],
    libraries,
    cluster: { name: 'workbench', overlay: root, istio: false, prometheus: false, prometheusPort: 1, registryPort: 2 },
    watch: { quietMs: 25, capMs: 2000, ignore: [] },
    builds: { tokens: 0, where: 'host', timeoutMs: 120_000, maxArtifactBytes: 100 * 1024 ** 2, ...builds },
  }
}

/** Gives a file other times and the same bytes, as `git checkout` away and back does. */
export function touch(path: string): void {
  const { mtimeMs } = statSync(path)
  utimesSync(path, new Date(mtimeMs + 5000), new Date(mtimeMs + 5000))
}
