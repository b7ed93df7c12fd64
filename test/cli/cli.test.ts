// The built program, as a shell sees it: exit codes, the catalogued error, nothing else.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../../src/model/version.ts'

const root = join(import.meta.dirname, '../..')
const main = join(root, 'dist/main.mjs')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devenv-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function devenv(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEVENV_STATE_DIR: join(folder, 'state'), ...options.env }
    execFile(process.execPath, [main, ...args], { cwd: options.cwd ?? root, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

describe('usage', () => {
  test('--version prints the version', async () => {
    expect(await devenv(['--version'])).toMatchObject({ code: 0, out: `${version}\n` })
  })

  test('--help lists every command of the contract', async () => {
    const { code, out } = await devenv(['--help'])
    expect(code).toBe(0)
    for (const command of [
      'up',
      'down',
      'reset',
      'status',
      'logs',
      'build',
      'restart',
      'pause',
      'resume',
      'revert',
      'plan',
      'problems',
      'explain',
      'wait',
      'events',
      'url',
      'doctor',
      'attach',
    ])
      expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
  })

  test('an unknown command exits 2 and names the nearest', async () => {
    const { code, err } = await devenv(['statsu'])
    expect(code).toBe(2)
    expect(err).toContain('statsu')
    expect(err).toContain('status')
    expect(err).toContain('DE0608')
  })

  test('an unknown flag exits 2', async () => {
    const { code, err } = await devenv(['status', '--jsno'])
    expect(code).toBe(2)
    expect(err).toContain('--json')
  })

  test('an unknown service exits 2 and suggests the nearest name', async () => {
    const { code, err } = await devenv(['logs', 'orb-cor'])
    expect(code).toBe(2)
    expect(err).toContain('orb-core')
    expect(err).toContain('DE0604')
  })

  test('a bad --grep expression is a usage error, not a stack', async () => {
    const { code, err } = await devenv(['logs', 'orb-core', '--grep', '~('])
    expect(code).toBe(2)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('errors are data with --json', async () => {
    const { code, err } = await devenv(['logs', 'nobody', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(err)).toMatchObject({ code: 'DE0604', fault: 'user', exitCode: 2 })
  })
})

describe('without a session', () => {
  for (const args of [
    ['problems'],
    ['events', '--json'],
    ['wait', 'orb-core'],
    ['build', 'orb-core'],
    ['explain', 'orb-core'],
  ]) {
    test(`devenv ${args.join(' ')} says that there is none`, async () => {
      const { code, err } = await devenv(args)
      expect(code).toBe(4)
      expect(err).toContain('DE0703')
    })
  }

  test('explain prints every code of the catalogue', async () => {
    const { code, out } = await devenv(['explain', 'DE0302'])
    expect(code).toBe(0)
    expect(out).toContain('DE0302')
  })

  test('explain of a code that does not exist exits 2', async () => {
    expect((await devenv(['explain', 'DE9999'])).code).toBe(2)
  })
})

describe('configuration', () => {
  test('no Tiltfile.ts here or above exits 3', async () => {
    const { code, err } = await devenv(['status'], { cwd: folder })
    expect(code).toBe(3)
    expect(err).toContain('DE0603')
  })

  test('a Tiltfile.ts that does not parse exits 3 with file and line', async () => {
    const broken = mkdtempSync(join(folder, 'broken-'))
    writeFileSync(
      join(broken, 'Tiltfile.ts'),
      "import { defineEnvironment } from 'devenv'\n\nexport default defineEnvironment({\n  name: 'x',,\n})\n",
    )
    const { code, err } = await devenv(['status'], { cwd: broken })
    expect(code).toBe(3)
    expect(err).toContain('DE0601')
    expect(err).toMatch(/Tiltfile\.ts:4/)
  })
})

describe('the machine', () => {
  test('without a container engine `up --runtime kind` exits 4 with DE0101', async () => {
    const env = { DOCKER_HOST: `unix://${join(folder, 'nobody.sock')}` }
    const { code, err } = await devenv(['up', '--runtime', 'kind', '--json'], { env })
    expect(code).toBe(4)
    expect(err).toContain('DE0101')
  })
})
