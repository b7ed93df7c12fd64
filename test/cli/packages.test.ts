// scripts/packages.sh: the exact command for each package manager, and what it can't know said, not guessed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeSystem, fakeApt, fakeSystem } from './fake-system.ts'

const script = join(import.meta.dirname, '../../scripts/packages.sh')
let system: FakeSystem

beforeEach(() => {
  system = fakeSystem()
})
afterEach(() => system.remove())

function packages(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(system.bin, 'sh'), [script, ...args], {
    env: system.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { code: status, out: stdout.trim(), err: stderr.trim() }
}

describe('the command', () => {
  test.each([
    ['dnf', 'dnf install -y gcc-c++ make cmake ninja-build gcc-gnat gprbuild', ''],
    ['pacman', 'pacman -S --needed --noconfirm gcc make cmake ninja gcc-ada', 'unknown: gprbuild (it is in the AUR)'],
    [
      'zypper',
      'zypper --non-interactive install gcc-c++ make cmake ninja gcc-ada',
      'unknown: gprbuild (zypper is not known to have it)',
    ],
    ['brew', 'brew install cmake ninja', 'unknown: gnat (Alire has it: alr toolchain --select)'],
    [
      'apt-get',
      'apt-get update -q && apt-get install -y --no-install-recommends g++ make cmake ninja-build gnat gprbuild',
      '',
    ],
  ])('of %s', (manager, command, unknown) => {
    for (const name of [manager, ...(manager === 'dnf' || manager === 'zypper' ? ['rpm'] : [])])
      system.program(name, 'exit 1')
    const { code, out, err } = packages('command', 'cpp', 'ada')
    expect({ code, out }).toEqual({ code: 0, out: command })
    expect(err).toContain(unknown)
    if (unknown === '') expect(err).toBe('')
  })

  test('has sudo where this user needs it', () => {
    fakeApt(system, {})
    system.program('id', 'echo 1000')
    system.program('sudo', 'exit 0')
    expect(packages('command', 'ada').out).toBe(
      'sudo apt-get update -q && sudo apt-get install -y --no-install-recommends gnat gprbuild',
    )
  })

  test('without root and sudo is for an administrator: exit 4, and nothing is run', () => {
    fakeApt(system, {})
    system.program('id', 'echo 1000')
    const command = packages('command', 'ada')
    expect(command).toMatchObject({ code: 4, err: expect.stringContaining('ask an administrator') })
    expect(command.out).toBe('apt-get update -q && apt-get install -y --no-install-recommends gnat gprbuild')
    const install = packages('install', 'ada')
    expect(install.code).toBe(4)
    expect(install.err).toContain(`ask an administrator for: ${command.out}`)
    expect(system.asked()).toEqual([])
  })

  test('names only what is missing, and nothing when all is there', () => {
    fakeApt(system, { gnat: [], gprbuild: [] })
    expect(packages('install', 'ada').code).toBe(0)
    expect(packages('command', 'ada')).toMatchObject({ code: 0, out: '' })
    expect(packages('missing', 'cpp', 'ada').out).toBe('g++ make cmake ninja-build')
  })
})

describe('install', () => {
  test('mends an interrupted dpkg first, then runs what was shown', () => {
    fakeApt(system, { gnat: [], gprbuild: [] })
    expect(packages('install', 'ada').code).toBe(0)
    expect(system.asked()).toEqual([
      'dpkg --configure -a',
      'apt-get update -q',
      'apt-get install -y --no-install-recommends gnat gprbuild',
    ])
    expect(packages('install', 'ada').code).toBe(0)
    expect(system.asked()).toHaveLength(3)
  })

  test('fails as the package manager does', () => {
    fakeApt(system, {})
    const { code, err } = packages('install', 'ada')
    expect(code).toBe(100)
    expect(err).toContain('Unable to locate package gnat')
  })
})

test('without a package manager that is known: exit 4', () => {
  expect(packages('command', 'cpp')).toMatchObject({ code: 4, out: '' })
})

test.each([['nonsense'], ['list', 'nonsense']])('bad arguments: %s %s', (...args) => {
  fakeApt(system, {})
  expect(packages(...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage') })
})
