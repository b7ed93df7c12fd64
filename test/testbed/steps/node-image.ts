// The image of kind's nodes: Kubernetes on Debian, with every image in it that a cluster needs to start.
import { cpSync, linkSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { type Docker, imageKey, keyLabel } from '../docker.ts'
import { kubernetesVersion, nodeImage } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, publish, slotPath, sources, sourcesKey } from '../store.ts'
import { goFolder, goKey } from './go.ts'
import { builtImage, clusterImages } from './images.ts'

/** The container in which images are loaded; one that a killed run left is removed by the next, and by `down`. */
export const preloadContainer = 'devenv-testbed-preload'

export function nodeImageKey(imagesKey: string): string {
  return contentKey(
    imagesKey,
    goKey('kubernetes'),
    goKey('crictl'),
    sourcesKey('node', 'steps/node-image.ts'),
    JSON.stringify(clusterImages),
  )
}

export function nodeImageStep(cache: Cache, docker: Docker, imagesKey: string): Step {
  const key = nodeImageKey(imagesKey)
  const built = Object.keys(clusterImages).map((target) => builtImage(target, imagesKey))
  return {
    name: 'node-image',
    title: `Make ${nodeImage}, about 40 seconds`,
    key,
    isDone: async () => (await imageKey(docker, nodeImage)) === key,
    run: async (commands) => {
      const context = slotPath(cache, 'node-context', key)
      await publish(context, async (folder) => fillContext(cache, folder))
      const empty = `devenv/testbed-empty-node:${key}`
      const options = ['--progress', 'plain', '--build-arg', `VERSION=${kubernetesVersion}`, '--tag', empty]
      await commands.run(docker.client, ['build', ...options, context], { env: docker.env })
      await commands.run(docker.client, ['save', '--output', join(context, 'images.tar'), ...built])
      await preload(commands, docker, empty, join(context, 'images.tar'), imagesKey, key)
      // The node image has them now.
      await commands.run(docker.client, ['image', 'rm', empty, ...built])
      rmSync(context, { recursive: true })
    },
  }
}

async function preload(
  commands: Commands,
  docker: Docker,
  empty: string,
  images: string,
  imagesKey: string,
  key: string,
): Promise<void> {
  const run = (...args: readonly string[]) => commands.run(docker.client, args)
  const inside = (...args: readonly string[]) => run('exec', preloadContainer, ...args)
  const ctr = ['ctr', '--namespace', 'k8s.io']
  await run('rm', '--force', preloadContainer).catch(() => {})
  await run('run', '--detach', '--privileged', '--name', preloadContainer, '--entrypoint', '/usr/bin/containerd', empty)
  // One client that waits for the socket, instead of many that ask.
  await inside('sh', '-c', 'for i in $(seq 300); do ctr version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1')
  await commands.run(docker.client, ['exec', '--interactive', preloadContainer, ...ctr, 'images', 'import', '-'], {
    input: openSync(images, 'r'),
  })
  for (const [target, names] of Object.entries(clusterImages)) {
    const imported = `docker.io/${builtImage(target, imagesKey)}`
    await inside(...ctr, 'images', 'tag', imported, ...names)
    await inside(...ctr, 'images', 'remove', imported)
  }
  // The layers are unpacked; their archives would be copied for each cluster.
  await inside(...ctr, 'content', 'prune', 'references')
  // containerd is PID 1 there, and closes its database before it ends.
  await run('kill', '--signal', 'SIGTERM', preloadContainer)
  await run('wait', preloadContainer)
  const changes = ['ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]', 'CMD []', `LABEL ${keyLabel}=${key}`]
  await run('commit', ...changes.flatMap((change) => ['--change', change]), preloadContainer, nodeImage)
  await run('rm', '--force', preloadContainer)
}

function fillContext(cache: Cache, folder: string): void {
  cpSync(join(sources, 'node'), folder, { recursive: true })
  for (const name of ['kubelet', 'kubeadm', 'kubectl']) {
    linkSync(join(goFolder(cache, 'kubernetes'), name), join(folder, name))
  }
  linkSync(join(goFolder(cache, 'crictl'), 'crictl'), join(folder, 'crictl'))
}
