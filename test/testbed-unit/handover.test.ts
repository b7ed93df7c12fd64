import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { handedOver, shellText } from '../testbed/steps/handover.ts'

const cache = { root: '/c', store: '/c/store', logs: '/c/logs', bin: '/c/bin', engine: '/c/engine' }

test('a shell that reads the lines has the variables, whatever is in them', () => {
  const variables = { PLAIN: 'devenv/node:v1', AWKWARD: `it's "$HOME" \`id\` \\ end` }
  const script = `${shellText('/the cache/bin', variables)}printf '%s\\n' "$PLAIN" "$AWKWARD" "$PATH"`
  const [plain, awkward, path] = execFileSync('/bin/sh', ['-c', script], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin' },
  }).split('\n')
  expect(plain).toBe(variables.PLAIN)
  expect(awkward).toBe(variables.AWKWARD)
  expect(path).toBe('/the cache/bin:/usr/bin')
})

test('DOCKER_HOST is handed over only where it was set', () => {
  expect(handedOver(cache, undefined)).not.toHaveProperty('DOCKER_HOST')
  expect(handedOver(cache, 'unix:///x')['DOCKER_HOST']).toBe('unix:///x')
})
