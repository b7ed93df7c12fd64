// Tiltfile.ts as Node really loads it: found from below, in any workspace, fresh after each edit, failing with a place.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../../src/config/config.ts'
import { errorOf, header, lines, makeWorkspace, withServices } from './workspace.ts'

const serviceA = `service('a', { port: 1000, build: cppBuild({ sourceDir: 'services/a' }) }),`

test('every default is filled in', async () => {
  const { root } = makeWorkspace(
    withServices(
      serviceA,
      `service('c', { port: 1001, build: adaBuild({ projectFile: 'services/c/c.gpr', main: 'm.adb' }) })`,
    ),
  )
  const environment = await loadEnvironment(root)
  expect(environment).toEqual({
    name: 'test',
    root,
    file: join(root, 'Tiltfile.ts'),
    services: [
      {
        name: 'a',
        language: 'c++',
        port: 1000,
        sources: [join(root, 'services/a')],
        libraries: [],
        build: {
          kind: 'cpp',
          sourceDir: join(root, 'services/a'),
          target: 'a',
          output: 'a',
          buildType: 'Dev',
          cmakeArgs: [],
        },
        calls: [],
        probe: { kind: 'http', port: 1000, path: '/health' },
        args: [],
        env: {},
        secrets: [],
        ports: [],
        replicas: 1,
        graceMs: 5000,
        readyTimeoutMs: 10_000,
        revert: true,
        rolling: false,
        limits: { memoryBytes: 1_073_741_824, isMemoryAsked: false, cpus: null },
        dockerfile: join(root, 'Dockerfiles/cpp.Dockerfile'),
        manifests: join(root, 'manifests/base/a'),
        namespace: 'wxwidgets',
        declaredAt: { file: join(root, 'Tiltfile.ts'), line: 4, column: 1 },
      },
      {
        name: 'c',
        language: 'ada',
        port: 1001,
        sources: [join(root, 'services/c')],
        libraries: [],
        build: {
          kind: 'ada',
          projectFile: join(root, 'services/c/c.gpr'),
          main: 'm.adb',
          output: 'c/bin/c',
          scenario: {},
        },
        calls: [],
        probe: { kind: 'http', port: 1001, path: '/health' },
        args: [],
        env: {},
        secrets: [],
        ports: [],
        replicas: 1,
        graceMs: 5000,
        readyTimeoutMs: 10_000,
        revert: true,
        rolling: false,
        limits: { memoryBytes: 1_073_741_824, isMemoryAsked: false, cpus: null },
        dockerfile: join(root, 'Dockerfiles/ada.Dockerfile'),
        manifests: join(root, 'manifests/base/c'),
        namespace: 'polyorb',
        declaredAt: { file: join(root, 'Tiltfile.ts'), line: 5, column: 1 },
      },
    ],
    traffic: [],
    libraries: [],
    cluster: {
      name: 'devenv',
      overlay: join(root, 'manifests/overlays/dev'),
      istio: true,
      prometheus: true,
      prometheusPort: 9090,
      registryPort: 5001,
    },
    watch: { quietMs: 20, capMs: 2000, ignore: [] },
    builds: { tokens: 0, where: 'auto', timeoutMs: 600_000, maxArtifactBytes: 536_870_912 },
  })
})

test('what is written replaces the defaults', async () => {
  const { root } = makeWorkspace(`${header}
export default defineEnvironment({
  name: 'test',
  libraries: [library('kit', { language: 'c++', sources: ['lib/kit'] })],
  services: [
    service('a', {
      port: 1000,
      build: cppBuild({ sourceDir: 'services/a', target: 'aa', output: 'bin/aa', buildType: 'Debug', cmakeArgs: ['-DX=1'] }),
      libraries: ['kit'], calls: ['b'], probe: tcpProbe(), args: ['--x'], env: { A: 'b' }, secrets: ['key'], graceMs: 1, readyTimeoutMs: 2,
      revert: false, rolling: true, namespace: 'mine', sources: ['services/a', 'services/b'],
    }),
    service('b', { port: 1001, build: cppBuild({ sourceDir: 'services/b' }), probe: execProbe(['true']) }),
  ],
  cluster: { istio: false, prometheusPort: 9191 },
  watch: { quietMs: 10, ignore: ['*.gen'] },
  builds: { where: 'host', tokens: 3 },
  devenv: '0.1',
})`)
  const environment = await loadEnvironment(root)
  expect(environment.services[0]).toMatchObject({
    build: { target: 'aa', output: 'bin/aa', buildType: 'Debug', cmakeArgs: ['-DX=1'] },
    sources: [join(root, 'services/a'), join(root, 'services/b')],
    libraries: ['kit'],
    calls: ['b'],
    probe: { kind: 'tcp', port: 1000 },
    args: ['--x'],
    env: { A: 'b' },
    secrets: ['key'],
    graceMs: 1,
    readyTimeoutMs: 2,
    revert: false,
    rolling: true,
    namespace: 'mine',
  })
  expect(environment.services[1]!.probe).toEqual({ kind: 'exec', command: ['true'] })
  expect(environment.libraries[0]).toMatchObject({ name: 'kit', language: 'c++', sources: [join(root, 'lib/kit')] })
  expect(environment.cluster).toMatchObject({ istio: false, prometheus: true, prometheusPort: 9191 })
  expect(environment.watch).toEqual({ quietMs: 10, capMs: 2000, ignore: ['*.gen'] })
  expect(environment.builds).toMatchObject({ where: 'host', tokens: 3 })
})

test('it is found from a folder below, and DE0603 lists where it was looked for', async () => {
  const { root } = makeWorkspace(withServices(serviceA))
  expect((await loadEnvironment(join(root, 'services/a'))).root).toBe(root)
  const empty = makeWorkspace()
  mkdirSync(join(empty.root, 'x/y'), { recursive: true })
  const error = await errorOf(loadEnvironment(join(empty.root, 'x/y')))
  expect(error.code).toBe('DE0603')
  expect(error.details[0]!.text).toContain(`${empty.root}/x/y, ${empty.root}/x, ${empty.root}, `)
})

test('an edit is seen by the next load, also one of a file it imports', async () => {
  const { root, write } = makeWorkspace(
    `import { port } from './port.ts'\n${withServices(serviceA.replace('1000', 'port'))}`,
  )
  write('port.ts', 'export const port: number = 1')
  expect((await loadEnvironment(root)).services[0]!.port).toBe(1)
  write('port.ts', 'export const port: number = 2')
  expect((await loadEnvironment(root)).services[0]!.port).toBe(2)
})

test('the package.json of the workspace does not matter', async () => {
  const { root, write } = makeWorkspace(withServices(serviceA))
  write('package.json', '{"type":"commonjs"}')
  expect((await loadEnvironment(root)).services).toHaveLength(1)
  write('package.json', '{}')
  expect((await loadEnvironment(root)).services).toHaveLength(1)
})

test('declarations in a file of their own keep their own place', async () => {
  const { root, write } = makeWorkspace(
    `import { defineEnvironment } from 'devenv'\nimport { a } from './conf/a.ts'\nexport default defineEnvironment({ name: 'test', services: [a] })\n`,
  )
  write('conf/a.ts', `import { cppBuild, service } from 'devenv'\n\nexport const a = ${serviceA.replace(/,$/, '')}\n`)
  expect((await loadEnvironment(root)).services[0]!.declaredAt).toEqual({
    file: join(root, 'conf/a.ts'),
    line: 3,
    column: 18,
  })
})

const broken: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a syntax error',
    `const a: number = 1\nconst b = ;\n`,
    'DE0601',
    ['Tiltfile.ts:2 const b = ;', 'SyntaxError Expression expected'],
  ],
  [
    'an exception in it',
    `function f(): void {\n  throw new Error('boom')\n}\nf()\n`,
    'DE0601',
    [`Tiltfile.ts:2 throw new Error('boom')`, 'Error boom'],
  ],
  [
    'an import that is not there',
    `\nimport x from './nope.ts'\n`,
    'DE0601',
    [`Tiltfile.ts:2 import x from './nope.ts'`],
  ],
  [
    'a name devenv does not export',
    `\nimport { servise } from 'devenv'\n`,
    'DE0601',
    [`Tiltfile.ts:2 import { servise } from 'devenv'`],
  ],
  ['an enum', `const a = 1\nenum Size { S, L }\n`, 'DE0609', ['Tiltfile.ts:2 enum Size { S, L }']],
  ['a namespace', `namespace N {\n  export const a = 1\n}\n`, 'DE0609', ['Tiltfile.ts:1 namespace N {']],
  [
    'an end of the process',
    `console.log('bye')\nprocess.exit(7)\n`,
    'DE0601',
    ['Error it ended its own process with exit code 7', 'printed bye'],
  ],
]

test.each(broken)('%s is told with its line', async (_name, text, code, expected) => {
  const { root } = makeWorkspace(text)
  const error = await errorOf(loadEnvironment(root))
  expect(error.code).toBe(code)
  expect(lines(error)).toEqual(expect.arrayContaining([...expected]))
})

test('what a function of Tiltfile.ts declares stands where the function is called', async () => {
  const { root } = makeWorkspace(`${header}
const cpp = (name: string, port: number) => service(name, { port, build: cppBuild({ sourceDir: \`services/\${name}\` }) })
export default defineEnvironment({
  name: 'test',
  services: [
    cpp('a', 1000),
    cpp('b', 1001),
  ],
})`)
  const { services } = await loadEnvironment(root)
  expect(services.map(({ declaredAt }) => declaredAt.line - services[0]!.declaredAt.line)).toEqual([0, 1])
})
