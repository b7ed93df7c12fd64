// kind, kubectl and istioctl: those of PATH where they are in range, else the pinned ones in devenv's own folder.
import { basename } from 'node:path'
import { findDocker } from '../../clients/docker/docker-socket.ts'
import { type ClusterTool, fetchTool, ownTool, type ToolPin, toolsHome } from '../../clients/tools/tool-folder.ts'
import { isOlder, versionOnPath } from '../../clients/tools/tool-versions.ts'
import { asDevenvError, fail } from '../../errors/errors.ts'
import type { Environment } from '../../model/environment.ts'
import { clusterFolder, readVersions } from '../../runtime/kind/versions.ts'
import type { SetUpOptions } from '../set-up.ts'

export interface ToolState {
  readonly tool: ClusterTool
  readonly pin: ToolPin
  /** `own`: fetched by us, of the pinned version. */
  readonly from: 'own' | 'path' | null
  /** Also of one on PATH that is out of range; null when there is none. */
  readonly found: string | null
}

export async function clusterTools(
  root: string,
  tools: readonly ClusterTool[],
  signal: AbortSignal,
): Promise<readonly ToolState[]> {
  const versions = readVersions(clusterFolder(root))
  return Promise.all(
    tools.map(async (tool): Promise<ToolState> => {
      const pin = versions.tools[tool]
      if (ownTool(tool, pin.tested) !== null) return { tool, pin, from: 'own', found: pin.tested }
      const found = await versionOnPath(tool, signal)
      const isFine = found !== null && !isOlder(found, pin.oldest)
      return { tool, pin, from: isFine ? 'path' : null, found }
    }),
  )
}

export async function setUpClusterTools(environment: Environment, options: SetUpOptions): Promise<void> {
  const wanted: readonly ClusterTool[] = environment.cluster.istio
    ? ['kind', 'kubectl', 'istioctl']
    : ['kind', 'kubectl']
  const missing = (await clusterTools(environment.root, wanted, options.signal)).filter(({ from }) => from === null)
  if (missing.length === 0) return
  // Without an engine (DE0101) nothing that could be fetched is of use.
  await findDocker(options.signal)
  const isAgreed = options.yes || (await asked(missing, options))
  for (const state of missing) {
    if (isAgreed) await fetchOne(state, options)
    else if (isRequired(state)) failTool(state)
    else options.say(` • ${toolWords(state)}: going on without`)
  }
}

/** Istio is an addon: without its tool the rest comes up. */
function isRequired({ tool }: ToolState): boolean {
  return tool !== 'istioctl'
}

async function asked(missing: readonly ToolState[], { ask, say }: SetUpOptions): Promise<boolean> {
  if (ask === null) return false
  for (const state of missing) say(` • ${toolWords(state)}`)
  const names = missing.map(({ tool, pin }) => `${tool} ${pin.tested}`).join(', ')
  return ask(`   Fetch ${names} into ${toolsHome()} (nothing else is changed)?`)
}

async function fetchOne(state: ToolState, options: SetUpOptions): Promise<void> {
  try {
    await fetchWithProgress(state, options.say, options.signal)
  } catch (thrown) {
    options.signal.throwIfAborted()
    if (isRequired(state) || asDevenvError(thrown).code === 'DE0116') throw thrown
    options.say(` • ${asDevenvError(thrown).summary}: going on without`)
  }
}

export async function fetchWithProgress(
  { tool, pin }: ToolState,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const what = `${tool} ${pin.tested}`
  say(` • Fetch ${what} ...`)
  const startedMs = performance.now()
  let lastMs = startedMs
  const path = await fetchTool(
    tool,
    pin,
    ({ receivedBytes, totalBytes }) => {
      if (performance.now() - lastMs < 1000) return
      lastMs = performance.now()
      const total =
        totalBytes === null ? '' : ` of ${mib(totalBytes)}, ${Math.floor((100 * receivedBytes) / totalBytes)} %`
      say(`   ${basename(tool)}: ${mib(receivedBytes)}${total}`)
    },
    signal,
  )
  say(` ✔ ${what} in ${((performance.now() - startedMs) / 1000).toFixed(1)} s: ${path}`)
}

function toolWords({ tool, pin, found }: ToolState): string {
  return found === null ? `${tool} is missing` : `${tool} ${found} is older than ${pin.oldest}`
}

function failTool({ tool, pin, found }: ToolState): never {
  const values = {
    tool,
    wanted: `${pin.oldest} or newer, tested with ${pin.tested}`,
    ...(found === null ? {} : { found }),
  }
  const fetch = {
    label: `let devenv fetch ${tool} ${pin.tested}`,
    effect: `into ${toolsHome()}, checksum verified`,
    command: 'devenv doctor --fix --yes',
  }
  return fail('DE0106', values, { hints: [fetch] })
}

function mib(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}
