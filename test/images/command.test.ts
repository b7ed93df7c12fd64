// `devenv images` where there is nothing to work with: the catalogued error, at once.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'devenv-images-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function devenv(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    ...process.env,
    DEVENV_STATE_DIR: join(folder, 'state'),
    DEVENV_CACHE_DIR: join(folder, 'cache'),
    XDG_RUNTIME_DIR: folder,
    DOCKER_HOST: `unix://${folder}/nowhere.sock`,
  }
  return new Promise((done) => {
    execFile(process.execPath, [join(root, 'src/main.ts'), ...args], { cwd: root, env }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

describe('devenv images', () => {
  test.each(['build', 'check'])('%s without an engine', async (command) => {
    const { code, out, err } = await devenv('images', command, 'orb-core')
    expect(err).toContain('✘ Docker does not answer')
    expect(err).toContain('devenv explain DE0101')
    expect({ code, out }).toEqual({ code: 4, out: '' })
  })

  test('the same as JSON', async () => {
    const { code, err } = await devenv('images', 'build', '--json')
    expect(code).toBe(4)
    expect(JSON.parse(err)).toMatchObject({ code: 'DE0101', details: [{ text: 'there is no such socket' }] })
  })

  test.each([
    ['an unknown service', ['images', 'build', 'orb-cor'], 'DE0604'],
    ['a tag that is none', ['images', 'build', '--tag', 'a/b'], 'DE0608'],
    ['no jobs', ['images', 'build', '--jobs', '0'], 'DE0608'],
    ['an unknown flag', ['images', 'check', '--outptu', 'x'], 'DE0608'],
    ['no command', ['images'], 'DE0608'],
  ])('%s is said before anything is done', async (_what, args, explained) => {
    const { code, err } = await devenv(...args)
    expect(err).toContain(explained)
    expect(code).toBe(2)
  })
})
