// The contract of a runtime, on real supervised processes of this host.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTiny } from '../../fixtures/tiny-service/build-tiny.ts'
import { runtimeContract } from '../contract.ts'
import { Place, tinyService } from './fixture.ts'

runtimeContract('process', async () => {
  const binaries = mkdtempSync(join(tmpdir(), 'devenv-contract-'))
  const service = await tinyService('xrc-service')
  const place = new Place([service])
  // The contract observes for itself.
  const { runtime, end } = await place.open()
  return {
    runtime,
    service,
    good: (number) => buildTiny(binaries, service.name, `good-${number}`),
    crashing: (number) => buildTiny(binaries, service.name, `bad-${number}`, '-DCRASH=3'),
    print: async (line) => {
      await fetch(`${runtime.url(service)}/print/${encodeURIComponent(line)}`)
    },
    close: async () => {
      await end()
      await place.remove()
      rmSync(binaries, { recursive: true, force: true })
    },
  }
})
