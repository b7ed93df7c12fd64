// The folder that goes first on PATH: docker, kind, kubectl, istioctl.
import { readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Docker } from '../docker.ts'
import type { Step } from '../step.ts'
import { type Cache, contentKey } from '../store.ts'
import { goFolder } from './go.ts'

export function toolsStep(cache: Cache, docker: Docker, extras: ReadonlySet<string>): Step {
  const links: Readonly<Record<string, string>> = {
    docker: docker.client,
    kind: join(goFolder(cache, 'kind'), 'kind'),
    kubectl: join(goFolder(cache, 'kubernetes'), 'kubectl'),
    istioctl: join(goFolder(cache, 'istio'), 'istioctl'),
    ...(extras.has('helm') ? { helm: join(goFolder(cache, 'helm'), 'helm') } : {}),
  }
  return {
    name: 'tools',
    title: 'Put docker, kind, kubectl and istioctl into one folder',
    key: contentKey(JSON.stringify(links)),
    isDone: async () => Object.entries(links).every(([name, target]) => linkTarget(join(cache.bin, name)) === target),
    run: async () => {
      for (const [name, target] of Object.entries(links)) replaceLink(join(cache.bin, name), target)
    },
  }
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
