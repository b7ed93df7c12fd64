import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownEngine, stopOwnEngine } from '../testbed/steps/engine.ts'
import { type Cache, openCache } from '../testbed/store.ts'

let root: string
let cache: Cache

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'testbed-engine-'))
  cache = openCache({ DEVENV_TESTBED_CACHE: root })
})
afterEach(() => rmSync(root, { recursive: true }))

test('a process id that another process has got is not our engine, and is not ended', async () => {
  writeFileSync(join(cache.engine, 'dockerd.pid'), String(process.pid))
  expect(ownEngine(cache)).toBeNull()
  expect(await stopOwnEngine(cache)).toBe(false)
})

test('an engine that was started for this cache is ended', async () => {
  const pidFile = join(cache.engine, 'dockerd.pid')
  const script = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')`
  const args = ['--eval', script, '--', `--pidfile=${pidFile}`]
  const engine = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(engine.stdout, 'data')
  writeFileSync(pidFile, String(engine.pid))
  expect(ownEngine(cache)).toBe(engine.pid)
  const ended = once(engine, 'exit')
  expect(await stopOwnEngine(cache)).toBe(true)
  expect(await ended).toEqual([0, null])
})

test('no pid file, no engine', () => {
  expect(ownEngine(cache)).toBeNull()
})
