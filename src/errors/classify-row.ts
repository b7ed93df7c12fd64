// The shape of the classification table, and the tools it knows by their families.
import type { FillValues } from './fill.ts'

export interface ToolFailure {
  /** As it was run, with or without a folder: `docker`, `/usr/bin/g++`; `service` and `pod` for what they said. */
  readonly tool: string
  /** As it can be pasted into a shell. */
  readonly command: string
  readonly exitCode: number | null
  /** `SIGKILL`, or null. */
  readonly endedBy: string | null
  readonly stderr: string
  readonly stdout?: string
  /** ENOENT, EACCES … when it could not be started. */
  readonly startError?: string | null
  /** For the places of the catalogue's texts, in front of what a row takes: `{service}`. */
  readonly values?: FillValues
}

export interface ClassifyRow {
  /** null: any tool. */
  readonly tools: readonly string[] | null
  readonly pattern: RegExp
  /** Must match the command too. */
  readonly command?: RegExp
  readonly exitCode?: number
  readonly endedBy?: string
  readonly startError?: string
  readonly code: string
  readonly take?: (match: RegExpMatchArray, failure: ToolFailure) => FillValues
}

export const ANY = /^/
export const engineTools = ['docker', 'dockerd', 'kind', 'podman', 'nerdctl']
export const clusterTools = ['kubectl', 'istioctl', 'kind', 'kustomize', 'helm', 'kubeadm']
export const cxxTools = ['g++', 'gcc', 'c++', 'cc', 'clang++', 'clang', 'ld', 'mold', 'lld', 'ninja', 'cmake', 'ccache']
export const adaTools = ['gprbuild', 'gprconfig', 'gnat', 'gnatmake', 'gnatbind', 'gnatlink', 'gnatls', 'gcc', 'ccache']
export const buildTools = [...new Set([...cxxTools, ...adaTools])]

/** The whole line of the text that a match begins in. */
export function lineOf(match: RegExpMatchArray): string {
  const text = match.input ?? ''
  const start = text.lastIndexOf('\n', match.index ?? 0) + 1
  const end = text.indexOf('\n', match.index ?? 0)
  return text.slice(start, end === -1 ? undefined : end).trim()
}

/** Words from a match for `{reason}`: the first group, else the whole line. */
export function reason(match: RegExpMatchArray): FillValues {
  return { reason: (match[1] ?? lineOf(match)).trim() }
}
