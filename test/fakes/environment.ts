// A whole environment around a few services, for tests of a runtime.
import { join } from 'node:path'
import type { Environment, Service } from '../../src/model/environment.ts'
import type { WorkspaceFolders } from '../../src/model/workspace.ts'

export function makeEnvironment(
  root: string,
  services: readonly Service[],
  changes: Partial<Environment> = {},
): Environment {
  return {
    name: 'test',
    root,
    file: join(root, 'Tiltfile.ts'),
    services,
    traffic: [],
    libraries: [],
    cluster: {
      name: 'test',
      overlay: join(root, 'manifests/overlays/dev'),
      istio: false,
      prometheus: false,
      prometheusPort: 9490,
      registryPort: 5491,
    },
    watch: { quietMs: 25, capMs: 2000, ignore: [] },
    builds: { tokens: 0, where: 'host', timeoutMs: 60_000, maxArtifactBytes: 1_000_000_000 },
    ...changes,
  }
}

/** All folders of a workspace in one folder of the test. */
export function foldersIn(root: string, id = '12345678'): WorkspaceFolders {
  return {
    id,
    root,
    state: root,
    slots: join(root, 'slots'),
    run: join(root, 'run'),
    secrets: join(root, 'secrets'),
    logs: join(root, 'logs'),
    builds: join(root, 'builds'),
    socket: join(root, 'socket'),
  }
}
