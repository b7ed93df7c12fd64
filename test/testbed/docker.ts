// The docker client to use, whether an engine answers, and images known by the key in their label.
import { join } from 'node:path'
import { filesOnPath, quietCommands } from './command.ts'
import type { Cache } from './store.ts'

/** The label that carries the content key of an image made here. */
export const keyLabel = 'devenv.testbed.key'

export interface Docker {
  /** Path of a client that can build with the engine's BuildKit. */
  readonly client: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Clients from 23.0 on build through the plug-in buildx alone, which may be missing; older ones speak BuildKit
 * themselves. The first client on PATH that can build is taken; the link in the cache leads to one of them.
 */
export async function findDocker(cache: Cache): Promise<Docker | null> {
  const commands = quietCommands()
  const env = { DOCKER_BUILDKIT: '1' }
  for (const client of filesOnPath('docker').filter((path) => path !== join(cache.bin, 'docker'))) {
    const version = await commands.read(client, ['--version']).catch(() => '')
    const major = Number(/version (\d+)\./.exec(version)?.[1] ?? Number.NaN)
    if (Number.isNaN(major)) continue
    if (major < 23 || (await succeeds(commands.run(client, ['buildx', 'version'])))) return { client, env }
  }
  return null
}

/** The engine's version, or null when none answers. */
export async function engineVersion(docker: Docker): Promise<string | null> {
  try {
    const text = await quietCommands().read(docker.client, ['version', '--format', '{{.Server.Version}}'], {
      timeoutMs: 10_000,
    })
    return text.trim() || null
  } catch {
    return null
  }
}

/** The key in the image's label; null when there is no such image or it is not ours. */
export async function imageKey(docker: Docker, image: string): Promise<string | null> {
  try {
    const format = `{{index .Config.Labels "${keyLabel}"}}`
    const text = await quietCommands().read(docker.client, ['image', 'inspect', '--format', format, image])
    return text.trim() || null
  } catch {
    return null
  }
}

export async function imageExists(docker: Docker, image: string): Promise<boolean> {
  return succeeds(quietCommands().run(docker.client, ['image', 'inspect', image]))
}

/** Removes images made here whose name has gone to a newer one; those that a cluster still runs on stay. */
export async function removeReplacedImages(docker: Docker): Promise<void> {
  await quietCommands().run(docker.client, ['image', 'prune', '--force', '--filter', `label=${keyLabel}`])
}

/** Removes the copies of layers that builds left; the folders of `RUN --mount=type=cache` stay. */
export async function removeBuildLayers(docker: Docker): Promise<void> {
  for (const type of ['regular', 'source.local']) {
    await quietCommands().run(docker.client, ['builder', 'prune', '--force', '--filter', `type=${type}`])
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}
