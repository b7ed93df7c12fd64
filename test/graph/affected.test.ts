// Exactly the services an edit concerns: from the records where they speak, else from what kind of file it is.
import { describe, expect, test } from 'vitest'
import { affectedBy, buildGraph, type Graph, noteBatch, updateGraph } from '../../src/graph/graph.ts'
import type { Change } from '../../src/model/change.ts'
import type { Affected } from '../../src/model/graph.ts'
import { changed, pilotRecords, pilots } from './environment.ts'

const s = '/w/services'
const graph = buildGraph(pilots, pilotRecords)

/** `widget-core live main.cpp (depfile)` */
function words(affected: readonly Affected[]): readonly string[] {
  return affected.map(({ service, need, units, because }) => {
    const names = units.map((unit) => unit.split('/').at(-1))
    return `${service} ${need} [${names.join(' ')}] ${because.map(({ how }) => how).join(' ')}`
  })
}

function effect(path: string, kind: Change['kind'] = 'changed', of: Graph = graph): readonly string[] {
  return words(affectedBy(of, [{ path, kind }]))
}

describe('from the records', () => {
  test('a unit is its own service and unit', () => {
    expect(effect(`${s}/widget-core/main.cpp`)).toEqual(['widget-core live [main.cpp] depfile'])
  })

  test('a shared header is every unit that read it, in every service', () => {
    expect(effect('/w/lib/kit/http.hpp')).toEqual([
      'widget-core live [main.cpp tree.cpp] depfile',
      'xrc-service live [main.cpp] depfile',
    ])
    expect(effect('/w/lib/kit/json.hpp').slice(0, 1)).toEqual(['widget-core live [tree.cpp] depfile'])
  })

  test('an Ada body is one unit, a spec is every unit whose record lists it', () => {
    expect(effect(`${s}/orb-core/ior.adb`)).toEqual(['orb-core live [ior.adb] ali'])
    expect(effect(`${s}/orb-core/ior.ads`)).toEqual(['orb-core live [m.adb ior.adb] ali'])
  })

  test('a file outside of every tree counts when a record names it', () => {
    const unit = `${s}/xrc-service/main.cpp`
    const next = updateGraph(graph, 'xrc-service', [{ unit, inputs: [unit, '/elsewhere/shared.h'] }])
    expect(effect('/elsewhere/shared.h', 'changed', next)).toEqual(['xrc-service live [main.cpp] depfile'])
    expect(effect('/elsewhere/other.h', 'changed', next)).toEqual([])
  })

  test('a recorded file that is gone or back leaves the units to the build tool', () => {
    expect(effect(`${s}/widget-core/tree.hpp`, 'removed')).toEqual(['widget-core live [] depfile'])
    expect(effect(`${s}/widget-core/tree.hpp`, 'added')).toEqual(['widget-core live [] depfile'])
  })

  test('several changes are one entry a service, the units of all', () => {
    const affected = affectedBy(graph, changed(`${s}/widget-core/main.cpp`, `${s}/widget-core/tree.hpp`))
    expect(words(affected)).toEqual(['widget-core live [main.cpp tree.cpp] depfile depfile'])
    expect(affected[0]!.because.map(({ path }) => path)).toEqual([
      `${s}/widget-core/main.cpp`,
      `${s}/widget-core/tree.hpp`,
    ])
  })

  test('one change without known units leaves all units to the build tool', () => {
    const affected = affectedBy(graph, changed(`${s}/widget-core/main.cpp`, `${s}/widget-core/CMakeLists.txt`))
    expect(words(affected)).toEqual(['widget-core live [] depfile project'])
  })
})

describe('from the kind of file', () => {
  test.each([
    [
      'the Tiltfile',
      '/w/Tiltfile.ts',
      ['widget-core config [] config', 'xrc-service config [] config', 'orb-core config [] config'],
    ],
    ['a Dockerfile', '/w/Dockerfiles/ada.Dockerfile', ['orb-core image [] dockerfile']],
    ['its .dockerignore', '/w/Dockerfiles/ada.Dockerfile.dockerignore', ['orb-core image [] dockerfile']],
    ['a manifest of one base', '/w/manifests/base/orb-core/deployment.yaml', ['orb-core apply [] manifest']],
    [
      'a manifest beside the bases',
      '/w/manifests/base/policy.yaml',
      ['widget-core apply [] manifest', 'xrc-service apply [] manifest', 'orb-core apply [] manifest'],
    ],
    [
      'the overlay',
      '/w/manifests/overlays/dev/patch.yaml',
      ['widget-core apply [] manifest', 'xrc-service apply [] manifest', 'orb-core apply [] manifest'],
    ],
    ['another overlay', '/w/manifests/overlays/staging/patch.yaml', []],
    ['CMakeLists.txt of a service', `${s}/xrc-service/CMakeLists.txt`, ['xrc-service live [] project']],
    [
      'a CMake module of a library',
      '/w/lib/kit/cmake/x.cmake',
      ['widget-core live [] project', 'xrc-service live [] project'],
    ],
    ['a project of an Ada library', '/w/lib/ada/kit.gpr', ['orb-core live [] project']],
    ['a generator input no record knows', `${s}/xrc-service/api.proto`, ['xrc-service live [] tree']],
    ['a readme', `${s}/xrc-service/README.md`, []],
    ['a licence', '/w/lib/kit/LICENSE', []],
    ['a file of nobody', '/w/docs/x.cpp', []],
    ['a folder with the same beginning', `${s}/xrc-service-old/main.cpp`, []],
  ])('%s', (_name, path, expected) => {
    expect(effect(path)).toEqual(expected)
  })

  test('prose that a compiler read counts', () => {
    const unit = `${s}/xrc-service/main.cpp`
    const next = updateGraph(graph, 'xrc-service', [{ unit, inputs: [unit, `${s}/xrc-service/README.md`] }])
    expect(effect(`${s}/xrc-service/README.md`, 'changed', next)).toEqual(['xrc-service live [main.cpp] depfile'])
  })

  test('the greater need wins and the units stay known', () => {
    const affected = affectedBy(graph, changed(`${s}/orb-core/ior.adb`, '/w/Dockerfiles/ada.Dockerfile'))
    expect(words(affected)).toEqual(['orb-core image [ior.adb] ali dockerfile'])
  })
})

describe('a compiled file that no record names', () => {
  const testFile = `${s}/widget-core/test/tree_test.cpp`
  const current = updateGraph(graph, 'widget-core', [], [])

  test('stands for its tree until a build of this session was good', () => {
    expect(effect(testFile)).toEqual(['widget-core live [] tree'])
  })

  test('affects nothing after a good build, changed or removed', () => {
    expect(effect(testFile, 'changed', current)).toEqual([])
    expect(effect(testFile, 'removed', current)).toEqual([])
  })

  test('affects its tree when it is new', () => {
    expect(effect(`${s}/widget-core/new.cpp`, 'added', current)).toEqual(['widget-core live [] tree'])
  })

  test('in a library, is left to the services whose records are behind', () => {
    expect(effect('/w/lib/kit/unused.hpp', 'changed', current)).toEqual(['xrc-service live [] tree'])
  })

  test('counts again after an edit that is not built yet: it may have been included by it', () => {
    const changes = changed(`${s}/widget-core/tree.cpp`)
    const batch = { id: 7, firstAtMs: 0, closedAtMs: 1, origin: 'events' as const, changes }
    const edited = noteBatch(current, batch, affectedBy(current, changes))
    expect(effect(testFile, 'changed', edited)).toEqual(['widget-core live [] tree'])
    expect(effect(testFile, 'changed', updateGraph(edited, 'widget-core', [], [6]))).toEqual([
      'widget-core live [] tree',
    ])
    expect(effect(testFile, 'changed', updateGraph(edited, 'widget-core', [], [7]))).toEqual([])
  })

  test('without the batches of the build the graph stays careful', () => {
    expect(effect(testFile, 'changed', updateGraph(graph, 'widget-core', []))).toEqual(['widget-core live [] tree'])
  })
})

describe('updateGraph', () => {
  test('replaces the records of the same units and keeps the others', () => {
    const unit = `${s}/widget-core/tree.cpp`
    const next = updateGraph(graph, 'widget-core', [{ unit, inputs: [unit, '/w/lib/kit/log.hpp'] }])
    expect(effect('/w/lib/kit/log.hpp', 'changed', next).slice(0, 1)).toEqual(['widget-core live [tree.cpp] depfile'])
    expect(effect('/w/lib/kit/http.hpp', 'changed', next)).toContain('widget-core live [main.cpp] depfile')
    expect(effect('/w/lib/kit/http.hpp')).toContain('widget-core live [main.cpp tree.cpp] depfile')
  })

  test('forgets a unit that was removed before the build', () => {
    const changes: readonly Change[] = [{ path: `${s}/widget-core/tree.cpp`, kind: 'removed' }]
    const batch = { id: 1, firstAtMs: 0, closedAtMs: 1, origin: 'events' as const, changes }
    const built = updateGraph(noteBatch(graph, batch, affectedBy(graph, changes)), 'widget-core', [], [1])
    expect(effect('/w/lib/kit/http.hpp', 'changed', built)).toContain('widget-core live [main.cpp] depfile')
  })

  test('of a service nobody knows changes nothing', () => {
    expect(updateGraph(graph, 'nobody', [])).toBe(graph)
  })
})
