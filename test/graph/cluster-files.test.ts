// What an edit of files that only a cluster uses means where there is none.
import { expect, test } from 'vitest'
import { withoutClusterFiles } from '../../src/graph/graph.ts'
import type { Affected } from '../../src/model/graph.ts'

const edit = (need: Affected['need'], ...because: Affected['because']): Affected => ({
  service: 'alpha',
  need,
  units: [],
  because,
})

test('a manifest or a Dockerfile alone affects nothing, and is named', () => {
  const { affected, unused } = withoutClusterFiles([
    edit('apply', { path: '/manifests/alpha.yaml', how: 'manifest' }),
    edit('image', { path: '/Dockerfiles/cpp.Dockerfile', how: 'dockerfile' }),
  ])
  expect(affected).toEqual([])
  expect(unused).toEqual(['/manifests/alpha.yaml', '/Dockerfiles/cpp.Dockerfile'])
})

test('beside a source it leaves the source, as a live update', () => {
  const source = { path: '/src/alpha.cpp', how: 'depfile' } as const
  const { affected } = withoutClusterFiles([edit('apply', { path: '/manifests/alpha.yaml', how: 'manifest' }, source)])
  expect(affected).toEqual([edit('live', source)])
})

test('everything else is as it was', () => {
  const all = [edit('config', { path: '/Tiltfile.ts', how: 'config' }), edit('live', { path: '/a.adb', how: 'ali' })]
  expect(withoutClusterFiles(all)).toEqual({ affected: all, unused: [] })
})
