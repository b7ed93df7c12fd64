// The tools devenv keeps for itself, each in a folder named by its version below the cache.
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../../errors/errors.ts'
import { cacheHome } from '../files/folders.ts'
import { isAlive } from '../process/process-alive.ts'
import { downloadFile, type Progress, readChecksum } from './download.ts'
import { runTool } from './tool.ts'

export type ClusterTool = 'kind' | 'kubectl' | 'istioctl'

export interface ToolPin {
  readonly tested: string
  readonly oldest: string
  /** With {os} and {arch}; null: it has to be on PATH. */
  readonly url: string | null
  /** Of the checksum file beside the release. */
  readonly checksum: string | null
  /** By `linux-amd64`. */
  readonly sha256: Readonly<Record<string, string>>
  /** What the release calls an operating system. */
  readonly os: Readonly<Record<string, string>>
}

const used = new Map<ClusterTool, string>()

/** From now on an own tool of exactly these versions is started where there is one. */
export function preferOwnTools(pins: Readonly<Record<ClusterTool, Pick<ToolPin, 'tested'>>>): void {
  for (const [tool, { tested }] of Object.entries(pins)) used.set(tool as ClusterTool, tested)
}

/** Of our own where we have it: it was fetched because PATH had none in range. Else the one on PATH. */
export function toolFile(tool: ClusterTool): string {
  const version = used.get(tool)
  return (version === undefined ? null : ownTool(tool, version)) ?? tool
}

/** Null when it was not fetched. */
export function ownTool(tool: ClusterTool, version: string): string | null {
  const path = join(toolFolder(tool, version), tool)
  return existsSync(path) ? path : null
}

export function toolsHome(): string {
  return join(cacheHome(), 'tools')
}

function toolFolder(tool: ClusterTool, version: string): string {
  return join(toolsHome(), `${tool}-${version}`)
}

/**
 * Fetches the pinned version. Everything happens beside its place, and one rename makes it whole: who is killed leaves
 * a part that the next one goes on with, never half a tool.
 */
export async function fetchTool(
  tool: ClusterTool,
  pin: ToolPin,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<string> {
  const url = addressOf(pin.url, pin)
  const what = `${tool} ${pin.tested}`
  if (url === null) return fail('DE0115', { what, reason: 'cluster/versions.yaml names no address' })
  await mkdir(toolsHome(), { recursive: true, mode: 0o700 })
  await removeLeftovers()
  const sha256 = await wantedChecksum(what, pin, signal)
  const archive = join(toolsHome(), `${tool}-${pin.tested}-${url.split('/').at(-1)}`)
  await downloadFile({ what, url, to: archive, sha256, onProgress, signal })
  const fresh = join(toolsHome(), `.${tool}-${pin.tested}.${process.pid}.new`)
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  if (archive.endsWith('.tar.gz')) await runTool('tar', ['-xzf', archive, '-C', fresh, tool], { signal })
  else await rename(archive, join(fresh, tool))
  await chmod(join(fresh, tool), 0o755)
  // Where another devenv was faster the folder is there, whole.
  await rename(fresh, toolFolder(tool, pin.tested)).catch(async (thrown: unknown) => {
    if (ownTool(tool, pin.tested) === null) throw thrown
    await rm(fresh, { recursive: true, force: true })
  })
  await rm(archive, { force: true })
  return join(toolFolder(tool, pin.tested), tool)
}

async function wantedChecksum(what: string, pin: ToolPin, signal: AbortSignal): Promise<string> {
  const pinned = pin.sha256[platformName()]
  if (pinned !== undefined) return pinned
  const url = addressOf(pin.checksum, pin)
  if (url === null) return fail('DE0115', { what, reason: `no checksum is known for ${platformName()}` })
  return readChecksum(what, url, signal)
}

/** Of this machine, in the words of releases. */
export function platformName(): string {
  return `${process.platform}-${archName()}`
}

function archName(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch
}

/** `DEVENV_DOWNLOAD_BASE` puts a mirror before host and path. */
export function addressOf(template: string | null, pin: Pick<ToolPin, 'os'>, env = process.env): string | null {
  if (template === null) return null
  const url = template.replaceAll('{os}', pin.os[process.platform] ?? process.platform).replaceAll('{arch}', archName())
  const base = env['DEVENV_DOWNLOAD_BASE']
  if (base === undefined || base === '') return url
  const { host, pathname } = new URL(url)
  return `${base.replace(/\/+$/, '')}/${host}${pathname}`
}

/** Folders of a devenv that was killed between unpacking and the rename. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(toolsHome())) {
    const pid = /^\..+\.(\d+)\.new$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(toolsHome(), name), { recursive: true, force: true })
  }
}
