// The table of the Helm chart is that of Tiltfile.ts. What the templates make of it is compared in the Kind tier, which has helm.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadEnvironment } from '../../src/config/config.ts'
import { root } from './rendered.ts'

const chart = (path: string) => parse(readFileSync(join(root, 'charts/devenv-services', path), 'utf8'))

interface Row {
  readonly namespace: string
  readonly port: number
  readonly replicas: number
  readonly calls?: readonly string[]
  readonly tls?: number
}

test('names, namespaces, ports, replicas and calls', async () => {
  const { services } = await loadEnvironment(root)
  const rows = Object.entries(chart('values.yaml').services as Record<string, Row>)
  expect(
    rows.map(([name, { namespace, port, replicas, calls = [], tls }]) => ({
      name,
      namespace,
      port,
      replicas,
      calls,
      ports: tls === undefined ? [] : [tls],
    })),
  ).toEqual(
    services.map(({ name, namespace, port, replicas, calls, ports }) => ({
      name,
      namespace,
      port,
      replicas,
      calls,
      ports,
    })),
  )
})

test('values of staging are keys that the chart has', () => {
  const keys = (value: object, prefix = ''): readonly string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' && inner !== null ? keys(inner, `${prefix}${key}.`) : [`${prefix}${key}`],
    )
  const all = keys(chart('values.yaml'))
  expect(keys(chart('values-staging.yaml')).filter((key) => !all.includes(key))).toEqual([])
})
