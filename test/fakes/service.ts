// Model objects for tests, with every field filled in.
import type { Artifact } from '../../src/model/build.ts'
import type { Service } from '../../src/model/environment.ts'

export function makeService(name: string, changes: Partial<Service> = {}): Service {
  const port = changes.port ?? 50_051
  return {
    name,
    language: 'c++',
    port,
    sources: [`/workspace/services/cpp/${name}`],
    libraries: [],
    build: {
      kind: 'cpp',
      sourceDir: `/workspace/services/cpp/${name}`,
      target: name,
      output: name,
      buildType: 'Debug',
      cmakeArgs: [],
    },
    calls: [],
    probe: { kind: 'http', port, path: '/health' },
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
    dockerfile: '/workspace/Dockerfiles/cpp.Dockerfile',
    manifests: `/workspace/manifests/base/${name}`,
    namespace: 'wxwidgets',
    declaredAt: { file: '/workspace/Tiltfile.ts', line: 1 },
    ...changes,
  }
}

export function makeArtifact(service: string, number: number, changes: Partial<Artifact> = {}): Artifact {
  return {
    service,
    id: number.toString(16).padStart(16, '0'),
    path: `/builds/${service}/${service}`,
    bytes: 1000 + number,
    gnuBuildId: null,
    ...changes,
  }
}
