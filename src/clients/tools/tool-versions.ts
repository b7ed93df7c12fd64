// Which versions of the cluster's tools there are: of our own where we have one, else on PATH.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../process/run.ts'
import { type ClusterTool, toolFile, toolsHome } from './tool-folder.ts'
import { programStamp } from './toolchain.ts'

/** `0.33.0`; null when the tool is not there. */
export async function toolVersion(tool: ClusterTool, signal: AbortSignal): Promise<string | null> {
  return askVersion(toolFile(tool), tool, signal)
}

/** Of the one on PATH, own or not; asked again only when the program there is another one. */
export async function versionOnPath(tool: ClusterTool, signal: AbortSignal): Promise<string | null> {
  const stamp = programStamp(tool)
  if (stamp === null) return null
  const known = readKnown()
  if (known[tool]?.stamp === stamp) return known[tool].version
  const version = await askVersion(tool, tool, signal)
  if (version !== null) keep({ ...readKnown(), [tool]: { stamp, version } })
  return version
}

async function askVersion(file: string, tool: ClusterTool, signal: AbortSignal): Promise<string | null> {
  const result = await run(file, versionArgs[tool], { signal, timeoutMs: 10_000 })
  if (result.startError !== null) return null
  return versionIn(`${result.stdout}\n${result.stderr}`) ?? '0'
}

const versionArgs: Readonly<Record<ClusterTool, readonly string[]>> = {
  kind: ['version'],
  kubectl: ['version', '--client'],
  istioctl: ['version', '--remote=false'],
}

export function versionIn(text: string): string | null {
  return /\bv?(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? null
}

/** Development builds call themselves 0.0.0 or less: they are let through. */
export function isOlder(found: string, oldest: string): boolean {
  const [a, b] = [found, oldest].map((version) => version.split('.').map(Number)) as [number[], number[]]
  if (a.every((part) => part === 0)) return false
  for (let at = 0; at < 3; at += 1) {
    if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) < (b[at] ?? 0)
  }
  return false
}

type Known = Readonly<Partial<Record<ClusterTool, { readonly stamp: string; readonly version: string }>>>

function knownFile(): string {
  return join(toolsHome(), '.versions.json')
}

function readKnown(): Known {
  try {
    return JSON.parse(readFileSync(knownFile(), 'utf8'))
  } catch {
    return {}
  }
}

function keep(known: Known): void {
  try {
    mkdirSync(toolsHome(), { recursive: true, mode: 0o700 })
    writeFileSync(`${knownFile()}.${process.pid}`, JSON.stringify(known), { mode: 0o600 })
    renameSync(`${knownFile()}.${process.pid}`, knownFile())
  } catch {
    // Asked again next time.
  }
}
