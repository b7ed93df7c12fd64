// What `up` does, from top to bottom.
import type { Docker } from './docker.ts'
import { imageKey } from './docker.ts'
import { nodeImage } from './pins.ts'
import type { Step } from './step.ts'
import { checkStep } from './steps/check.ts'
import { debianStep } from './steps/debian.ts'
import { engineStep } from './steps/engine.ts'
import { envoyStep } from './steps/envoy.ts'
import { goSteps } from './steps/go.ts'
import { handoverStep } from './steps/handover.ts'
import { baseStep, imagesStep } from './steps/images.ts'
import { nodeImageStep } from './steps/node-image.ts'
import { packagesStep } from './steps/packages.ts'
import { toolsStep } from './steps/tools.ts'
import type { Cache } from './store.ts'

/** What must be there before anything can be made: afterwards a Docker Engine answers. */
export async function groundSteps(cache: Cache): Promise<Step[]> {
  return [await packagesStep(cache), engineStep(cache)]
}

export async function testbedSteps(cache: Cache, docker: Docker, extras: ReadonlySet<string>): Promise<Step[]> {
  const debian = await debianStep(cache, docker)
  const base = baseStep(docker, debian.key)
  const isPreloaded = async () => (await imageKey(docker, nodeImage)) === node.key
  const images = imagesStep(cache, docker, base.key, isPreloaded)
  const node: Step = nodeImageStep(cache, docker, images.key)
  return [
    ...goSteps(cache, extras),
    envoyStep(cache),
    debian,
    base,
    images,
    node,
    toolsStep(cache, docker, extras),
    checkStep(cache, docker, node.key),
    handoverStep(cache),
  ]
}
