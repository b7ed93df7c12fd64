// The words of `devenv plan <file>`.
import { expect, test } from 'vitest'
import { affectedBy, buildGraph } from '../../src/graph/graph.ts'
import { explainPlan } from '../../src/plan/plan.ts'
import { changed, pilotRecords, pilots } from '../graph/environment.ts'

const graph = buildGraph(pilots, pilotRecords)
const explain = (...paths: string[]) => explainPlan(affectedBy(graph, changed(...paths)), pilots)

test('a shared header: units by service, and who stays untouched', () => {
  expect(explain('/w/lib/kit/http.hpp')).toEqual([
    'widget-core  live update: compile main.cpp, tree.cpp, link, restart (the compiler recorded in a depfile that it read the file)',
    'xrc-service  live update: compile main.cpp, link, restart (the compiler recorded in a depfile that it read the file)',
    '1 service stays untouched: orb-core',
  ])
})

test('an Ada body', () => {
  expect(explain('/w/services/orb-core/ior.adb')).toEqual([
    'orb-core  live update: compile ior.adb, link, restart (GNAT recorded in an ALI file that it read the file)',
    '2 services stay untouched: widget-core, xrc-service',
  ])
})

test('a Dockerfile, a manifest, a project file: the reason in words', () => {
  expect(explain('/w/Dockerfiles/ada.Dockerfile')[0]).toBe(
    'orb-core  image build and rollout: not live-updatable (the image is made from Dockerfiles/ada.Dockerfile)',
  )
  expect(explain('/w/manifests/base/orb-core/x.yaml')[0]).toBe(
    'orb-core  apply, only what differs: not live-updatable (manifests/base/orb-core/x.yaml is a manifest)',
  )
  expect(explain('/w/services/orb-core/orb_core.gpr')[0]).toBe(
    'orb-core  live update: gprbuild decides what to compile, link, restart (services/orb-core/orb_core.gpr belongs to the build itself)',
  )
  expect(explain('/w/Tiltfile.ts')[0]).toBe(
    'widget-core  configuration is loaded again; a build follows where its settings differ (Tiltfile.ts changed)',
  )
})

test('nothing', () => {
  expect(explain('/w/README.md')).toEqual([
    'no service: no compiler read it, and nothing else is made from it',
    '3 services stay untouched: widget-core, xrc-service, orb-core',
  ])
})

test('many units are counted', () => {
  const records = Array.from({ length: 8 }, (_, index) => ({
    unit: `/w/services/widget-core/u${index}.cpp`,
    inputs: ['/w/lib/kit/a.hpp'],
  }))
  const many = buildGraph(pilots, new Map([['widget-core', records]]))
  const affected = affectedBy(many, changed('/w/lib/kit/a.hpp')).filter(({ service }) => service === 'widget-core')
  expect(explainPlan(affected, pilots)[0]).toContain('compile u0.cpp, u1.cpp, u2.cpp, u3.cpp, u4.cpp and 3 more, link')
})
