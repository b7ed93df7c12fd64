// Not a Tilt file: this is devenv's own configuration, in TypeScript. Node runs it as it is; an editor completes and
// checks it. docs/tiltfile.md lists every key with its unit and default.
import { adaBuild, cppBuild, defineEnvironment, library, service } from 'devenv'
import { traffic } from './services/traffic.ts'

interface Row {
  readonly port: number
  readonly ports?: number[]
  /** In production; development runs one. */
  readonly replicas: number
  readonly calls?: string[]
  readonly secrets?: string[]
}

function cpp(name: string, { port, replicas, calls = [] }: Row) {
  const build = cppBuild({ sourceDir: `services/cpp/${name}` })
  return service(name, { port, replicas, build, libraries: ['cpp-kit'], calls })
}

function ada(name: string, { port, ports = [], replicas, calls = [], secrets = [] }: Row) {
  const unit = name.replaceAll('-', '_')
  const build = adaBuild({ projectFile: `services/ada/${name}/${unit}.gpr`, main: `${unit}-main.adb` })
  return service(name, { port, ports, replicas, build, libraries: ['ada-kit'], calls, secrets })
}

export default defineEnvironment({
  name: 'devenv',
  traffic,
  libraries: [
    library('cpp-kit', { language: 'c++', sources: ['services/cpp/lib'] }),
    library('ada-kit', { language: 'ada', sources: ['services/ada/lib'] }),
  ],
  services: [
    cpp('widget-core', {
      port: 50051,
      replicas: 3,
      calls: ['render-manager', 'event-manager', 'windows-adapter', 'macos-adapter', 'linux-adapter', 'xrc-service'],
    }),
    cpp('render-manager', { port: 50052, replicas: 3 }),
    cpp('event-manager', { port: 50053, replicas: 2 }),
    cpp('windows-adapter', { port: 50054, replicas: 2 }),
    cpp('macos-adapter', { port: 50055, replicas: 2 }),
    cpp('linux-adapter', { port: 50056, replicas: 3 }),
    cpp('xrc-service', { port: 8080, replicas: 2 }),
    ada('orb-core', {
      port: 50060,
      replicas: 3,
      calls: ['giop-protocol', 'poa-manager', 'soap-gateway', 'security-service'],
    }),
    ada('giop-protocol', { port: 50061, replicas: 2 }),
    ada('poa-manager', { port: 50062, replicas: 2, calls: ['naming-service'] }),
    ada('naming-service', { port: 50063, replicas: 2, calls: ['event-service', 'interface-repository'] }),
    ada('event-service', { port: 50064, replicas: 2, calls: ['notification-service'] }),
    ada('notification-service', { port: 50065, replicas: 3 }),
    ada('interface-repository', { port: 50066, replicas: 2 }),
    ada('soap-gateway', { port: 8081, replicas: 2 }),
    ada('security-service', { port: 50067, ports: [8443], replicas: 3, secrets: ['token-key'] }),
  ],
})
