// What one Tiltfile.ts describes, after validation: absolute paths, every default filled in.

import type { TrafficRequest } from './traffic.ts'

export type Language = 'c++' | 'ada'
export type RuntimeKind = 'kind' | 'process'

/** A place in a file a person can open. `line` and `column` count from 1. */
export interface SourceLocation {
  readonly file: string
  readonly line: number
  readonly column?: number
}

export type Probe =
  | { readonly kind: 'http'; readonly port: number; readonly path: string }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'exec'; readonly command: readonly string[] }

/** A CMake project. `output` is the executable, relative to the build folder. */
export interface CppBuild {
  readonly kind: 'cpp'
  readonly sourceDir: string
  readonly target: string
  readonly output: string
  readonly buildType: string
  readonly cmakeArgs: readonly string[]
}

/** A GPRbuild project. `output` is the executable, relative to the build folder. */
export interface AdaBuild {
  readonly kind: 'ada'
  readonly projectFile: string
  readonly main: string
  readonly output: string
  /** External variables, passed as -Xname=value. */
  readonly scenario: Readonly<Record<string, string>>
}

export type BuildSpec = CppBuild | AdaBuild

/** Shared sources that services link; never deployed. */
export interface Library {
  readonly name: string
  readonly language: Language
  readonly sources: readonly string[]
  readonly declaredAt: SourceLocation
}

export interface Service {
  readonly name: string
  readonly language: Language
  /** The port its process listens on, and the loopback port it is reached at. */
  readonly port: number
  /** More ports of its pods; what the manifests must say. */
  readonly ports: readonly number[]
  /** How many production runs at least; what the manifests must say. */
  readonly replicas: number
  /** Absolute source folders, watched; library folders are not repeated here. */
  readonly sources: readonly string[]
  readonly libraries: readonly string[]
  readonly build: BuildSpec
  /** Services it calls: start order follows, builds never wait for it. */
  readonly calls: readonly string[]
  readonly probe: Probe
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Names of files that are made for its process, in the folder that SECRETS_DIR names. */
  readonly secrets: readonly string[]
  /** SIGTERM to SIGKILL. */
  readonly graceMs: number
  /** How long a new process may take to answer its probe. */
  readonly readyTimeoutMs: number
  /** Put the last good build back when a new one fails; off = crash hold. */
  readonly revert: boolean
  readonly rolling: boolean
  /** Runtime process; null: none. Pods have the limits of their manifests. */
  readonly limits: {
    readonly memoryBytes: number | null
    /** False for the default, which holds only where a cgroup counts what is really used. */
    readonly isMemoryAsked: boolean
    readonly cpus: number | null
  }
  /** Absolute path of the Dockerfile that makes its image. */
  readonly dockerfile: string
  /** Absolute folder of its manifests (Kustomize base). */
  readonly manifests: string
  readonly namespace: string
  readonly declaredAt: SourceLocation
}

export interface Environment {
  readonly name: string
  /** Absolute path of the workspace. */
  readonly root: string
  /** Absolute path of Tiltfile.ts. */
  readonly file: string
  readonly services: readonly Service[]
  /** What `devenv traffic start` sends. */
  readonly traffic: readonly TrafficRequest[]
  readonly libraries: readonly Library[]
  readonly cluster: {
    /** Kind's name for it; the kube context is `kind-<name>`. */
    readonly name: string
    /** Absolute path of the Kustomize overlay that is applied. */
    readonly overlay: string
    readonly istio: boolean
    readonly prometheus: boolean
    /** Loopback ports of what is not a service. */
    readonly prometheusPort: number
    readonly registryPort: number
  }
  readonly watch: {
    readonly quietMs: number
    readonly capMs: number
    /** Extra ignore patterns, .gitignore syntax, relative to the workspace. */
    readonly ignore: readonly string[]
  }
  readonly builds: {
    /** CPU tokens over all builds; 0 = one a core. */
    readonly tokens: number
    readonly where: 'auto' | 'host' | 'container'
    readonly timeoutMs: number
    readonly maxArtifactBytes: number
  }
}
