// An environment in memory: three pilots, two libraries, nothing on disk.
import type { Change } from '../../src/model/change.ts'
import type { Environment, Service } from '../../src/model/environment.ts'
import type { DependencyRecord } from '../../src/model/graph.ts'

export const root = '/w'
const declaredAt = { file: '/w/Tiltfile.ts', line: 1 }

export function serviceNamed(name: string, more: Partial<Service> = {}): Service {
  const sourceDir = `/w/services/${name}`
  return {
    name,
    language: 'c++',
    port: 50051,
    sources: [sourceDir],
    libraries: ['kit'],
    build: { kind: 'cpp', sourceDir, target: name, output: name, buildType: 'Dev', cmakeArgs: [] },
    calls: [],
    probe: { kind: 'tcp', port: 50051 },
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
    dockerfile: '/w/Dockerfiles/cpp.Dockerfile',
    manifests: `/w/manifests/base/${name}`,
    namespace: 'wxwidgets',
    declaredAt,
    ...more,
  }
}

export const orbCore = serviceNamed('orb-core', {
  language: 'ada',
  libraries: ['ada-kit'],
  build: {
    kind: 'ada',
    projectFile: '/w/services/orb-core/orb_core.gpr',
    main: 'm.adb',
    output: 'orb-core/bin/orb-core',
    scenario: {},
  },
  dockerfile: '/w/Dockerfiles/ada.Dockerfile',
})

export function environmentOf(services: readonly Service[]): Environment {
  return {
    name: 'test',
    root,
    file: '/w/Tiltfile.ts',
    services,
    traffic: [],
    libraries: [
      { name: 'kit', language: 'c++', sources: ['/w/lib/kit'], declaredAt },
      { name: 'ada-kit', language: 'ada', sources: ['/w/lib/ada'], declaredAt },
    ],
    cluster: {
      name: 'devenv',
      overlay: '/w/manifests/overlays/dev',
      istio: true,
      prometheus: true,
      prometheusPort: 9090,
      registryPort: 5001,
    },
    watch: { quietMs: 25, capMs: 2000, ignore: [] },
    builds: { tokens: 2, where: 'host', timeoutMs: 1000, maxArtifactBytes: 1 },
  }
}

export const pilots = environmentOf([serviceNamed('widget-core'), serviceNamed('xrc-service'), orbCore])

const s = '/w/services'
/** widget-core reads http.hpp in both units and json.hpp in one; xrc-service reads http.hpp only. */
export const pilotRecords: ReadonlyMap<string, readonly DependencyRecord[]> = new Map([
  [
    'widget-core',
    [
      { unit: `${s}/widget-core/main.cpp`, inputs: [`${s}/widget-core/main.cpp`, '/w/lib/kit/http.hpp'] },
      {
        unit: `${s}/widget-core/tree.cpp`,
        inputs: [
          `${s}/widget-core/tree.cpp`,
          `${s}/widget-core/tree.hpp`,
          '/w/lib/kit/http.hpp',
          '/w/lib/kit/json.hpp',
        ],
      },
    ],
  ],
  [
    'xrc-service',
    [{ unit: `${s}/xrc-service/main.cpp`, inputs: [`${s}/xrc-service/main.cpp`, '/w/lib/kit/http.hpp'] }],
  ],
  [
    'orb-core',
    [
      { unit: `${s}/orb-core/m.adb`, inputs: [`${s}/orb-core/m.adb`, `${s}/orb-core/ior.ads`] },
      {
        unit: `${s}/orb-core/ior.adb`,
        inputs: [`${s}/orb-core/ior.adb`, `${s}/orb-core/ior.ads`, '/w/lib/ada/log.ads'],
      },
    ],
  ],
])

export function changed(...paths: readonly string[]): readonly Change[] {
  return paths.map((path) => ({ path, kind: 'changed' }))
}
