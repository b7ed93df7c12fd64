// Not a Tilt file: this is devenv's own configuration, in TypeScript. Node runs it as it is; an editor completes and
// checks it. docs/tiltfile.md lists every key with its unit and default.
import { adaBuild, cppBuild, defineEnvironment, library, service } from 'devenv'

interface Row {
  readonly port: number
  readonly calls?: string[]
  readonly secrets?: string[]
}

function cpp(name: string, { port, calls = [] }: Row) {
  const build = cppBuild({ sourceDir: `services/cpp/${name}` })
  return service(name, { port, build, libraries: ['cpp-kit'], calls })
}

function ada(name: string, { port, calls = [], secrets = [] }: Row) {
  const unit = name.replaceAll('-', '_')
  const build = adaBuild({ projectFile: `services/ada/${name}/${unit}.gpr`, main: `${unit}-main.adb` })
  return service(name, { port, build, libraries: ['ada-kit'], calls, secrets })
}

export default defineEnvironment({
  name: 'devenv',
  libraries: [
    library('cpp-kit', { language: 'c++', sources: ['services/cpp/lib'] }),
    library('ada-kit', { language: 'ada', sources: ['services/ada/lib'] }),
  ],
  services: [
    cpp('widget-core', {
      port: 50051,
      calls: ['render-manager', 'event-manager', 'windows-adapter', 'macos-adapter', 'linux-adapter', 'xrc-service'],
    }),
    cpp('render-manager', { port: 50052 }),
    cpp('event-manager', { port: 50053 }),
    cpp('windows-adapter', { port: 50054 }),
    cpp('macos-adapter', { port: 50055 }),
    cpp('linux-adapter', { port: 50056 }),
    cpp('xrc-service', { port: 8080 }),
    ada('orb-core', { port: 50060, calls: ['giop-protocol', 'poa-manager', 'soap-gateway', 'security-service'] }),
    ada('giop-protocol', { port: 50061 }),
    ada('poa-manager', { port: 50062, calls: ['naming-service'] }),
    ada('naming-service', { port: 50063, calls: ['event-service', 'interface-repository'] }),
    ada('event-service', { port: 50064, calls: ['notification-service'] }),
    ada('notification-service', { port: 50065 }),
    ada('interface-repository', { port: 50066 }),
    ada('soap-gateway', { port: 8081 }),
    ada('security-service', { port: 50067, secrets: ['token-key'] }),
  ],
})
