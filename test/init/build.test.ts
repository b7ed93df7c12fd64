// Every service of every tree is really built as its Tiltfile.ts says, starts with those arguments, and answers.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { createBuilder } from '../../src/build/build.ts'
import { initWorkspace } from '../../src/init/init.ts'
import type { Environment, Service } from '../../src/model/environment.ts'
import { expand, variablesOf } from '../../src/runtime/process/discovery.ts'
import { copyTree, stories, talk } from './trees.ts'

const shift = 100
const started: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of started.splice(0)) await end()
})

test.each(stories)('$name', { timeout: 170_000 }, async ({ name, ports, talks }) => {
  const { root, env } = copyTree(name, shift)
  const environment = await initWorkspace({ folder: root, asker: null, say: () => {}, isForced: false })
  const builds = join(env['DEVENV_CACHE_DIR']!, 'builds')
  const state = env['DEVENV_STATE_DIR']!
  const folders = { id: name, root, state, slots: '', run: '', secrets: '', logs: '', builds, socket: '' }
  const now = () => performance.timeOrigin + performance.now()
  const builder = createBuilder({ environment, folders, now, runtime: 'process' })
  for (const service of environment.services) {
    const order = {
      service: service.name,
      number: 1,
      trigger: 'initial',
      batches: [],
      files: [],
      units: [],
      need: 'live',
    } as const
    const outcome = await builder.build(
      service,
      order,
      { log: () => {}, detail: () => {} },
      new AbortController().signal,
    )
    if (outcome.kind !== 'built') throw new Error(`${service.name}: ${JSON.stringify(outcome, null, 1)}`)
    expect(basename(outcome.artifact.path)).toBe(basename(service.build.output))
    expect(outcome.records.length).toBeGreaterThan(0)
    await start(environment, service, outcome.artifact.path)
  }
  for (const { service, request, answer } of talks)
    expect(await talk(ports[service]! + shift, request), service).toContain(answer)
})

/** Resolves with its first line. */
async function start(environment: Environment, service: Service, path: string): Promise<void> {
  const env = variablesOf(service, { environment, offset: 0 }, process.env)
  const child = spawn(
    path,
    service.args.map((arg) => expand(arg, env)),
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'close')
  started.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`${service.name} ended with ${code}`))),
  ])
  expect(line).toMatch(/ listens on /)
}
