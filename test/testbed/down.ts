// Stops what the testbed started: clusters of its node image, its preload container, its Docker Engine.
import { join } from 'node:path'
import { quietCommands } from './command.ts'
import { type Docker, engineVersion, findDocker, keyLabel } from './docker.ts'
import { stopOwnEngine } from './steps/engine.ts'
import { preloadContainer } from './steps/node-image.ts'
import type { Cache } from './store.ts'

/** Resolves with what was done, one line each. */
export async function down(cache: Cache): Promise<string[]> {
  const lines: string[] = []
  const docker = await findDocker(cache)
  if (docker !== null && (await engineVersion(docker)) !== null) {
    for (const cluster of await testbedClusters(docker)) {
      const env = { ...docker.env, PATH: `${cache.bin}:${process.env['PATH'] ?? ''}` }
      await quietCommands().run(join(cache.bin, 'kind'), ['delete', 'cluster', '--name', cluster], { env })
      lines.push(` ✓ deleted cluster ${cluster}`)
    }
    await quietCommands()
      .run(docker.client, ['rm', '--force', preloadContainer])
      .catch(() => {})
  }
  if (await stopOwnEngine(cache)) lines.push(' ✓ stopped Docker Engine')
  return lines.length > 0 ? lines : [' ✓ nothing of the testbed runs']
}

/** Names of the kind clusters whose nodes run an image made by the testbed, this one or an older one. */
export async function testbedClusters(docker: Docker): Promise<string[]> {
  const format = '{{.Label "io.x-k8s.kind.cluster"}}'
  const filters = ['--filter', 'label=io.x-k8s.kind.cluster', '--filter', `label=${keyLabel}`]
  const text = await quietCommands().read(docker.client, ['ps', '--all', ...filters, '--format', format])
  return [...new Set(text.split('\n').filter((name) => name !== ''))]
}
