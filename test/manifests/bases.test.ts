// The files of the bases themselves, without any rendering: what each says of its service is what Tiltfile.ts says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { loadEnvironment } from '../../src/config/config.ts'
import type { Environment, Service } from '../../src/model/environment.ts'
import { root } from './rendered.ts'

let environment: Environment
beforeAll(async () => {
  environment = await loadEnvironment(root)
})

interface Generator {
  readonly name: string
  readonly options: { readonly annotations: Readonly<Record<string, string>> }
  readonly literals: readonly string[]
}

test('name, port, replicas and calls', () => {
  expect(environment.services.length).toBe(16)
  const port = (name: string) => environment.services.find((service) => service.name === name)!.port
  for (const { name, manifests, port: own, replicas, calls } of environment.services) {
    const { configMapGenerator } = parse(readFileSync(join(manifests, 'kustomization.yaml'), 'utf8')) as {
      configMapGenerator: readonly Generator[]
    }
    const [{ options, literals, ...rest } = {} as Generator] = configMapGenerator
    expect(rest).toEqual({ name })
    expect(options.annotations).toEqual({ 'devenv.dev/replicas': String(replicas) })
    expect(literals).toContain(`PORT=${own}`)
    expect(literals.filter((literal) => literal.startsWith('CALLS='))).toEqual(
      calls.length === 0
        ? []
        : [`CALLS=${calls.map((called) => `${called}=http://${called}:${port(called)}`).join(',')}`],
    )
  }
})

test('edges, both ways and by identity', () => {
  const callersOf = ({ name }: Service) => environment.services.filter(({ calls }) => calls.includes(name))
  const peers = (names: readonly { readonly name: string; readonly port: number }[], key: 'from' | 'to') =>
    names.map(({ name, port }) => ({
      [key]: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } }],
      ports: [{ port }],
    }))
  for (const service of environment.services) {
    const text = readFileSync(join(service.manifests, 'edges.yaml'), 'utf8')
    const [network, identity] = parseAllDocuments(text).map((document) => document.toJS())
    const called = service.calls.map((name) => environment.services.find((other) => other.name === name)!)
    const callers = callersOf(service).map(({ name }) => ({ name, port: service.port }))
    expect(network.spec.egress).toEqual(peers(called, 'to'))
    expect(network.spec.ingress).toEqual(peers(callers, 'from'))
    expect(identity.spec.rules).toEqual(
      callers.length === 0
        ? []
        : [
            {
              from: [{ source: { serviceAccounts: callers.map(({ name }) => name) } }],
              to: [{ operation: { ports: [String(service.port)] } }],
            },
          ],
    )
  }
})

test('each service is in the list of its namespace', () => {
  const listed = ['wxwidgets', 'polyorb'].flatMap((namespace) => {
    const { resources } = parse(readFileSync(join(root, `manifests/base/${namespace}/kustomization.yaml`), 'utf8'))
    return (resources as readonly string[]).map((path) => `${namespace}/${path.replace('../', '')}`)
  })
  expect(listed.sort()).toEqual(environment.services.map(({ name, namespace }) => `${namespace}/${name}`).sort())
})
