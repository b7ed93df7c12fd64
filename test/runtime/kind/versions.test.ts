import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOlder } from '../../../src/clients/tools/tool-versions.ts'
import { clusterFolder, versionsOf } from '../../../src/runtime/kind/versions.ts'

const root = resolve(import.meta.dirname, '../../..')
const text = readFileSync(resolve(root, 'cluster/versions.yaml'), 'utf8')

describe('cluster/versions.yaml', () => {
  test('pins the node image by its digest and every other image by a tag', () => {
    const versions = versionsOf(text, {})
    expect(versions.nodeImage).toMatch(/^kindest\/node:v1\.34\.\d+@sha256:[0-9a-f]{64}$/)
    for (const image of [versions.prometheusImage, versions.registryImage]) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/)
    expect(versions.istioOverlay).toBeNull()
    expect(versions.kindPatch).toBeNull()
  })

  test('says the Istio version that the operator file installs', () => {
    const operator = readFileSync(resolve(root, 'cluster/istio/operator.yaml'), 'utf8')
    expect(operator).toContain(`tag: ${versionsOf(text, {}).istio}`)
  })

  test('gives way to the environment of one run, and not to empty values', () => {
    const versions = versionsOf(text, {
      DEVENV_NODE_IMAGE: 'mine/node:1',
      DEVENV_IMAGE_PROMETHEUS: 'mine/prometheus:1',
      DEVENV_IMAGE_REGISTRY: '',
      DEVENV_ISTIO_OPERATOR: '/overlay.yaml',
      DEVENV_KIND_PATCH: '/patch.yaml',
    })
    expect(versions).toMatchObject({
      nodeImage: 'mine/node:1',
      prometheusImage: 'mine/prometheus:1',
      registryImage: versionsOf(text, {}).registryImage,
      istioOverlay: '/overlay.yaml',
      kindPatch: '/patch.yaml',
    })
  })

  test('is found in the workspace, else beside devenv', () => {
    expect(clusterFolder(root)).toBe(resolve(root, 'cluster'))
    expect(clusterFolder('/nowhere')).toBe(resolve(root, 'cluster'))
  })
})

test.each([
  ['0.33.0', '0.27.0', false],
  ['0.26.9', '0.27.0', true],
  ['1.31.0', '1.31.0', false],
  ['1.9.0', '1.31.0', true],
  ['2.0.0', '1.31.5', false],
  ['0.0.0', '1.31.0', false],
])('%s is older than %s: %s', (found, oldest, older) => {
  expect(isOlder(found, oldest)).toBe(older)
})
