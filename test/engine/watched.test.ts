// What the watcher looks at.
import { expect, test } from 'vitest'
import { watchedPaths } from '../../src/engine/watched.ts'
import type { Environment } from '../../src/model/environment.ts'
import { makeEnvironment } from '../fakes/environment.ts'
import { makeService } from '../fakes/service.ts'

const watched = (...bases: readonly string[]): readonly string[] => {
  const services = bases.map((manifests, index) =>
    makeService(`s${index}`, { manifests, sources: [`/w/src/s${index}`] }),
  )
  const environment: Environment = { ...makeEnvironment('/w', services), root: '/w' }
  return watchedPaths(environment).folders.filter((folder) => bases.some((base) => base.startsWith(folder)))
}

test('bases that share a folder are watched with what lies beside them', () => {
  expect(watched('/w/manifests/base/s0', '/w/manifests/base/s1')).toEqual(['/w/manifests/base'])
})

test('a base alone is watched alone, and never the whole workspace for it', () => {
  expect(watched('/w/s0/deploy', '/w/s1/deploy')).toEqual(['/w/s0/deploy', '/w/s1/deploy'])
  expect(watched('/w/s0', '/w/s1')).toEqual(['/w/s0', '/w/s1'])
})
