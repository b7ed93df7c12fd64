// Which commit an image is of: the last one of its own sources.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provenanceOf } from '../../src/images/provenance.ts'
import type { Environment, Service } from '../../src/model/environment.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-provenance-')))
const never = new AbortController().signal
const git = (seconds: number, ...args: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
    encoding: 'utf8',
    env: { ...process.env, GIT_COMMITTER_DATE: `${seconds} +0000`, GIT_AUTHOR_DATE: `${seconds} +0000` },
  }).trim()
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
const service = (name: string) =>
  ({
    name,
    sources: [join(root, 'services', name)],
    libraries: ['kit'],
    dockerfile: join(root, 'Dockerfiles/cpp.Dockerfile'),
  }) as unknown as Service
const environment = {
  root,
  libraries: [
    { name: 'kit', sources: [join(root, 'services/lib')] },
    { name: 'other', sources: [join(root, 'services/b')] },
  ],
} as unknown as Environment
const of = (name: string, env: NodeJS.ProcessEnv = {}) => provenanceOf(environment, service(name), never, env)

describe('provenance', () => {
  let first = ''
  beforeAll(() => {
    git(1, 'init', '--quiet')
    for (const path of ['services/a/a.cpp', 'services/b/b.cpp', 'services/lib/l.cpp', 'Dockerfiles/cpp.Dockerfile'])
      write(path, 'first')
    git(1_700_000_000, 'add', '.')
    git(1_700_000_000, 'commit', '--quiet', '-m', 'first')
    first = git(1, 'rev-parse', 'HEAD')
  })
  afterAll(() => rmSync(root, { recursive: true }))

  test('commits of others leave it as it is; those of its libraries do not', async () => {
    write('services/b/b.cpp', 'second')
    git(1_700_002_000, 'commit', '--quiet', '-a', '-m', 'second')
    expect(await of('a')).toEqual({
      revision: first,
      version: first.slice(0, 12),
      epochSeconds: 1_700_000_000,
      source: 'services/a',
    })
    expect((await of('b')).epochSeconds).toBe(1_700_002_000)
    write('services/lib/l.cpp', 'third')
    git(1_700_003_000, 'commit', '--quiet', '-a', '-m', 'third')
    expect((await of('a')).epochSeconds).toBe(1_700_003_000)
    expect((await of('a')).revision).toBe(git(1, 'rev-parse', 'HEAD'))
  })

  test('files that differ from the commit are said; SOURCE_DATE_EPOCH is taken', async () => {
    write('services/a/a.cpp', 'edited')
    expect((await of('a')).revision).toMatch(/^[0-9a-f]{40}-dirty$/)
    expect((await of('a')).version).toMatch(/^[0-9a-f]{12}-dirty$/)
    expect((await of('b')).revision).toMatch(/^[0-9a-f]{40}$/)
    expect((await of('a', { SOURCE_DATE_EPOCH: '42' })).epochSeconds).toBe(42)
    expect((await of('a', { SOURCE_DATE_EPOCH: 'soon' })).epochSeconds).toBe(1_700_003_000)
  })

  test.each([
    ['https://someone:secret@example.org/x/y.git', 'https://example.org/x/y.git'],
    ['git@example.org:x/y.git', 'https://example.org/x/y.git'],
  ])('a remote without its secrets: %s', async (remote, source) => {
    git(1, 'config', 'remote.origin.url', remote)
    expect((await of('a')).source).toBe(source)
  })

  test('outside of git nothing is made up', async () => {
    rmSync(join(root, '.git'), { recursive: true })
    expect(await of('a')).toEqual({ revision: 'unknown', version: 'unknown', epochSeconds: 0, source: 'services/a' })
  })
})
