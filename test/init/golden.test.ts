// The Tiltfile.ts of each tree, word for word; devenv loads it, TypeScript accepts it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/clients/process/run.ts'
import { loadEnvironment } from '../../src/config/config.ts'
import { initWorkspace } from '../../src/init/init.ts'
import { copyTree, stories } from './trees.ts'

const golden = join(import.meta.dirname, 'golden')
const modules = resolve(import.meta.dirname, '../../node_modules')
const silent = { asker: null, say: () => {}, isForced: false }

describe.each(stories)('$name', ({ name, ports }) => {
  test('is written word for word, and loads', async () => {
    const { root, read } = copyTree(name)
    const environment = await initWorkspace({ folder: root, ...silent })
    const path = join(golden, `${name}.Tiltfile.txt`)
    const text = read('Tiltfile.ts')
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
    expect(existsSync(path), `${path} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true)
    expect(text).toBe(readFileSync(path, 'utf8'))
    expect(await loadEnvironment(root)).toEqual(environment)
    expect(Object.fromEntries(environment.services.map((service) => [service.name, service.port]))).toEqual(ports)
  })

  test('an editor that knows nothing of devenv finds its types, and mistakes', async () => {
    const { root, read, write } = copyTree(name)
    await initWorkspace({ folder: root, ...silent })
    const check = () => {
      const options = '--noEmit --strict --skipLibCheck false --module nodenext --target es2024 --types node'.split(' ')
      const typeRoots = ['--typeRoots', join(modules, '@types')]
      const tsc = join(modules, '.bin/tsc')
      return run(tsc, [...options, ...typeRoots, join(root, 'Tiltfile.ts')], { cwd: root })
    }
    const right = await check()
    expect(right.stdout).toBe('')
    expect(right.exitCode).toBe(0)
    write('Tiltfile.ts', read('Tiltfile.ts').replace('port:', 'prot:'))
    expect((await check()).stdout).toMatch(/Tiltfile\.ts\(\d+,\d+\): error TS\d+: .*'prot' does not exist/)
  })
})
