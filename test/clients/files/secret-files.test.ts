// What the services of development keep secret.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepSecrets } from '../../../src/clients/files/secret-files.ts'

function makeFolder(): string {
  const base = mkdtempSync(join(tmpdir(), 'devenv-secrets-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  return join(base, 'secrets')
}

test('are made once, for the user alone, and differ', () => {
  const folder = makeFolder()
  expect(keepSecrets(folder, ['token-key', 'other'])).toBe(folder)
  const [first, other] = ['token-key', 'other'].map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(first).toMatch(/^[0-9a-f]{64}\n$/)
  expect(other).not.toBe(first)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'token-key')).mode & 0o777).toBe(0o600)
  keepSecrets(folder, ['token-key', 'more'])
  expect(readFileSync(join(folder, 'token-key'), 'utf8')).toBe(first)
  expect(readdirSync(folder).sort()).toEqual(['more', 'other', 'token-key'])
})
