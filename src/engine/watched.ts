// What the watcher looks at: source trees, Dockerfiles, manifests and Tiltfile.ts. Pure.
import type { Environment } from '../model/environment.ts'

export function watchedPaths(environment: Environment): {
  readonly folders: readonly string[]
  readonly files: readonly string[]
} {
  const folders = new Set([
    ...environment.services.flatMap((service) => [...service.sources, service.manifests]),
    ...environment.libraries.flatMap((library) => library.sources),
    environment.cluster.overlay,
  ])
  const files = new Set([environment.file, ...environment.services.map((service) => service.dockerfile)])
  return { folders: [...folders], files: [...files] }
}
