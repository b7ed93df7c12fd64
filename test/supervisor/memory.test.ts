// A supervisor stands beside every service: it must cost less than a megabyte, also after many swaps.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forEachVariant } from './fixture.ts'

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
      const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${f().pid}/status`, 'utf8'))![1])
      expect(kib).toBeGreaterThan(0)
      expect(kib).toBeLessThan(1024)
    })
  },
  ['plain'],
)
