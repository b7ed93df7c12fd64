// Secrets that devenv generates for a cluster of development.
import { expect, test } from 'vitest'
import type { KubeObject } from '../../../src/clients/kube/kube.ts'
import { fillSecrets } from '../../../src/runtime/kind/secrets.ts'

const signal = new AbortController().signal
const secret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'polyorb', annotations: { 'devenv.dev/generate': 'token-key, other' } },
}
const others: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'mine', namespace: 'polyorb' } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keys', annotations: { 'devenv.dev/generate': 'a' } } },
]

const fillWith = async (known: Readonly<Record<string, string>> | null) => {
  const asked: string[] = []
  const get = (path: string) => {
    asked.push(path)
    return Promise.resolve(known === null ? null : { ...secret, data: known })
  }
  const kube = { get } as unknown as Parameters<typeof fillSecrets>[1] extends () => Promise<infer K> ? K : never
  const objects = await fillSecrets([secret, ...others], () => Promise.resolve(kube), signal)
  const { data } = objects[0] as KubeObject & { data: Record<string, string> }
  return { asked, data, rest: objects.slice(1) }
}

test('a secret without data gets a random value for each name; other objects stay as they are', async () => {
  const { asked, data, rest } = await fillWith(null)
  expect(asked).toEqual(['/api/v1/namespaces/polyorb/secrets/keys'])
  const texts = ['token-key', 'other'].map((name) => Buffer.from(data[name]!, 'base64').toString())
  for (const text of texts) expect(text).toMatch(/^[0-9a-f]{64}\n$/)
  expect(texts[0]).not.toBe(texts[1])
  expect(rest).toEqual(others)
})

test('what the cluster has stays', async () => {
  const { data } = await fillWith({ 'token-key': 'a2VwdA==' })
  expect(data['token-key']).toBe('a2VwdA==')
  expect(data['other']).not.toBe('a2VwdA==')
})
