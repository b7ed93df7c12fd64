import { expect, test } from 'vitest'
import { versionIn } from '../../../src/clients/tools/tool-versions.ts'

test.each([
  ['kind v0.33.0 go1.25.1 linux/amd64', '0.33.0'],
  ['Client Version: v1.34.4\nKustomize Version: v5.7.1', '1.34.4'],
  ['client version: 1.29.1', '1.29.1'],
  ['nothing of the kind', null],
])('the version in %j', (text, version) => {
  expect(versionIn(text)).toBe(version)
})
