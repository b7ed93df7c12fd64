import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'

const lockModule = join(import.meta.dirname, '../testbed/lock.ts')

test('the second waits for the first, and gets the lock when the first is killed', async () => {
  const path = `/testbed-lock-${process.pid}`
  const first = start(path)
  expect(await nextWord(first)).toBe('held')
  const second = start(path)
  expect(await nextWord(second)).toBe('waiting')
  first.kill('SIGKILL')
  expect(await nextWord(second)).toBe('held')
  second.kill('SIGKILL')
})

test('locks of other caches are free', async () => {
  const first = start(`/testbed-lock-a-${process.pid}`)
  const second = start(`/testbed-lock-b-${process.pid}`)
  expect(await nextWord(first)).toBe('held')
  expect(await nextWord(second)).toBe('held')
  for (const holder of [first, second]) holder.kill('SIGKILL')
})

type Holder = ChildProcessByStdio<null, Readable, null>

function start(path: string): Holder {
  const script = `
    const { holdLock } = await import('${lockModule}')
    await holdLock('${path}', () => console.log('waiting'))
    console.log('held')
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function nextWord(holder: Holder): Promise<string> {
  const [chunk] = (await once(holder.stdout, 'data')) as [Buffer]
  return chunk.toString().trim()
}
