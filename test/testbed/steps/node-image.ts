// The image of kind's nodes: Kubernetes on Debian, with every image in it that a cluster needs to start.
import { cpSync, linkSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Commands } from '../command.ts'
import { type Docker, imageKey, keyLabel } from '../docker.ts'
import { kubernetesVersion, nodeImage } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, publish, slotPath, sources, sourcesKey } from '../store.ts'
import { goFolder } from './go.ts'
import { preloadedTags } from './images.ts'

/** The container in which images are loaded; one that a killed run left is removed by the next. */
export const preloadContainer = 'devenv-testbed-preload'

export function nodeImageKey(imagesKey: string): string {
  return contentKey(imagesKey, sourcesKey('node'), ...preloadedTags)
}

export function nodeImageStep(cache: Cache, docker: Docker, key: string): Step {
  return {
    name: 'node-image',
    title: `Make ${nodeImage}, about 40 seconds`,
    key,
    isDone: async () => (await imageKey(docker, nodeImage)) === key,
    run: async (commands) => {
      const context = slotPath(cache, 'node-context', key)
      await publish(context, async (folder) => fillContext(cache, folder))
      const empty = `devenv/testbed-node-without-images:${key}`
      const options = ['--progress', 'plain', '--build-arg', `VERSION=${kubernetesVersion}`, '--tag', empty]
      await commands.run(docker.client, ['build', ...options, context], { env: docker.env })
      await commands.run(docker.client, ['save', '--output', join(context, 'images.tar'), ...preloadedTags])
      await preload(commands, docker, empty, join(context, 'images.tar'), key)
      // The node image has them now.
      await commands.run(docker.client, ['image', 'rm', empty, ...preloadedTags])
      rmSync(context, { recursive: true })
    },
  }
}

async function preload(commands: Commands, docker: Docker, from: string, images: string, key: string): Promise<void> {
  const inside = (...args: readonly string[]) => ['exec', preloadContainer, ...args]
  await commands.run(docker.client, ['rm', '--force', preloadContainer]).catch(() => {})
  const options = ['--detach', '--privileged', '--name', preloadContainer, '--entrypoint', '/usr/bin/containerd']
  await commands.run(docker.client, ['run', ...options, from])
  // One client that waits for the socket, instead of many that ask.
  const wait = 'for i in $(seq 300); do ctr version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1'
  await commands.run(docker.client, inside('sh', '-c', wait))
  await commands.run(
    docker.client,
    ['exec', '--interactive', preloadContainer, 'ctr', '--namespace', 'k8s.io', 'images', 'import', '-'],
    {
      input: openSync(images, 'r'),
    },
  )
  // containerd is PID 1 there: it closes its database before it ends.
  await commands.run(docker.client, ['kill', '--signal', 'SIGTERM', preloadContainer])
  await commands.run(docker.client, ['wait', preloadContainer])
  const changes = ['ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]', 'CMD []', `LABEL ${keyLabel}=${key}`]
  await commands.run(docker.client, [
    'commit',
    ...changes.flatMap((change) => ['--change', change]),
    preloadContainer,
    nodeImage,
  ])
  await commands.run(docker.client, ['rm', '--force', preloadContainer])
}

function fillContext(cache: Cache, folder: string): void {
  cpSync(join(sources, 'node'), folder, { recursive: true })
  for (const name of ['kubelet', 'kubeadm', 'kubectl'])
    linkSync(join(goFolder(cache, 'kubernetes'), name), join(folder, name))
}
