// The local registry, and the images of the services' pods: built, pushed, and brought to the nodes.
import type { Step } from '../../../model/step.ts'
import { readApplied, recordApplied } from '../cluster-state.ts'
import {
  connectRegistry,
  isInRegistry,
  provideImage,
  pullOnNodes,
  registryTrouble,
  serviceImages,
  startRegistry,
  uniqueImages,
} from '../images.ts'
import type { World } from '../world.ts'

export function registryStep(world: World): Step {
  return {
    name: 'registry',
    title: 'Start registry',
    dependsOn: ['host'],
    optional: false,
    isDone: async (signal) => ((await registryTrouble(world, signal)) === null ? world.registryHost : null),
    run: async (_report, signal) => {
      await startRegistry(world, signal)
      return world.registryHost
    },
  }
}

export function imagesStep(world: World): Step {
  const bases = () => uniqueImages(serviceImages(world, world.context.environment.services))
  return {
    name: 'images',
    title: 'Build base images',
    dependsOn: ['registry'],
    optional: false,
    isDone: async (signal) => {
      const there = await Promise.all(bases().map(({ image }) => isInRegistry(world, image, signal)))
      return there.every(Boolean) ? `${there.length} there` : null
    },
    run: async (report, signal) => {
      const built = await Promise.all(bases().map((base) => provideImage(world, base, report, signal)))
      return `${built.filter(Boolean).length} of ${built.length} built`
    },
  }
}

export function loadStep(world: World): Step {
  const names = () => uniqueImages(serviceImages(world, world.context.environment.services)).map(({ image }) => image)
  return {
    name: 'load',
    title: 'Bring images to the nodes',
    dependsOn: ['cluster', 'images'],
    optional: false,
    isDone: async (signal) => {
      const applied = await readApplied(world, signal).catch(() => ({}))
      return 'images' in applied && applied.images === names().join(' ') ? 'on the nodes' : null
    },
    run: async (report, signal) => {
      await connectRegistry(world, signal)
      for (const image of names()) {
        report.detail(image.slice(image.lastIndexOf('/') + 1))
        await pullOnNodes(world, image, signal)
      }
      await recordApplied(world, 'images', names().join(' '), signal)
      return `${names().length} on the nodes`
    },
  }
}
