// The door: images of services, some at a time, built and checked.
import { availableParallelism } from 'node:os'
import type { DevenvError } from '../errors/errors.ts'
import { asDevenvError } from '../errors/errors.ts'
import type { Service } from '../model/environment.ts'
import { type BuildOptions, type BuiltImage, buildServiceImage } from './build.ts'
import { type CheckedImage, type CheckOptions, checkServiceImage } from './check.ts'
import type { BuildProgress } from './progress.ts'

export type { BuiltImage } from './build.ts'
export { megabytes } from './build.ts'
export type { CheckedImage } from './check.ts'
export type { BuildProgress } from './progress.ts'

export type ImageOutcome<Result> =
  | { readonly kind: 'done'; readonly service: string; readonly result: Result }
  | { readonly kind: 'failed'; readonly service: string; readonly error: DevenvError }

/** Each is built although another fails; rejects only when the signal says so. */
export function buildImages(
  services: readonly Service[],
  jobs: number | null,
  options: BuildOptions,
  onProgress: (service: string, progress: BuildProgress) => void,
): Promise<readonly ImageOutcome<BuiltImage>[]> {
  // A build uses every core by itself; what a second one fills is the waiting for downloads, links and layers.
  const width = jobs ?? Math.max(2, Math.ceil(availableParallelism() / 4))
  return inTurns(services, width, options.signal, (service) =>
    buildServiceImage(service, options, (progress) => onProgress(service.name, progress)),
  )
}

export function checkImages(
  services: readonly Service[],
  options: CheckOptions,
  onStart: (service: string) => void,
): Promise<readonly ImageOutcome<CheckedImage>[]> {
  return inTurns(services, 2, options.signal, (service) => {
    onStart(service.name)
    return checkServiceImage(service, options)
  })
}

async function inTurns<Result>(
  services: readonly Service[],
  width: number,
  signal: AbortSignal,
  work: (service: Service) => Promise<Result>,
): Promise<readonly ImageOutcome<Result>[]> {
  const outcomes = new Map<string, ImageOutcome<Result>>()
  const waiting = [...services]
  const one = async () => {
    for (let service = waiting.shift(); service !== undefined; service = waiting.shift()) {
      if (signal.aborted) return
      const { name } = service
      try {
        outcomes.set(name, { kind: 'done', service: name, result: await work(service) })
      } catch (thrown) {
        if (signal.aborted) return
        outcomes.set(name, { kind: 'failed', service: name, error: asDevenvError(thrown) })
      }
    }
  }
  // All of them come to their end, so that each has cleaned up behind it.
  await Promise.all(Array.from({ length: Math.min(width, services.length) }, one))
  signal.throwIfAborted()
  return services.map(({ name }) => outcomes.get(name)!)
}
