// The log as a real supervisor writes it: rotated often, and with a prompt at its end.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followStamped, readStamped, type StampedLine } from '../../../src/clients/logs/log-tail.ts'
import { until } from '../../services/running-service.ts'

const supervisor = resolve(import.meta.dirname, '../../../supervisor/out/supervisor')
const service = `#!/bin/sh
seq -f 'line %g' 0 59999
printf 'Password: '
exec tail -f /dev/null
`

let root = ''
let running: ChildProcess | null = null

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-log-'))
  for (const name of ['slot', 'run', 'logs']) mkdirSync(join(root, name))
  writeFileSync(join(root, 'slot/svc@1'), service, { mode: 0o755 })
  symlinkSync('svc@1', join(root, 'slot/svc'))
})
afterEach(async () => {
  if (running !== null) {
    const exited = once(running, 'exit')
    running.kill('SIGTERM')
    await exited
  }
  rmSync(root, { recursive: true, force: true })
})

test('every line of a service is followed over rotations, and its prompt is seen', async () => {
  const log = join(root, 'logs/svc.out')
  const found: StampedLine[] = []
  const stop = new AbortController()
  const beganMs = Date.now()
  const following = followStamped(log, null, (lines) => found.push(...lines), stop.signal)
  const where = [
    '--slot',
    join(root, 'slot'),
    '--name',
    'svc',
    '--status-dir',
    join(root, 'run'),
    '--instance',
    'svc-0',
  ]
  const keeping = ['--log', log, '--log-max', String(64 * 1024), '--log-keep', '60']
  running = spawn(supervisor, ['run', ...where, ...keeping, '--'], { stdio: 'inherit' })
  await until(() => found.find(({ text }) => text.includes('Password: ')))
  stop.abort()
  await following
  const numbers = found.flatMap(({ text }) => /^line (\d+)$/.exec(text)?.[1] ?? []).map(Number)
  expect(numbers).toEqual(Array.from({ length: 60_000 }, (_, index) => index))
  expect(readdirSync(join(root, 'logs')).length).toBeGreaterThan(10)
  expect(found.every(({ atMs }) => atMs >= beganMs && atMs <= Date.now())).toBe(true)
  const tail = await readStamped(log, { tail: 2, sinceMs: null })
  expect(tail.map(({ text }) => text)).toEqual(['line 59999', 'Password: '])
})
