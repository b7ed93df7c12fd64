// What the testbed hands over: the variables that make devenv use what was built here.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeImage, prometheusImage, registryImage } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, sources } from '../store.ts'

export function handoverStep(cache: Cache): Step {
  const variables = handedOver(cache, process.env['DOCKER_HOST'])
  const files = {
    [join(cache.root, 'plain-envoy.yaml')]: readFileSync(join(sources, 'istio/plain-envoy.yaml'), 'utf8'),
    [join(cache.root, 'kubelet-patch.yaml')]: readFileSync(join(sources, 'kind/kubelet-patch.yaml'), 'utf8'),
    [join(cache.root, 'env.json')]: `${JSON.stringify({ pathPrefix: cache.bin, variables }, null, 2)}\n`,
    [join(cache.root, 'env')]: shellText(cache.bin, variables),
  }
  return {
    name: 'handover',
    title: 'Write env and env.json',
    key: contentKey(JSON.stringify(files)),
    isDone: async () =>
      Object.entries(files).every(([path, text]) => existsSync(path) && readFileSync(path, 'utf8') === text),
    run: async () => {
      for (const [path, text] of Object.entries(files)) {
        writeFileSync(`${path}.unfinished`, text, { mode: 0o600 })
        renameSync(`${path}.unfinished`, path)
      }
    },
  }
}

/** The variables beside PATH. */
export function handedOver(cache: Cache, dockerHost: string | undefined): Record<string, string> {
  return {
    ...(dockerHost ? { DOCKER_HOST: dockerHost } : {}),
    DOCKER_BUILDKIT: '1',
    DEVENV_NODE_IMAGE: nodeImage,
    DEVENV_IMAGE_PROMETHEUS: prometheusImage,
    DEVENV_IMAGE_REGISTRY: registryImage,
    DEVENV_ISTIO_OPERATOR: join(cache.root, 'plain-envoy.yaml'),
    DEVENV_KIND_PATCH: join(cache.root, 'kubelet-patch.yaml'),
  }
}

/** Lines for `. <cache>/env`. */
export function shellText(pathPrefix: string, variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`)
  return [`export PATH=${quoted(pathPrefix)}:"$PATH"`, ...lines, ''].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
