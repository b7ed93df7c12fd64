// The contract of a runtime, on a real Kind cluster: the services of the workspace, run by a one-file service of the tests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolders, workspaceFolders } from '../../src/clients/files/folders.ts'
import { supervisorPath } from '../../src/clients/files/package-root.ts'
import { createRuntime } from '../../src/runtime/runtime.ts'
import { makeEnvironment } from '../fakes/environment.ts'
import { makeService } from '../fakes/service.ts'
import { buildTiny } from '../fixtures/tiny-service/build-tiny.ts'
import { runtimeContract } from '../runtime/contract.ts'

const root = resolve(import.meta.dirname, '../..')

runtimeContract('kind', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'devenv-contract-'))
  process.env['DEVENV_STATE_DIR'] = join(temporary, 'state')
  process.env['DEVENV_CACHE_DIR'] = join(temporary, 'cache')
  const folders = workspaceFolders(root)
  makeFolders(folders)
  const service = makeService('xrc-service', {
    port: 8080,
    readyTimeoutMs: 3000,
    dockerfile: join(root, 'Dockerfiles/cpp.Dockerfile'),
    manifests: join(root, 'manifests/base/xrc-service'),
  })
  const environment = makeEnvironment(root, [service], {
    name: 'contract',
    cluster: {
      name: 'devenv-contract',
      overlay: join(root, 'manifests/overlays/dev'),
      istio: false,
      prometheus: false,
      prometheusPort: 9490,
      registryPort: 5491,
    },
  })
  const now = () => performance.timeOrigin + performance.now()
  const runtime = await createRuntime('kind', {
    environment,
    folders,
    supervisor: supervisorPath(),
    keep: false,
    claims: folders.state,
    version: '0.0.0',
    now,
  })
  return {
    runtime,
    service,
    good: (number) => buildTiny(temporary, service.name, `good-${number}`),
    crashing: (number) => buildTiny(temporary, service.name, `bad-${number}`, '-DCRASH=3'),
    print: async (line) => {
      await fetch(`${runtime.url(service)}/print/${encodeURIComponent(line)}`)
    },
    close: async () => {
      await runtime.tearDown(
        { keepCluster: false, step: null },
        { detail: () => {}, log: () => {} },
        new AbortController().signal,
      )
      rmSync(temporary, { recursive: true, force: true })
    },
  }
})
