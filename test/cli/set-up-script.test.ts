// The launcher and scripts/setup.sh in a checkout of a test's own: when it works, when it does not, and when it is killed.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeSystem, fakeSystem } from './fake-system.ts'

const root = join(import.meta.dirname, '../..')
let system: FakeSystem
let checkout: string

beforeEach(() => {
  system = fakeSystem()
  checkout = join(system.folder, 'checkout')
  for (const folder of ['scripts', 'src/cli', 'supervisor']) mkdirSync(join(checkout, folder), { recursive: true })
  for (const file of ['devenv', 'scripts/setup.sh', 'scripts/packages.sh'])
    copyFileSync(join(root, file), join(checkout, file))
  for (const file of ['package.json', 'package-lock.json', 'tsdown.config.ts', 'src/main.ts', 'src/cli/a.ts'])
    writeFileSync(join(checkout, file), '1\n')
  writeFileSync(join(checkout, 'supervisor/main.c'), 'int main;\n')
  const basics = [
    'cat',
    'mkdir',
    'rm',
    'mv',
    'rmdir',
    'touch',
    'find',
    'sleep',
    'readlink',
    'dirname',
    'mkfifo',
    'chmod',
  ]
  system.link(...basics, 'kill')
  // npm makes node_modules anew and writes its mark last; tsdown bundles what the sources say.
  system.program(
    'npm',
    `echo "npm $*" >>${system.folder}/asked
[ -e "${system.folder}/npm-fails" ] && { echo "npm error: offline" >&2; exit 1; }
rm -rf node_modules; mkdir -p node_modules/.bin
[ -e "${system.folder}/npm-hangs" ] && exec cat ${system.folder}/fifo
printf '#!/bin/sh\\nfor last; do :; done; exec cat "$last"\\n' >node_modules/.bin/node
printf '#!/bin/sh\\necho tsdown >>${system.folder}/asked\\n[ -e ${system.folder}/bundle-fails ] && exit 1\\nmkdir dist.new\\ncat src/main.ts src/cli/*.ts >dist.new/main.mjs\\necho part >dist.new/part.mjs\\n' >node_modules/.bin/tsdown
chmod +x node_modules/.bin/*
echo >node_modules/.package-lock.json`,
  )
  system.program(
    'make',
    `echo make >>${system.folder}/asked
mkdir -p supervisor/out; echo >supervisor/out/supervisor; chmod +x supervisor/out/supervisor`,
  )
  system.program('cc', 'exit 0')
})
afterEach(() => system.remove())

function start() {
  const { status, signal, stdout, stderr } = spawnSync(join(system.bin, 'sh'), [join(checkout, 'devenv')], {
    env: system.env,
    encoding: 'utf8',
  })
  return { code: status ?? signal, out: stdout, err: stderr }
}

function write(file: string, text: string): void {
  writeFileSync(join(checkout, file), text)
}

/** What was done since the last look. */
let seen = 0
beforeEach(() => {
  seen = 0
})
function done(): readonly string[] {
  const all = system.asked()
  const fresh = all.slice(seen)
  seen = all.length
  return fresh.map((line) => line.split(' ')[0]!)
}

describe('the launcher', () => {
  test('makes everything once, in order, then only starts', () => {
    expect(start()).toMatchObject({ code: 0, out: '1\n1\n' })
    expect(done()).toEqual(['npm', 'make', 'tsdown'])
    expect(start()).toEqual({ code: 0, out: '1\n1\n', err: '' })
    expect(done()).toEqual([])
  })

  test.each([
    ['src/main.ts', ['tsdown']],
    ['src/cli/a.ts', ['tsdown']],
    ['package-lock.json', ['npm']],
    ['supervisor/main.c', ['make']],
  ])('after a pull that brings a newer %s makes what depends on it', (file, expected) => {
    start()
    done()
    write(file, '2\n')
    const { err } = start()
    expect(done()).toEqual(expect.arrayContaining(expected))
    expect(err).toContain(' ...')
    start()
    expect(done()).toEqual([])
  })

  test('shows new sources at once', () => {
    start()
    write('src/cli/a.ts', 'new\n')
    expect(start().out).toBe('1\nnew\n')
  })

  test('goes on with the last bundle when a new one fails, and tries again next time', () => {
    start()
    done()
    write('src/main.ts', 'broken\n')
    writeFileSync(join(system.folder, 'bundle-fails'), '')
    const failed = start()
    expect(failed).toMatchObject({ code: 0, out: '1\n1\n' })
    expect(failed.err).toContain('✘ Bundle devenv failed')
    rmSync(join(system.folder, 'bundle-fails'))
    expect(start().out).toBe('broken\n1\n')
  })

  test('without anything to go on with says why and exits 4', () => {
    writeFileSync(join(system.folder, 'npm-fails'), '')
    const { code, err } = start()
    expect(code).toBe(4)
    expect(err).toContain('npm error: offline')
    expect(err).toContain('✘ Install npm packages failed')
  })

  test('keeps the parts of the bundle that a running session may still read', () => {
    start()
    write('dist/older-part.mjs', 'x')
    write('src/main.ts', '2\n')
    start()
    expect(existsSync(join(checkout, 'dist/older-part.mjs'))).toBe(true)
    const old = new Date('2020-01-01')
    utimesSync(join(checkout, 'dist/older-part.mjs'), old, old)
    write('src/main.ts', '3\n')
    start()
    expect(existsSync(join(checkout, 'dist/older-part.mjs'))).toBe(false)
    expect(readFileSync(join(checkout, 'dist/part.mjs'), 'utf8')).toBe('part\n')
  })
})

describe('an interruption', () => {
  /** Starts a set-up whose npm hangs; resolves when it does. */
  async function hang() {
    spawnSync('mkfifo', [join(system.folder, 'fifo')])
    writeFileSync(join(system.folder, 'npm-hangs'), '')
    const child = spawn(join(system.bin, 'sh'), [join(checkout, 'devenv')], { env: system.env, detached: true })
    await expect
      .poll(() => statSync(join(checkout, 'node_modules/.bin'), { throwIfNoEntry: false }) !== undefined)
      .toBe(true)
    return child
  }

  test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'by %s in npm: the next start makes it whole',
    async (signal) => {
      const child = await hang()
      process.kill(-child.pid!, signal)
      await once(child, 'exit')
      expect(existsSync(join(checkout, 'dist/main.mjs'))).toBe(false)
      rmSync(join(system.folder, 'npm-hangs'))
      done()
      expect(start()).toMatchObject({ code: 0, out: '1\n1\n' })
      expect(done()).toEqual(['npm', 'make', 'tsdown'])
      expect(existsSync(join(checkout, '.devenv/setup.lock'))).toBe(false)
    },
  )

  test('by a power cut: the number of a lock is another process now, and nobody waits for it', () => {
    mkdirSync(join(checkout, '.devenv'))
    write('.devenv/setup.lock', `${process.pid}\n`)
    expect(start()).toMatchObject({ code: 0, out: '1\n1\n' })
  })

  test('between the parts of a bundle and its entry: the next start bundles again', () => {
    start()
    rmSync(join(checkout, 'dist/main.mjs'))
    mkdirSync(join(checkout, 'dist.new'))
    write('dist.new/part.mjs', 'half')
    expect(start()).toMatchObject({ code: 0, out: '1\n1\n' })
    expect(existsSync(join(checkout, 'dist.new'))).toBe(false)
  })
})

test('two at once: one sets up, the other waits for it', async () => {
  const runs = [0, 1].map(() => spawn(join(system.bin, 'sh'), [join(checkout, 'devenv')], { env: system.env }))
  const codes = await Promise.all(runs.map(async (child) => (await once(child, 'exit'))[0]))
  expect(codes).toEqual([0, 0])
  expect([...done()].sort()).toEqual(['make', 'npm', 'tsdown'])
})
