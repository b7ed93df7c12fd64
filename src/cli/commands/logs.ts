// `devenv logs <service>`: from the session, else from the cluster and the kept build log.
import { workspaceFolders } from '../../clients/files/folders.ts'
import { rootOf } from '../../config/config.ts'
import { connectControl, findSession, readBuildLog } from '../../engine/engine.ts'
import { DevenvError, fail } from '../../errors/errors.ts'
import type { LogLine } from '../../model/log.ts'
import { printJson, printLine } from '../print.ts'
import { now, openRuntime, openWorkspace, serviceNamed, type Workspace } from '../workspace.ts'

export interface LogsOptions {
  readonly follow?: boolean
  readonly tail: number
  readonly since?: number
  readonly source: 'build' | 'pod' | 'both'
  readonly grep?: string
  readonly json?: boolean
}

export async function logs(name: string, options: LogsOptions): Promise<number> {
  const wanted = lineFilter(options.grep ?? '')
  const show = (line: LogLine) => {
    if (!wanted(line.text)) return
    if (options.json === true)
      printJson({ t: new Date(line.atMs).toISOString(), service: line.service, source: line.source, text: line.text })
    else printLine(`${clock(line.atMs)} ${line.source.padEnd(6)} ${line.text}`)
  }
  const sinceMs = options.since === undefined ? null : now() - options.since
  // A session knows its services: to evaluate Tiltfile.ts would take longer than all the rest.
  const { socket } = workspaceFolders(rootOf(process.cwd()))
  const { info } = await findSession(socket)
  if (info === null) {
    const workspace = await openWorkspace()
    serviceNamed(workspace.environment, name)
    await withoutSession(workspace, name, options, sinceMs, show)
    return 0
  }
  const sources: LogLine['source'][] =
    options.source === 'build' ? ['build', 'devenv'] : options.source === 'pod' ? ['pod'] : ['build', 'devenv', 'pod']
  try {
    await connectControl(socket).follow<LogLine>(
      { method: 'logs', service: name, follow: options.follow === true, tail: options.tail, sinceMs, sources },
      show,
    )
  } catch (thrown) {
    // The session can not say which name is near.
    if (thrown instanceof DevenvError && thrown.code === 'DE0604')
      serviceNamed((await openWorkspace()).environment, name)
    throw thrown
  }
  return 0
}

async function withoutSession(
  workspace: Workspace,
  name: string,
  options: LogsOptions,
  sinceMs: number | null,
  show: (line: LogLine) => void,
): Promise<void> {
  const controller = new AbortController()
  if (options.source !== 'pod')
    for (const line of readBuildLog(workspace.folders.logs, name, options.tail))
      if (sinceMs === null || line.atMs >= sinceMs) show(line)
  if (options.source === 'build') return
  const runtime = await openRuntime(workspace)
  process.once('SIGINT', () => controller.abort())
  await runtime.logs(
    { service: name, follow: options.follow === true, tail: options.tail, sinceMs, sidecar: false },
    ({ atMs, text }) => show({ seq: 0, atMs, service: name, source: 'pod', text }),
    controller.signal,
  )
}

/** Plain text in smart case, `!text` excludes, `~text` is a regular expression; as the filter of the screen. */
export function lineFilter(pattern: string): (text: string) => boolean {
  if (pattern === '') return () => true
  if (pattern.startsWith('!')) {
    const inner = lineFilter(pattern.slice(1))
    return (text) => !inner(text)
  }
  if (pattern.startsWith('~')) {
    try {
      const expression = new RegExp(pattern.slice(1))
      return (text) => expression.test(text)
    } catch (error) {
      fail(
        'DE0608',
        { name: `--grep ${pattern}` },
        { details: [{ label: 'regular expression', text: (error as Error).message }] },
      )
    }
  }
  const isExact = pattern !== pattern.toLowerCase()
  return (text) => (isExact ? text.includes(pattern) : text.toLowerCase().includes(pattern))
}

function clock(atMs: number): string {
  return new Date(atMs).toTimeString().slice(0, 8)
}
