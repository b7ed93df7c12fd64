// A session in the background, and the choice of the runtime where no container engine answers, as scripts see them.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, getJson, Up } from '../../e2e/harness.ts'
import { openStory, processesIn, type Story } from '../story.ts'
import { expectNoProcess } from './left.ts'

let story: Story
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  story = await openStory('background')
  env = { DOCKER_HOST: `unix://${story.base}/nobody.sock` }
})
afterAll(() => story?.close())

describe('up -d', () => {
  test('ends when all is ready; the session goes on without it', async () => {
    const { exitCode, stdout } = await story.run(['up', '-d', '--runtime', 'process'], env)
    expect(stdout).toContain('up in the background')
    expect(exitCode).toBe(0)
    const { services } = await story.status()
    expect(services.map(({ health }) => health)).toEqual(['ready', 'ready', 'ready'])
  })

  test('a second up says who holds the workspace', async () => {
    const { exitCode, stderr } = await story.run(['up', '--json', '--runtime', 'process'], env)
    expect(exitCode).toBe(4)
    expect(stderr).toContain('DE0701')
  })

  test('an edit is built and served, and events tell it', async () => {
    story.replace('alder/src/answer.cpp', '"none"', '"in the background"')
    const { url } = await story.service('alder')
    await eventually('the edit', async () =>
      (await getJson(`${url}/edit`)).body['edit'] === 'in the background' ? true : null,
    )
    expect((await story.run(['wait', 'alder', '--for', 'ready'])).exitCode).toBe(0)
  })

  test('attach --plain follows it; SIGINT of attach leaves the session', async () => {
    const main = join(import.meta.dirname, '../../../dist/main.mjs')
    const child = spawn(process.execPath, [main, 'attach', '--plain'], {
      cwd: story.folder,
      env: story.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    let shown = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
    })
    let saves = 0
    await eventually('a line about birch', async () => {
      saves += 1
      story.restore('birch/src/answer.cpp')
      story.replace('birch/src/answer.cpp', '"none"', `"attached ${saves}"`)
      return shown.includes('birch') ? true : null
    })
    child.kill('SIGINT')
    expect(await exited).toBe(0)
    expect((await story.status()).services.map(({ health }) => health)).not.toContain('unknown')
    expect((await story.run(['wait', 'birch', '--for', 'ready'])).exitCode).toBe(0)
  })

  test('SIGKILL of the session ends its services; the next up says that a dead one was there', async () => {
    const session = processesIn(story.base).find(({ command }) => / up .*--json/.test(command))
    process.kill(session!.pid, 'SIGKILL')
    await expectNoProcess(story)
    const up = new Up(story, ['--runtime', 'process'], env)
    await up.event('session.ready')
    expect(up.stderr).toContain('dead session')
    expect(await up.stop()).toBe(130)
  })

  test('--keep goes along; down ends session and services', async () => {
    expect((await story.run(['up', '-d', '--keep', '--runtime', 'process'], env)).exitCode).toBe(0)
    expect((await story.run(['down'])).exitCode).toBe(0)
    expect(processesIn(story.base)).toEqual([])
  })

  test('a start that fails is told where it was asked for, with the exit code', async () => {
    const good = story.read('Tiltfile.ts')
    story.write('Tiltfile.ts', good.replace("sourceDir: 'birch'", "sourceDir: 'alder', cmakeArgs: ['-DA=B']"))
    story.write('alder/CMakeLists.txt', 'message(FATAL_ERROR "no such wood")\n')
    const { exitCode } = await story.run(['up', '-d', '--runtime', 'process'], env)
    expect(exitCode).toBe(1)
    expect((await story.run(['problems'])).stdout).toContain('no such wood')
    expect((await story.run(['down'])).exitCode).toBe(0)
    story.write('Tiltfile.ts', good)
    story.restore('alder/CMakeLists.txt')
    expect(processesIn(story.base)).toEqual([])
  })
})

describe('without a container engine', () => {
  test('--json: the first step says local processes, and why', async () => {
    const up = new Up(story, [], env)
    const { detail } = await up.event('bringup.step', ({ step, state }) => step === 'runtime' && state === 'done')
    expect(detail).toMatch(/^local processes: no container engine \(/)
    expect(detail).toContain('devenv explain runtime')
    await up.event('session.ready')
    expect((await story.status()).runtime).toBe('process')
    expect(await up.stop()).toBe(130)
    expect(processesIn(story.base)).toEqual([])
  })

  test('--plain says the same, once', async () => {
    const { exitCode, stdout } = await story.run(['up', '--plain', '--once'], env)
    expect(exitCode).toBe(0)
    expect(stdout.match(/local processes: no container engine/g)).toHaveLength(1)
    expect(processesIn(story.base)).toEqual([])
  })

  test('--runtime kind is DE0101, exit 4', async () => {
    const { exitCode, stderr } = await story.run(['up', '--json', '--runtime', 'kind'], env)
    expect(exitCode).toBe(4)
    expect((JSON.parse(stderr) as { code: string }).code).toBe('DE0101')
  })

  test('explain runtime tells both, and what up would take', async () => {
    const { exitCode, stdout } = await story.run(['explain', 'runtime'], env)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/devenv up would take local processes: no container engine/)
    expect(readFileSync(join(story.folder, 'Tiltfile.ts'), 'utf8')).not.toContain('runtime')
  })
})
