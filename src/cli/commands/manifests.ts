// `devenv manifests check` and `diff`: the overlays as they would be applied, without applying them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { namespacesOf } from '../../clients/kube/kubectl.ts'
import { fail } from '../../errors/errors.ts'
import {
  checkInputs,
  checkOverlay,
  chooseOverlays,
  compareOverlays,
  differenceLines,
  dryRun,
  type ManifestProblem,
  renderOverlay,
} from '../../manifests/manifests.ts'
import { clusterFolder, readVersions } from '../../runtime/kind/versions.ts'
import { printJson, printLine } from '../print.ts'
import { openWorkspace } from '../workspace.ts'

export interface CheckOptions {
  readonly overlay?: readonly string[]
  readonly server?: boolean
  readonly json?: boolean
}

/** Exit 0: nothing is wrong; 3: something is. */
export async function checkManifests(options: CheckOptions): Promise<number> {
  const { environment, folders } = await openWorkspace()
  const cluster = clusterFolder(environment.root)
  readVersions(cluster)
  const signal = new AbortController().signal
  const chosen = await chooseOverlays(environment, options.overlay ?? [])
  const { schemas, files } = await checkInputs(environment, cluster)
  const kubeconfig = join(folders.state, 'kubeconfig')
  const namespaces = options.server === true ? await namespacesHere(kubeconfig, signal) : null
  const overlays = await Promise.all(
    [...chosen].map(async ([name, folder]) => {
      const overlay = await renderOverlay(name, folder, signal)
      const problems = checkOverlay(overlay, environment, schemas, files)
      const server = namespaces === null ? null : await dryRun(overlay, kubeconfig, namespaces, signal)
      return { name, objects: overlay.objects.length, problems, server }
    }),
  )
  if (options.json === true) printJson(overlays)
  else overlays.forEach(printOverlay)
  const isRefused = overlays.some(({ objects, server }) => server !== null && server.accepted < objects)
  return isRefused || overlays.some(({ problems }) => problems.length > 0) ? 3 : 0
}

type Checked = {
  readonly name: string
  readonly objects: number
  readonly problems: readonly ManifestProblem[]
  readonly server: Awaited<ReturnType<typeof dryRun>> | null
}

function printOverlay({ name, objects, problems, server }: Checked): void {
  for (const problem of problems) for (const line of problemLines(problem)) printLine(line)
  const codes = [...new Set(problems.map(({ code }) => code))]
  const verdict =
    problems.length === 0 ? 'nothing is wrong' : `${problems.length} wrong; devenv explain ${codes.join(', ')}`
  printLine(` ${problems.length === 0 ? '✔' : '✘'} ${name}: ${objects} objects, ${verdict}`)
  if (server === null) return
  for (const line of server.lines) printLine(`     ${line}`)
  const where = server.moved.length === 0 ? '' : `; those of ${server.moved.join(', ')} tried in default`
  printLine(
    ` ${server.accepted === objects ? '✔' : '✘'} ${name}: the cluster accepts ${server.accepted} of ${objects}${where}`,
  )
}

function problemLines({ code, object, text, file, line, fix, overlay }: ManifestProblem): readonly string[] {
  return [
    ` ✘ ${code} ${overlay}: ${object ?? 'the overlay'} ${text}`,
    `     ${file}${line === null ? '' : `:${line}`}`,
    `     fix: ${fix}`,
  ]
}

async function namespacesHere(kubeconfig: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  if (!existsSync(kubeconfig)) fail('DE0611', { what: 'devenv manifests check --server' })
  return namespacesOf(kubeconfig, signal)
}

/** Exit 0 whatever differs: overlays are meant to. */
export async function diffManifests(
  left: string,
  right: string,
  options: { readonly json?: boolean },
): Promise<number> {
  const { environment } = await openWorkspace()
  readVersions(clusterFolder(environment.root))
  const signal = new AbortController().signal
  const chosen = await chooseOverlays(environment, [left, right])
  const [before, after] = await Promise.all([left, right].map((name) => renderOverlay(name, chosen.get(name)!, signal)))
  const comparison = compareOverlays(before!, after!)
  if (options.json === true) printJson(comparison)
  else for (const line of differenceLines(comparison, left, right)) printLine(line)
  return 0
}
