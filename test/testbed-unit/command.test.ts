import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CommandFailed, quietCommands } from '../testbed/command.ts'

const commandModule = join(import.meta.dirname, '../testbed/command.ts')
const isRoot = process.getuid?.() === 0

describe('commands', () => {
  test('read resolves with what was written', async () => {
    expect(await quietCommands().read('printf', ['%s|', 'two words', '$HOME'])).toBe('two words|$HOME|')
  })

  test('a failure tells the command and its exit code', async () => {
    const failure = await quietCommands()
      .run('sh', ['-c', 'exit 7'])
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CommandFailed)
    expect((failure as CommandFailed).exitCode).toBe(7)
  })

  test('a tool that takes too long is ended', async () => {
    await expect(quietCommands().run('sleep', ['1000'], { timeoutMs: 50 })).rejects.toThrow('SIGKILL')
  })
})

describe('when the testbed is killed', () => {
  test('the tool that it runs ends', async () => {
    const seconds = uniqueSeconds()
    const testbed = start(`run('sleep', ['${seconds}'])`)
    await until(() => sleepers(seconds) === 1)
    testbed.kill('SIGKILL')
    await until(() => sleepers(seconds) === 0)
    expect(sleepers(seconds)).toBe(0)
  })

  test.skipIf(!isRoot)('a contained tool ends with all its descendants (needs root)', async () => {
    const seconds = uniqueSeconds()
    const testbed = start(`run('sh', ['-c', 'sleep ${seconds} & setsid sleep ${seconds} & wait'], { contained: true })`)
    await until(() => sleepers(seconds) === 2)
    testbed.kill('SIGKILL')
    await until(() => sleepers(seconds) === 0)
    expect(sleepers(seconds)).toBe(0)
  })

  test('a tool that outlives it goes on', async () => {
    const seconds = uniqueSeconds()
    const testbed = start(`run('sleep', ['${seconds}'], { outlives: true })`)
    await until(() => sleepers(seconds) === 1)
    testbed.kill('SIGKILL')
    await once(testbed, 'exit')
    expect(sleepers(seconds)).toBe(1)
    for (const pid of sleeperIds(seconds)) process.kill(pid, 'SIGKILL')
  })
})

function start(call: string): ChildProcess {
  const script = `const { quietCommands } = await import('${commandModule}'); await quietCommands().${call}`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' })
}

let count = 0
/** A duration that names the test's own sleepers among all processes. */
function uniqueSeconds(): string {
  count += 1
  return `${1000 + count}.${process.pid}`
}

function sleepers(seconds: string): number {
  return sleeperIds(seconds).length
}

function sleeperIds(seconds: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => commandLine(pid) === `sleep\0${seconds}\0`).map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20))
}
