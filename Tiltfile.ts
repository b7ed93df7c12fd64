// Not a Tilt file: this is devenv's own configuration, in TypeScript. Node runs it as it is; an editor completes and
// checks it. docs/tiltfile.md lists every key with its unit and default.
import { adaBuild, cppBuild, defineEnvironment, library, service } from 'devenv'

export default defineEnvironment({
  name: 'devenv',
  libraries: [
    library('cpp-kit', { language: 'c++', sources: ['services/cpp/lib/kit'] }),
    library('ada-kit', { language: 'ada', sources: ['services/ada/lib'] }),
  ],
  services: [
    service('widget-core', {
      port: 50051,
      build: cppBuild({ sourceDir: 'services/cpp/widget-core' }),
      libraries: ['cpp-kit'],
      calls: ['xrc-service'],
    }),
    service('xrc-service', {
      port: 8080,
      build: cppBuild({ sourceDir: 'services/cpp/xrc-service' }),
      libraries: ['cpp-kit'],
    }),
    service('orb-core', {
      port: 50060,
      build: adaBuild({ projectFile: 'services/ada/orb-core/orb_core.gpr', main: 'orb_core-main.adb' }),
      libraries: ['ada-kit'],
    }),
  ],
})
