// Every problem at once, each with file:line, the value found, what is wanted and the nearest valid name.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../../src/config/config.ts'
import { errorOf, header, lines, makeWorkspace, withServices } from './workspace.ts'

const a = `service('a', { port: 1000, build: cppBuild({ sourceDir: 'services/a' }) }),`

test('problems of several kinds are one DE0602, in the order of the file', async () => {
  const { root } = makeWorkspace(`${header}
export default defineEnvironment({
  name: 'Test',
  libraries: [
    library('kit', { language: 'c++', sources: ['lib/kitt'] }),
  ],
  services: [
    service('a', {
      prot: 80,
      port: 'eighty' as any,
      build: cppBuild({ sourceDir: 'servces/a' }),
      libraries: ['kti'],
    }),
    service('b', {
      port: 70000,
      build: cppBuild({
        sourceDir: 'services/b',
        taget: 'b',
      }),
      calls: ['aa'],
      probe: httpProbe('health'),
      env: { 'A-B': '1' },
    }),
  ],
  watch: {
    quietMs: 0.5,
  },
  bilds: {},
})`)
  const error = await errorOf(loadEnvironment(root))
  expect(error.code).toBe('DE0602')
  expect(error.summary).toBe('Tiltfile.ts is not valid: 12 problems')
  expect(lines(error)).toEqual([
    `Tiltfile.ts:4 name: found "Test", wanted a DNS name: lower-case letters, digits and hyphens, a letter first, 63 at most`,
    `Tiltfile.ts:6 library "kit" sources: lib/kitt does not exist; did you mean lib/kit?`,
    `Tiltfile.ts:10 service "a" prot is not a key; did you mean "port"?`,
    `Tiltfile.ts:11 service "a" port: found "eighty", wanted a port: a whole number from 1 to 65535`,
    `Tiltfile.ts:13 service "a" libraries: there is no library "kti"; did you mean "kit"?`,
    `Tiltfile.ts:16 service "b" port: found 70000, wanted a port: a whole number from 1 to 65535`,
    `Tiltfile.ts:19 service "b" build.taget is not a key; did you mean "target"?`,
    `Tiltfile.ts:21 service "b" calls: there is no service "aa"; did you mean "a"?`,
    `Tiltfile.ts:22 service "b" probe.path: found "health", wanted a path that begins with /`,
    `Tiltfile.ts:23 service "b" env: found the name "A-B", wanted a variable name`,
    `Tiltfile.ts:27 watch.quietMs: found 0.5, wanted milliseconds: a whole number from 1`,
    `Tiltfile.ts:29 bilds is not a key; did you mean "builds"?`,
  ])
})

test('a circle of calls alone is DE0605, each edge with its place', async () => {
  const call = (name: string, port: number, to: string) =>
    `service('${name}', { port: ${port}, build: cppBuild({ sourceDir: 'services/a' }), manifests: 'manifests/base/a', calls: ['${to}'] }),`
  const { root } = makeWorkspace(withServices(call('x', 1, 'y'), call('y', 2, 'z'), call('z', 3, 'x')))
  const error = await errorOf(loadEnvironment(root))
  expect(error.code).toBe('DE0605')
  expect(error.summary).toBe('services call each other in a circle: x -> y -> z -> x')
  expect(lines(error)).toEqual([
    'Tiltfile.ts:4 services call each other in a circle, x -> y -> z -> x: x calls y',
    'Tiltfile.ts:5 y calls z',
    'Tiltfile.ts:6 z calls x',
  ])
})

test('a service that calls itself is a circle', async () => {
  const { root } = makeWorkspace(withServices(a.replace(' })', " }), calls: ['a']").replace(')  )', ') )')))
  const error = await errorOf(loadEnvironment(root))
  expect(error.summary).toBe('services call each other in a circle: a -> a')
})

test('equal names and equal ports alone are DE0606, with all places', async () => {
  const { root } = makeWorkspace(
    withServices(a, `service('b', {`, `  port: 1000, build: cppBuild({ sourceDir: 'services/b' }) }),`),
  )
  const ports = await errorOf(loadEnvironment(root))
  expect(ports.code).toBe('DE0606')
  expect(ports.summary).toBe('two ports are the same: 1000')
  expect(lines(ports)).toEqual([
    'Tiltfile.ts:4 port 1000 of a is taken twice',
    'Tiltfile.ts:6 port 1000 of b: the same',
  ])

  const twice = makeWorkspace(withServices(a, a.replace('1000', '1001')))
  const names = await errorOf(loadEnvironment(twice.root))
  expect(names.code).toBe('DE0606')
  expect(lines(names)).toEqual([
    'Tiltfile.ts:4 the service name "a" is taken twice',
    'Tiltfile.ts:5 the service name "a": the same',
  ])
})

test('a service may not take the port of Prometheus or of the registry', async () => {
  const { root } = makeWorkspace(withServices(a.replace('1000', '9090')))
  const error = await errorOf(loadEnvironment(root))
  expect(error.summary).toBe('two ports are the same: 9090')
  expect(lines(error)).toContain('Tiltfile.ts:4 port 9090 of a is taken twice')
  expect(lines(error)[1]).toContain('port 9090 of cluster.prometheusPort: the same')
})

test('a missing path alone is DE0607 with the nearest existing one', async () => {
  const { root } = makeWorkspace(withServices(a.replace('services/a', 'services/aa')))
  const error = await errorOf(loadEnvironment(root))
  expect(error.code).toBe('DE0607')
  expect(error.summary).toBe('path services/aa/CMakeLists.txt does not exist; did you mean services/a/CMakeLists.txt?')
})

test('a default that is not there is told as a default', async () => {
  const { root } = makeWorkspace(withServices(a.replace("'a'", "'new'")))
  const error = await errorOf(loadEnvironment(root))
  expect(lines(error)).toEqual([
    'Tiltfile.ts:4 service "new" manifests: manifests/base/new (the default) does not exist; manifests/base exists',
  ])
})

test('another version of devenv alone is DE0610', async () => {
  const { root } = makeWorkspace(withServices(a).replace("name: 'test'", "devenv: '9.1', name: 'test'"))
  const error = await errorOf(loadEnvironment(root))
  expect(error.code).toBe('DE0610')
  expect(error.summary).toContain('9.1')
})

const shapes: readonly (readonly [string, string, string])[] = [
  ['no default export', `${header}`, 'Tiltfile.ts:1 export default: found nothing, wanted defineEnvironment({ … })'],
  [
    'a list instead',
    `${header}export default []`,
    'Tiltfile.ts:1 export default: found [], wanted defineEnvironment({ … })',
  ],
  ['no service', withServices(), 'Tiltfile.ts:3 services: found [], wanted one service or more'],
  [
    'a plain object',
    withServices(`{ name: 'a' },`),
    `Tiltfile.ts:3 services: found {"name":"a"}, wanted service('name', { … })`,
  ],
  [
    'a missing build',
    withServices(`service('a', { port: 1 } as any),`),
    'Tiltfile.ts:4 service "a" build is missing, wanted cppBuild({ … }) or adaBuild({ … })',
  ],
  [
    'a function',
    withServices(a.replace('port:', 'args: () => 1, port:')),
    'Tiltfile.ts:4 service "a" args: found a function, wanted a list of texts',
  ],
  [
    'an unknown build',
    withServices(`service('a', { port: 1, build: { kind: 'rust' } as any }),`),
    'Tiltfile.ts:4 service "a" build: found {"kind":"rust"}, wanted cppBuild({ … }) or adaBuild({ … })',
  ],
  [
    'a cap below the quiet period',
    withServices(a).replace("name: 'test'", "watch: { capMs: 5 }, name: 'test'"),
    'Tiltfile.ts:2 watch.capMs: found 5, wanted 20 (watch.quietMs) or more',
  ],
]

test.each(shapes)('%s', async (_name, text, expected) => {
  const { root } = makeWorkspace(text)
  const error = await errorOf(loadEnvironment(root))
  expect(lines(error)).toContain(expected)
})

test('a missing default that services share is told once', async () => {
  const b = `service('b', { port: 1001, build: cppBuild({ sourceDir: 'services/b' }) }),`
  const { root } = makeWorkspace(withServices(a, b))
  rmSync(join(root, 'Dockerfiles/cpp.Dockerfile'))
  const error = await errorOf(loadEnvironment(root))
  expect(error.summary).toBe('path Dockerfiles/cpp.Dockerfile does not exist; did you mean Dockerfiles/ada.Dockerfile?')
  expect(lines(error)).toEqual([
    'Tiltfile.ts:4 service "a" dockerfile: Dockerfiles/cpp.Dockerfile (the default) does not exist; did you mean Dockerfiles/ada.Dockerfile?',
    'Tiltfile.ts:5 service "b" dockerfile: the same',
  ])
})
