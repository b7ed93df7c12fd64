// What Tiltfile.ts will say, with the reason beside each value that was seen or guessed.
import type { ProgramBuild } from './found.ts'

export interface DraftService {
  readonly name: string
  /** Its paths are relative to the tree. */
  readonly build: ProgramBuild
  /** Lines above it. */
  readonly remarks: readonly string[]
  readonly port: number
  readonly portRemark: string
  /** Relative to the tree; null when the folder of its build is all. */
  readonly sources: readonly string[] | null
  readonly libraries: readonly string[]
  readonly calls: readonly { readonly name: string; readonly remark: string }[]
  /** Null: whether the port takes a connection is all that can be asked. */
  readonly probePath: string | null
  readonly probeRemark: string
  readonly args: readonly string[]
  readonly argsRemark: string
  readonly env: readonly { readonly name: string; readonly value: string; readonly remark: string }[]
}

export interface DraftLibrary {
  readonly name: string
  readonly language: 'c++' | 'ada'
  readonly folders: readonly string[]
}

export interface Draft {
  readonly name: string
  readonly head: readonly string[]
  readonly services: readonly DraftService[]
  readonly libraries: readonly DraftLibrary[]
  /** Loopback ports of devenv's own that a service has. */
  readonly moved: Readonly<Record<'prometheusPort' | 'registryPort', number | null>>
}
