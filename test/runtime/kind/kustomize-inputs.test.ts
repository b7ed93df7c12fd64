import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kustomizeInputs } from '../../../src/runtime/kind/kustomize-inputs.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-kustomize-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
const inputs = async (folder: string) =>
  (await kustomizeInputs(join(root, folder))).map(({ path }) => relative(root, path))

test('inputs are the folder, and what its kustomizations name elsewhere, over any number of steps', async () => {
  write('overlay/kustomization.yaml', 'resources: [../base/a, local.yaml]\npatches: [{ path: ../common/patch.yaml }]\n')
  write('overlay/local.yaml', 'a: 1')
  write('overlay/deep/unnamed.yaml', 'b: 1')
  write(
    'base/a/kustomization.yaml',
    'resources: [deployment.yaml, ../b]\nconfigMapGenerator: [{ name: c, files: [key=../../data.txt] }]\n',
  )
  write('base/a/deployment.yaml', 'c: 1')
  write('base/b/kustomization.yml', 'resources: []\n')
  write('base/unused/kustomization.yaml', 'resources: []\n')
  write('common/patch.yaml', 'd: 1')
  write('common/other.yaml', 'e: 1')
  write('data.txt', 'f')
  expect(await inputs('overlay')).toEqual([
    'base/a/deployment.yaml',
    'base/a/kustomization.yaml',
    'base/b/kustomization.yml',
    'common/patch.yaml',
    'data.txt',
    'overlay/deep/unnamed.yaml',
    'overlay/kustomization.yaml',
    'overlay/local.yaml',
  ])
})

test('folders that name each other end', async () => {
  write('a/kustomization.yaml', 'resources: [../b]')
  write('b/kustomization.yaml', 'resources: [../a]')
  expect(await inputs('a')).toEqual(['a/kustomization.yaml', 'b/kustomization.yaml'])
})

test('a kustomization that does not parse is an input all the same', async () => {
  write('a/kustomization.yaml', 'resources: [')
  expect(await inputs('a')).toEqual(['a/kustomization.yaml'])
})

test('the dev overlay is made from the bases of the services', async () => {
  const repository = resolve(import.meta.dirname, '../../..')
  const found = await kustomizeInputs(join(repository, 'manifests/overlays/dev'))
  const paths = found.map(({ path }) => relative(repository, path))
  expect(paths).toContain('manifests/base/common/deployment.yaml')
  expect(paths).toContain('manifests/overlays/dev/slot.yaml')
})
