// What the watcher looks at: source trees, Dockerfiles, manifests and Tiltfile.ts. Pure.
import { dirname } from 'node:path'
import type { Environment, Service } from '../model/environment.ts'

export function watchedPaths(environment: Environment): {
  readonly folders: readonly string[]
  readonly files: readonly string[]
} {
  const folders = new Set([
    ...environment.services.flatMap((service) => [...service.sources, basesFolder(environment, service)]),
    ...environment.libraries.flatMap((library) => library.sources),
    environment.cluster.overlay,
  ])
  const files = new Set([environment.file, ...environment.services.map((service) => service.dockerfile)])
  return { folders: [...folders], files: [...files] }
}

/** What lies beside the bases is part of them all: where two or more share a folder, the whole of it. */
function basesFolder({ root, services }: Environment, { manifests }: Service): string {
  const parent = dirname(manifests)
  const isShared = services.filter((other) => dirname(other.manifests) === parent).length > 1
  return isShared && parent.startsWith(`${root}/`) ? parent : manifests
}
