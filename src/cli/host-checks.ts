// The checks of `devenv doctor`: group 01 of the error catalogue, and the compilers of group 03.

import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { cacheHome, stateHome } from '../clients/folders.ts'
import { cores, freeDiskBytes, inotifyLimits, isWritable, memory, toolVersion } from '../clients/host.ts'

export interface Check {
  readonly code: string
  readonly name: string
  /** `warns`: devenv works, with less; `blocks`: it does not. */
  readonly state: 'ok' | 'warns' | 'blocks'
  readonly found: string
  readonly needed: string
  /** The exact command; `isSafe` when it neither deletes anything nor changes how the system runs. */
  readonly fix: { readonly command: readonly string[]; readonly isSafe: boolean } | null
}

const neededMemoryBytes = 4 * 1024 ** 3
const neededDiskBytes = 10 * 1024 ** 3
const neededWatches = 65_536

/** All checks, in the order a person would mend them. */
export async function checkHost(): Promise<readonly Check[]> {
  const tools = await Promise.all([
    tool('DE0101', 'docker', 'a Docker Engine that answers', null, 'blocks'),
    tool('DE0106', 'kind', 'kind on PATH', null, 'blocks'),
    tool('DE0106', 'kubectl', 'kubectl on PATH', null, 'blocks'),
    tool('DE0106', 'istioctl', 'istioctl on PATH', null, 'warns'),
    tool('DE0304', 'g++', 'a C++17 compiler, or Docker for the builder container', ['g++'], 'warns'),
    tool('DE0306', 'cmake', 'CMake 3.20 or newer', ['cmake'], 'warns'),
    tool('DE0306', 'ninja', 'Ninja', ['ninja-build'], 'warns'),
    tool('DE0305', 'gnatls', 'GNAT, or Docker for the builder container', ['gnat'], 'warns'),
    tool('DE0305', 'gprbuild', 'GPRbuild', ['gprbuild'], 'warns'),
  ])
  return [
    nodeCheck(),
    ...tools,
    memoryCheck(),
    diskCheck(),
    inotifyCheck(),
    folderCheck('state', stateHome()),
    folderCheck('cache', cacheHome()),
  ]
}

async function tool(
  code: string,
  name: string,
  needed: string,
  packages: readonly string[] | null,
  otherwise: 'warns' | 'blocks',
): Promise<Check> {
  const { version, message } = await toolVersion(name)
  const fix =
    packages === null
      ? null
      : { command: ['apt-get', 'install', '-y', '--no-install-recommends', ...packages], isSafe: true }
  const missing = message.trim().split('\n').at(-1) ?? ''
  return {
    code,
    name,
    needed,
    state: version === null ? otherwise : 'ok',
    found: version ?? (missing === '' ? 'not found' : missing),
    fix: version === null ? fix : null,
  }
}

function nodeCheck(): Check {
  return {
    code: 'DE0112',
    name: 'node',
    state: 'ok',
    found: process.versions.node,
    needed: '22.22 or newer',
    fix: null,
  }
}

function memoryCheck(): Check {
  const { availableBytes } = memory()
  const state = availableBytes >= neededMemoryBytes ? 'ok' : 'warns'
  return {
    code: 'DE0103',
    name: 'memory',
    state,
    found: `${gib(availableBytes)} free, ${cores()} cpu`,
    needed: gib(neededMemoryBytes),
    fix: null,
  }
}

function diskCheck(): Check {
  let folder = cacheHome()
  while (!existsSync(folder)) folder = dirname(folder)
  const free = freeDiskBytes(folder)
  return {
    code: 'DE0109',
    name: 'disk',
    state: free >= neededDiskBytes ? 'ok' : 'warns',
    found: `${gib(free)} free at ${folder}`,
    needed: gib(neededDiskBytes),
    fix: null,
  }
}

function inotifyCheck(): Check {
  const limits = inotifyLimits()
  const isEnough = limits === null || (limits.watches >= neededWatches && limits.instances >= 256)
  return {
    code: 'DE0102',
    name: 'file watches',
    state: isEnough ? 'ok' : 'warns',
    found: limits === null ? 'no inotify here' : `${limits.watches} watches, ${limits.instances} instances`,
    needed: `${neededWatches} watches (one a folder), 256 instances`,
    fix: isEnough
      ? null
      : {
          command: ['sysctl', 'fs.inotify.max_user_watches=524288', 'fs.inotify.max_user_instances=512'],
          isSafe: false,
        },
  }
}

function folderCheck(name: string, path: string): Check {
  let folder = path
  while (!existsSync(folder)) folder = dirname(folder)
  const variable = name === 'state' ? 'DEVENV_STATE_DIR' : 'DEVENV_CACHE_DIR'
  const isFine = isWritable(folder)
  return {
    code: 'DE0113',
    name: `${name} folder`,
    state: isFine ? 'ok' : 'blocks',
    found: isFine ? path : `${folder} can't be written`,
    needed: `a folder of yours; ${variable} moves it`,
    fix: null,
  }
}

function gib(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}
