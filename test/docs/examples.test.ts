// The examples of docs/tiltfile.md are what they say: each is loaded and checked as a Tiltfile.ts is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadEnvironment } from '../../src/config/config.ts'
import { header, makeWorkspace, withServices } from '../config/workspace.ts'
import { root } from './pages.ts'

const page = readFileSync(join(root, 'docs/tiltfile.md'), 'utf8')
const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block!)
const [whole, ports, targets, list, ...others] = blocks

const names = ['cart', 'prices', 'legacy', 'reader', 'writer', 'mail', 'billing', 'search']
const folders = ['services/cart', 'services/legacy', 'tools', 'services/mail', 'services/billing', 'services/search']
/** What the examples name, or their defaults. */
const files = [
  'lib/kit/kit.hpp',
  'services/prices/prices.gpr',
  ...folders.map((folder) => `${folder}/CMakeLists.txt`),
  ...names.map((name) => `manifests/base/${name}/kustomization.yaml`),
]

describe('examples', () => {
  test('there are four, and each is tried below', () => {
    expect(others).toEqual([])
    expect(list).toBeDefined()
  })

  test('the first is a whole Tiltfile.ts', async () => {
    const { services, libraries } = await load(whole!)
    expect(services.map(({ name }) => name)).toEqual(['cart', 'prices'])
    expect(libraries.map(({ name }) => name)).toEqual(['kit'])
  })

  test('the port comes as an argument, or stands in the code', async () => {
    const { services } = await load(withServices(ports!))
    expect(services.map(({ args, probe }) => [args, probe.kind])).toEqual([
      [['--listen', '127.0.0.1:$(PORT)'], 'http'],
      [[], 'tcp'],
    ])
  })

  test('several targets of one project', async () => {
    const { services } = await load(withServices(targets!))
    expect(services.map(({ build }) => (build.kind === 'cpp' ? build.target : ''))).toEqual(['reader', 'writer'])
  })

  test('a list that code makes', async () => {
    const { services } = await load(
      `${header}${list}\nexport default defineEnvironment({ name: 'list', services: workers })`,
    )
    expect(services.map(({ name, port, limits }) => [name, port, limits.cpus])).toEqual([
      ['mail', 7100, 0.5],
      ['billing', 7101, 0.5],
      ['search', 7102, 0.5],
    ])
  })
})

async function load(tiltfile: string) {
  const workspace = makeWorkspace(tiltfile)
  for (const path of files) workspace.write(path, '')
  return loadEnvironment(workspace.root)
}
