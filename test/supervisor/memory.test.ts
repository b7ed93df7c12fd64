// A supervisor stands beside every service: it must cost less than a megabyte, also after many swaps.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forEachVariant } from './fixture.ts'
import { logFiles } from './log-reader.ts'

function residentKib(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  expect(found).not.toBeNull()
  return Number(found![1])
}

forEachVariant(
  (f) => {
    test('less than 1024 KiB resident after 100 swaps and a revert', async () => {
      f().place('b0', 'daemon')
      const client = await f().up()
      await client.ready('b0')
      for (let number = 1; number <= 100; number++) {
        f().place(`b${number}`)
        await client.ready(`b${number}`)
        rmSync(join(f().slot, `svc@b${number - 1}`))
      }
      f().place('bad', 'exit=3')
      await client.until('b100 is back', (s) => s.state === 'ready' && s.rejected !== null)
      expect(residentKib(f().pid)).toBeLessThan(1024)
    })

    test('less than 1024 KiB resident with a log after 200,000 lines, long lines, rotations and 20 swaps', async () => {
      const log = join(f().root, 'svc.out')
      const client = await f().up({ args: ['--log', log, '--log-max', '100000', '--rlimit', 'core=0'] })
      f().script(
        'b0',
        `awk 'BEGIN { for (i = 0; i < 200000; i++) print "line", i }'; head -c 1000000 /dev/zero | tr '\\0' x`,
      )
      await client.ready('b0')
      for (let number = 1; number <= 20; number++) {
        f().place(`b${number}`)
        await client.ready(`b${number}`)
      }
      expect(logFiles(log)).toHaveLength(4)
      expect(residentKib(f().pid)).toBeLessThan(1024)
    })
  },
  ['plain'],
)
