// Two overlays in words.
import { expect, test } from 'vitest'
import { compareOverlays, differenceLines } from '../../src/manifests/manifests.ts'
import { keptOverlay } from './rendered.ts'

const [dev, staging, production] = [keptOverlay('dev'), keptOverlay('staging'), keptOverlay('production')]

test('staging and production: sizes, names, nothing else', () => {
  const lines = differenceLines(compareOverlays(staging, production), 'staging', 'production')
  expect(lines).toEqual(
    expect.arrayContaining([
      'HorizontalPodAutoscaler',
      '  all 16: most replicas 4 -> 10',
      '  all 16: cpu requests 100m -> 250m',
      '  all 16: memory requests 128Mi -> 256Mi',
      '  all 16: LOG_LEVEL debug -> info',
      '  polyorb: name polyorb-staging -> polyorb',
      '  polyorb/readers, wxwidgets/readers: group devenv-staging-readers -> devenv-production-readers',
    ]),
  )
  const three = lines.find((line) => line.endsWith(': replicas 2 -> 3'))!
  for (const name of [
    'widget-core',
    'render-manager',
    'linux-adapter',
    'orb-core',
    'notification-service',
    'security-service',
  ])
    expect(three).toContain(name)
  const kinds = lines.filter((line) => !line.startsWith(' '))
  expect(kinds).toEqual(['ConfigMap', 'Deployment', 'HorizontalPodAutoscaler', 'Namespace', 'RoleBinding'])
})

test('development and production: what a laptop has not', () => {
  const lines = differenceLines(compareOverlays(dev, production), 'dev', 'production')
  expect(lines).toContain('  only in production: 16 HorizontalPodAutoscaler')
  expect(lines).toContain('  only in dev: Secret security-service-keys')
  expect(lines).toContain('  all 16: memory requests 32Mi -> 256Mi')
  expect(lines.filter((line) => line.includes('[object'))).toEqual([])
})

test('an overlay and itself', () => {
  expect(differenceLines(compareOverlays(dev, dev), 'dev', 'dev')).toEqual(['dev and dev are the same'])
})
