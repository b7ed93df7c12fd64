// What the testbed hands over: a folder for PATH, and the variables that make devenv use what was built here.
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Docker } from '../docker.ts'
import { nodeImage, prometheusImage, registryImage } from '../pins.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey, sources, sourcesKey } from '../store.ts'
import { goFolder } from './go.ts'

export function handoverStep(cache: Cache, docker: Docker): Step {
  const variables = handedOver(cache, process.env['DOCKER_HOST'])
  const links = {
    docker: docker.client,
    kind: join(goFolder(cache, 'kind'), 'kind'),
    kubectl: join(goFolder(cache, 'kubernetes'), 'kubectl'),
    istioctl: join(goFolder(cache, 'istio'), 'istioctl'),
  }
  const files = {
    [join(cache.root, 'plain-envoy.yaml')]: readFileSync(join(sources, 'istio/plain-envoy.yaml'), 'utf8'),
    [join(cache.root, 'kubelet-patch.yaml')]: readFileSync(join(sources, 'kind/kubelet-patch.yaml'), 'utf8'),
    [join(cache.root, 'env')]: shellText(cache.bin, variables),
    [join(cache.root, 'env.json')]: `${JSON.stringify({ pathPrefix: cache.bin, variables }, null, 2)}\n`,
  }
  return {
    name: 'handover',
    title: 'Write env, env.json and the folder for PATH',
    key: contentKey(JSON.stringify([links, files]), sourcesKey('istio', 'kind')),
    isDone: async () =>
      Object.entries(links).every(([name, target]) => linkTarget(join(cache.bin, name)) === target) &&
      Object.entries(files).every(([path, text]) => existsSync(path) && readFileSync(path, 'utf8') === text),
    run: async () => {
      for (const [name, target] of Object.entries(links)) replaceLink(join(cache.bin, name), target)
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

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

function replaceLink(path: string, target: string): void {
  rmSync(`${path}.unfinished`, { force: true })
  symlinkSync(target, `${path}.unfinished`)
  renameSync(`${path}.unfinished`, path)
}
